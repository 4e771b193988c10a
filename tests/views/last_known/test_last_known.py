"""The way to the last figures where nobody can be reached, as a person meets it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from app.core.routes import Phase
from app.documents.documents import Documents
from app.documents.paths import DOCUMENTS
from app.last_known.last_known import LastKnown
from app.platforms.last_answers import KeptAnswers
from app.platforms.vault import Vault
from app.steps.paper import PaperRequest
from tests.app.conftest import MemoryStore
from views.documents.text import KINDS, DocumentsText
from views.home.text import HomeText
from views.shell.text import EndedText, OfflineText, ShellText
from views.sign_in.text import SignInText
from views.steps.text import LastKnownText

if TYPE_CHECKING:
    from pathlib import Path

    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find, Network
    from tests.views.conftest import Open


@pytest.fixture
def answers(tmp_path: Path) -> KeptAnswers:
    return KeptAnswers(Vault(tmp_path / "last-known", MemoryStore()))


async def know(page: PageScope, session: Session, network: Network, find: Find) -> None:
    """Have somebody sign in, their session end by itself, and the network go."""
    account = find("responsable-couple")
    known = page.state(LastKnown.of)
    await known.look()
    await session.sign_in(account.identifier, account.password, remember=True)
    await page.device.answers.written()
    page.client.lapse("idle")
    while session.phase is not Phase.ENDED or known.read_at is None:  # noqa: ASYNC110 - heard soon, nobody signals
        await asyncio.sleep(0.01)
    network.break_off()


@pytest.mark.parametrize("place", [routes.WELCOME, routes.SIGN_IN])
async def test_one_looks_at_the_last_figures(  # noqa: PLR0917 - fixtures first
    page: PageScope, session: Session, network: Network, find: Find, open_at: Open, place: str
) -> None:
    """Offered with their date before the sign-in, and shown as old; once somebody answers, one signs in again."""
    await know(page, session, network, find)
    screen = open_at(place)
    await screen.until(lambda: screen.says(LastKnownText.LOOK_ONLY))
    await screen.press(LastKnownText.OPEN)
    await screen.until(lambda: screen.heading == HomeText.HEADING and screen.says("617,42"))
    assert screen.says(OfflineText.SERVER)
    network.cut = False
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: screen.heading == EndedText.HEADING)
    assert screen.says(EndedText.why("last_known"))


async def test_nothing_is_offered_where_nothing_is_kept(open_at: Open, network: Network) -> None:
    """A button that leads to nothing is not shown."""
    network.break_off()
    screen = open_at(routes.SIGN_IN)
    await screen.until(lambda: screen.heading == SignInText.HEADING and screen.says(OfflineText.SERVER))
    assert not screen.says(LastKnownText.OPEN)


async def test_the_papers_that_were_opened_are_listed_and_opened(
    page: PageScope, session: Session, network: Network, find: Find, open_at: Open
) -> None:
    """Without a network: one press brings what this device keeps; what it does not keep is said, and no button."""
    account = find("responsable-couple")
    known = page.state(LastKnown.of)
    await known.look()
    await session.sign_in(account.identifier, account.password, remember=True)
    assert page.person is not None
    assert page.person.file is not None
    request = page.person.file.state(PaperRequest.of, "test")
    opened = await request.get("payment_certificate", "2026-10", "2026-10")
    await request.ask("rights_certificate")
    await page.person.file.state(Documents.of).load.run()
    await page.device.answers.written()
    page.client.lapse("idle")
    while session.phase is not Phase.ENDED or known.read_at is None:  # noqa: ASYNC110 - heard soon, nobody signals
        await asyncio.sleep(0.01)
    network.break_off()
    screen = open_at(routes.WELCOME)
    await screen.until(lambda: screen.says(LastKnownText.LOOK_ONLY))
    await screen.press(LastKnownText.OPEN)
    await screen.until(lambda: screen.heading == HomeText.HEADING)
    screen.go(DOCUMENTS)
    await screen.until(lambda: screen.says(DocumentsText.AWAY))
    assert opened is not None
    screen.saves_to = "/home/me/paper.pdf"
    (row,) = [
        words
        for button in screen.controls(ft.TextButton)
        for words in screen.words_of(button)
        if words.startswith(DocumentsText.download(KINDS["payment_certificate"]))
    ]
    await screen.press(row)
    await screen.until(lambda: screen.saved == [(opened.name, opened.content)])
