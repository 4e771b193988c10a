"""Kinds of settings: what each is read from, a text or a value of TOML, and what is said where it is none."""

from __future__ import annotations

import ipaddress
from base64 import b64decode
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from hosting import names

_YES: Final = frozenset({"1", "true", "yes", "on", "oui", "vrai"})
_NO: Final = frozenset({"0", "false", "no", "off", "non", "faux"})
_KEY_BYTES: Final = 32
_NONE: Final = frozenset({"none", "aucun"})


def flag(value: Any) -> bool:  # noqa: ANN401 - whatever is given
    """Read yes or no."""
    text = str(value).lower()
    if text not in _YES | _NO:
        raise ValueError("1 (oui) ou 0 (non) est attendu")
    return text in _YES


def number(value: Any, *, least: int = 1) -> int:  # noqa: ANN401 - whatever is given
    """Read a whole number, `least` or more."""
    text = str(value)
    if not (text.isascii() and text.isdecimal()) or len(text) > 9 or int(text) < least:  # noqa: PLR2004 - a number of digits
        raise ValueError(f"un nombre entier est attendu, {least} au moins")
    return int(text)


def instant(value: Any) -> datetime:  # noqa: ANN401 - whatever is given
    """Read a date and a time, in UTC where no zone is given."""
    try:
        read = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError("une date et une heure comme 2026-11-20T09:00:00+01:00 sont attendues") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def listening(value: Any) -> str | None:  # noqa: ANN401 - whatever is given
    """Read an address and a port to listen on."""
    if value is None:
        return None
    host, _, port = str(value).rpartition(":")
    try:
        ipaddress.ip_address(host.strip("[]"))
        readable = 0 < int(port) < 2**16
    except ValueError:
        readable = False
    if not readable:
        raise ValueError("une adresse et un port comme 127.0.0.1:9600 sont attendus")
    return str(value)


def one_of(*words: str) -> BeforeValidator:
    """Read one of these words, in any case."""

    def read(value: Any) -> str:  # noqa: ANN401 - whatever is given
        text = str(value).lower()
        if text not in words:
            raise ValueError(f"une de ces valeurs est attendue : {', '.join(words)}")
        return text

    return BeforeValidator(read)


def url(example: str, *schemes: str) -> BeforeValidator:
    """Read a URL of one of these schemes, with a host."""

    def read(value: Any) -> str | None:  # noqa: ANN401 - whatever is given
        if value is None:
            return None
        text = str(value)
        try:
            parts = urlsplit(text)
            readable = (
                parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
            )
        except ValueError:
            readable = False
        if not readable or any(each.isspace() or not each.isprintable() for each in text):
            raise ValueError(f"une adresse comme {example} est attendue")
        return text

    return BeforeValidator(read)


def origins(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever is given
    """Read origins of pages, `https://host`, separated by commas."""
    every = _items(value)
    if not all(map(_is_origin, every)):
        raise ValueError("des adresses sans chemin sont attendues, comme https://moncompte.exemple.fr")
    return every


def origin(value: Any) -> str | None:  # noqa: ANN401 - whatever is given
    """Read one origin."""
    return None if value is None else next(iter(origins(value)), None)


def proxies(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever is given
    """Read addresses and networks, separated by commas; `none` stands for none."""
    every = _items(value)
    if len(every) == 1 and every[0].lower() in _NONE:
        return ()
    try:
        return tuple(map(_proxy, every))
    except ValueError:
        raise ValueError(
            "des adresses ou des réseaux sont attendus, comme 10.0.0.2 ou 10.0.0.0/24 ; none pour aucun"
        ) from None


def host_names(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever is given
    """Read host names, separated by commas: `*.domain` for every name below one, `*` alone for every name."""
    every = _items(value)
    if every == (names.ANY,):
        return every
    try:
        return tuple(map(_host_name, every))
    except ValueError:
        raise ValueError(
            "des noms sont attendus, comme moncompte.exemple.fr ou 192.168.1.20, "
            "sans https:// et sans port, séparés par des virgules"
        ) from None


def countries(value: Any) -> frozenset[str]:  # noqa: ANN401 - whatever is given
    """Read countries by their two letters (ISO 3166-1), separated by commas."""
    every = frozenset(each.upper() for each in _items(value))
    if not all(len(each) == len("FR") and each.isascii() and each.isalpha() for each in every):
        raise ValueError("des pays en deux lettres sont attendus, séparés par des virgules, comme FR,GP,BE")
    return every


def secret_keys(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever is given
    """Read keys of 32 bytes or more in base64, separated by commas."""
    every = _items(value)
    try:
        readable = all(len(b64decode(each, validate=True)) >= _KEY_BYTES for each in every)
    except ValueError:
        readable = False
    if not readable:
        raise ValueError(
            "des clés de 32 octets en base64 sont attendues, "
            "séparées par des virgules, comme « openssl rand -base64 32 » en donne"
        )
    return every


Flag = Annotated[bool, BeforeValidator(flag)]
Positive = Annotated[int, BeforeValidator(number)]
Instant = Annotated[datetime, BeforeValidator(instant)]
Origins = Annotated[tuple[str, ...], BeforeValidator(origins)]
Origin = Annotated[str | None, BeforeValidator(origin)]
Proxies = Annotated[tuple[str, ...], BeforeValidator(proxies)]
HostNames = Annotated[tuple[str, ...], BeforeValidator(host_names)]
SecretKeys = Annotated[tuple[str, ...], BeforeValidator(secret_keys)]
Countries = Annotated[frozenset[str], BeforeValidator(countries)]
HttpUrl = Annotated[str | None, url("https://hôte/chemin", "https", "http")]


def _items(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever is given
    every = value.split(",") if isinstance(value, str) else value
    if not isinstance(every, Collection):
        every = (every,)
    return tuple(text for each in every if (text := str(each).strip()))


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


Listening = Annotated[str | None, BeforeValidator(listening)]
