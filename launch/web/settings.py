"""What the host of the browser version decides."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from platformdirs import user_cache_path

from hosting import variables
from hosting.http import Limits
from hosting.names import LOOPBACK, accepted_names

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
        cache: folder where compressed files are kept between two starts.
        resume_seconds: how long a session waits for a browser that dropped; a reload takes it up again.
        sockets: how many browsers are served at once; each is half a megabyte.
        sockets_per_address: how many of one address, or of one subscriber's IPv6 network.
        register_seconds: how long a socket may be there without saying who it is.
        register_bytes: size of that first message, which holds a route and the size of a screen.
        message_bytes: size of any other, a pasted page included; an answer to the host may be a file, and as large as
            a message can be.
        answer_bytes: size of such an answer: a scan of 10 MB, and the photograph that is refused as too large.
        messages_per_second: how fast a socket is read: two events a key, at thirty keys a second, and some.
        burst: how many messages are read before that counts.
        flood_seconds: how long more may be said than that, before the socket is closed.
        route_characters: length of an address of the program.
    """

    host: str = "127.0.0.1"
    port: int = 8550
    names: tuple[str, ...] = LOOPBACK
    limits: Limits = field(default_factory=lambda: Limits(grace_seconds=3))
    folder: Path | None = None
    redis: str | None = field(default=None, repr=False)
    cookie_keys: str | None = field(default=None, repr=False)
    cache: Path = field(default_factory=lambda: user_cache_path("mon-compte", appauthor=False) / "web")
    resume_seconds: int = 90
    sockets: int = 1000
    sockets_per_address: int = 100
    register_seconds: float = 10
    register_bytes: int = 16 * 1024
    message_bytes: int = 256 * 1024
    answer_bytes: int = 16 * 1024 * 1024
    messages_per_second: float = 100
    burst: int = 500
    flood_seconds: float = 5
    route_characters: int = 2048

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
            sockets=variables.number(found, "sockets", own.sockets),
            sockets_per_address=variables.number(found, "sockets_per_address", own.sockets_per_address),
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
