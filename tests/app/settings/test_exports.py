"""The copy of one's data: followed, given up, fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed, Refused
from tests.app.account_states import settings_of

if TYPE_CHECKING:
    from api_client import Client
    from app.core.scope import PageScope
    from app.core.session import Session
    from app.settings.exports import DataExport
    from tests.app.conftest import Demo, Find, Network, Until


@pytest.fixture
async def data(page: PageScope, session: Session, find: Find) -> DataExport:
    """The state of somebody who is signed in."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    return settings_of(page).data


async def test_a_copy_is_prepared_and_fetched(data: DataExport) -> None:
    """To its end; both files then."""
    await data.prepare.run()
    assert data.ready
    pdf, raw = await data.fetch("document.pdf"), await data.fetch("data.json")
    assert pdf is not None
    assert pdf.startswith(b"%PDF-")
    assert raw is not None
    assert b"1850578006084" in raw
    data.tell_saved("data.json", kept=True)
    assert data.saved == "data.json"


async def test_a_copy_can_be_given_up(
    client: Client, data: DataExport, network: Network, until: Until
) -> None:
    """While it is prepared: nothing is shown of it, and another can be asked for at once."""
    from asyncio import create_task

    network.hold()
    waiting = create_task(data.prepare.run())
    await until(lambda: data.prepare.running)
    await until(lambda: "POST /v1/me/exports" in network.asked)
    data.cancel()
    await waiting
    assert (data.export, data.prepare.running, data.prepare.error) == (None, False, None)
    network.release()
    await data.prepare.run()
    assert data.ready


async def test_a_failure_is_told_and_tried_again(data: DataExport, network: Network, demo: Demo) -> None:
    """No network, a server that fails, a file that is gone after an hour."""
    network.cut = True
    await data.prepare.run()
    assert isinstance(data.prepare.error, ConnectionFailed)
    network.cut = False
    await demo.fail("/v1/me/exports", 500)
    await data.prepare.run()
    assert isinstance(data.prepare.error, Refused)
    await data.prepare.run()
    assert data.ready
    network.cut = True
    assert await data.fetch("document.pdf") is None
    assert isinstance(data.download.error, ConnectionFailed)
    network.cut = False
    assert await data.fetch("document.pdf") is not None
