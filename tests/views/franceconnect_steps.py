"""How tests go through FranceConnect, as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core import routes
from app.franceconnect.paths import (
    FRANCECONNECT,
    FRANCECONNECT_RETURN,
)
from tests.views.enrolment_steps import arrive
from views.franceconnect.text import (
    FranceConnectFoundText,
    FranceConnectWaitingText,
)
from views.sign_in.text import SignInText
from views.steps.text import FranceConnectButtonText, IdentifierText

if TYPE_CHECKING:
    from tests.app.conftest import BrowserOfTest, Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def begin(open_at: Open, route: str = routes.SIGN_IN) -> Flutter:
    """Press the button, up to the screen that waits for the browser."""
    screen = open_at(route)
    await screen.until(lambda: screen.says(FranceConnectButtonText.BUTTON))
    await screen.press(FranceConnectButtonText.BUTTON)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.NOT_OPEN))
    return screen


async def come_back(screen: Flutter, browser: BrowserOfTest, **choice: str) -> None:
    await browser.choose(**choice)
    screen.go(FRANCECONNECT_RETURN)
    await screen.until(lambda: screen.route == FRANCECONNECT)


async def sign_in(screen: Flutter, find: Find, role: str) -> None:
    await screen.type(IdentifierText.NIR, find(role).identifier)
    await screen.type(SignInText.PASSWORD, find(role).password)
    await screen.press(SignInText.SUBMIT)


async def join(open_at: Open, browser: BrowserOfTest, find: Find, role: str) -> Flutter:
    """Go through it the first time, up to the welcome."""
    screen = await begin(open_at)
    await come_back(screen, browser, identity=role)
    await screen.until(lambda: screen.says(FranceConnectFoundText.SIGN_IN))
    await screen.press(FranceConnectFoundText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    assert screen.says(FranceConnectButtonText.JOINING)
    assert not screen.says(FranceConnectButtonText.BUTTON)
    await sign_in(screen, find, role)
    return screen
