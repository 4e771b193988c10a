"""À propos, from the foot of a screen and from Aide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from api_client import VERSION
from app.about.about import About
from app.about.paths import ABOUT
from app.core import routes
from app.help.paths import HELP
from semantics import Language, marked
from tests.views.flutter import walk
from views.about.text import AboutText
from views.help.text import HelpText
from views.shell.text import OfflineText, ShellText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from tests.app.conftest import Network
    from tests.views.conftest import Open


@pytest.mark.parametrize("start", [routes.SIGN_IN, HELP])
async def test_it_is_reached_from_the_foot_and_from_help(open_at: Open, start: str) -> None:
    """From any screen by its last link; Aide names it above its foot, too."""
    screen = open_at(start)
    await screen.until(lambda: screen.says(AboutText.HEADING))
    assert screen.says(HelpText.HEADING)
    assert screen.says(AboutText.HELP) is (start == HELP)
    await screen.press(AboutText.HEADING)
    await screen.until(lambda: screen.route == ABOUT and screen.heading == AboutText.HEADING)


async def test_versions_and_licences_are_read(open_at: Open) -> None:
    """The program's, the server's, and one licence for each part and each package."""
    screen = open_at(ABOUT)
    await screen.until(lambda: screen.says(AboutText.server(VERSION)) and screen.says("flet"))
    assert screen.says(AboutText.program(VERSION))
    for name, licence in AboutText.PARTS:
        assert screen.says(name)
        assert screen.says(licence)


async def test_english_is_said_to_be_english(open_at: Open) -> None:
    """Licences and packages are named in English: a French voice would not be understood, and they are most words."""
    screen = open_at(ABOUT)
    await screen.until(lambda: screen.says("flet"))
    english = [each for each in walk(screen.view) if marked(each, Language) == Language("en")]
    said = [str(text.value) for each in english for text in walk(each) if isinstance(text, ft.Text)]
    assert {"flet", "Apache-2.0"} <= set(said)


async def test_without_a_network_the_licences_stay(open_at: Open, network: Network) -> None:
    """Why the server's version is missing is said, and trying again reads it."""
    network.cut = True
    screen = open_at(ABOUT)
    await screen.until(lambda: screen.says(OfflineText.HEADING) and screen.says("flet"))
    assert screen.says(AboutText.program(VERSION))
    network.cut = False
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: screen.says(AboutText.server(VERSION)))


async def test_a_device_that_describes_no_package_says_so(open_at: Open, page: PageScope) -> None:
    """An empty card would look like a fault."""
    page.state(About.of).packages = ()
    screen = open_at(ABOUT)
    await screen.until(lambda: screen.says(AboutText.NO_PACKAGES))
