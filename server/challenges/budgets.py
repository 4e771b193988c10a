"""How many messages may be asked for by whoever knows an identifier or a contact, and by whom it belongs to.

Anybody can have a message sent to somebody else, so all of them together have one budget: a few at once, then one an
hour, which neither floods a telephone nor lets codes be guessed. That budget can be used up by others. What is known
to be the person has another of the same size, which nobody else touches: who asks from an address where the account,
or the contact, was proved before; and, from anywhere, who gives back a code that came there in the last day. Codes that
strangers had sent serve as well: the more they ask for, the more the person has in hand.
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


# How long a code that was received proves that its contact is one's own.
_PROOF_LIFE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a message.

    Attributes:
        address: of the client.
        origin: what that address is known by, if the account or the contact was proved there.
        received: a code that came to the contact, as typed; None where none was given.
    """

    address: str
    origin: bytes = field(repr=False)
    received: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a message is paid from: `counted` bounds one asker's, `total` all of them together."""

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
        """Build it of the others."""
        return cls(clock=services[Clock], pepper=services[Pepper], rates=services[Rates])

    def of(
        self, transaction: Transaction, asker: Asker, subject: bytes, *, shared: bytes | None = None
    ) -> Budget:
        """The budget of who asks.

        Args:
            transaction: where what is known is looked for.
            asker: who it is.
            subject: keyed hash of what messages are asked for.
            shared: that of what strangers' messages are bounded by, where several subjects come to one.

        Raises:
            Problem: `code_refused` if the code that was given proves nothing, `rate_limited` after too many of them.
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
        """Make sure that a code was received: each proves it once, and tries are few, for they are 1 in 30 000."""
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
    """What is kept of a code."""
    return pepper.hash("code", str(challenge_id), code)
