"""The way to the last figures where nobody can be reached, as a person meets it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.core.routes import Phase
from app.last_known.last_known import LastKnown
from app.platforms.last_answers import KeptAnswers
from app.platforms.vault import Vault
from tests.app.conftest import MemoryStore
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
