from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends import SecretService
from keyring.errors import KeyringError

from app.platforms.secret_store import SERVICE, Aside, KeyringStore, StorageRefused
from app.sign_in.sign_in import IDENTIFIER_ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("keyring")  # there is one on a machine

NIR = "1850578006084"

REFUSED = """
import asyncio
from app.platforms.secret_store import KeyringStore, StorageRefused
from app.sign_in.sign_in import IDENTIFIER_ENTRY

async def refused() -> None:
    store = KeyringStore(IDENTIFIER_ENTRY)
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
        kept = keyring.get_password(SERVICE, IDENTIFIER_ENTRY)
    except KeyringError:
        pytest.skip("the Secret Service does not answer, or is locked")
    if kept is not None:
        pytest.skip("this keyring remembers somebody")
    yield
    asyncio.run(KeyringStore(IDENTIFIER_ENTRY).forget())
    keyring.set_keyring(before)


@pytest.mark.usefixtures("secret_service")
def test_the_keyring_keeps_one_identifier() -> None:
    """The OS keyring keeps, replaces and forgets the identifier; forgetting twice is no error."""

    async def lived() -> None:
        store = KeyringStore(IDENTIFIER_ENTRY)
        assert await store.load() is None
        await store.save("P20260117S")
        await store.save(NIR)
        assert await KeyringStore(IDENTIFIER_ENTRY).load() == NIR
        await store.forget()
        assert await store.load() is None
        await store.forget()

    asyncio.run(lived())


SILENT = """
import asyncio, sys
from pathlib import Path
from app.platforms.secret_store import KeyringStore, StorageRefused
from app.sign_in.sign_in import IDENTIFIER_ENTRY

async def refused(asked) -> None:
    try:
        await asked
    except StorageRefused:
        return
    raise AssertionError("nothing refused")

async def lived(wakes: Path) -> None:
    store = KeyringStore(IDENTIFIER_ENTRY, patience_s=0.1)
    await refused(store.save("1850578006084"))
    await refused(store.load())  # asked while it says nothing: refused at once
    await refused(store.forget())
    if wakes.parent.name == "wakes":
        wakes.touch()
        while True:
            try:
                assert await store.load() is None, "what was to be forgotten is kept"
                break
            except StorageRefused:
                await asyncio.sleep(0.05)

asyncio.run(lived(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("raises", ["own", "import", "config", "exit"])
def test_whatever_a_keyring_raises_is_a_refusal(raises: str) -> None:
    """Systems' libraries have errors of their own, and nobody lists them: each is said as one that is listed."""
    environment = os.environ | {
        "PYTHON_KEYRING_BACKEND": "stubborn_keyring.Keyring",
        "PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[3]}",
        "STUBBORN": raises,
    }
    done = subprocess.run(
        [sys.executable, "-c", REFUSED], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["sleeps", "wakes"])
def test_a_keyring_that_says_nothing_is_a_refusal(tmp_path: Path, name: str) -> None:
    """It holds neither a call, nor the end of the program; what was to be forgotten is, once it wakes up."""
    (tmp_path / name).mkdir()
    wakes = tmp_path / name / "wakes"
    environment = os.environ | {
        "PYTHON_KEYRING_BACKEND": "stubborn_keyring.Keyring",
        "PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[3]}",
        "STUBBORN": str(wakes),
    }
    done = subprocess.run(
        [sys.executable, "-c", SILENT, str(wakes)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


async def test_nobody_waits_for_a_store() -> None:
    """What a store is told on the side holds nothing up, and its refusal is told when it comes."""
    silent, refused = asyncio.Event(), asyncio.Event()

    async def refuse() -> None:
        raise StorageRefused

    async def refuse_later() -> None:
        await silent.wait()
        raise StorageRefused

    aside = Aside()
    with pytest.raises(StorageRefused):
        await aside.tell(refuse())
    await aside.tell(refuse_later(), refused.set)
    assert not refused.is_set()
    silent.set()
    await asyncio.wait_for(refused.wait(), 60)


def test_a_device_without_a_keyring_refuses() -> None:
    """Where there is no keyring each call says so, and the identifier is in no error."""
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = subprocess.run(
        [sys.executable, "-c", REFUSED], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
