from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from app.settings.paths import DEVICES
from tests.app.account_states import settings_of
from tests.views.screen_steps import enter
from views.shell.clock import set_zone
from views.shell.formats import day

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("America/Cayenne", -3), ("Indian/Mayotte", 3), ("Nowhere/At/All", None), ("", None), (None, None)],
)
async def test_times_are_told_on_the_clock_of_the_browser(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, open_at: Open, session: Session, find: Find, zone: str | None, hours: int | None
) -> None:
    """A host tells each person times in the zone of their browser, or in that of Paris where it does not know it."""
    screen = await enter(open_at, session, find)
    set_zone(screen.page, zone)
    screen.go(DEVICES)
    known = settings_of(page).devices.known
    await screen.until(lambda: known.value is not None)
    assert known.value is not None
    there = known.value[0].created_at.astimezone(
        ZoneInfo("Europe/Paris") if hours is None else timezone(timedelta(hours=hours))
    )
    told = f"Connecté depuis le {day(there)} à {there.hour} h {there.minute:02}"
    await screen.until(lambda: screen.says(told))
