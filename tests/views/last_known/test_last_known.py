"""The way to the last figures where nobody can be reached, as a person meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core import routes
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


@pytest.fixture
async def known(page: PageScope, session: Session, network: Network, find: Find) -> None:
    """The figures of a person who signed in, whose session ended by itself; then the network went."""
    account = find("responsable-couple")
    await page.state(LastKnown.of).look()
    await session.sign_in(account.identifier, account.password, remember=True)
    await page.device.answers.written()
    page.client.lapse("idle")
    network.break_off()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("place", [routes.WELCOME, routes.SIGN_IN])
async def test_one_looks_at_the_last_figures(open_at: Open, network: Network, place: str) -> None:
    """Offered with their date before the sign-in, and shown as old; once somebody answers, one signs in again."""
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
