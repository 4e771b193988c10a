"""Guessing passwords is slowed down, without letting a stranger lock anybody out.

Failures are counted, never successes, over windows that grow: each limit reached makes the next wait longer.

- for one identifier from one address: five in a row, then ever slower;
- for one address, over all identifiers;
- for one identifier, over all addresses where it never signed in: once strangers have failed often, each
  further strange address gets one try instead of five. The person who knows the password gets in at the
  first try, from anywhere; an address where the account signed in before does not notice.

An identifier that is nobody's counts alike. Windows run on real time, not on the demonstration clock.
"""

from __future__ import annotations

import ipaddress
import time
from math import ceil
from typing import TYPE_CHECKING, cast

from limits import RateLimitItem, parse_many
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from server.errors import LimitsUnreachable
from server.problems import Code, Problem

if TYPE_CHECKING:
    from limits.storage import Storage

    from server.security.tokens import Pepper

_PAIR = parse_many("5/2minute;10/20minute;20/2hour;40/day")
_ADDRESS = parse_many("30/5minute;100/hour;400/day")
_STRANGERS = parse_many("40/hour;100/day")
_UNDER_ATTACK = parse_many("1/15minute;4/day")
_IPV6_SITE = 64


def counts(redis: str | None) -> Storage:
    """Where counts are kept: in that Redis, or in memory.

    Raises:
        LimitsUnreachable: it does not answer.
    """
    storage = cast("Storage", storage_from_string(redis or "memory://", wrap_exceptions=True))
    try:
        reachable = storage.check()
    except StorageError:
        reachable = False
    if not reachable:
        raise LimitsUnreachable((redis or "").rpartition("@")[2])
    return storage


class Guessing:
    """Counts of failures, in memory or in Redis."""

    def __init__(self, storage: Storage, pepper: Pepper) -> None:
        self._storage = storage
        self._limiter = MovingWindowRateLimiter(storage)
        self._pepper = pepper

    def check(self, identifier: str, address: str, *, known: bool) -> None:
        """Refuse if too much was tried.

        Args:
            identifier: canonical, or as typed where it has no canonical form.
            address: of the client.
            known: whether the account signed in from this address before.

        Raises:
            Problem: `rate_limited`, with the seconds to wait.
        """
        pair, site, whole = self._keys(identifier, address)
        reached = self._reached(_PAIR, pair)
        if not known:
            reached += self._reached(_ADDRESS, site)
            if self._reached(_STRANGERS, whole):
                reached += self._reached(_UNDER_ATTACK, pair)
        if reached:
            raise Problem(Code.RATE_LIMITED, retry_after=max(reached))

    def failed(self, identifier: str, address: str, *, known: bool) -> None:
        """Count a failure."""
        pair, site, whole = self._keys(identifier, address)
        counts = [(_PAIR, pair), (_UNDER_ATTACK, pair), (_ADDRESS, site)]
        if not known:
            counts.append((_STRANGERS, whole))
        for items, key in counts:
            for item in items:
                self._limiter.hit(item, key)

    def succeeded(self, identifier: str, address: str) -> None:
        """Forget the failures of that person at that address."""
        pair, _, _ = self._keys(identifier, address)
        for item in (*_PAIR, *_UNDER_ATTACK):
            self._limiter.clear(item, pair)

    def reset(self) -> None:
        """Forget everything."""
        self._storage.reset()

    def _keys(self, identifier: str, address: str) -> tuple[str, str, str]:
        site = site_of(address)
        return tuple(  # type: ignore[return-value] # three parts give three keys
            self._pepper.hash(*parts).hex()
            for parts in (("pair", identifier, site), ("site", site), ("whole", identifier))
        )

    def _reached(self, items: list[RateLimitItem], key: str) -> list[int]:
        return [
            max(1, ceil(self._limiter.get_window_stats(item, key).reset_time - time.time()))
            for item in items
            if not self._limiter.test(item, key)
        ]


def origin(pepper: Pepper, identifier: str, address: str) -> bytes:
    """What is kept to know an address of an account again."""
    return pepper.hash("origin", identifier, site_of(address))


def site_of(address: str) -> str:
    """The address, or for IPv6 the /64 that one subscriber holds."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:  # noqa: PLR2004 - the version's name is its number
        return str(ipaddress.ip_network((parsed, _IPV6_SITE), strict=False))
    return str(parsed)
