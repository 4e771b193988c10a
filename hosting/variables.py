"""What an operator sets, by MON_COMPTE_* variables and a file; a mistyped name is an error, not a setting left out.

An error is a French sentence that names the variable, and never its value, which may be a secret.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping

PREFIX: Final = "MON_COMPTE_"
FILE: Final = "_file"
CONFIG: Final = "config"

SECRET: Final = frozenset(
    {
        "cookie_keys",
        "database",
        "franceconnect_client_secret",
        "redis",
        "sealing_keys",
        "smtp",
        "sms",
        "vapid_key",
    }
)
"""Settings that may be given as the path of a file: `MON_COMPTE_SMTP_FILE`, or `smtp_file` in the file of settings."""

KNOWN: Final = SECRET | {
    "accessibility_mail",
    "api_url",
    "calendar_origin",
    "calendars",
    "clamd",
    CONFIG,
    "connections",
    "connections_per_address",
    "data_dir",
    "database_answer_seconds",
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
    "log_format",
    "log_level",
    "metrics",
    "migrate",
    "min_client_version",
    "push_origins",
    "scans",
    "session_idle_seconds",
    "sign_ins_waiting",
    "simulation_idle_seconds",
    "simulation_url",
    "sms_countries",
    "sockets",
    "sockets_per_address",
    "trusted_proxies",
    "web_origins",
    "webhook_answer_seconds",
    "webhook_networks",
}
"""Every setting of either program, in lower case without its prefix: one file and one environment may serve both."""

_ALIKE: Final = 0.6


class Unreadable(ValueError):
    """A setting cannot be read; the message is a French sentence, complete and without the value."""


def found(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that are set, in lower case without their prefix; an empty one counts as not set.

    Raises:
        Unreadable: a variable is unknown, or its file cannot be read.
    """
    given: dict[str, str] = {}
    for full, value in sorted(environment.items()):
        if not full.startswith(PREFIX) or not value.strip():
            continue
        if full != full.upper():
            raise Unreadable(f"Variable inconnue : {full}. Les noms sont en majuscules : {full.upper()}.")
        given[full.removeprefix(PREFIX).lower()] = value.strip()
    return {name: str(value) for name, value in _with_secrets(given, variable).items()}


def found_in(file: Path) -> dict[str, Any]:
    """Return what the file of settings says, in TOML: names are those of the variables, in lower case without prefix.

    What a variable groups by its first word may be a table: `[franceconnect]` with `issuer`.

    Raises:
        Unreadable: the file cannot be read, or a name is unknown.
    """
    full = variable(CONFIG)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        # Of its text the place alone: the rest may repeat a value.
        place = re.search(r"line (\d+)", str(error))
        where = f", à la ligne {place[1]}" if place else ""
        raise Unreadable(f"{full} : ce fichier n’est pas du TOML{where}.") from None
    except (OSError, ValueError):
        raise Unreadable(f"{full} : ce fichier ne peut pas être lu.") from None
    flat: dict[str, Any] = {}
    for name, value in content.items():
        inside = value if isinstance(value, dict) else {"": value}
        flat |= {f"{name}_{key}".strip("_"): each for key, each in inside.items()}
    flat = {name: value for name, value in flat.items() if value != ""}
    return _with_secrets(flat, lambda name: f"{name} ({full})")


def variable(name: str) -> str:
    """Return the full name of a variable."""
    return PREFIX + name.upper()


def prevail(environment: MutableMapping[str, str], name: str, value: str) -> None:
    """Set a variable to what an option says, in place of its own value or file."""
    environment[variable(name)] = value
    environment.pop(variable(name + FILE), None)


def _with_secrets(given: Mapping[str, Any], called: Callable[[str], str]) -> dict[str, Any]:
    """Return the settings, those in files replaced by their content."""
    read: dict[str, Any] = {}
    for name, value in given.items():
        secret = name.removesuffix(FILE)
        if name in KNOWN:
            read[name] = value
        elif secret != name and secret in SECRET:
            if secret in given:
                raise Unreadable(
                    f"{called(name)} et {called(secret)} sont donnés tous les deux. Gardez-en un."
                )
            read[secret] = _content(called(name), str(value))
        else:
            every = [*KNOWN, *(each + FILE for each in SECRET)]
            near = difflib.get_close_matches(name, every, 1, _ALIKE)
            advice = (
                f"Vouliez-vous dire {called(near[0])} ?" if near else "docs/operating.md en donne la liste."
            )
            raise Unreadable(f"Variable inconnue : {called(name)}. {advice}")
    return read


def _content(full: str, path: str) -> str:
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        content = ""
    if not content:
        raise Unreadable(f"{full} : ce fichier ne peut pas être lu, ou il est vide.")
    return content
