from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import flet as ft
import pytest

from api_client.errors import SessionExpired
from app.appearance.paths import APPEARANCE
from app.core import routes
from app.core.session import WARNING_SECONDS
from app.home.paths import FILES
from app.migration.paths import migration_step_path
from app.payments.paths import PAYMENTS, payment_path
from app.public.paths import ACCESSIBILITY, HELP, PERSONAL_DATA, TERMS
from tests.app.account_states import home_of, payments_of
from views.appearance.text import AppearanceText
from views.design import tokens
from views.home.text import FilesText, HomeText
from views.migration.text import MigrationText
from views.payments.text import PaymentsText, PaymentText
from views.public.text import AccessibilityText, HelpText, PersonalDataText, TermsText
from views.shell.error_text import DoorText, ErrorText
from views.shell.text import (
    EndedText,
    MaintenanceText,
    NotFoundText,
    OfflineText,
    SessionText,
    ShellText,
    UpdateText,
)
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import IdentifierText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network, Time
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter
    from views.shell.context import Window

PUBLIC = {
    routes.WELCOME: WelcomeText.HEADING,
    routes.SIGN_IN: SignInText.HEADING,
    HELP: HelpText.HEADING,
    ACCESSIBILITY: AccessibilityText.HEADING,
    TERMS: TermsText.HEADING,
    PERSONAL_DATA: PersonalDataText.HEADING,
    APPEARANCE: AppearanceText.HEADING,
    "/no/such/page": NotFoundText.HEADING,
}
PRIVATE = {
    routes.HOME: HomeText.HEADING,
    FILES: FilesText.HEADING,
    PAYMENTS: PaymentsText.HEADING,
}
ROLES = [
    "responsable-seul",
    "responsable-couple",
    "conjoint-autorise",
    "conjoint-sans-procuration",
    "enfant",
    "provisoire",
]
IDLE_SECONDS = 15 * 60

in_both_layouts = pytest.mark.parametrize(
    "window", [tokens.PHONE_MAX - 1, tokens.WIDE_MIN], ids=["phone", "wide"], indirect=True
)


def _titled(screen: Flutter, title: str) -> bool:
    return screen.page.title == title


def check(screen: Flutter, heading: str) -> None:
    """Hold of every screen: one main heading, which is the window's title too, and a name for all that is pressed."""
    assert screen.headings(1) == [heading]
    assert screen.page.title == ShellText.title(heading)
    assert {node.heading_level for node in screen.controls(ft.Semantics)} <= {None, 1, 2, 3}
    kinds: tuple[type[ft.FilledButton | ft.OutlinedButton | ft.TextButton], ...] = (
        ft.FilledButton,
        ft.OutlinedButton,
        ft.TextButton,
    )
    for kind in kinds:
        for button in screen.controls(kind):
            assert any(screen.words_of(button))
            assert button.on_click is not None
    for field in screen.controls(ft.TextField):
        assert field.label
    for box in screen.controls(ft.Checkbox):
        assert box.semantics_label


async def enter(open_at: Open, session: Session, find: Find, role: str = "responsable-couple") -> Flutter:
    """Open a window and sign in, as from within it."""
    screen = open_at(routes.WELCOME)
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    return screen


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


@in_both_layouts
async def test_a_payment_is_explained(open_at: Open, session: Session, find: Find) -> None:
    """From Mon Compte to the payment: what was paid, when, for what, and the way back."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.DETAIL))
    await screen.press(HomeText.DETAIL)
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
    await screen.until(lambda: not screen.says(PaymentsText.MORE))
    new = _payments_of(screen)[len(shown) :]
    assert new
    await screen.until(lambda: screen.focused == [new[0]])
    assert [PaymentsText.came(len(new))] in [
        screen.words_of(node) for node in screen.controls(ft.Semantics) if node.live_region
    ]


def _payments_of(screen: Flutter) -> list[int]:
    """The rows of the list, by their numbers."""
    return [
        row._i
        for row in screen.controls(ft.TextButton)
        if any(", versé le " in words for words in screen.words_of(row))
    ]


async def test_a_payment_that_is_nobodys_does_not_exist(open_at: Open, session: Session, find: Find) -> None:
    """An address that names no payment of this person says that the page does not exist."""
    screen = await enter(open_at, session, find)
    screen.go(payment_path("00000000-0000-0000-0000-000000000000"))
    await screen.until(lambda: screen.heading == NotFoundText.HEADING)


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


async def nothing_read(page: PageScope) -> None:
    """Have the overview, which the sign-in reads ahead, be unknown."""
    await home_of(page).open()  # as the screen would, that it was read ahead for
    await payments_of(page).open()  # read ahead too: what is to fail is the overview
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
    await demo.fail("/v1/files", 500)
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
    await demo.fail("/v1/files", 503)
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
    """Whoever has only seen Mon Compte finds the list of payments offline, dated; why is said once on the screen."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))
    payments = payments_of(page)
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
    assert screen.words_of(said) == [SessionText.STAYED, SessionText.STAYED_MORE]
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


async def test_an_old_program_is_told_so(open_at: Open, demo: Demo) -> None:
    """When the server no longer speaks to this version every path says so."""
    await demo.fail("/health", 426)
    screen = open_at(routes.SIGN_IN)
    await screen.until(lambda: screen.heading == UpdateText.HEADING)


async def test_still_motion_is_chosen(open_at: Open) -> None:
    """The ripple under a press, the little that moves by itself, goes at once; screens never slide."""
    screen = open_at(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    *_, motion = screen.controls(ft.RadioGroup)
    await screen.until(lambda: screen.page.dark_theme is not None)
    for painted in (screen.page.theme, screen.page.dark_theme):
        assert painted is not None
        assert painted.splash_color is None
        assert painted.page_transitions == ft.PageTransitionsTheme(
            **dict.fromkeys(("android", "ios", "linux", "macos", "windows"), ft.PageTransitionTheme.NONE)
        )
    await screen.choose(motion, "reduced")
    await screen.until(lambda: screen.page.theme is not None and screen.page.theme.splash_color is not None)
    for painted in (screen.page.theme, screen.page.dark_theme):
        assert painted is not None
        assert painted.splash_color == painted.highlight_color == tokens.TRANSPARENT


async def test_there_is_no_motion_to_choose_in_a_browser(open_at: Open) -> None:
    """The page holds Flutter still there: a choice that changes nothing is not offered."""
    screen = open_at(routes.WELCOME)
    screen.page.web = True
    await screen.until(lambda: screen.heading == WelcomeText.HEADING)
    screen.go(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    assert screen.says(AppearanceText.MOTION_STILL)
    assert len(screen.controls(ft.RadioGroup)) == 3


async def test_colours_are_chosen(open_at: Open) -> None:
    """The choice of colours changes the page's theme at once."""
    screen = open_at(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    scheme, contrast, _size, _motion = screen.controls(ft.RadioGroup)
    assert screen.page.theme_mode is ft.ThemeMode.SYSTEM
    await screen.choose(scheme, "dark")
    await screen.until(lambda: screen.page.theme_mode is ft.ThemeMode.DARK)
    before = screen.page.dark_theme
    await screen.choose(contrast, "high")
    await screen.until(lambda: screen.page.dark_theme != before)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("password_changed", "Votre mot de passe a été changé sur un autre appareil."),
        ("connection_changed", "Votre connexion a été changée sur un autre appareil."),
        ("a reason of a newer server", EndedText.LEAD),
    ],
)
async def test_what_ended_the_session_is_said(
    open_at: Open, session: Session, find: Find, reason: str, said: str
) -> None:
    """On the screen that stands where the person stood, in words of its own for each reason."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.heading == HomeText.HEADING)
    session.observe(SessionExpired(reason=reason))
    await screen.until(lambda: screen.heading == EndedText.HEADING)
    assert screen.says(said)


async def test_a_change_of_connection_that_ended_elsewhere_says_so(
    open_at: Open, session: Session, find: Find
) -> None:
    """The second device in the middle of the change is not led to the sign-in without a word."""
    screen = await enter(open_at, session, find, "ancien-couple")
    screen.go(routes.MIGRATION)
    await screen.until(lambda: screen.heading == MigrationText.HEADING)
    for path in (routes.MIGRATION, migration_step_path("terms")):
        session.observe(SessionExpired(reason="connection_changed"))
        screen.go(path)
        await screen.until(lambda: screen.heading == EndedText.HEADING)
        assert screen.says("Votre connexion a été changée sur un autre appareil.")


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
