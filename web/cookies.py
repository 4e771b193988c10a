"""The cookies of a host: for itself alone, never for a script, nor for a request that another site makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import HTTPConnection

LONGEST: Final = 3500
"""Characters of a cookie, its name included: browsers drop what is longer than 4096 with its attributes."""

KEPT_SECONDS: Final = 400 * 24 * 3600
"""The longest that a browser keeps a cookie."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What tells the cookies of a host: a browser brings those of all ports of a machine to each of them.

    Attributes:
        secure: whether its pages come by https; no other host of the domain can then put a cookie in place of its own.
        port: the one that its address names; None where it needs to name none.
    """

    secure: bool
    port: int | None = None

    @classmethod
    def of(cls, connection: HTTPConnection) -> Self:
        """Return that of the host that was asked, as it or the proxy before it knows."""
        try:
            port = connection.url.port
        except ValueError:
            port = None
        return cls(connection.url.scheme in {"https", "wss"}, port)

    def named(self, name: str) -> str:
        """Return what a cookie is called here."""
        own = f"{name}-{self.port}" if self.port is not None else name
        return f"__Host-{own}" if self.secure else own


def found(cookies: Mapping[str, str], name: str, origin: Origin) -> str:
    """Return what a request brought, cut short where it is longer than ours are; empty where it brought none."""
    return cookies.get(origin.named(name), "")[:LONGEST]


def fits(name: str, value: str) -> bool:
    """Tell whether a browser would keep it."""
    return len(_LONGEST_NAMED.named(name)) + len(value) < LONGEST


def header(name: str, value: str, origin: Origin, *, seconds: int | None = None) -> str:
    """Return the value of a `Set-Cookie`.

    Args:
        name: which cookie.
        value: what the browser is to hold.
        origin: of the page.
        seconds: for how long; None until the browser is closed, 0 to drop it.
    """
    # Lax: a person comes back from another site, such as one that identifies them, as who they were.
    parts = [f"{origin.named(name)}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    if origin.secure:
        parts.append("Secure")
    if seconds is not None:
        parts.append(f"Max-Age={seconds}")
    return "; ".join(parts)


_LONGEST_NAMED: Final = Origin(secure=True, port=65535)
