from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.enrolment.paths import ENROLMENT
from app.franceconnect.paths import (
    FRANCECONNECT_ABOUT,
    FRANCECONNECT_LINK,
    FRANCECONNECT_RETURN,
)
from app.settings.paths import SETTINGS
from tests.views.enrolment_steps import arrive, in_both_layouts, type_code
from tests.views.franceconnect_steps import begin, come_back, join, sign_in
from views.enrolment.text import EnrolmentText
from views.franceconnect.text import (
    FranceConnectAboutText,
    FranceConnectEndingText,
    FranceConnectFoundText,
    FranceConnectLinkText,
    FranceConnectText,
    FranceConnectWaitingText,
)
from views.home.text import HomeText
from views.settings.text import SettingsText
from views.shell.error_text import ErrorText
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import CodeText, FranceConnectButtonText

if TYPE_CHECKING:
    from app.franceconnect.identification import FranceConnect
    from tests.app.conftest import BrowserOfTest, Demo, Find, Network
    from tests.views.conftest import Open


async def test_it_is_known_before_a_screen_offers_it(open_at: Open, franceconnect: FranceConnect) -> None:
    """The offer stands above other buttons: were it to come after them, it would push them from under a finger."""
    screen = open_at(routes.WELCOME)
    await screen.until(lambda: franceconnect.available)
    screen.go(ENROLMENT)
    await screen.until(lambda: screen.says(EnrolmentText.BEGIN))
    assert screen.says(FranceConnectButtonText.BUTTON)


@in_both_layouts
async def test_first_time_then_straight_in(open_at: Open, browser: BrowserOfTest, find: Find) -> None:
    """By what is pressed alone: the password joins once, the next time the browser leads straight to Mon Compte.

    Somebody else at FranceConnect finds the way out there.
    """
    screen = await join(open_at, browser, find, "responsable-seul")
    await screen.until(lambda: screen.says(FranceConnectFoundText.JOINED))
    assert screen.heading == "Bienvenue Claire Lefèvre"
    await screen.press(FranceConnectFoundText.CONTINUE)
    await arrive(screen, HomeText.HEADING)
    await screen.press("Déconnexion")
    await screen.until(lambda: screen.route == routes.WELCOME)
    screen.go(routes.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.press(FranceConnectButtonText.BUTTON)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.NOT_OPEN))
    await browser.choose(identity="responsable-seul")
    screen.go(FRANCECONNECT_RETURN)
    await arrive(screen, HomeText.HEADING)
    assert screen.route == routes.HOME
    assert screen.says(FranceConnectButtonText.ENTERED)
    await screen.press(FranceConnectButtonText.NOT_ME)
    await arrive(screen, WelcomeText.HEADING)


async def test_a_code_is_still_asked(open_at: Open, browser: BrowserOfTest, find: Find, demo: Demo) -> None:
    """The account that asks for a code does so, the first time as the next."""
    screen = await join(open_at, browser, find, "code-a-la-connexion")
    await type_code(screen, demo)
    await screen.until(lambda: screen.says(FranceConnectFoundText.JOINED))
    await screen.press("Déconnexion")
    await screen.until(lambda: screen.route == routes.WELCOME)
    screen.go(routes.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.press(FranceConnectButtonText.BUTTON)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.NOT_OPEN))
    await browser.identify("code-a-la-connexion")
    screen.go(FRANCECONNECT_RETURN)
    await arrive(screen, CodeText.HEADING)
    await type_code(screen, demo)
    await arrive(screen, HomeText.HEADING)
    assert screen.says(FranceConnectButtonText.ENTERED)


@pytest.mark.parametrize(
    ("error", "title"),
    [
        ("access_denied", FranceConnectEndingText.DENIED),
        ("server_error", ErrorText.FRANCECONNECT_UNAVAILABLE),
    ],
)
async def test_it_came_to_nothing(open_at: Open, browser: BrowserOfTest, error: str, title: str) -> None:
    """Said as the heading of the screen, with both ways to go on."""
    screen = await begin(open_at)
    await come_back(screen, browser, error=error)
    await arrive(screen, title)
    await screen.press(FranceConnectText.AGAIN)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.NOT_OPEN))
    assert len(browser.opened) == 2


async def test_waiting_can_be_helped_and_cancelled(open_at: Open, browser: BrowserOfTest) -> None:
    """The page is opened again, its address copied, another begun, and all of it given up."""
    screen = await begin(open_at)
    await screen.press(FranceConnectWaitingText.OPEN)
    await screen.until(lambda: len(browser.opened) == 2)
    assert browser.opened[0] == browser.opened[1]
    await screen.press(FranceConnectWaitingText.COPY)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.COPIED))
    assert screen.copied == browser.opened[0]
    await screen.press(FranceConnectText.AGAIN)
    await screen.until(lambda: len(browser.opened) == 3)
    assert browser.opened[2] != browser.opened[0]
    await screen.until(lambda: screen.says(FranceConnectWaitingText.CANCEL))
    await screen.press(FranceConnectWaitingText.CANCEL)
    await arrive(screen, SignInText.HEADING)


async def test_franceconnect_is_down(open_at: Open, demo: Demo, browser: BrowserOfTest) -> None:
    """Where it does not answer no browser is opened: it is said, and tried again."""
    screen = open_at(routes.SIGN_IN)
    await screen.until(lambda: screen.says(FranceConnectButtonText.BUTTON))
    await demo.fail("/v1/franceconnect/authorizations", 503)
    await screen.press(FranceConnectButtonText.BUTTON)
    await screen.until(lambda: screen.says(FranceConnectText.RETRY))
    assert screen.heading == FranceConnectEndingText.FAILED
    assert browser.opened == []
    await screen.press(FranceConnectText.RETRY)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.NOT_OPEN))


async def test_a_lost_network_is_said_and_tried_again(
    open_at: Open, browser: BrowserOfTest, network: Network
) -> None:
    """The browser is back and the network gone: nothing is lost."""
    screen = await begin(open_at)
    await browser.identify("avec-nir")
    network.cut = True
    screen.go(FRANCECONNECT_RETURN)
    await screen.until(lambda: screen.says(ErrorText.UNSENT))
    network.cut = False
    await screen.press(FranceConnectText.RETRY)
    await screen.until(lambda: screen.says(FranceConnectFoundText.ENROLMENT))


async def test_the_page_that_explains(open_at: Open) -> None:
    """From the sign-in, a page of our own words, with the button again."""
    screen = open_at(routes.SIGN_IN)
    await screen.until(lambda: screen.says(FranceConnectButtonText.WHAT))
    await screen.press(FranceConnectButtonText.WHAT)
    await arrive(screen, FranceConnectAboutText.HEADING)
    assert screen.says(FranceConnectButtonText.BUTTON)


async def test_not_offered_nothing_is_shown(open_at: Open, demo: Demo) -> None:
    """No button that would not work, on the sign-in, at the enrolment's door or on the page that explains."""
    await demo.fail("/v1/franceconnect", 503, times=20)
    for route, heading in (
        (routes.SIGN_IN, SignInText.HEADING),
        (ENROLMENT, EnrolmentText.HEADING),
        (FRANCECONNECT_ABOUT, FranceConnectAboutText.HEADING),
    ):
        screen = open_at(route)
        await arrive(screen, heading)
        assert not screen.says(FranceConnectButtonText.BUTTON)


async def test_joined_and_left_in_the_account(open_at: Open, browser: BrowserOfTest, find: Find) -> None:
    """Under Gérer mon compte: not joined, joined without the password again, and left."""
    screen = open_at(SETTINGS)
    await arrive(screen, SignInText.HEADING)
    await sign_in(screen, find, "responsable-seul")
    await arrive(screen, SettingsText.HEADING)
    await screen.until(lambda: screen.says(FranceConnectLinkText.HEADING))
    await screen.press(FranceConnectLinkText.HEADING)
    await screen.until(lambda: screen.says(FranceConnectLinkText.OFF))
    await screen.press(FranceConnectLinkText.JOIN)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.NOT_OPEN))
    await come_back(screen, browser, identity="responsable-seul")
    await screen.until(lambda: screen.says(FranceConnectFoundText.JOINED))
    screen.go(FRANCECONNECT_LINK)
    await screen.until(lambda: screen.says(FranceConnectLinkText.LEAVE))
    await screen.press(FranceConnectLinkText.LEAVE)
    await screen.until(lambda: screen.says(FranceConnectLinkText.LEFT))
    assert screen.says(FranceConnectLinkText.OFF)
