"""What an operator sets by MON_COMPTE_* variables; a mistyped name is an error, not a variable left out.

An error is a French sentence that names the variable, and never its value, which may be a secret.
"""

from __future__ import annotations

import difflib
import ipaddress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from hosting import names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, MutableMapping

PREFIX: Final = "MON_COMPTE_"
FILE: Final = "_FILE"

SECRET: Final = frozenset({"cookie_keys", "database", "redis", "smtp", "sms", "franceconnect_client_secret"})
"""Variables that may be given as the path of a file: `MON_COMPTE_SMTP_FILE`."""

KNOWN: Final = SECRET | {
    "accessibility_mail",
    "api_url",
    "calendar_origin",
    "clamd",
    "connections",
    "connections_per_address",
    "data_dir",
    "database_connections",
    "demo",
    "demo_light_passwords",
    "demo_now",
    "docs",
    "document_processes",
    "documents_kept_days",
    "franceconnect_acr",
    "franceconnect_client_id",
    "franceconnect_issuer",
    "franceconnect_redirect",
    "grace_seconds",
    "hosts",
    "log_level",
    "min_client_version",
    "scans",
    "session_idle_seconds",
    "simulation_idle_seconds",
    "simulation_url",
    "sms_countries",
    "sockets",
    "sockets_per_address",
    "trusted_proxies",
    "web_origins",
}
"""Every variable, in lower case without its prefix; docs/operations.md describes them."""

_ALIKE: Final = 0.6
_YES: Final = frozenset({"1", "true", "yes", "on", "oui", "vrai"})
_NO: Final = frozenset({"0", "false", "no", "off", "non", "faux"})
_NONE: Final = frozenset({"none", "aucun"})


class Unreadable(ValueError):
    """A setting cannot be read; the message is a French sentence, complete and without the value."""


def found(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that are set, in lower case without their prefix; an empty one counts as not set.

    Raises:
        Unreadable: a variable is unknown, or its file cannot be read.
    """
    variables: dict[str, str] = {}
    for full, value in sorted(environment.items()):
        if not full.startswith(PREFIX) or not value.strip():
            continue
        name = full.removeprefix(PREFIX).lower()
        secret = name.removesuffix(FILE.lower())
        if full != full.upper():
            raise Unreadable(f"Variable inconnue : {full}. Les noms sont en majuscules : {full.upper()}.")
        if name in KNOWN:
            variables[name] = value.strip()
        elif name.endswith(FILE.lower()) and secret in SECRET:
            if environment.get(full.removesuffix(FILE)):
                raise Unreadable(
                    f"{full} et {full.removesuffix(FILE)} sont donnés tous les deux. Gardez-en un."
                )
            variables[secret] = _content(full, value.strip())
        else:
            raise Unreadable(_unknown(full, name))
    return variables


def variable(name: str) -> str:
    """Return the full name of a variable."""
    return PREFIX + name.upper()


def prevail(environment: MutableMapping[str, str], name: str, value: str) -> None:
    """Set a variable to what an option says, in place of its own value or file."""
    environment[variable(name)] = value
    environment.pop(variable(name) + FILE, None)


def flag(variables: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    """Return yes or no."""
    value = variables.get(name)
    if value is None:
        return default
    if value.lower() not in _YES | _NO:
        raise Unreadable(f"{variable(name)} : 1 (oui) ou 0 (non) est attendu.")
    return value.lower() in _YES


def number(variables: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    """Return a whole number, `least` or more."""
    value = variables.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdecimal()) or len(value) > 9 or int(value) < least:  # noqa: PLR2004 - a number of digits
        raise Unreadable(f"{variable(name)} : un nombre entier est attendu, {least} au moins.")
    return int(value)


def choice(variables: Mapping[str, str], name: str, default: str, among: Collection[str]) -> str:
    """Return one of the words of `among`."""
    value = variables.get(name, default).lower()
    if value not in among:
        raise Unreadable(f"{variable(name)} : une de ces valeurs est attendue : {', '.join(among)}.")
    return value


def instant(variables: Mapping[str, str], name: str) -> datetime | None:
    """Return a date and a time, in UTC where no zone is given."""
    value = variables.get(name)
    if value is None:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise Unreadable(
            f"{variable(name)} : une date et une heure comme 2026-11-20T09:00:00+01:00 sont attendues."
        ) from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def url(variables: Mapping[str, str], name: str, example: str, schemes: Collection[str]) -> str | None:
    """Return a URL of one of these schemes, with a host."""
    value = variables.get(name)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        readable = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        readable = False
    if not readable or any(each.isspace() or not each.isprintable() for each in value):
        raise Unreadable(f"{variable(name)} : une adresse comme {example} est attendue.")
    return value


def origins(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return origins of pages, `https://host`, separated by commas."""
    every = _items(variables, name)
    if not all(map(_is_origin, every)):
        raise Unreadable(
            f"{variable(name)} : des adresses sans chemin sont attendues, comme https://moncompte.exemple.fr."
        )
    return every


def proxies(variables: Mapping[str, str], name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return addresses and networks, separated by commas; `none` stands for none."""
    every = _items(variables, name)
    if not every:
        return default
    if len(every) == 1 and every[0].lower() in _NONE:
        return ()
    try:
        return tuple(map(_proxy, every))
    except ValueError:
        raise Unreadable(
            f"{variable(name)} : des adresses ou des réseaux sont attendus, comme 10.0.0.2 ou 10.0.0.0/24 ; "
            "none pour aucun."
        ) from None


def host_names(variables: Mapping[str, str], name: str = "hosts") -> tuple[str, ...]:
    """Return host names, separated by commas: `*.domain` for every name below one, `*` alone for every name."""
    every = _items(variables, name)
    if every == (names.ANY,):
        return every
    try:
        return tuple(map(_host_name, every))
    except ValueError:
        raise Unreadable(
            f"{variable(name)} : des noms sont attendus, comme moncompte.exemple.fr ou 192.168.1.20, "
            "sans https:// et sans port, séparés par des virgules."
        ) from None


def countries(variables: Mapping[str, str], name: str) -> frozenset[str]:
    """Return countries by their two letters (ISO 3166-1), separated by commas; none where the variable is not set."""
    every = frozenset(each.upper() for each in _items(variables, name))
    if not all(len(each) == len("FR") and each.isascii() and each.isalpha() for each in every):
        raise Unreadable(
            f"{variable(name)} : des pays en deux lettres sont attendus, séparés par des virgules, comme FR,GP,BE."
        )
    return every


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    whole = text == f"{parts.scheme}://{parts.netloc}"
    return (
        whole
        and port_is_one
        and parts.scheme in {"https", "http"}
        and bool(parts.hostname)
        and "@" not in text
    )


def _proxy(text: str) -> str:
    return str(ipaddress.ip_network(text)) if "/" in text else str(ipaddress.ip_address(text))


def _host_name(text: str) -> str:
    return f"*.{names.canonical(text[2:])}" if text.startswith("*.") else names.canonical(text)


def _items(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in variables.get(name, "").split(",") if each.strip())


def _content(full: str, path: str) -> str:
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        content = ""
    if not content:
        raise Unreadable(f"{full} : ce fichier ne peut pas être lu, ou il est vide.")
    return content


def _unknown(full: str, name: str) -> str:
    every = [*KNOWN, *(secret + FILE.lower() for secret in SECRET)]
    near = difflib.get_close_matches(name, every, 1, _ALIKE)
    advice = f"Vouliez-vous dire {variable(near[0])} ?" if near else "docs/operations.md en donne la liste."
    return f"Variable inconnue : {full}. {advice}"
