from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import ChangedMeanwhile, Client, ConnectionFailed, DoorClosed, Retry
from app.settings.spouse_authorisation import SpouseAuthorisationSwitch
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network


async def opened(
    page: PageScope, session: Session, find: Find, role: str = "responsable-couple"
) -> SpouseAuthorisationSwitch:
    """The authorisations of the person, read."""
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    assert page.person is not None
    state = SpouseAuthorisationSwitch.of_responsable(page.person)
    assert state is not None
    await state.load.run()
    return state


@asynccontextmanager
async def spouse_of(base_url: str, find: Find) -> AsyncIterator[tuple[Client, str]]:
    """The spouse's own program, signed in, and the file."""
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        account = find("conjoint-sans-procuration")
        await client.sessions.create(identifier=account.identifier, password=account.password)
        yield client, (await client.accounts.me()).files[0].file_id


async def test_given_and_withdrawn_after_a_confirmation(
    page: PageScope, session: Session, demo: Demo, find: Find, base_url: str
) -> None:
    """Asked, confirmed, made: the open session of the spouse meets it at once, and Mon Compte says it."""
    state = await opened(page, session, find)
    assert state.value is not None
    assert (state.value.authorised, state.value.spouse.name) == (False, "Inès Martin")
    async with spouse_of(base_url, find) as (client, file_id):
        with pytest.raises(DoorClosed):
            await client.payments.list(file_id)
        state.ask()
        assert state.asked is True
        await state.confirm()
        assert (state.asked, state.value.authorised) == (None, True)
        assert (await client.payments.list(file_id)).items
        state.ask()
        assert state.asked is False
        await state.confirm()
        with pytest.raises(DoorClosed):
            await client.payments.list(file_id)
    assert [event.given for event in state.value.history] == [False, True]
    assert session.account is not None
    assert session.account.file is not None
    assert session.account.file.spouse_authorised is False


async def test_given_up_nothing_changes(
    page: PageScope, session: Session, find: Find, network: Network
) -> None:
    """A question answered by no asks the server nothing."""
    state = await opened(page, session, find)
    before = list(network.asked)
    state.ask()
    state.give_up()
    await state.confirm()
    assert network.asked == before


async def test_another_device_was_first(
    page: PageScope, session: Session, demo: Demo, find: Find, client: Client
) -> None:
    """The second is told, sees what the first did, and has overwritten nothing."""
    state = await opened(page, session, find)
    assert session.account is not None
    assert session.account.file is not None
    await client.spouse_authorisation.put(session.account.file.file_id, authorised=True, expected=False)
    state.ask()
    await state.confirm()
    assert isinstance(state.change.error, ChangedMeanwhile)
    assert state.value is not None
    assert state.value.authorised
    assert len(state.value.history) == 1
    assert session.account.file.spouse_authorised is True


async def test_without_a_network_it_stays_as_it_is(
    page: PageScope, session: Session, find: Find, network: Network
) -> None:
    """What could not be sent is not shown as made."""
    state = await opened(page, session, find)
    network.cut = True
    state.ask()
    await state.confirm()
    assert isinstance(state.change.error, ConnectionFailed)
    assert state.value is not None
    assert not state.value.authorised


@pytest.mark.parametrize("role", ["responsable-seul", "conjoint-autorise", "enfant"])
async def test_who_has_nobody_to_authorise(page: PageScope, session: Session, find: Find, role: str) -> None:
    """A responsable alone, a spouse, a child: there is no state of it."""
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    assert page.person is not None
    assert SpouseAuthorisationSwitch.of_responsable(page.person) is None
