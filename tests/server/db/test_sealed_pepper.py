"""The key of a database's hashes lies in it sealed, under a key of the operator's."""

from __future__ import annotations

import secrets
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from server import Settings, prepare
from server.crypto.pepper import pepper
from server.db import Store
from server.db.tables import Fact
from server.errors import StoreSealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.conftest import NewDatabase


def new_key() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def database(new_database: NewDatabase, database_kind: str) -> Iterator[Store]:
    url = new_database(database_kind)
    prepare(Settings(database=url))
    store = Store(url)
    yield store
    store.close()


def stored(store: Store) -> str:
    with store.read() as transaction:
        return transaction.scalars(select(Fact.value).where(Fact.name == "pepper")).one()


def start(store: Store, *keys: str) -> None:
    prepare(Settings(database=store.engine.url.render_as_string(hide_password=False), sealing_keys=keys))


def test_a_copy_of_the_database_opens_nothing(database: Store) -> None:
    """A key that was in clear is sealed at the next start, and hashes stay what they were."""
    clear, before, key = stored(database), pepper(database).hash("a code"), new_key()
    start(database, key)
    assert clear not in stored(database)
    assert pepper(database, [key]).hash("a code") == before
    with pytest.raises(StoreSealed):
        pepper(database)


def test_a_key_is_changed(database: Store) -> None:
    """The new key first seals, the old one opens until then and is taken away after."""
    before, old, new = pepper(database).hash("a code"), new_key(), new_key()
    start(database, old)
    sealed = stored(database)
    start(database, old)
    assert stored(database) == sealed
    start(database, new, old)
    start(database, new)
    assert pepper(database, [new]).hash("a code") == before
    with pytest.raises(StoreSealed):
        pepper(database, [old])


def test_a_key_that_is_lost(database: Store) -> None:
    """Without its key, or with another, a server does not start, says which setting, and changes nothing."""
    start(database, new_key())
    sealed = stored(database)
    for keys in ((), (new_key(),)):
        with pytest.raises(StoreSealed, match="MON_COMPTE_SEALING_KEYS"):
            start(database, *keys)
    assert stored(database) == sealed
