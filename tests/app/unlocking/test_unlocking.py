"""Unlocking by fingerprint or face: offered where it can be, five failures, nothing left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import CredentialsRefused
from app.core.routes import Phase
from app.unlocking.unlocking import TRIES, Unlocking
from tests.app.conftest import MemoryStore

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from tests.app.conftest import Demo, Find


class Phone:
    """A `Guard` with a finger that the test holds on it, or not."""

    def __init__(self) -> None:
        self.enrolled = True
        self.right = True

    async def offered(self) -> bool:
        return self.enrolled

    async def recognise(self) -> bool:
        return self.right


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def keystore() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
async def unlocking(  # noqa: PLR0917 - fixtures are given by name
    client: Client, session: Session, phone: Phone, keystore: MemoryStore, demo: Demo, find: Find
) -> Unlocking:
    """Switched on by somebody who has just signed in."""
    state = Unlocking(client, session, keystore, phone, observe=session.observe)
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    await state.look()
    assert (state.offered, state.enabled) == (True, False)
    await state.run()
    assert state.enabled
    assert keystore.kept is not None
    return state


async def test_the_device_opens_the_account(unlocking: Unlocking, session: Session) -> None:
    """After a sign-out, without the password; yet what protects the account still asks for it."""
    await session.sign_out()
    await unlocking.unlock.run()
    assert session.phase is Phase.SIGNED_IN
    assert not session.fresh


async def test_five_failures_lead_to_the_password(
    unlocking: Unlocking, session: Session, phone: Phone
) -> None:
    """A sixth try is not even made."""
    await session.sign_out()
    phone.right = False
    for _ in range(TRIES):
        assert unlocking.usable
        await unlocking.unlock.run()
    assert not unlocking.usable
    phone.right = True
    await unlocking.unlock.run()
    assert session.phase is Phase.SIGNED_OUT


async def test_a_device_that_was_shut_out_forgets(
    unlocking: Unlocking, client: Client, session: Session, keystore: MemoryStore
) -> None:
    """Its token was made worth nothing from elsewhere: it is told, and the token goes."""
    await client.devices.drop_key()
    await session.sign_out()
    await unlocking.unlock.run()
    assert isinstance(unlocking.unlock.error, CredentialsRefused)
    assert (keystore.kept, unlocking.enabled) == (None, False)


async def test_it_is_switched_off(unlocking: Unlocking, keystore: MemoryStore) -> None:
    """Nothing stays on the device."""
    await unlocking.disable.run()
    assert (keystore.kept, unlocking.enabled) == (None, False)


async def test_a_device_that_offers_nothing_shows_nothing(
    client: Client, session: Session, phone: Phone, keystore: MemoryStore
) -> None:
    """No finger enrolled, no guard at all, or a locked store: no button that cannot work."""
    phone.enrolled = False
    for guard in (phone, None):
        state = Unlocking(client, session, keystore, guard, observe=session.observe)
        await state.look()
        assert not state.usable
        assert not state.offered
    phone.enrolled, keystore.locked = True, True
    state = Unlocking(client, session, keystore, phone, observe=session.observe)
    await state.look()
    assert not state.offered


async def test_a_store_that_keeps_nothing_is_told(  # noqa: PLR0917 - fixtures are given by name
    client: Client, session: Session, phone: Phone, keystore: MemoryStore, demo: Demo, find: Find
) -> None:
    """The token is then worth nothing on the server either."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    state = Unlocking(client, session, keystore, phone, observe=session.observe)
    await state.look()
    keystore.locked = True
    await state.run()
    assert (state.storage_refused, state.enabled) == (True, False)
    assert not (await client.devices.list())[0].unlocks
