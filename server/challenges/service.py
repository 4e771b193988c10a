"""Challenges: codes are sent, sent again and verified, whatever their purpose."""

import hmac
import secrets
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from math import ceil
from typing import Literal, Self
from uuid import UUID, uuid4

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session as Transaction

from server.challenges.budgets import Asker, Budgets, code_hash_of
from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.challenges.tables import Challenge, SentCode
from server.clock import Clock
from server.crypto.tokens import Pepper
from server.db.engine import one_by_one
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.outbox import Message, Messenger
from server.outbox.texts import code_text
from server.rules import codes
from server.rules.codes import Channel, Purpose
from server.services import Services
from text_rules.numbers import CODE_LENGTH


class ChallengeState(BaseModel):
    """A challenge as the client sees it. Durations are in seconds."""

    challenge_id: UUID
    channel: Channel
    masked_destination: str
    expires_in: int
    resend_in: int
    code_length: Literal[6]
    tries_left: int


class Challenges:
    """The service of challenges."""

    def __init__(self, clock: Clock, pepper: Pepper, messenger: Messenger, budgets: Budgets) -> None:
        self._clock = clock
        self._pepper = pepper
        self._messenger = messenger
        self._budgets = budgets

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            pepper=services[Pepper],
            messenger=services[Messenger],
            budgets=services[Budgets],
        )

    def open(
        self,
        transaction: Transaction,
        purpose: Purpose,
        channel: Channel,
        destination: str | None,
        *,
        subject: bytes,
        asker: Asker | None,
        shared: bytes | None = None,
        masked_destination: str | None = None,
    ) -> ChallengeState:
        """Send a code.

        Args:
            transaction: the code is sent when it commits.
            purpose: what the code is for.
            channel: where it goes.
            destination: the address or number. With None nobody receives a code: everything else is the same, and no
                code is right.
            subject: keyed hash by which codes are counted.
            asker: who asks, where a stranger may. Each asker has five codes an hour, so that none uses up another's,
                within one budget for all. None where only the person can ask.
            shared: keyed hash that several subjects share a budget by.
            masked_destination: the masked contact to show, where `destination` is None.

        Raises:
            Problem: `too_many_codes`; see `Budgets.of`.
        """
        now = self._clock.now()
        budget = self._budgets.of(transaction, asker, subject, shared=shared) if asker else None
        challenge = Challenge(
            id=uuid4(),
            purpose=purpose,
            channel=channel,
            destination=destination,
            masked_destination=masked_destination or codes.masked(channel, destination or ""),
            counted=budget.counted if budget else subject,
            total=budget.total if budget else None,
            created_at=now,
        )
        self._check_hourly(transaction, challenge, now)
        if budget:
            self._budgets.spend(budget.total)
        transaction.add(challenge)
        transaction.flush()
        return self._send(transaction, challenge, now)

    def resend(
        self,
        transaction: Transaction,
        challenge_id: UUID,
        purposes: Collection[Purpose],
        *,
        within: timedelta = codes.HOUR,
    ) -> ChallengeState:
        """Send a new code, which cancels the one before.

        Args:
            transaction: the code is sent when it commits.
            challenge_id: id of the challenge.
            purposes: the purposes that the operation allows.
            within: how long after its opening a challenge still gets new codes.

        Raises:
            Problem: `not_found`, `resend_too_soon`, `too_many_codes`.
        """
        now = self._clock.now()
        challenge, last = self._current(transaction, challenge_id, purposes)
        if last.used_at is not None or now - challenge.created_at > within:
            raise Problem(NOT_FOUND)
        wait = last.sent_at + codes.RESEND_AFTER - now
        if wait.total_seconds() > 0:
            raise Problem(RESEND_TOO_SOON, retry_after=ceil(wait.total_seconds()))
        self._check_hourly(transaction, challenge, now)
        if challenge.total is not None:
            self._budgets.spend(challenge.total)
        return self._send(transaction, challenge, now)

    def verify(
        self,
        transaction: Transaction,
        challenge_id: UUID,
        code: str,
        purpose: Purpose,
        also: Callable[[Challenge], bool] = lambda _: True,
    ) -> Challenge:
        """Verify a code, which then no longer works, and return its challenge.

        Args:
            transaction: counts the tries.
            challenge_id: id of the challenge.
            code: as typed.
            purpose: the purpose that the operation allows.
            also: a further condition, checked once the code is right; if it fails, that counts as a wrong code.

        Raises:
            Problem: `not_found`, `code_expired`, `code_exhausted`, `code_refused`.
        """
        now = self._clock.now()
        challenge, current = self._current(transaction, challenge_id, (purpose,))
        if current.used_at is not None or now >= current.expires_at:
            raise Problem(CODE_EXPIRED)
        if current.tries_left == 0:
            raise Problem(CODE_EXHAUSTED)
        right = hmac.compare_digest(current.hash, code_hash_of(self._pepper, challenge_id, code))
        if not right or challenge.destination is None or not also(challenge):
            current.tries_left -= 1
            if current.tries_left == 0:
                raise Problem(CODE_EXHAUSTED, commits=True)
            raise Problem(CODE_REFUSED, commits=True, tries_left=current.tries_left)
        current.used_at = now
        return challenge

    def state(self, transaction: Transaction, challenge_id: UUID) -> ChallengeState | None:
        """Return the state of a challenge, or None if its code was used or its row deleted."""
        challenge = transaction.get(Challenge, challenge_id)
        last = self._newest(transaction, challenge_id)
        if challenge is None or last is None or last.used_at is not None:
            return None
        return self._described(challenge, last, self._clock.now())

    def channel(self, transaction: Transaction, challenge_id: UUID | None) -> Channel | None:
        """Return the channel of a challenge."""
        challenge = transaction.get(Challenge, challenge_id) if challenge_id else None
        return challenge.channel if challenge else None

    def _current(
        self, transaction: Transaction, challenge_id: UUID, purposes: Collection[Purpose]
    ) -> tuple[Challenge, SentCode]:
        """Return the challenge, locked so that tries are counted one by one, with its newest code."""
        challenge = transaction.get(Challenge, challenge_id, with_for_update=True)
        last = self._newest(transaction, challenge_id)
        if challenge is None or last is None or challenge.purpose not in purposes:
            raise Problem(NOT_FOUND)
        return challenge, last

    def _newest(self, transaction: Transaction, challenge_id: UUID) -> SentCode | None:
        newest = (
            select(SentCode).where(SentCode.challenge_id == challenge_id).order_by(SentCode.sent_at.desc())
        )
        return transaction.scalar(newest.limit(1))

    def _check_hourly(self, transaction: Transaction, challenge: Challenge, now: datetime) -> None:
        """Check that there are fewer than five codes in the last hour; concurrent requests are counted one by one."""
        one_by_one(transaction, challenge.counted)
        recent = (
            select(func.count(), func.min(SentCode.sent_at))
            .join(Challenge)
            .where(Challenge.counted == challenge.counted, SentCode.sent_at > now - codes.HOUR)
        )
        sent, oldest = transaction.execute(recent).one()
        if sent >= codes.PER_HOUR:
            wait = oldest + codes.HOUR - now
            raise Problem(TOO_MANY_CODES, retry_after=ceil(wait.total_seconds()))

    def _send(self, transaction: Transaction, challenge: Challenge, now: datetime) -> ChallengeState:
        code = "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))
        validity = challenge.channel.validity
        sent = SentCode(
            challenge_id=challenge.id,
            hash=code_hash_of(self._pepper, challenge.id, code),
            sent_at=now,
            expires_at=now + validity,
            tries_left=codes.TRIES,
        )
        transaction.add(sent)
        text = code_text(challenge.purpose, challenge.channel, code, validity)
        self._messenger.post(
            transaction,
            Message(
                channel=challenge.channel,
                to=challenge.destination,
                subject=text.subject,
                body=text.body,
                code=code,
                sent_at=now,
                lasts=validity,
                about=challenge.id,
            ),
        )
        return self._described(challenge, sent, now)

    def _described(self, challenge: Challenge, sent: SentCode, now: datetime) -> ChallengeState:
        return ChallengeState(
            challenge_id=challenge.id,
            channel=challenge.channel,
            masked_destination=challenge.masked_destination,
            expires_in=max(0, ceil((sent.expires_at - now).total_seconds())),
            resend_in=max(0, ceil((sent.sent_at + codes.RESEND_AFTER - now).total_seconds())),
            code_length=CODE_LENGTH,
            tries_left=sent.tries_left,
        )
