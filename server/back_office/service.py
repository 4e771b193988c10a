"""The clients of a fund: made and revoked by an operator, recognised by secret or token."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from server.back_office.rules import (
    CLIENT_NAME,
    FORMER_SECRET_LIFE,
    SCOPE_MISSING,
    TOKEN_LIFE,
    TOKEN_REFUSED,
    ClientScope,
)
from server.back_office.tables import Client, ClientToken
from server.clock import Clock
from server.crypto.tokens import Pepper, new_token
from server.db import Store
from server.http.problems import Problem
from server.limits.guessing import Guessing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Self

    from server.services import Services

_NAME = re.compile(CLIENT_NAME, re.ASCII)


class NoSuchClient(Exception):
    """There is no client of that name, or it is revoked."""


class NameTaken(Exception):
    """A client has or had that name."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The client of a request.

    Attributes:
        name: its name.
        scopes: what its token opens.
    """

    name: str
    scopes: frozenset[str]


class Clients:
    """The service of clients."""

    def __init__(self, store: Store, clock: Clock, pepper: Pepper, guessing: Guessing) -> None:
        self._store = store
        self._clock = clock
        self._pepper = pepper
        self._guessing = guessing

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Store], services[Clock], services[Pepper], services[Guessing])

    def create(self, name: str, scopes: Iterable[ClientScope]) -> str:
        """Make a client; return its secret, which nobody can read again.

        Raises:
            NameTaken: also by a client that is revoked: what it did is kept under that name.
        """
        secret = new_token()
        with self._store.write() as transaction:
            if transaction.get(Client, name) is not None:
                raise NameTaken
            client = Client(
                name=name,
                scopes=sorted(set(scopes)),
                secret_hash=self._hash_of("secret", secret),
                created_at=self._clock.now(),
            )
            transaction.add(client)
        return secret

    def all(self) -> list[Client]:
        """Return all clients, also those that are revoked."""
        with self._store.read() as transaction:
            return list(transaction.scalars(select(Client).order_by(Client.name)))

    def rotate(self, name: str, *, at_once: bool = False) -> str:
        """Replace the secret of a client; return the new one.

        Args:
            name: the client's.
            at_once: whether the former secret and all tokens end now, and not after a day.

        Raises:
            NoSuchClient: there is none, or it is revoked.
        """
        secret, now = new_token(), self._clock.now()
        with self._store.write() as transaction:
            client = transaction.get(Client, name, with_for_update=True)
            if client is None or client.revoked_at is not None:
                raise NoSuchClient
            client.former_hash = None if at_once else client.secret_hash
            client.former_until = None if at_once else now + FORMER_SECRET_LIFE
            client.secret_hash, client.rotated_at = self._hash_of("secret", secret), now
            if at_once:
                transaction.execute(delete(ClientToken).where(ClientToken.client_name == name))
        return secret

    def revoke(self, name: str) -> None:
        """End a client, its secrets and its tokens.

        Raises:
            NoSuchClient: there is none; one that is revoked stays so.
        """
        with self._store.write() as transaction:
            client = transaction.get(Client, name, with_for_update=True)
            if client is None:
                raise NoSuchClient
            client.revoked_at = client.revoked_at or self._clock.now()
            client.former_hash = client.former_until = None
            transaction.execute(delete(ClientToken).where(ClientToken.client_name == name))

    def authenticate(self, name: str, secret: str, address: str) -> Client | None:
        """Return the client with that secret; failures are counted for its name and the address.

        Raises:
            Problem: `rate_limited`.
        """
        known = name if _NAME.fullmatch(name) else ""
        attempt = self._guessing.begin(f"client {known}", address, known=False)
        with self._store.read() as transaction:
            client = transaction.get(Client, known)
        given = self._hash_of("secret", secret)
        # As long for a name that nobody has.
        right = hmac.compare_digest(given, client.secret_hash if client else bytes(len(given)))
        former = hmac.compare_digest(given, self._former(client) or bytes(len(given)))
        if client is None or client.revoked_at is not None or not (right or former):
            self._guessing.failed(attempt)
            return None
        self._guessing.succeeded(attempt)
        return client

    def issue(self, name: str, token: str, scopes: Iterable[str]) -> None:
        """Store a new token of a client.

        Raises:
            NoSuchClient: it was revoked since it was authenticated.
        """
        now = self._clock.now()
        with self._store.write(durable=False) as transaction:
            client = transaction.get(Client, name, with_for_update=True)
            if client is None or client.revoked_at is not None:
                raise NoSuchClient
            client.last_used_at = now
            transaction.add(
                ClientToken(
                    hash=self._hash_of("token", token),
                    client_name=name,
                    scopes=list(scopes),
                    expires_at=now + TOKEN_LIFE,
                )
            )

    def recognise(self, token: str, scopes: Collection[str]) -> Caller:
        """Return the client of a token.

        Raises:
            Problem: `token_refused`; `scope_missing` where the token has not all of the scopes.
        """
        with self._store.read() as transaction:
            found = transaction.get(ClientToken, self._hash_of("token", token))
        if found is None or found.expires_at <= self._clock.now() or found.client.revoked_at is not None:
            raise Problem(TOKEN_REFUSED)
        # What was taken from the client since is taken from its tokens.
        held = (
            frozenset(found.scopes) & frozenset(found.client.scopes) & {scope.value for scope in ClientScope}
        )
        if missing := sorted(set(scopes) - held):
            asked = " ".join(missing)
            told = f'Bearer error="insufficient_scope", scope="{asked}"'
            raise Problem(SCOPE_MISSING, scope=asked, headers={"WWW-Authenticate": told})
        return Caller(found.client_name, held)

    def _former(self, client: Client | None) -> bytes | None:
        if client is None or client.former_until is None or client.former_until <= self._clock.now():
            return None
        return client.former_hash

    def _hash_of(self, kind: str, secret: str) -> bytes:
        return self._pepper.hash("back-office", kind, secret)
