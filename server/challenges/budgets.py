"""Budgets: how many messages to a contact strangers may ask for, and how many its owner.

Anybody can have a message sent to somebody else. All strangers together therefore share one budget: a few messages at
once, then one an hour, which neither floods a telephone nor lets codes be guessed. As strangers can use that budget up,
the person has another of the same size. It is for requests from an address where the account or the contact was proved
before, and for requests from anywhere with a code that came to the contact in the last day. Any such code will do, even
one that a stranger asked for: the more strangers ask for, the more codes the person has.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from hosting.addresses import site_of
from server.challenges.rules import CODE_REFUSED, TOO_MANY_CODES
from server.challenges.tables import Challenge, SentCode
from server.clock import Clock
from server.crypto.tokens import Pepper
from server.http.problems import Problem
from server.limits.rates import Rate, Rates
from server.limits.tables import KnownOrigin

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


# How long a received code proves that the contact is the person's.
_PROOF_LIFE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a message.

    Attributes:
        address: the client's.
        origin: keyed hash of the address, under which it is known if the account or the contact was proved there.
        received: a code that came to the contact, as typed; None where none was given.
    """

    address: str
    origin: bytes = field(repr=False)
    received: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Budget:
    """The two keys that a message counts under: `counted` for one asker, `total` for all askers together."""

    counted: bytes
    total: bytes


class Budgets:
    """The budgets of a store."""

    def __init__(self, clock: Clock, pepper: Pepper, rates: Rates) -> None:
        self._clock = clock
        self._pepper = pepper
        self._rates = rates

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], pepper=services[Pepper], rates=services[Rates])

    def of(
        self, transaction: Transaction, asker: Asker, subject: bytes, *, shared: bytes | None = None
    ) -> Budget:
        """Return the budget of an asker.

        Args:
            transaction: to look up the origin and the received code.
            asker: who asks.
            subject: keyed hash of what the message is about.
            shared: keyed hash that several subjects share a budget by; None for `subject` itself.

        Raises:
            Problem: `code_refused` if the received code is wrong, `rate_limited` after too many of them.
        """
        whole = shared or subject
        strangers, own = self._key("strangers", whole), self._key("own", whole)
        known = transaction.get(KnownOrigin, asker.origin) is not None
        if asker.received is not None:
            self._prove(transaction, asker, asker.received, strangers, own)
            known = True
        if known:
            return Budget(counted=self._key("own", subject), total=own)
        return Budget(
            counted=self._pepper.hash("from", subject.hex(), site_of(asker.address)), total=strangers
        )

    def spend(self, total: bytes) -> None:
        """Count one more message.

        Raises:
            Problem: `too_many_codes`.
        """
        self._rates.spend(Rate.CODES, total.hex(), refusal=TOO_MANY_CODES)

    def _prove(
        self, transaction: Transaction, asker: Asker, received: str, strangers: bytes, own: bytes
    ) -> None:
        """Check a received code. Each counts once, and tries are few: one in 30,000 would be right by chance."""
        self._rates.spend(Rate.PROOFS, f"{strangers.hex()} {site_of(asker.address)}")
        sent = transaction.execute(
            select(SentCode.id, SentCode.hash, SentCode.challenge_id)
            .join(Challenge)
            .where(Challenge.total.in_((strangers, own)), SentCode.sent_at > self._clock.now() - _PROOF_LIFE)
        ).all()
        for code_id, code_hash, challenge_id in sent:
            if hmac.compare_digest(code_hash, code_hash_of(self._pepper, challenge_id, received)):
                self._rates.spend(Rate.PROVED, code_id.hex, refusal=CODE_REFUSED)
                return
        raise Problem(CODE_REFUSED)

    def _key(self, name: str, subject: bytes) -> bytes:
        return self._pepper.hash(name, subject.hex())


def code_hash_of(pepper: Pepper, challenge_id: UUID, code: str) -> bytes:
    """Return the keyed hash that is stored of a code."""
    return pepper.hash("code", str(challenge_id), code)
