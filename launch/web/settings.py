"""What the host of the browser version decides."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from hosting import variables
from hosting.http import Limits
from hosting.names import LOOPBACK, accepted_names
from web.bounds import Bounds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


_REDIS: Final = frozenset({"redis", "rediss", "unix"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How browsers are served.

    Attributes:
        host: address to listen on.
        port: TCP port; 0 for any that is free.
        names: under which browsers may ask for it.
        limits: what is granted to those who connect.
        folder: private, for the keys of cookies and for what waits for a browser while the host starts again; None
            where nothing outlives it.
        redis: URL of the Redis where that waits instead, for several machines; it may hold a password.
        cookie_keys: the keys instead of those of the folder, for several machines: the first seals, all open.
        bounds: what is granted to browsers.
    """

    host: str = "127.0.0.1"
    port: int = 8550
    names: tuple[str, ...] = LOOPBACK
    limits: Limits = field(default_factory=lambda: Limits(grace_seconds=3))
    folder: Path | None = None
    redis: str | None = field(default=None, repr=False)
    cookie_keys: str | None = field(default=None, repr=False)
    bounds: Bounds = field(default_factory=Bounds)

    @classmethod
    def found(
        cls, host: str, port: int, folder: Path | None = None, environment: Mapping[str, str] = os.environ
    ) -> Self:
        """Return the settings for this address and folder, the rest from the MON_COMPTE_* variables.

        Raises:
            variables.Unreadable: one cannot be read.
        """
        found = variables.found(environment)
        own = cls(host=host, port=port)
        return cls(
            host=host,
            port=port,
            folder=folder,
            redis=variables.url(found, "redis", "redis://redis.exemple:6379/0", _REDIS),
            cookie_keys=_cookie_keys(found),
            names=accepted_names(variables.host_names(found), host),
            limits=Limits(
                connections=variables.number(found, "connections", own.limits.connections),
                connections_per_address=variables.number(
                    found, "connections_per_address", own.limits.connections_per_address
                ),
                grace_seconds=own.limits.grace_seconds,
                trusted_proxies=variables.proxies(found, "trusted_proxies", own.limits.trusted_proxies),
            ),
            bounds=Bounds.of(
                sockets=variables.number(found, "sockets", own.bounds.sockets),
                sockets_per_address=variables.number(
                    found, "sockets_per_address", own.bounds.sockets_per_address
                ),
            ),
        )


def _cookie_keys(found: Mapping[str, str]) -> str | None:
    from web.sealing import Keyring

    keys = found.get("cookie_keys")
    if keys is not None:
        try:
            Keyring.read(keys)
        except ValueError:
            raise variables.Unreadable(
                f"{variables.variable('cookie_keys')} : des clés de 32 octets en base64 sont attendues, "
                "séparées par des virgules, comme « openssl rand -base64 32 » en donne."
            ) from None
    return keys
