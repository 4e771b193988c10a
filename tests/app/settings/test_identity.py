"""An account of limited reach, without a window: what is known, another document, and what opens then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import CHUNK_BYTES, ConnectionFailed, DoorClosed
from app.franceconnect.identification import Stage
from app.rules.problem import Fault
from tests.app.account_states import settings_of
from tests.support.files import pdf

if TYPE_CHECKING:
    from api_client import Client
    from app.core.account import Account
    from app.core.scope import PageScope
    from app.core.session import Session
    from app.franceconnect.identification import FranceConnect
    from tests.app.conftest import BrowserOfTest, Demo, Find, Network

PDF = pdf(padding=CHUNK_BYTES)


@pytest.fixture
async def account(page: PageScope, session: Session, find: Find) -> Account:
    """Of somebody whose document could not be checked, just signed in."""
    found = find("portee-limitee")
    await session.sign_in(found.identifier, found.password)
    assert session.account is not None
    await settings_of(page).identity.known.load.run()
    return session.account


async def test_why_it_is_limited_is_known_at_once(page: PageScope, account: Account, client: Client) -> None:
    """With what the account was created for; a door tried all the same says the same."""
    assert (account.limited, account.me.limit, account.file) == (True, "document_to_check", None)
    assert account.me.creation is not None
    assert account.me.creation.benefit == "apl"
    held = settings_of(page).identity.known.value
    assert held is not None
    assert (held.document, held.verdict, held.masked_number) == ("passport", "to_check", "••••••420")
    assert held.checked_again_at is not None
    with pytest.raises(DoorClosed) as refused:
        await client.files.overview("0f8fad5b-d9cb-469f-a165-70867728950e")
    assert refused.value.reason == "identity_unchecked"


async def test_the_registers_answer_opens_the_account(page: PageScope, account: Account, demo: Demo) -> None:
    """Seen where the screen is looked at again, without another sign-in."""
    await demo.checks("verified")
    await settings_of(page).identity.known.load.run()
    assert not account.limited
    assert account.me.limit is None


async def test_a_refused_document_asks_for_another(page: PageScope, account: Account, demo: Demo) -> None:
    """One that is somebody else's is refused with why, and nothing typed is lost."""
    await demo.checks("not_found")
    state = settings_of(page).identity
    await state.known.load.run()
    assert account.me.limit == "document_refused"
    document = state.document
    document.choose("cni")
    document.number.type("12AB")
    await document.run()
    assert document.number.problem is not None
    assert document.number.problem.fault is Fault.TOO_SHORT
    document.number.type("T7X4K2M91")
    await document.run()
    assert (document.verdict, document.number.text) == ("mismatch", "T7X4K2M91")
    document.choose("passport")
    document.number.type("00AA00000")  # the register does not answer for this one
    await document.run()
    assert document.submit.error is None
    assert state.given
    assert account.me.limit == "document_to_check"
    assert document.number.text == ""


async def test_a_copy_can_be_sent_and_taken_back(page: PageScope, account: Account, network: Network) -> None:
    """In place of a number, through a cut; the account says that it is looked at."""
    state = settings_of(page).identity
    document = state.document
    document.choose("none")
    network.after(3, network.break_off)
    await document.send_file("passeport.pdf", PDF)
    assert isinstance(document.scan.upload.error, ConnectionFailed)
    network.cut = False
    await document.scan.retry()
    assert document.scan.upload.error is None
    assert document.scan.file is not None
    assert document.scan.file.state == "complete"
    assert account.me.limit == "scan_to_check"
    await document.scan.erase()
    assert account.me.limit == "document_wanted"


async def test_franceconnect_opens_the_account(
    account: Account, franceconnect: FranceConnect, browser: BrowserOfTest
) -> None:
    """Joined from within: the account is open when the person is back."""
    await franceconnect.start()
    await browser.identify("portee-limitee")
    await franceconnect.come_back()
    assert franceconnect.link.joined_now
    assert not account.limited


async def test_franceconnect_offers_both_to_who_is_not_signed_in(
    franceconnect: FranceConnect, browser: BrowserOfTest
) -> None:
    """An account of that name is perhaps theirs, perhaps a stranger's."""
    await franceconnect.start()
    await browser.identify("portee-limitee")
    await franceconnect.come_back()
    assert franceconnect.stage is Stage.FOUND
    assert franceconnect.case is not None
    assert (franceconnect.case.kind, franceconnect.case.account) == ("join_required", "unchecked")
    await franceconnect.create.run()
    assert franceconnect.create.error is None


async def test_nothing_read_outlives_the_session(page: PageScope, account: Account, session: Session) -> None:
    """Sealed when it ends by itself."""
    state = settings_of(page).identity
    state.document.number.type("T7X4K2M91")
    settings_of(page).seal()
    assert state.known.value is None
    assert state.document.number.text == "T7X4K2M91"
    await session.sign_out()
