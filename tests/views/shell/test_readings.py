from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft

from app.core import routes
from app.payments.paths import PAYMENTS
from tests.app.account_states import file_of, home_of, recent_payments_of
from tests.views.screen_steps import enter
from views.home.text import HomeText
from views.payments.text import PaymentsText
from views.shell.error_text import ErrorText
from views.shell.text import (
    MaintenanceText,
    OfflineText,
    ShellText,
)

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open


async def nothing_read(page: PageScope) -> None:
    """Have the overview, which the sign-in reads ahead, be unknown."""
    await home_of(page).open()  # as the screen would, that it was read ahead for
    await recent_payments_of(page).open()  # read ahead too: what is to fail is the overview
    home_of(page).value = None


async def test_what_lasts_is_announced(
    page: PageScope, open_at: Open, session: Session, network: Network, find: Find
) -> None:
    """A reading that lasts says so to a screen reader, and gives way to the figures."""
    screen = await enter(open_at, session, find)
    await nothing_read(page)
    network.hold()
    screen.go(routes.HOME)
    await screen.until(lambda: ShellText.LOADING in [node.label for node in screen.controls(ft.Semantics)])
    network.release()
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))


async def test_a_failed_reading_is_said_and_tried_again(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """When nothing could be read the screen says why, and offers to try again."""
    screen = await enter(open_at, session, find)
    await nothing_read(page)
    await demo.fail(f"/v1/files/{file_of(page).file_id}/overview", 500)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(ErrorText.SERVER))
    assert screen.headings(1) == [HomeText.HEADING]
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))


async def test_maintenance_says_until_when(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """Closed for maintenance, the program says until when."""
    screen = await enter(open_at, session, find)
    await nothing_read(page)
    await demo.fail(f"/v1/files/{file_of(page).file_id}/overview", 503)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(MaintenanceText.HEADING))
    assert screen.says("Le service revient le")
    assert MaintenanceText.UNREAD in screen.headings(2)


async def test_without_a_network_the_last_figures_stay(
    page: PageScope, open_at: Open, session: Session, network: Network, find: Find
) -> None:
    """Offline, the last known figures are shown with their date; back online, they are read again."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))
    home = home_of(page)
    assert home.read_at is not None
    network.cut = True
    await home.load.run()
    await screen.until(lambda: screen.says(OfflineText.SERVER))
    assert screen.says(OfflineText.figures_of(home.read_at))
    assert HomeText.PAYMENTS in screen.headings(2)
    network.cut = False
    await home.load.run()
    await screen.until(lambda: not screen.says(OfflineText.SERVER))


async def test_without_a_network_the_payments_stay_too(
    page: PageScope, open_at: Open, session: Session, network: Network, find: Find
) -> None:
    """Whoever has only seen Mon Compte finds the months of payments offline, dated; why is said once on the screen."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))
    payments = recent_payments_of(page)
    await screen.until(lambda: payments.value is not None)
    network.cut = True
    screen.go(PAYMENTS)
    await screen.until(lambda: screen.heading == PaymentsText.HEADING and screen.says(OfflineText.SERVER))
    assert payments.read_at is not None
    assert screen.says(OfflineText.figures_of(payments.read_at))
    assert sum(OfflineText.SERVER in words for words in screen.words) == 1


async def test_without_a_network_at_first(
    page: PageScope, open_at: Open, session: Session, network: Network, find: Find
) -> None:
    """Offline with nothing known yet, the screen says so and offers to try again."""
    screen = await enter(open_at, session, find)
    await nothing_read(page)
    network.cut = True
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(OfflineText.LEAD))
    network.cut = False
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))
