"""Sign-ins under way, between the program, the browser and the provider.

The program begins one with a challenge, and alone has what answers it. The browser that opens it is given a secret in
a cookie: an answer that another browser brings is not taken. Each state is answered once, each code exchanged once.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.domain.pivot import Pivot
from server.problems import Code, Problem
from server.security.sealing import seal, unseal
from server.security.tokens import new_token, token_hash
from server.store.franceconnect_tables import AUTHORIZATION_LIFE, FranceConnectAuthorization

CODE_LIFE = timedelta(seconds=60)
_STATE_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Who was vouched for. `subject` is the keyed hash by which the person is known again, in hexadecimal."""

    subject: str
    pivot: Pivot
    id_token: str


PERSON = TypeAdapter(Person)


@dataclass(frozen=True, slots=True)
class Opened:
    """What goes to the provider with a browser, and what stays in it."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    browser: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """A sign-in whose answer is being looked at."""

    id: UUID
    return_to: str
    nonce_hash: bytes = field(repr=False)


class Authorizations:
    """The sign-ins of a store."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def begin(self, transaction: Transaction, code_challenge: str, return_to: str) -> UUID:
        """A new one."""
        begun = FranceConnectAuthorization(
            id=uuid4(), code_challenge=code_challenge, return_to=return_to, created_at=self._clock.now()
        )
        transaction.add(begun)
        transaction.flush()
        return begun.id

    def cancel(self, transaction: Transaction, authorization_id: UUID) -> None:
        """Forget it, if it is still there."""
        found = transaction.get(FranceConnectAuthorization, authorization_id, with_for_update=True)
        if found:
            transaction.delete(found)

    def open(self, transaction: Transaction, authorization_id: UUID) -> Opened | None:
        """Bind it to the browser that opens it, the last one if there are several; None where it is over."""
        found = transaction.get(FranceConnectAuthorization, authorization_id, with_for_update=True)
        if found is None or not self._waits(found):
            return None
        opened = Opened(
            state=secrets.token_hex(_STATE_BYTES),
            nonce=secrets.token_hex(_STATE_BYTES),
            browser=new_token(),
        )
        found.state_hash = token_hash(opened.state)
        found.nonce_hash = token_hash(opened.nonce)
        found.browser_hash = token_hash(opened.browser)
        return opened

    def return_of(self, transaction: Transaction, authorization_id: UUID) -> str | None:
        """Where the program waits."""
        found = transaction.get(FranceConnectAuthorization, authorization_id)
        return found.return_to if found else None

    def answer(self, transaction: Transaction, state: str, browser: str) -> Answered | None:
        """The sign-in that an answer is for; no other answer to it counts. None where there is none.

        A state in another browser than the one it was given to changes nothing.
        """
        query = select(FranceConnectAuthorization).where(
            FranceConnectAuthorization.state_hash == token_hash(state)
        )
        found = transaction.scalar(query.with_for_update())
        if found is None or not self._waits(found) or not found.browser_hash or not found.nonce_hash:
            return None
        if not hmac.compare_digest(found.browser_hash, token_hash(browser)):
            return None
        found.answered_at = self._clock.now()
        return Answered(id=found.id, return_to=found.return_to, nonce_hash=found.nonce_hash)

    def vouch(self, transaction: Transaction, authorization_id: UUID, person: Person) -> str | None:
        """The one-time code for the program; None where the sign-in was given up meanwhile."""
        found = transaction.get(FranceConnectAuthorization, authorization_id, with_for_update=True)
        if found is None:
            return None
        code = new_token()
        found.code_hash = token_hash(code)
        found.code_expires_at = self._clock.now() + CODE_LIFE
        found.sealed = seal(code, PERSON.dump_json(person))
        return code

    def exchange(self, transaction: Transaction, code: str, verifier: str) -> Person:
        """Who was vouched for. Whatever comes of it, the code is worth nothing any more.

        Raises:
            Problem: `franceconnect_expired`: too late, used, or not by the program that began.
        """
        query = select(FranceConnectAuthorization).where(
            FranceConnectAuthorization.code_hash == token_hash(code)
        )
        found = transaction.scalar(query.with_for_update())
        if found is None or found.sealed is None or found.code_expires_at is None:
            raise Problem(Code.FRANCECONNECT_EXPIRED)
        transaction.delete(found)
        transaction.flush()
        late = self._clock.now() >= found.code_expires_at
        if late or not hmac.compare_digest(challenge_of(verifier), found.code_challenge):
            raise Problem(Code.FRANCECONNECT_EXPIRED, commits=True)
        return PERSON.validate_json(unseal(code, found.sealed))

    def _waits(self, found: FranceConnectAuthorization) -> bool:
        return found.answered_at is None and self._clock.now() < found.created_at + AUTHORIZATION_LIFE


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636, 4.2)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
