"""The key of a database for its keyed hashes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import select

from server.crypto.tokens import Pepper
from server.db.tables import Fact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.db import Store

_NAME = "pepper"


def make_pepper(transaction: Transaction) -> None:
    """Draw the key of a database that has none."""
    if transaction.get(Fact, _NAME) is None:
        transaction.add(Fact(name=_NAME, value=secrets.token_hex(32)))


def pepper(store: Store) -> Pepper:
    """Return the key of this database's keyed hashes."""
    with store.read() as transaction:
        return pepper_of(transaction)


def pepper_of(transaction: Transaction) -> Pepper:
    """Return the same, inside a transaction."""
    return Pepper(bytes.fromhex(transaction.scalars(select(Fact.value).where(Fact.name == _NAME)).one()))
