"""What the host of the browser version decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from hosting.http import Limits
from hosting.names import LOOPBACK, accepted_names
from web.bounds import Bounds

if TYPE_CHECKING:
    from pathlib import Path

    from launch.variables import Program


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
    def of(cls, operator: Program, host: str, port: int, folder: Path | None = None) -> Self:
        """Return the settings for this address and folder, the rest as the operator set it."""
        return cls(
            host=host,
            port=port,
            folder=folder,
            redis=operator.redis,
            cookie_keys=operator.cookie_keys,
            names=accepted_names(operator.hosts, host),
            limits=Limits(
                connections=operator.connections,
                connections_per_address=operator.connections_per_address,
                grace_seconds=cls().limits.grace_seconds,
                trusted_proxies=operator.trusted_proxies,
            ),
            bounds=Bounds.of(sockets=operator.sockets, sockets_per_address=operator.sockets_per_address),
        )
