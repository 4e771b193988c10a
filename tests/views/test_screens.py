from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.about.paths import ABOUT
from app.accessibility_reports.paths import ACCESSIBILITY_REPORT
from app.agenda.paths import AGENDA, CALENDAR
from app.appearance.paths import APPEARANCE
from app.contact.paths import CONTACT, OFFICES
from app.core import routes
from app.documents.paths import DOCUMENTS, VERIFICATION
from app.help.paths import HELP
from app.home.paths import FILES
from app.payments.paths import DEBTS, PAYMENTS, payment_path
from app.public.paths import ACCESSIBILITY, PERSONAL_DATA, TERMS
from app.requests.paths import CHANGES, REQUESTS
from app.search.paths import SEARCH
from app.uploads.paths import UPLOADS
from tests.app.account_states import home_of, payments_of
from tests.views.screen_steps import check, enter, in_both_layouts
from views.about.text import AboutText
from views.accessibility_reports.text import ReportText
from views.agenda.text import AgendaText, CalendarText
from views.appearance.text import AppearanceText
from views.contact.text import ContactText, OfficeText
from views.design import tokens
from views.documents.text import DocumentsText, VerificationText
from views.help.text import HelpText
from views.home.text import FilesText, HomeText
from views.payments.text import DebtsText, PaymentMonthText, PaymentsText, PaymentText
from views.public.text import AccessibilityText, PersonalDataText, TermsText
from views.requests.text import ChangesText, RequestsText
from views.search.text import SearchText
from views.shell.error_text import DoorText
from views.shell.text import (
    NotFoundText,
    ShellText,
    UpdateText,
)
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import SimulationDoorText
from views.uploads.text import UploadsText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter
    from views.design.window import Window

PUBLIC = {
    routes.WELCOME: WelcomeText.HEADING,
    routes.SIGN_IN: SignInText.HEADING,
    HELP: HelpText.HEADING,
    ACCESSIBILITY: AccessibilityText.HEADING,
    TERMS: TermsText.HEADING,
    PERSONAL_DATA: PersonalDataText.HEADING,
    APPEARANCE: AppearanceText.HEADING,
    ABOUT: AboutText.HEADING,
    SEARCH: SearchText.HEADING,
    ACCESSIBILITY_REPORT: ReportText.HEADING,
    VERIFICATION: VerificationText.HEADING,
    OFFICES: OfficeText.HEADING,
    "/no/such/page": NotFoundText.HEADING,
}
PRIVATE = {
    routes.HOME: HomeText.HEADING,
    FILES: FilesText.HEADING,
    PAYMENTS: PaymentsText.HEADING,
    DEBTS: DebtsText.HEADING,
    DOCUMENTS: DocumentsText.HEADING,
    UPLOADS: UploadsText.HEADING,
    REQUESTS: RequestsText.HEADING,
    CHANGES: ChangesText.HEADING,
    AGENDA: AgendaText.HEADING,
    CALENDAR: CalendarText.HEADING,
    CONTACT: ContactText.HEADING,
}
ROLES = [
    "responsable-seul",
    "responsable-couple",
    "conjoint-autorise",
    "conjoint-sans-procuration",
    "enfant",
    "provisoire",
]


def _titled(screen: Flutter, title: str) -> bool:
    return screen.page.title == title


def test_a_window_is_titled_as_its_screen_is_headed() -> None:
    """The same signs in both: curly apostrophes, and spaces that do not break."""
    assert ShellText.title("Où est l'aide ?", wrong=True) == "Erreur\u00a0: Où est l’aide\u202f? – Mon Compte"


@in_both_layouts
@pytest.mark.parametrize(("path", "heading"), PUBLIC.items())
async def test_public_screens(open_at: Open, path: str, heading: str) -> None:
    """Every public screen stands at its path for whoever comes, with its title and its heading."""
    screen = open_at(path)
    await screen.until(lambda: screen.page.title == ShellText.title(heading))
    check(screen, heading)


@pytest.mark.parametrize("path", [*PRIVATE, payment_path("p1"), routes.CODE])
async def test_private_screens_are_guarded(open_at: Open, path: str) -> None:
    """Whoever is not signed in meets the form, and nothing of the account is drawn meanwhile."""
    screen = open_at(path)
    assert screen.headings(2) == []
    await screen.until(lambda: screen.route == routes.SIGN_IN and screen.heading == SignInText.HEADING)


@in_both_layouts
@pytest.mark.parametrize("role", ROLES)
async def test_each_role_sees_every_private_screen(
    open_at: Open, session: Session, find: Find, role: str
) -> None:
    """Each kind of person can open each screen of the account, closed doors included."""
    screen = await enter(open_at, session, find, role)
    for path, heading in PRIVATE.items():
        screen.go(path)
        await screen.until(lambda: not screen.says(ShellText.LOADING))
        title = ShellText.title(heading)
        await screen.until(partial(_titled, screen, title))
        check(screen, heading)


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
async def test_a_closed_door_is_shown_with_its_reason(
    page: PageScope, open_at: Open, session: Session, find: Find, role: str
) -> None:
    """A door that is closed is there, closed, and says why; nothing behind it shows."""
    screen = await enter(open_at, session, find, role)
    screen.go(routes.HOME)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))
    overview = home_of(page).value
    assert overview is not None
    assert screen.says(DoorText.closed(overview.doors.payments.reason))
    assert not screen.says(HomeText.DETAIL)


async def test_an_unknown_quotient_is_said(open_at: Open, session: Session, find: Find) -> None:
    """Without known income the quotient is "Indisponible", with the reason."""
    screen = await enter(open_at, session, find, "provisoire")
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.UNAVAILABLE))
    assert screen.says(HomeText.QUOTIENT_UNKNOWN)


async def test_the_way_to_a_simulation(open_at: Open, session: Session, find: Find) -> None:
    """From Mon Compte one press leads to the benefits, where a simulation is the first thing named."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.ASK))
    await screen.press(HomeText.ASK)
    await screen.until(lambda: screen.headings(2)[:1] == [SimulationDoorText.HEADING])


@in_both_layouts
async def test_a_payment_is_explained(open_at: Open, session: Session, find: Find) -> None:
    """From Mon Compte to the payment: what was paid, when, for what, and the way back."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.DETAIL))
    await screen.press(HomeText.DETAIL)
    await screen.until(lambda: screen.says(PaymentMonthText.PAYMENT))
    await screen.press(PaymentMonthText.PAYMENT)
    await screen.until(lambda: PaymentText.PAID in screen.headings(2))
    await screen.until(lambda: screen.page.title == ShellText.title(screen.heading))
    check(screen, screen.heading)
    await screen.press(PaymentText.BACK)
    await screen.until(lambda: screen.heading == PaymentsText.HEADING)


async def test_more_payments_are_shown_on_demand(open_at: Open, session: Session, find: Find) -> None:
    """The list grows until its end, where the button goes: how many came is said, the first of them has the focus."""
    screen = await enter(open_at, session, find)
    screen.go(PAYMENTS)
    await screen.until(lambda: screen.says(PaymentsText.MORE))
    shown = _payments_of(screen)
    await screen.press(PaymentsText.MORE)
    await screen.until(lambda: len(_payments_of(screen)) > len(shown))
    new = _payments_of(screen)[len(shown) :]
    await screen.until(lambda: screen.focused == [new[0]])
    assert [PaymentsText.came(len(new))] in [
        screen.words_of(node) for node in screen.controls(ft.Semantics) if node.live_region
    ]
    while screen.says(PaymentsText.MORE):
        shown = _payments_of(screen)
        await screen.press(PaymentsText.MORE)
        await screen.until(lambda: len(_payments_of(screen)) > len(shown))  # noqa: B023 - awaited here


_DAY = re.compile(r"(1er|\d+) \w+ \d{4}$")


def _payments_of(screen: Flutter) -> list[int]:
    """The rows of the list, by their numbers."""
    return [
        row._i for row in screen.controls(ft.TextButton) if _DAY.match(next(iter(screen.words_of(row)), ""))
    ]


async def test_a_payment_that_is_nobodys_does_not_exist(open_at: Open, session: Session, find: Find) -> None:
    """An address that names no payment of this person says that the page does not exist."""
    screen = await enter(open_at, session, find)
    screen.go(payment_path("00000000-0000-0000-0000-000000000000"))
    await screen.until(lambda: screen.heading == NotFoundText.HEADING)


async def test_a_payment_is_of_the_file_looked_at(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """Where another file is chosen meanwhile, its address shows nothing of the first; back there, it does again."""
    screen = await enter(open_at, session, find, "conjoint-autorise")
    account = session.account
    assert account is not None
    assert account.file is not None
    first = account.file.file_id
    other = next(file.file_id for file in account.me.files if file.file_id != first)
    payments = payments_of(page)
    await payments.read_early()
    assert payments.value
    screen.go(payment_path(payments.value.items[0].payment_id))
    await screen.until(lambda: screen.says(PaymentText.TOTAL))
    account.choose(other)
    await screen.until(lambda: screen.heading == NotFoundText.HEADING)
    assert not screen.says(PaymentText.TOTAL)
    account.choose(first)
    await screen.until(lambda: screen.says(PaymentText.TOTAL))


@in_both_layouts
async def test_another_file_is_chosen(open_at: Open, session: Session, find: Find) -> None:
    """Who stands in several files chooses one, and Mon Compte shows it."""
    screen = await enter(open_at, session, find, "conjoint-autorise")
    account = session.account
    assert account is not None
    assert account.file is not None
    other = next(file for file in account.me.files if file.file_id != account.file.file_id)
    screen.go(FILES)
    await screen.until(lambda: screen.heading == FilesText.HEADING)
    await screen.press(FilesText.choose(other.number))
    await screen.until(lambda: screen.route == routes.HOME)
    await screen.until(lambda: screen.says(HomeText.file(other.number)))


async def test_an_old_program_is_told_so(open_at: Open, demo: Demo) -> None:
    """When the server no longer speaks to this version every path says so."""
    # All that is asked as the program opens, in whatever order it is answered.
    for path in ("/health", "/v1"):
        await demo.fail(path, 426, times=9)
    screen = open_at(routes.SIGN_IN)
    await screen.until(lambda: screen.heading == UpdateText.HEADING)


@pytest.mark.parametrize("place", [routes.WELCOME, routes.HOME])
async def test_a_window_that_is_turned_makes_nothing_anew(
    open_at: Open, session: Session, find: Find, window: Window, place: str
) -> None:
    """What leads on from a screen keeps the focus when the window becomes wide, or is so no more."""
    if place == routes.HOME:
        screen, lead = await enter(open_at, session, find), HomeText.DETAIL
        screen.go(place)
        await screen.until(lambda: screen.says(lead))
    else:
        screen, lead = open_at(routes.WELCOME), WelcomeText.BENEFITS
        await screen.until(lambda: screen.says(lead))
    before = chain(screen.button(lead))
    for width in (tokens.WIDE_MIN, tokens.PHONE_MAX - 1, tokens.NARROW_MAX - 1, tokens.WIDE_MIN):
        before_it = screen.drawings
        window.resize(width)
        await screen.until(partial(_drawn_since, screen, before_it))
        assert chain(screen.button(lead)) == before


def _drawn_since(screen: Flutter, drawings: int) -> bool:
    return screen.drawings > drawings


def chain(control: ft.BaseControl) -> list[int]:
    """The numbers of a control and of all that it is in."""
    above: ft.BaseControl | None = control
    found = []
    while above is not None:
        found.append(above._i)
        above = above.parent
    return found
