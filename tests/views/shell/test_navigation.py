from __future__ import annotations

from typing import TYPE_CHECKING

from app.core import routes
from app.help.paths import HELP
from app.public.paths import TERMS
from views.help.text import HelpText
from views.public.text import TermsText
from views.shell.navigation import navigate
from views.shell.text import ShellText
from views.sign_in.text import SignInText, WelcomeText

if TYPE_CHECKING:
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def _welcomed(open_at: Open) -> Flutter:
    """A window that shows the welcome, on a line that has just become slow."""
    screen = open_at(routes.WELCOME)
    await screen.until(lambda: screen.page.title == ShellText.title(WelcomeText.HEADING))
    screen.slow = True
    return screen


async def test_a_screen_does_not_wait_for_the_address(open_at: Open) -> None:
    """On a slow line the screen asked for is sent at once; the address follows, and the screen stays."""
    screen = await _welcomed(open_at)
    navigate(screen.page, HELP)
    await screen.until(lambda: screen.heading == HelpText.HEADING)
    assert screen.route == routes.WELCOME
    screen.catch_up()
    await screen.until(lambda: screen.route == HELP)
    assert screen.heading == HelpText.HEADING


async def test_what_the_client_says_late_leads_nowhere_back(open_at: Open) -> None:
    """Of two moves in a hurry the second holds: the late word on the first does not lead back to it."""
    screen = await _welcomed(open_at)
    navigate(screen.page, HELP)
    navigate(screen.page, TERMS)
    await screen.until(lambda: screen.heading == HelpText.HEADING)
    screen.slow = False
    screen.catch_up()
    await screen.until(lambda: screen.heading == TermsText.HEADING)
    assert screen.route == TERMS


async def test_who_may_not_stand_there_is_led_on_over_a_slow_line(open_at: Open) -> None:
    """A private place leads to the sign-in, without the address having had to be told first."""
    screen = await _welcomed(open_at)
    navigate(screen.page, routes.HOME)
    screen.slow = False
    screen.catch_up()
    await screen.until(lambda: screen.heading == SignInText.HEADING)
    await screen.until(lambda: screen.route == routes.SIGN_IN)


async def test_a_page_loaded_anew_shows_what_its_address_says(open_at: Open) -> None:
    """Loaded anew before it heard of a move, a page has the screen of its address, and later moves are not held up."""
    screen = await _welcomed(open_at)
    navigate(screen.page, HELP)
    await screen.until(lambda: screen.heading == HelpText.HEADING)
    screen.load_anew()
    await screen.until(lambda: screen.heading == WelcomeText.HEADING)
    assert screen.route == routes.WELCOME
    navigate(screen.page, TERMS)
    await screen.until(lambda: screen.heading == TermsText.HEADING)
    await screen.until(lambda: screen.route == TERMS)
