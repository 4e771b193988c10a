"""The pepper: the key of a database for its keyed hashes.

It lies in the database, sealed under a key that does not: a stolen copy of the database opens nothing. The operator's
key changes without the pepper, so that what was hashed stays found.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from server.crypto.sealing import seal, unseal
from server.crypto.tokens import Pepper
from server.db.tables import Fact
from server.errors import StoreSealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session as Transaction

    from server.db import Store

_NAME = "pepper"
_SEALED = "sealed:"


def make_pepper(transaction: Transaction, keys: Sequence[str] = (), location: str = "") -> None:
    """Make the pepper of a database, unless it has one; seal it under the first key.

    Args:
        transaction: where it is kept.
        keys: those of the operator: the first seals, all open. Without one it stays as it is.
        location: the database, as an error names it.

    Raises:
        StoreSealed: none of the keys opens it.
    """
    kept = transaction.get(Fact, _NAME)
    if kept is None:
        kept = Fact(name=_NAME, value=secrets.token_hex(32))
        transaction.add(kept)
    key = _opened(kept.value, keys)
    if key is None:
        raise StoreSealed(location)
    if keys and (not kept.value.startswith(_SEALED) or _opened(kept.value, keys[:1]) is None):
        kept.value = _SEALED + b64encode(seal(keys[0], key)).decode()


def pepper(store: Store, keys: Sequence[str] = ()) -> Pepper:
    """Return the pepper of a database.

    Raises:
        StoreSealed: none of the keys opens it.
    """
    with store.read() as transaction:
        return pepper_of(transaction, keys, store.location)


def pepper_of(transaction: Transaction, keys: Sequence[str] = (), location: str = "") -> Pepper:
    """Return the pepper, inside a transaction.

    Raises:
        StoreSealed: none of the keys opens it.
    """
    return opened(kept_pepper(transaction), keys, location)


def kept_pepper(transaction: Transaction) -> str:
    """Return the pepper as the database has it, sealed where the operator has keys."""
    return transaction.scalars(select(Fact.value).where(Fact.name == _NAME)).one()


def opened(kept: str, keys: Sequence[str] = (), location: str = "") -> Pepper:
    """Return the pepper from what a database has of it.

    Raises:
        StoreSealed: none of the keys opens it.
    """
    key = _opened(kept, keys)
    if key is None:
        raise StoreSealed(location)
    return Pepper(key)


def _opened(value: str, keys: Sequence[str]) -> bytes | None:
    if not value.startswith(_SEALED):
        return bytes.fromhex(value)
    sealed = b64decode(value.removeprefix(_SEALED))
    for key in keys:
        with suppress(InvalidTag):
            return unseal(key, sealed)
    return None
