"""Idempotency: a request that is sent twice is done once, and its answer is stored for retries.

The work and its answer are written in one transaction: a crash leaves both or neither, and of two requests with the
same key the second waits for the first (the write lock on SQLite, the primary key on PostgreSQL). An answer may hold
tokens, so it is encrypted with a key derived from the idempotency key, of which only a hash is stored: the database
alone opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from fastapi import Response
from sqlalchemy import update

from server.db.engine import insertion
from server.http.problems import Problem
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.idempotency.tables import IdempotentAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from pydantic import BaseModel
    from sqlalchemy.orm import Session as Transaction

    from server.clock import Clock
    from server.db import Store
    from server.http.kinds import ProblemKind

_KEPT = timedelta(hours=24)
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request that changes something. Without an idempotency key it is simply done."""

    store: Store
    clock: Clock
    key: UUID | None
    # Method, path and body: a client must not use the key for another request.
    request: bytes = field(repr=False)
    # The kinds of the whole server by code: a refusal is stored by its code.
    kinds: Mapping[str, ProblemKind] = field(repr=False)

    def earlier_answer(self, owner: str = "") -> Response | None:
        """Return the stored answer to this request, if there is one.

        Args:
            owner: the requester, where the request itself does not name it.

        Raises:
            Problem: the stored refusal, or `idempotency_conflict`.
        """
        if self.key is None:
            return None
        with self.store.read() as transaction:
            known = transaction.get(IdempotentAnswer, self._key_hash())
        if known is None or known.expires_at <= self.clock.now():
            return None
        return self._open(known, owner)

    def run(
        self, work: Callable[[Transaction], BaseModel | None], *, status: HTTPStatus, owner: str = ""
    ) -> Response:
        """Do the work in a transaction and return its answer, or return the stored one.

        Raises:
            Problem: what the work raised, or `idempotency_conflict`.
        """
        refusal: Problem | None = None
        body: str | None = None
        with self.store.write() as transaction:
            if self.key is not None and (known := self._claim(transaction, owner)):
                return self._open(known, owner)
            try:
                result = work(transaction)
                body = result.model_dump_json() if result else None
            except Problem as problem:
                if not problem.commits:
                    raise
                refusal = problem
            if self.key is not None:
                transaction.execute(
                    update(IdempotentAnswer)
                    .where(IdempotentAnswer.key_hash == self._key_hash())
                    .values(answer=self._seal(status, body, refusal))
                    .execution_options(synchronize_session=False)
                )
        if refusal:
            raise refusal
        return _response(status, body)

    def _claim(self, transaction: Transaction, owner: str) -> IdempotentAnswer | None:
        """Claim the key, or return its stored answer. PostgreSQL waits here for a concurrent insertion."""
        while not self._insert(transaction, owner):
            known = transaction.get_one(IdempotentAnswer, self._key_hash())
            if known.expires_at > self.clock.now():
                return known
            transaction.delete(known)
            transaction.flush()
        return None

    def _insert(self, transaction: Transaction, owner: str) -> bool:
        claim = (
            insertion(transaction, IdempotentAnswer)
            .values(
                key_hash=self._key_hash(),
                fingerprint=self._fingerprint(owner),
                expires_at=self.clock.now() + _KEPT,
            )
            .on_conflict_do_nothing()
            .returning(IdempotentAnswer.key_hash)
        )
        return transaction.execute(claim).first() is not None

    def _seal(self, status: HTTPStatus, body: str | None, refusal: Problem | None) -> bytes:
        answer: dict[str, Any] = (
            {"refused": refusal.kind.code, "extra": refusal.extra}
            if refusal
            else {"status": status, "body": body}
        )
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self._derived(b"answer")).encrypt(nonce, json.dumps(answer).encode(), None)

    def _open(self, known: IdempotentAnswer, owner: str) -> Response:
        if known.answer is None or not hmac.compare_digest(known.fingerprint, self._fingerprint(owner)):
            raise Problem(IDEMPOTENCY_CONFLICT)
        nonce, sealed = known.answer[:_NONCE_BYTES], known.answer[_NONCE_BYTES:]
        answer = json.loads(AESGCM(self._derived(b"answer")).decrypt(nonce, sealed, None))
        if "refused" in answer:
            raise Problem(self.kinds[answer["refused"]], **answer["extra"])
        return _response(HTTPStatus(answer["status"]), answer["body"])

    def _key_hash(self) -> bytes:
        return hashlib.sha256(self._key_bytes()).digest()

    def _fingerprint(self, owner: str) -> bytes:
        # Keyed: the body may hold a password, which a plain hash would let guess.
        return hmac.digest(self._derived(b"fingerprint"), owner.encode() + b"\0" + self.request, "sha256")

    def _derived(self, purpose: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(self._key_bytes())

    def _key_bytes(self) -> bytes:
        return self.key.bytes if self.key else b""


def _response(status: HTTPStatus, body: str | None) -> Response:
    if body is None:
        return Response(status_code=status)
    return Response(body, status_code=status, media_type="application/json")
