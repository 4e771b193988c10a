"""One notice at a time: the newest, which contradicts nothing else said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from app.settings.paths import CONTACT_DETAILS
from tests.views.enrolment_steps import arrive
from tests.views.screen_steps import enter
from views.design import tokens
from views.home.text import HomeText
from views.settings.text import ContactDetailsText
from views.shell.error_text import ErrorText
from views.shell.text import FieldText, MaintenanceText, ShellText, UpdateText
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import CodeText, ContactText, FranceConnectButtonText, IdentifierText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network, Time
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def _at_code(open_at: Open, session: Session, find: Find) -> Flutter:
    screen = await enter(open_at, session, find, "code-a-la-connexion")
    screen.go(routes.CODE)
    await arrive(screen, CodeText.HEADING)
    return screen


def _waits(screen: Flutter) -> bool:
    button = screen.button(CodeText.RESEND)
    assert isinstance(button, ft.TextButton)
    return bool(button.disabled)


async def test_a_server_that_fails_is_no_fault_of_the_code(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """It is said above the field, which is not called wrong and keeps what was typed."""
    screen = await _at_code(open_at, session, find)
    label = CodeText.label(sms=False)
    await screen.type(label, "123456")
    await demo.fail("/v1/challenges", 503)
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.says(MaintenanceText.HEADING) or screen.says(ErrorText.SERVER))
    assert not screen.field(label).error
    assert screen.field(label).value == "123456"


async def test_the_code_screen_says_one_thing(
    *, open_at: Open, session: Session, find: Find, time: Time, demo: Demo, network: Network
) -> None:
    """A new code that left, one that is over, one that is refused: never two of them, and never both ways."""
    screen = await _at_code(open_at, session, find)
    label = CodeText.label(sms=False)
    assert _waits(screen)
    assert screen.says("Possible dans")
    time.advance(31)
    await demo.advance(31)
    await screen.until(lambda: not _waits(screen))
    assert not screen.says("Possible dans")
    await screen.press(CodeText.RESEND)
    await screen.until(lambda: screen.says(CodeText.RESENT))
    assert _waits(screen)
    await screen.until(lambda: screen.focused[-1:] == [screen.field(label)._i])
    time.advance(16 * 60)
    await demo.advance(16 * 60)
    await screen.until(lambda: screen.says(CodeText.OVER))
    assert not screen.says(CodeText.RESENT)
    await screen.type(label, "123456")
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.field(label).error is not None)
    assert str(screen.field(label).error).startswith(ErrorText.CODE_OVER)
    warned = [
        box for box in screen.controls(ft.Container) if box.bgcolor in {tokens.WARN_TINT, tokens.OK_TINT}
    ]
    assert warned == []
    network.hold()
    again = asyncio.create_task(screen.press(CodeText.RESEND))
    await screen.until(lambda: screen.field(label).error is None)
    assert not screen.says(CodeText.OVER)  # another is on its way
    network.release()
    await again
    await screen.until(lambda: screen.says(CodeText.RESENT))
    assert screen.field(label).error is None


@pytest.mark.parametrize("wrong", [True, False], ids=["its fields", "its answer"])
async def test_a_notice_is_one_message(open_at: Open, find: Find, wrong: bool) -> None:  # noqa: FBT001 - a case
    """Of two live regions that come together one alone is heard: the title and then the advice are one of them."""
    screen = open_at(routes.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    if not wrong:
        await screen.type(IdentifierText.NIR, find("responsable-couple").identifier)
        await screen.type(SignInText.PASSWORD, "Faux1motdepasse")
    await screen.press(SignInText.SUBMIT)
    words = [FieldText.summary(2)] if wrong else [ErrorText.CREDENTIALS, ErrorText.CREDENTIALS_MORE]
    await screen.until(lambda: screen.says(words[0]))
    said = [node for node in screen.controls(ft.Semantics) if node.live_region]
    assert [screen.words_of(node) for node in said] == [words]


async def test_an_update_that_was_made_is_asked_for_no_more(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """What stands in place of every screen goes away once the server accepts this version."""
    screen = await enter(open_at, session, find)
    await demo.fail("/health", 426)
    await session.greet.run()
    await screen.until(lambda: screen.heading == UpdateText.HEADING)
    await session.greet.run()
    screen.go(routes.HOME)
    await screen.until(lambda: screen.heading == HomeText.HEADING)


async def test_a_browser_is_offered_to_load_the_page_anew(
    open_html_at: Open, session: Session, demo: Demo
) -> None:
    """There is nothing to install in a browser."""
    screen = open_html_at(routes.SIGN_IN)
    await screen.until(lambda: screen.says(FranceConnectButtonText.BUTTON) and not session.greet.running)
    await demo.fail("/health", 426)
    await session.greet.run()
    await screen.until(lambda: screen.heading == UpdateText.HEADING)
    assert screen.says(UpdateText.LEAD_BROWSER)
    button = screen.button(UpdateText.RELOAD)
    assert isinstance(button, ft.FilledButton)
    assert button.action is not None


async def test_a_screen_in_place_of_another_begins_at_its_top(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """The address stays, from the code to what it changed: what is said of it is seen at once."""
    screen = await enter(open_at, session, find)
    screen.go(CONTACT_DETAILS)
    await arrive(screen, ContactDetailsText.HEADING)
    await screen.until(lambda: screen.says(ContactDetailsText.VERIFIED["sms"]))
    await screen.type(ContactText.SMS, "0755443322")
    await screen.press(ContactDetailsText.SEND)
    await arrive(screen, CodeText.HEADING)
    before = len(screen.scrolled)
    await screen.type(CodeText.label(sms=True), await demo.code())
    await screen.press(CodeText.SUBMIT)
    await arrive(screen, ContactDetailsText.HEADING)
    await screen.until(lambda: len(screen.scrolled) > before)
    assert screen.scrolled[-1] == 0


async def test_the_title_says_that_something_is_wrong(open_html_at: Open) -> None:
    """It begins with it once a form is refused, whichever screen is read out next, and no longer once it is mended."""
    screen = open_html_at(routes.SIGN_IN)
    await screen.until(lambda: screen.page.title == ShellText.title(SignInText.HEADING))
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.page.title == ShellText.title(SignInText.HEADING, wrong=True))
    screen.go(routes.WELCOME)
    await screen.until(lambda: screen.page.title == ShellText.title(WelcomeText.HEADING))
    screen.go(routes.SIGN_IN)
    await screen.until(lambda: screen.page.title == ShellText.title(SignInText.HEADING))
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.page.title == ShellText.title(SignInText.HEADING, wrong=True))
    await screen.type(IdentifierText.NIR, "1")
    await screen.type(SignInText.PASSWORD, "a")
    await screen.until(lambda: screen.page.title == ShellText.title(SignInText.HEADING))


async def test_flutter_s_title_leaves_the_fields_alone(open_at: Open) -> None:
    """Flutter would no longer hear the field that has the focus: its title stays that of the screen."""
    screen = open_at(routes.SIGN_IN)
    await screen.until(lambda: screen.page.title == ShellText.title(SignInText.HEADING))
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.says(FieldText.summary(2)))
    assert screen.page.title == ShellText.title(SignInText.HEADING)
