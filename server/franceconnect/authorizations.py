"""Authorizations: sign-ins under way between the program, the browser and the provider.

The program begins one with a challenge, and only it has the verifier. The browser that opens it gets a secret in a
cookie: an answer from another browser is not accepted. Each state is answered once, and each code exchanged once.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from sqlalchemy import Table, Update, delete, insert, update
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.crypto.sealing import seal, unseal
from server.crypto.tokens import new_token, token_hash
from server.franceconnect.rules import FRANCECONNECT_EXPIRED
from server.franceconnect.tables import AUTHORIZATION_LIFE, FranceConnectAuthorization
from server.http.problems import Problem
from server.rules.pivot import Pivot
from server.services import Services

CODE_LIFE = timedelta(seconds=60)
_STATE_BYTES = 32
# The plain table: each step of a sign-in is one statement, and needs no mapped objects.
_TABLE: Table = FranceConnectAuthorization.__table__  # type: ignore[assignment] # a Table, says its declaration


@dataclass(frozen=True, slots=True, repr=False)
class VouchedPerson:
    """A vouched person. `subject` is the keyed hash that identifies the person at each sign-in, in hexadecimal."""

    subject: str
    pivot: Pivot
    id_token: str


VOUCHED_PERSON = TypeAdapter(VouchedPerson)


@dataclass(frozen=True, slots=True)
class OpenedAuthorization:
    """An opened authorization: what goes to the provider, what stays in the browser, and where the program waits."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    browser: str = field(repr=False)
    return_to: str


@dataclass(frozen=True, slots=True)
class AnsweredAuthorization:
    """An authorization whose answer is being checked."""

    id: UUID
    return_to: str
    nonce_hash: bytes = field(repr=False)


class Authorizations:
    """The service of authorizations. Each step is one statement: of two requests for the same step, one fails."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock])

    def begin(self, transaction: Transaction, code_challenge: str, return_to: str) -> UUID:
        """Begin an authorization, and return its id."""
        begun = uuid4()
        transaction.execute(
            insert(_TABLE).values(
                id=begun, code_challenge=code_challenge, return_to=return_to, created_at=self._clock.now()
            )
        )
        return begun

    def cancel(self, transaction: Transaction, authorization_id: UUID) -> None:
        """Delete an authorization, if it still exists."""
        transaction.execute(delete(_TABLE).where(_TABLE.c.id == authorization_id))

    def open(self, transaction: Transaction, authorization_id: UUID) -> OpenedAuthorization | None:
        """Bind an authorization to the browser that opened it last; return None where it is over."""
        state, nonce = secrets.token_hex(_STATE_BYTES), secrets.token_hex(_STATE_BYTES)
        browser = new_token()
        bound = (
            self._waiting()
            .where(_TABLE.c.id == authorization_id)
            .values(
                state_hash=token_hash(state), nonce_hash=token_hash(nonce), browser_hash=token_hash(browser)
            )
            .returning(_TABLE.c.return_to)
        )
        found = transaction.execute(bound).first()
        return OpenedAuthorization(state, nonce, browser, found.return_to) if found else None

    def answer(self, transaction: Transaction, state: str, browser: str) -> AnsweredAuthorization | None:
        """Accept an answer, and return its authorization, or None where there is none; a second answer finds none.

        An answer in another browser than the one that got the state changes nothing.
        """
        taken = (
            self._waiting()
            .where(_TABLE.c.state_hash == token_hash(state), _TABLE.c.browser_hash == token_hash(browser))
            .values(answered_at=self._clock.now())
            .returning(_TABLE.c.id, _TABLE.c.return_to, _TABLE.c.nonce_hash)
        )
        found = transaction.execute(taken).first()
        return AnsweredAuthorization(found.id, found.return_to, found.nonce_hash) if found else None

    def vouch(self, transaction: Transaction, authorization_id: UUID, person: VouchedPerson) -> str | None:
        """Store who was vouched for, and return the one-time code for the program; None where it was cancelled."""
        code = new_token()
        vouched = (
            update(_TABLE)
            .where(_TABLE.c.id == authorization_id)
            .values(
                code_hash=token_hash(code),
                code_expires_at=self._clock.now() + CODE_LIFE,
                sealed=seal(code, VOUCHED_PERSON.dump_json(person)),
            )
            .returning(_TABLE.c.id)
        )
        return code if transaction.execute(vouched).first() else None

    def exchange(self, transaction: Transaction, code: str, verifier: str) -> VouchedPerson:
        """Exchange the one-time code for the vouched person. The code never works again, even after a refusal.

        Raises:
            Problem: `franceconnect_expired` where it is too late, the code was used, or another program began.
        """
        used = (
            delete(_TABLE)
            .where(_TABLE.c.code_hash == token_hash(code))
            .returning(_TABLE.c.sealed, _TABLE.c.code_expires_at, _TABLE.c.code_challenge)
        )
        found = transaction.execute(used).first()
        if found is None:
            raise Problem(FRANCECONNECT_EXPIRED)
        late = self._clock.now() >= found.code_expires_at
        if late or not hmac.compare_digest(challenge_of(verifier), found.code_challenge):
            raise Problem(FRANCECONNECT_EXPIRED, commits=True)
        return VOUCHED_PERSON.validate_json(unseal(code, found.sealed))

    def _waiting(self) -> Update:
        """Return an update of the authorizations that are unanswered and not too old."""
        return update(_TABLE).where(
            _TABLE.c.answered_at.is_(None), _TABLE.c.created_at > self._clock.now() - AUTHORIZATION_LIFE
        )


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier (RFC 7636, 4.2)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
