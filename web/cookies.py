"""The cookies of a host: for itself alone, never for a script, nor for a request that another site makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 3500
"""Characters of a cookie, its name included: browsers drop what is longer than 4096 with its attributes."""

KEPT_SECONDS: Final = 400 * 24 * 3600
"""The longest that a browser keeps a cookie."""


def found(cookies: Mapping[str, str], name: str, *, secure: bool) -> str:
    """Return what a request brought, cut short where it is longer than ours are; empty where it brought none."""
    return cookies.get(_full(name, secure=secure), "")[:LONGEST]


def fits(name: str, value: str) -> bool:
    """Tell whether a browser would keep it."""
    return len(_full(name, secure=True)) + len(value) < LONGEST


def header(name: str, value: str, *, secure: bool, seconds: int | None = None) -> str:
    """Return the value of a `Set-Cookie`.

    Args:
        name: which cookie.
        value: what the browser is to hold.
        secure: whether the page came by https; no other host of the domain can then put one in its place.
        seconds: for how long; None until the browser is closed, 0 to drop it.
    """
    # Lax: a person comes back from another site, such as one that identifies them, as who they were.
    parts = [f"{_full(name, secure=secure)}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    if secure:
        parts.append("Secure")
    if seconds is not None:
        parts.append(f"Max-Age={seconds}")
    return "; ".join(parts)


def _full(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name
