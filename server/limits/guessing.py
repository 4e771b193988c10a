"""Slowing down of guesses of passwords, in a way that no stranger can use to lock anybody out.

Failures are counted, and never successes, over growing windows: each limit that is reached makes the next wait longer.
They are counted

- for one identifier from one address: five in a row, then ever slower;
- for one address, over all identifiers;
- for one identifier, over all addresses where it never signed in: after many failures of strangers, each further
  unknown address gets one try instead of five. A person who knows the password still gets in at the first try, from
  anywhere, and an address where the account signed in before is not affected.

An identifier without an account counts the same.

A try is counted before the password is verified, which takes time: of any number of concurrent tries, on any number of
workers, no more are verified than may fail. Tries beyond that wait for the verifications under way, because a right
password gives its place back.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING
from uuid import uuid4

from hosting.addresses import site_of
from server.crypto.tokens import Pepper
from server.http.problems import Problem
from server.limits.ledger import Ledger, Tally, Window
from server.limits.rules import RATE_LIMITED

if TYPE_CHECKING:
    from typing import Self

    from server.services import Services

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_PAIR = (Window(5, 2 * _MINUTE), Window(10, 20 * _MINUTE), Window(20, 2 * _HOUR), Window(40, _DAY))
_ADDRESS = (Window(30, 5 * _MINUTE), Window(100, _HOUR), Window(400, _DAY))
_STRANGERS = (Window(40, _HOUR), Window(100, _DAY))
_UNDER_ATTACK = (Window(1, 15 * _MINUTE), Window(4, _DAY))
# Longer than a verification takes, far shorter than a person waits.
_PATIENCE_S, _LOOKED_AT_EVERY_S = 2.0, 0.02


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try whose password is being verified, with the keys that it counts under."""

    entry: str
    places: tuple[Tally, ...]
    strangers: Tally | None


class Guessing:
    """The service that counts failures and tries under way."""

    def __init__(self, ledger: Ledger, pepper: Pepper) -> None:
        self._ledger = ledger
        self._pepper = pepper

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(ledger=services[Ledger], pepper=services[Pepper])

    def begin(self, identifier: str, address: str, *, known: bool) -> Attempt:
        """Count a try; wait a moment if all tries that are left are under way.

        Args:
            identifier: canonical, or as typed where it has no canonical form.
            address: the client's.
            known: whether the account signed in from this address before.

        Raises:
            Problem: `rate_limited`, with the seconds to wait.
        """
        attempt = self._attempt(identifier, address, known=known)
        failures = [_failed(place) for place in attempt.places]
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            wait = max(self._ledger.wait(failure) for failure in failures)
            if wait <= 0:
                wait = self._ledger.take(attempt.entry, attempt.places)
                if wait <= 0:
                    return attempt
                if time.monotonic() < deadline:
                    time.sleep(_LOOKED_AT_EVERY_S)
                    continue
            raise Problem(RATE_LIMITED, retry_after=max(1, ceil(wait)))

    def failed(self, attempt: Attempt) -> None:
        """Count a failure."""
        counted = [_failed(place) for place in attempt.places]
        if attempt.strangers:
            counted.append(attempt.strangers)
        self._ledger.take(attempt.entry, [Tally(each.key, each.windows, refuses=False) for each in counted])

    def succeeded(self, attempt: Attempt) -> None:
        """Take the try back, and forget the failures for that identifier from that address."""
        self._ledger.give_back(attempt.entry, [place.key for place in attempt.places])
        pair = attempt.places[0]
        self._ledger.forget(pair.key)
        self._ledger.forget(_failed(pair).key)

    def reset(self) -> None:
        """Forget everything."""
        self._ledger.reset()

    def _attempt(self, identifier: str, address: str, *, known: bool) -> Attempt:
        site = site_of(address)
        pair, whole = self._key("pair", identifier, site), self._key("whole", identifier)
        if known:
            return Attempt(uuid4().hex, (Tally(pair, _PAIR),), None)
        strangers = Tally(whole, _STRANGERS)
        slowed = _PAIR + _UNDER_ATTACK if self._ledger.wait(strangers) > 0 else _PAIR
        places = (Tally(pair, slowed), Tally(self._key("site", site), _ADDRESS))
        return Attempt(uuid4().hex, places, strangers)

    def _key(self, *parts: str) -> str:
        return self._pepper.hash(*parts).hex()


def _failed(place: Tally) -> Tally:
    """Return the tally of failures alone, without the tries under way."""
    return Tally(f"{place.key}:failed", place.windows)


def origin(pepper: Pepper, identifier: str, address: str) -> bytes:
    """Return the keyed hash by which an address is known for an account."""
    return pepper.hash("origin", identifier, site_of(address))
