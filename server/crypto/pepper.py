"""The pepper: the key of a database for its keyed hashes."""

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
    """Make the pepper of a database, unless it has one."""
    if transaction.get(Fact, _NAME) is None:
        transaction.add(Fact(name=_NAME, value=secrets.token_hex(32)))


def pepper(store: Store) -> Pepper:
    """Return the pepper of a database."""
    with store.read() as transaction:
        return pepper_of(transaction)


def pepper_of(transaction: Transaction) -> Pepper:
    """Return the pepper, inside a transaction."""
    return Pepper(bytes.fromhex(transaction.scalars(select(Fact.value).where(Fact.name == _NAME)).one()))
