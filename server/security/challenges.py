"""The code asked at sign-in: sent, verified, sent again."""

import hmac
import secrets
from datetime import datetime
from math import ceil
from typing import Literal
from uuid import UUID, uuid4

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.domain import codes
from server.domain.codes import Channel
from server.messages import Message, Messenger
from server.messages.texts import sign_in_code
from server.problems import Code, Problem
from server.security.tokens import Pepper
from server.store.tables import Account, Challenge, SentCode


class ChallengeState(BaseModel):
    """A code that was sent, as the client sees it. Durations are seconds."""

    challenge_id: UUID
    channel: Channel
    masked_destination: str
    expires_in: int
    resend_in: int
    code_length: Literal[6]
    tries_left: int


class Challenges:
    """The challenges of a store."""

    def __init__(self, clock: Clock, pepper: Pepper, messenger: Messenger) -> None:
        self._clock = clock
        self._pepper = pepper
        self._messenger = messenger

    def open(
        self, transaction: Transaction, account: Account, *, device_name: str | None, origin: bytes
    ) -> ChallengeState:
        """Send a code to the account's contact.

        Raises:
            Problem: `too_many_codes`.
        """
        now = self._clock.now()
        channel = account.code_channel or Channel.MAIL
        destination = account.mail if channel is Channel.MAIL else account.phone
        challenge = Challenge(
            id=uuid4(),
            account_id=account.id,
            channel=channel,
            destination=destination or "",
            device_name=device_name,
            origin=origin,
            created_at=now,
        )
        self._check_hourly(transaction, account.id, now)
        transaction.add(challenge)
        transaction.flush()
        return self._send(transaction, challenge, now)

    def resend(self, transaction: Transaction, challenge_id: UUID) -> ChallengeState:
        """Send a new code, which cancels the one before.

        Raises:
            Problem: `not_found`, `resend_too_soon`, `too_many_codes`.
        """
        now = self._clock.now()
        challenge, last = self._current(transaction, challenge_id)
        if last.used_at is not None or now - challenge.created_at > codes.HOUR:
            raise Problem(Code.NOT_FOUND)
        wait = last.sent_at + codes.RESEND_AFTER - now
        if wait.total_seconds() > 0:
            raise Problem(Code.RESEND_TOO_SOON, retry_after=ceil(wait.total_seconds()))
        self._check_hourly(transaction, challenge.account_id, now)
        return self._send(transaction, challenge, now)

    def verify(self, transaction: Transaction, challenge_id: UUID, code: str) -> Challenge:
        """The challenge, met by its code, which then serves no more.

        Raises:
            Problem: `not_found`, `code_expired`, `code_exhausted`, `code_refused`.
        """
        now = self._clock.now()
        challenge, current = self._current(transaction, challenge_id)
        if current.used_at is not None or now >= current.expires_at:
            raise Problem(Code.CODE_EXPIRED)
        if current.tries_left == 0:
            raise Problem(Code.CODE_EXHAUSTED)
        if not hmac.compare_digest(current.hash, self._hash(challenge_id, code)):
            current.tries_left -= 1
            if current.tries_left == 0:
                raise Problem(Code.CODE_EXHAUSTED, commits=True)
            raise Problem(Code.CODE_REFUSED, commits=True, tries_left=current.tries_left)
        current.used_at = now
        return challenge

    def _current(self, transaction: Transaction, challenge_id: UUID) -> tuple[Challenge, SentCode]:
        """The challenge, locked so that tries are counted one by one, and its newest code."""
        challenge = transaction.get(Challenge, challenge_id, with_for_update=True)
        if challenge is None:
            raise Problem(Code.NOT_FOUND)
        newest = (
            select(SentCode).where(SentCode.challenge_id == challenge_id).order_by(SentCode.sent_at.desc())
        )
        return challenge, transaction.scalars(newest.limit(1)).one()

    def _check_hourly(self, transaction: Transaction, account_id: UUID, now: datetime) -> None:
        """Five codes an hour for one account, whose row is locked so that they are counted one by one."""
        transaction.get_one(Account, account_id, with_for_update=True)
        recent = (
            select(func.count(), func.min(SentCode.sent_at))
            .join(Challenge)
            .where(Challenge.account_id == account_id, SentCode.sent_at > now - codes.HOUR)
        )
        sent, oldest = transaction.execute(recent).one()
        if sent >= codes.PER_HOUR:
            wait = oldest + codes.HOUR - now
            raise Problem(Code.TOO_MANY_CODES, retry_after=ceil(wait.total_seconds()))

    def _send(self, transaction: Transaction, challenge: Challenge, now: datetime) -> ChallengeState:
        code = "".join(secrets.choice("0123456789") for _ in range(codes.LENGTH))
        validity = challenge.channel.validity
        transaction.add(
            SentCode(
                challenge_id=challenge.id,
                hash=self._hash(challenge.id, code),
                sent_at=now,
                expires_at=now + validity,
                tries_left=codes.TRIES,
            )
        )
        subject, body = sign_in_code(code, validity)
        self._messenger.post(
            transaction,
            Message(
                channel=challenge.channel,
                to=challenge.destination,
                subject=subject,
                body=body,
                code=code,
                sent_at=now,
            ),
        )
        mask = codes.masked_mail if challenge.channel is Channel.MAIL else codes.masked_phone
        return ChallengeState(
            challenge_id=challenge.id,
            channel=challenge.channel,
            masked_destination=mask(challenge.destination),
            expires_in=int(validity.total_seconds()),
            resend_in=int(codes.RESEND_AFTER.total_seconds()),
            code_length=codes.LENGTH,
            tries_left=codes.TRIES,
        )

    def _hash(self, challenge_id: UUID, code: str) -> bytes:
        return self._pepper.hash("code", str(challenge_id), code)
