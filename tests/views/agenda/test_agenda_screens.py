"""Mon agenda, and what brings it into a calendar, as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from api_client.agenda import AgendaAddressState
from app.agenda.calendar import AgendaAddress
from app.agenda.paths import AGENDA, CALENDAR
from app.payments.paths import PAYMENTS
from semantics import Saves, marked
from tests.views.screen_steps import check, enter, in_both_layouts
from views.agenda.text import AgendaText, CalendarText
from views.shell.error_text import DoorText
from views.shell.text import ShellText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def at(
    open_at: Open, session: Session, find: Find, path: str, role: str = "responsable-couple"
) -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(path)
    heading = CalendarText.HEADING if path == CALENDAR else AgendaText.HEADING
    await screen.until(lambda: screen.heading == heading and not screen.says(ShellText.LOADING))
    return screen


@in_both_layouts
async def test_dates_by_month_lead_to_their_screens(open_at: Open, session: Session, find: Find) -> None:
    """What happens on each day stands under its month, and leads to its own screen."""
    screen = await at(open_at, session, find, AGENDA)
    await screen.until(lambda: screen.says("Attestation de loyer"))
    check(screen, AgendaText.HEADING)
    assert screen.says("Paiement")
    assert screen.says("Déclaration trimestrielle")
    assert len(screen.headings(2)) >= 2
    await screen.press("Attestation de loyer")
    await screen.until(lambda: screen.route.startswith("/mon-compte/documents-a-fournir/"))


async def test_months_before_and_after(open_at: Open, session: Session, find: Find) -> None:
    """Earlier and later months are one press away, three at a time or one, and so is the way back."""
    screen = await at(open_at, session, find, AGENDA)
    await screen.until(lambda: screen.says(AgendaText.EARLIER))
    now = screen.headings(2)
    await screen.press(AgendaText.EARLIER)
    await screen.until(lambda: screen.says(AgendaText.NOW) and screen.headings(2)[:1] != now[:1])
    assert len(screen.headings(2)) == 3
    await screen.press(AgendaText.MONTHS)
    await screen.until(lambda: len(screen.headings(2)) == 1)
    await screen.press(AgendaText.LATER_ONE)
    await screen.until(lambda: screen.says(AgendaText.EARLIER_ONE))
    await screen.press(AgendaText.NOW)
    await screen.until(lambda: screen.headings(2) == now)


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
async def test_a_closed_door_says_why(open_at: Open, session: Session, find: Find, role: str) -> None:
    """Who may not see the file's payments is told so, in place of their dates."""
    screen = await at(open_at, session, find, AGENDA, role)
    reason = "procuration_required" if role == "conjoint-sans-procuration" else "responsable_only"
    await screen.until(lambda: screen.says(DoorText.closed(reason)))
    assert not screen.says("Paiement")


async def test_nothing_is_there_yet(open_at: Open, session: Session, find: Find) -> None:
    """Far ahead there is nothing, and that is said."""
    screen = await at(open_at, session, find, f"{AGENDA}?mois=2090-01")
    await screen.until(lambda: screen.says(AgendaText.NONE))
    screen.go(f"{AGENDA}?mois=9999-13&depuis=abc")
    await screen.until(lambda: screen.says("Paiement"))


async def test_what_cannot_be_read_is_said(demo: Demo, open_at: Open, session: Session, find: Find) -> None:
    """A failure says what to do; tried again, the dates are there."""
    screen = await enter(open_at, session, find, "responsable-couple")
    await demo.fail("/v1/me/agenda", 503, times=1)
    screen.go(AGENDA)
    await screen.until(lambda: screen.says(ShellText.RETRY))
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: screen.says("Paiement"))


@in_both_layouts
async def test_a_private_address_is_made_changed_and_taken_back(
    open_at: Open, session: Session, find: Find
) -> None:
    """It is shown once, can be copied, and is changed and taken back after a question."""
    screen = await at(open_at, session, find, CALENDAR)
    await screen.until(lambda: screen.says(CalendarText.MAKE))
    check(screen, CalendarText.HEADING)
    await screen.press(CalendarText.MAKE)
    await screen.until(lambda: any("/agenda/" in each for each in screen.words))
    first = next(each for each in screen.words if "/agenda/" in each)
    await screen.press(CalendarText.COPY)
    await screen.until(lambda: screen.says(CalendarText.COPIED))
    await screen.press(CalendarText.RENEW)
    await screen.until(lambda: screen.says(CalendarText.RENEW_ASKED))
    await screen.press(CalendarText.RENEW_YES)
    await screen.until(lambda: any("/agenda/" in each and each != first for each in screen.words))
    screen.go(PAYMENTS)
    await screen.until(lambda: screen.heading != CalendarText.HEADING)
    screen.go(CALENDAR)
    await screen.until(lambda: screen.says(CalendarText.REVOKE))
    assert not any("/agenda/" in each for each in screen.words)
    await screen.press(CalendarText.REVOKE)
    await screen.until(lambda: screen.says(CalendarText.REVOKE_ASKED))
    await screen.press(CalendarText.REVOKE_YES)
    await screen.until(lambda: screen.says(CalendarText.REVOKED))
    assert screen.says(CalendarText.MAKE)


async def test_every_date_can_be_kept_alone(open_at: Open, session: Session, find: Find) -> None:
    """All dates and each of them are files, handed over by a press."""
    screen = await at(open_at, session, find, CALENDAR)
    await screen.until(lambda: screen.says(CalendarText.ONE))
    names = [saves.name for each in screen.controls(ft.Control) if (saves := marked(each, Saves)) is not None]
    assert names[0] == "agenda-caf.ics"
    assert all(name.startswith("caf-") for name in names[1:])
    assert len(names) > 3


async def test_a_window_without_a_private_address(
    open_at: Open, session: Session, find: Find, page: PageScope
) -> None:
    """Where no calendar could reach the server that is so said, and files are there all the same."""
    screen = await at(open_at, session, find, CALENDAR)
    await screen.until(lambda: screen.says(CalendarText.MAKE))
    assert page.person is not None
    page.person.state(AgendaAddress.of).update(AgendaAddressState(offered=False, made_at=None))
    await screen.until(lambda: screen.says(CalendarText.HERE_ALONE))
    assert not screen.says(CalendarText.MAKE)
    assert screen.says(CalendarText.ALL)
