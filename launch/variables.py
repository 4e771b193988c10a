"""What the operator of the program sets: its server, its folder, and how browsers are served."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from hosting import given
from hosting.logs import FORMATS, LEVELS
from hosting.names import LOOPBACK
from hosting.readers import HostNames, HttpUrl, Listening, Positive, Proxies, one_of, url

_REDIS: Final = ("redis", "rediss", "unix")


def _data_dir() -> Path:
    from platformdirs import user_data_path

    return user_data_path("mon-compte", appauthor=False)


def _cookie_keys(value: Any) -> str | None:  # noqa: ANN401 - whatever is given
    if value is None:
        return None
    from web.sealing import Keyring

    try:
        Keyring.read(str(value))
    except ValueError:
        raise ValueError(
            "des clés de 32 octets en base64 sont attendues, "
            "séparées par des virgules, comme « openssl rand -base64 32 » en donne"
        ) from None
    return str(value)


class Program(given.Given, given.Settings):
    """The settings of the program and of its host of browsers."""

    api_url: HttpUrl = None
    """The server to speak to; without it the program starts its own."""
    data_dir: Path = Field(default_factory=_data_dir)
    """Folder of that own server's data, and of what the host of browsers keeps (`web/`). Without it, the user's data
    folder."""
    log_level: Annotated[str, one_of(*LEVELS)] = "warning"
    """`debug`, `info`, `warning` or `error`."""
    log_format: Annotated[str, one_of(*FORMATS)] = "text"
    """`text`, for people, or `json`, an object a line, for what gathers logs."""
    metrics: Listening = None
    """`127.0.0.1:9601`: where Prometheus finds `/metrics` of the host of browsers; without it nobody does."""
    hosts: HostNames = LOOPBACK
    """Names under which browsers ask for it, separated by commas."""
    trusted_proxies: Proxies = ("127.0.0.1", "::1")
    """Addresses or networks whose `X-Forwarded-For` is believed."""
    connections: Positive = 1000
    """Connections open at once."""
    connections_per_address: Positive = 100
    """Connections of one address."""
    sockets: Positive = 1000
    """Browsers served at once."""
    sockets_per_address: Positive = 100
    """Browsers of one address. More where many people share one."""
    redis: Annotated[str | None, url("redis://redis.exemple:6379/0", *_REDIS)] = Field(
        default=None, repr=False
    )
    """Where sign-ins wait, sealed, for the browsers of all hosts."""
    cookie_keys: Annotated[str | None, BeforeValidator(_cookie_keys)] = Field(default=None, repr=False)
    """For several hosts of browsers: keys of their cookies, 32 bytes in base64 (`openssl rand -base64 32`), separated
    by commas. The first seals, all open: put a new one first, and take the last away after 400 days. Without it, a host
    makes its own in its folder and has them rotate."""
