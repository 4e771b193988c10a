"""Who stands in no file: each screen of one says why it is empty, and leads to what opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.benefits.paths import BENEFITS
from app.documents.paths import DOCUMENTS
from app.entitlements.paths import ENTITLEMENTS
from app.home.paths import FILES
from app.payments.paths import DEBTS, PAYMENTS
from app.resources.paths import CORRECTIONS, QUOTIENT, RESOURCES
from app.settings.paths import SPOUSE_AUTHORISATION
from semantics import LandmarkKind
from tests.views.screen_steps import enter
from tests.views.shell.test_way_back import led_to
from views.shell.error_text import DoorText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open

OF_A_FILE = (
    FILES,
    PAYMENTS,
    DEBTS,
    ENTITLEMENTS,
    RESOURCES,
    CORRECTIONS,
    QUOTIENT,
    DOCUMENTS,
    SPOUSE_AUTHORISATION,
)


@pytest.mark.parametrize("path", OF_A_FILE)
async def test_what_to_do_next_is_said(open_at: Open, session: Session, find: Find, path: str) -> None:
    """No dead end: a newcomer reads that a file is opened for who asks for a benefit, and comes to those."""
    screen = await enter(open_at, session, find, "enfant")
    assert session.account is not None
    session.account.me = session.account.me.model_copy(update={"files": ()})
    session.account.file = None
    screen.go(path)
    await screen.until(lambda: screen.says(DoorText.NO_FILE))
    assert BENEFITS in [to for _, to in led_to(screen, LandmarkKind.MAIN)]
