from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.settings.paths import SPOUSE_AUTHORISATION
from tests.views.screen_steps import check, enter, in_both_layouts
from views.design import tokens
from views.home.text import HomeText
from views.shell.error_text import ErrorText
from views.shell.text import ShellText
from views.steps.text import SpouseAuthorisationText

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter
    from views.design.window import Window

SPOUSE = "Inès Martin"


async def at_authorisations(
    open_at: Open, session: Session, find: Find, role: str = "responsable-couple"
) -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(SPOUSE_AUTHORISATION)
    await screen.until(lambda: screen.page.title == ShellText.title(SpouseAuthorisationText.HEADING))
    return screen


async def change(screen: Flutter, button: str) -> None:
    """Press the button, then confirm by the same words in the question."""
    await screen.until(lambda: screen.says(button) and not screen.says(SpouseAuthorisationText.CANCEL))
    await screen.press(button)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.CANCEL))
    await screen.press(button)


@in_both_layouts
async def test_given_and_withdrawn(open_at: Open, session: Session, find: Find) -> None:
    """Each says what it means before it is made, and then what is; the history has both, and so has Mon Compte."""
    screen = await at_authorisations(open_at, session, find)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.state(SPOUSE, authorised=False)))
    check(screen, SpouseAuthorisationText.HEADING)
    assert screen.says(SpouseAuthorisationText.NO_HISTORY)
    await screen.press(SpouseAuthorisationText.GIVE)
    title, text = SpouseAuthorisationText.ask(SPOUSE, give=True)
    await screen.until(lambda: screen.says(title))
    assert screen.says(text)
    await screen.press(SpouseAuthorisationText.CANCEL)
    await screen.until(lambda: not screen.says(title))
    assert screen.says(SpouseAuthorisationText.state(SPOUSE, authorised=False))
    await change(screen, SpouseAuthorisationText.GIVE)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.changed(SPOUSE, given=True)))
    assert screen.says(SpouseAuthorisationText.state(SPOUSE, authorised=True))
    assert not screen.says(SpouseAuthorisationText.could(SPOUSE))
    await change(screen, SpouseAuthorisationText.WITHDRAW)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.changed(SPOUSE, given=False)))
    events = [words.split(" le ")[0] for words in screen.words if words.startswith("Autorisation ")]
    assert events == ["Autorisation retirée", "Autorisation donnée"]
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.spouse(SPOUSE, authorised=False)))


async def test_another_device_was_first(open_at: Open, session: Session, client: Client, find: Find) -> None:
    """It says that nothing was overwritten, and shows what is."""
    screen = await at_authorisations(open_at, session, find)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.GIVE))
    assert session.account is not None
    assert session.account.file is not None
    await client.spouse_authorisation.put(session.account.file.file_id, authorised=True, expected=False)
    await change(screen, SpouseAuthorisationText.GIVE)
    await screen.until(lambda: screen.says(ErrorText.CHANGED))
    await screen.until(lambda: screen.says(SpouseAuthorisationText.state(SPOUSE, authorised=True)))


async def test_without_a_network(open_at: Open, session: Session, find: Find, network: Network) -> None:
    """What could not be made is said, and the screen shows what was."""
    screen = await at_authorisations(open_at, session, find)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.GIVE))
    network.cut = True
    await change(screen, SpouseAuthorisationText.GIVE)
    await screen.until(lambda: screen.says(ErrorText.UNSENT))
    assert screen.says(SpouseAuthorisationText.state(SPOUSE, authorised=False))


async def test_what_cannot_be_read_is_tried_again(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """The screen says why, and offers to try again."""
    screen = await enter(open_at, session, find)
    assert session.account is not None
    assert session.account.file is not None
    await demo.fail(f"/v1/files/{session.account.file.file_id}/authorisation", 500)
    screen.go(SPOUSE_AUTHORISATION)
    await screen.until(lambda: screen.says(ErrorText.SERVER))
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.GIVE))


@pytest.mark.parametrize(
    "role", ["conjoint-sans-procuration", "conjoint-autorise", "enfant", "responsable-seul"]
)
async def test_the_door_is_shown_closed(open_at: Open, session: Session, find: Find, role: str) -> None:
    """Who has nobody to authorise sees why, and nothing to press."""
    screen = await at_authorisations(open_at, session, find, role)
    check(screen, SpouseAuthorisationText.HEADING)
    assert not screen.says(SpouseAuthorisationText.GIVE)


async def test_it_goes_on_in_a_window_of_another_size(
    open_at: Open, session: Session, find: Find, window: Window
) -> None:
    """Turned or resized before the question and during it, the screen still hears its buttons."""
    screen = await at_authorisations(open_at, session, find)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.GIVE))

    async def turn() -> None:
        for width in (tokens.WIDE_MIN, tokens.NARROW_MAX - 1, tokens.PHONE_MAX - 1):
            window.resize(width)
            for _ in range(20):
                await asyncio.sleep(0.01)

    await turn()
    await screen.until(lambda: screen.says(SpouseAuthorisationText.GIVE))
    await screen.press(SpouseAuthorisationText.GIVE)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.CANCEL))
    await turn()
    await screen.press(SpouseAuthorisationText.GIVE)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.changed(SPOUSE, given=True)))


@pytest.mark.parametrize(
    ("spouse", "title"),
    [
        ("Inès Martin", "Retirer l'autorisation d'Inès Martin ?"),
        ("Paul Roy", "Retirer l'autorisation de Paul Roy ?"),
    ],
)
def test_whose_authorisation_it_is_is_said_in_french(spouse: str, title: str) -> None:
    """Before a vowel, "de" is "d'"."""
    assert SpouseAuthorisationText.ask(spouse, give=False)[0] == title
