from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from api_client.errors import SessionExpired
from app.core import routes
from app.core.session import WARNING_SECONDS
from app.help.paths import HELP
from app.migration.paths import migration_step_path
from app.payments.paths import PAYMENTS
from tests.views.screen_steps import enter
from views.help.text import HelpText
from views.home.text import HomeText
from views.migration.text import MigrationText
from views.payments.text import PaymentsText
from views.shell.text import (
    EndedText,
    SessionText,
    ShellText,
)
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import IdentifierText

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from tests.app.conftest import Find, Time
    from tests.views.conftest import Open

IDLE_SECONDS = 15 * 60


async def test_the_end_is_announced_and_put_off(
    open_at: Open, session: Session, time: Time, find: Find
) -> None:
    """Two minutes before its end every screen offers to stay, aloud; pressing does."""
    screen = await enter(open_at, session, find)
    screen.go(HELP)
    await screen.until(lambda: screen.heading == HelpText.HEADING)
    time.advance(IDLE_SECONDS - WARNING_SECONDS + 5)
    await screen.until(lambda: screen.says("Votre session se termine dans"))
    await screen.press(SessionText.STAY)
    await screen.until(lambda: not screen.says("Votre session se termine dans"))
    [said] = [node for node in screen.controls(ft.Semantics) if node.live_region]
    assert screen.words_of(said) == [SessionText.STAYED, SessionText.stays(IDLE_SECONDS)]
    screen.go(PAYMENTS)
    await screen.until(lambda: not screen.says(SessionText.STAYED))


async def test_after_the_end_one_comes_back_to_the_same_place(
    open_at: Open, session: Session, time: Time, find: Find
) -> None:
    """The session over, the figures are gone from the screen; signing in again leads back to it."""
    screen = await enter(open_at, session, find)
    screen.go(PAYMENTS)
    await screen.until(lambda: screen.says(PaymentsText.MORE))
    time.advance(IDLE_SECONDS + 1)
    await screen.until(lambda: screen.heading == EndedText.HEADING)
    assert not screen.says(PaymentsText.MORE)
    time.advance(-(IDLE_SECONDS + 1))
    await screen.press(EndedText.SIGN_IN)
    await screen.until(lambda: screen.heading == SignInText.HEADING)
    account = find("responsable-couple")
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, account.password)
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.route == PAYMENTS and screen.says(PaymentsText.MORE))


async def test_a_link_into_the_account_survives_the_sign_in(open_at: Open, find: Find) -> None:
    """The place asked for comes after the form."""
    screen = open_at(PAYMENTS)
    await screen.until(lambda: screen.heading == SignInText.HEADING)
    account = find("responsable-couple")
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, account.password)
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.route == PAYMENTS and screen.heading == PaymentsText.HEADING)


async def test_the_form_is_not_met_again_once_signed_in(open_at: Open, session: Session, find: Find) -> None:
    """Going back to the form leads to Mon Compte."""
    screen = await enter(open_at, session, find)
    screen.go(routes.SIGN_IN)
    await screen.until(lambda: screen.route == routes.HOME and screen.heading == HomeText.HEADING)


async def test_signing_out_leaves_nothing_on_the_screen(open_at: Open, session: Session, find: Find) -> None:
    """Signed out one stands at the welcome, and going back shows the form."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))
    await screen.press(ShellText.SIGN_OUT)
    await screen.until(lambda: screen.route == routes.WELCOME and screen.heading == WelcomeText.HEADING)
    assert not screen.says(HomeText.PAYMENTS)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.route == routes.SIGN_IN and screen.heading == SignInText.HEADING)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("password_changed", "Votre mot de passe a été changé sur un autre appareil."),
        ("connection_changed", "Votre connexion a été changée sur un autre appareil."),
        ("a reason of a newer server", EndedText.LEAD),
    ],
)
async def test_what_ended_the_session_is_said(  # noqa: PLR0917 - fixtures are given by name
    open_at: Open, client: Client, session: Session, find: Find, reason: str, said: str
) -> None:
    """On the screen that stands where the person stood, in words of its own for each reason."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.heading == HomeText.HEADING)
    client.lapse(reason)
    session.observe(SessionExpired(reason=reason))
    await screen.until(lambda: screen.heading == EndedText.HEADING)
    assert screen.says(said)


async def test_a_migration_that_ended_elsewhere_says_so(
    open_at: Open, client: Client, session: Session, find: Find
) -> None:
    """The second device in the middle of the migration is not led to the sign-in without a word."""
    screen = await enter(open_at, session, find, "ancien-couple")
    screen.go(routes.MIGRATION)
    await screen.until(lambda: screen.heading == MigrationText.HEADING)
    for path in (routes.MIGRATION, migration_step_path("terms")):
        client.lapse("connection_changed")
        session.observe(SessionExpired(reason="connection_changed"))
        screen.go(path)
        await screen.until(lambda: screen.heading == EndedText.HEADING)
        assert screen.says("Votre connexion a été changée sur un autre appareil.")
