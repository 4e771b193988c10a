from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends import SecretService
from keyring.errors import KeyringError

from app.remembered import IDENTIFIER, SERVICE, KeyringStore

if TYPE_CHECKING:
    from collections.abc import Iterator

NIR = "1850578006084"

REFUSED = """
import asyncio
from app.remembered import IDENTIFIER, KeyringStore, StorageRefused

async def refused() -> None:
    store = KeyringStore(IDENTIFIER)
    for ask in (store.load(), store.save("1850578006084"), store.forget()):
        try:
            await ask
        except StorageRefused as error:
            assert "1850578006084" not in repr(error)
            assert error.__context__ is None
        else:
            raise AssertionError("nothing refused")

asyncio.run(refused())
"""


@pytest.fixture
def secret_service() -> Iterator[None]:
    """The session's Secret Service, where it remembers nobody: a person's own keyring is left alone."""
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        pytest.skip("no session bus, so no Secret Service")
    before = keyring.get_keyring()
    keyring.set_keyring(SecretService.Keyring())  # type: ignore[no-untyped-call]
    try:
        kept = keyring.get_password(SERVICE, IDENTIFIER)
    except KeyringError:
        pytest.skip("the Secret Service does not answer, or is locked")
    if kept is not None:
        pytest.skip("this keyring remembers somebody")
    yield
    asyncio.run(KeyringStore(IDENTIFIER).forget())
    keyring.set_keyring(before)


@pytest.mark.usefixtures("secret_service")
def test_the_keyring_keeps_one_identifier() -> None:
    """The OS keyring keeps, replaces and forgets the identifier; forgetting twice is no error."""

    async def lived() -> None:
        store = KeyringStore(IDENTIFIER)
        assert await store.load() is None
        await store.save("P20260117S")
        await store.save(NIR)
        assert await KeyringStore(IDENTIFIER).load() == NIR
        await store.forget()
        assert await store.load() is None
        await store.forget()

    asyncio.run(lived())


def test_a_device_without_a_keyring_refuses() -> None:
    """Where there is no keyring each call says so, and the identifier is in no error."""
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = subprocess.run(
        [sys.executable, "-c", REFUSED], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
