"""La Caf m'informe, as a person meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.home.paths import FILES
from app.payments.paths import PAYMENTS
from app.profile.paths import PROFILE
from app.requests.paths import start_path
from app.settings.paths import CONTACT_DETAILS
from views.profile.text import ProfileText
from views.shell.error_text import DoorText
from views.shell.text import ShellText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open


@pytest.mark.parametrize(
    ("name", "leads"),
    [
        (ProfileText.SEPARATION, start_path("separation")),
        (ProfileText.MOVING, start_path("moving")),
        (ProfileText.BIRTH, start_path("birth")),
        (ProfileText.BANK_DETAILS, start_path("bank_details")),
        (ProfileText.CONTACT_DETAILS, CONTACT_DETAILS),
    ],
)
async def test_each_part_leads_to_what_changes_it(
    open_at: Open, session: Session, find: Find, name: str, leads: str
) -> None:
    """What the fund knows is said, and each part leads to the act that changes it."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(PROFILE)
    await screen.until(lambda: screen.says("Hugo Martin"))
    await screen.press(name)
    await screen.until(lambda: screen.route == leads)


async def test_a_closed_door_leaves_ones_own(open_at: Open, session: Session, find: Find) -> None:
    """Who may not see the situation is told why; their own contact stands there all the same."""
    account = find("conjoint-sans-procuration")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(PROFILE)
    await screen.until(lambda: screen.says(DoorText.closed("procuration_required")))
    assert screen.says("ines.martin@example.org")
    assert not screen.says(ProfileText.PEOPLE)


async def test_of_several_files_each_screen_says_which(open_at: Open, session: Session, find: Find) -> None:
    """Who stands in several files reads on a screen which one it is of, and changes it from there."""
    account = find("conjoint-autorise")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(PAYMENTS)
    which = ShellText.in_file("1073915", "Karim Moreau", closed=False)
    await screen.until(lambda: screen.says(which))
    await screen.press(ShellText.CHANGE_FILE)
    await screen.until(lambda: screen.route == FILES)


async def test_of_one_file_nothing_is_said(open_at: Open, session: Session, find: Find) -> None:
    """Who stands in one file alone is spared the line."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(PROFILE)
    await screen.until(lambda: screen.says("Hugo Martin"))
    assert not screen.says(ShellText.CHANGE_FILE)
