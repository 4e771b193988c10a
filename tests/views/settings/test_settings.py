"""The screens of Gérer mon compte, over the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import flet as ft
import httpx
import pytest

from api_client import Client
from api_client.errors import SessionExpired
from app.appearance.appearance import Appearance, TextSize
from app.core import routes
from app.settings.paths import (
    CLOSING,
    CONTACT_DETAILS,
    CONTACT_UNDO,
    DEVICES,
    EXPORTS,
    PASSWORD_CHANGE,
    SETTINGS,
    SIGN_IN_CODE,
)
from app.unlocking.paths import UNLOCKING
from tests.app.account_states import settings_of
from tests.support.patience import PATIENCE_S
from tests.views.screen_steps import check, enter, in_both_layouts
from views.design import tokens
from views.design.window import Room
from views.home.text import HomeText
from views.settings.text import (
    ClosingText,
    ContactDetailsText,
    ContactUndoText,
    DevicesText,
    ExportsText,
    PasswordChangeText,
    SettingsText,
    SignInCodeText,
)
from views.shell.error_text import DoorText, ErrorText
from views.shell.text import EndedText, FieldText, NotFoundText, ShellText
from views.sign_in.text import SignInText
from views.steps.text import (
    ClosingNoticeText,
    CodeText,
    ContactText,
    FranceConnectButtonText,
    PasswordText,
    ReauthenticationText,
)

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter
    from views.design.window import Window

SCREENS = {
    SETTINGS: SettingsText.HEADING,
    CONTACT_DETAILS: ContactDetailsText.HEADING,
    PASSWORD_CHANGE: PasswordChangeText.HEADING,
    SIGN_IN_CODE: SignInCodeText.HEADING,
    DEVICES: DevicesText.HEADING,
    EXPORTS: ExportsText.HEADING,
    CLOSING: ClosingText.HEADING,
}
NEW_PASSWORD = "Platane2027rouge"


async def open_screen(screen: Flutter, path: str) -> None:
    screen.go(path)
    await screen.until(lambda: screen.page.title == ShellText.title(SCREENS[path]))
    await screen.until(lambda: not screen.says(ShellText.LOADING))


@in_both_layouts
@pytest.mark.parametrize("role", ["responsable-couple", "conjoint-sans-procuration", "enfant"])
async def test_each_role_sees_every_screen(open_at: Open, session: Session, find: Find, role: str) -> None:
    """One's own access is open to everybody who has one: each screen has its heading, title and names."""
    screen = await enter(open_at, session, find, role)
    for path, heading in SCREENS.items():
        await open_screen(screen, path)
        check(screen, heading)


@pytest.mark.parametrize("path", SCREENS)
async def test_nobody_else_sees_them(open_at: Open, path: str) -> None:
    """Whoever is not signed in meets the form."""
    screen = open_at(path)
    await screen.until(lambda: screen.route == routes.SIGN_IN)


async def test_unlocking_is_no_screen_where_nobody_can_be_recognised(
    open_at: Open, session: Session, find: Find
) -> None:
    """A browser and a computer know neither finger nor face: an address that was kept leads nowhere there."""
    screen = await enter(open_at, session, find)
    screen.go(UNLOCKING)
    await screen.until(lambda: screen.heading == NotFoundText.HEADING)


async def test_the_authorisations_are_shown_closed_to_who_may_not_give_any(
    open_at: Open, session: Session, find: Find
) -> None:
    """Never hidden: the door is there, with why it is shut."""
    screen = await enter(open_at, session, find, "conjoint-sans-procuration")
    await open_screen(screen, SETTINGS)
    assert screen.says(SettingsText.SPOUSE_AUTHORISATION)
    assert screen.says(DoorText.closed("responsable_allows"))


async def test_mon_compte_leads_there(open_at: Open, session: Session, find: Find) -> None:
    """From the card on what the Caf knows."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.INFORMS))
    await screen.press(SettingsText.HEADING)
    await screen.until(lambda: screen.heading == SettingsText.HEADING)


async def test_a_phone_is_changed_by_its_code(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """Typed, code, done; then it can be undone from the same screen."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, CONTACT_DETAILS)
    await screen.type(ContactText.SMS, "07 55 44 33 22")
    await screen.press(ContactDetailsText.SEND)
    await screen.until(lambda: screen.heading == CodeText.HEADING)
    await screen.type(CodeText.label(sms=True), await demo.code())
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.heading == ContactDetailsText.HEADING)
    assert screen.says(ContactDetailsText.done("sms", "changed")[1])
    assert screen.says("07\u00a055\u00a044\u00a033\u00a022")
    await screen.press(ContactDetailsText.undo("sms"))
    await screen.until(lambda: screen.says(ContactDetailsText.RESTORED))
    assert screen.says("06\u00a098\u00a076\u00a054\u00a018")


@pytest.mark.parametrize("outcome", ["verified", "added"])
async def test_nothing_to_undo_is_promised_where_nothing_was_replaced(
    open_at: Open, session: Session, find: Find, demo: Demo, outcome: Literal["added", "verified"]
) -> None:
    """A contact that was only proved, or is the first of its kind, replaces none: nobody is told at an old one."""
    added = outcome == "added"
    screen = await enter(open_at, session, find, "enfant")
    await open_screen(screen, CONTACT_DETAILS)
    await screen.choose(screen.controls(ft.RadioGroup)[0], "sms" if added else "mail")
    await screen.type(
        ContactText.SMS if added else ContactText.MAIL,
        "07 55 44 33 22" if added else "lea.martin@example.org",
    )
    await screen.press(ContactDetailsText.SEND)
    await screen.until(lambda: screen.heading == CodeText.HEADING)
    await screen.type(CodeText.label(sms=added), await demo.code())
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.heading == ContactDetailsText.HEADING)
    assert all(map(screen.says, ContactDetailsText.done("sms" if added else "mail", outcome)))
    assert not screen.says("72 heures")


async def test_a_contact_that_is_there_already_is_said_beside_its_field(
    open_at: Open, session: Session, find: Find
) -> None:
    """And what was typed stays."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, CONTACT_DETAILS)
    await screen.type(ContactText.SMS, "06 98 76 54 18")
    await screen.press(ContactDetailsText.SEND)
    await screen.until(lambda: screen.says(ContactDetailsText.UNCHANGED))
    assert screen.field(ContactText.SMS).value == "06 98 76 54 18"


async def test_the_password_is_changed(open_at: Open, session: Session, find: Find) -> None:
    """Each empty field is named; a wrong current one is said beside its field; the right one changes it."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, PASSWORD_CHANGE)
    await screen.press(PasswordChangeText.SUBMIT)
    await screen.until(lambda: screen.says(FieldText.summary(3)))
    await screen.type(ReauthenticationText.PASSWORD, "Marronnier13loire")
    await screen.type(PasswordText.NEW, NEW_PASSWORD)
    await screen.type(PasswordText.AGAIN, NEW_PASSWORD)
    await screen.press(PasswordChangeText.SUBMIT)
    await screen.until(lambda: screen.says(ErrorText.PASSWORD_REFUSED))
    assert screen.field(PasswordText.NEW).value == NEW_PASSWORD
    await screen.type(ReauthenticationText.PASSWORD, find("responsable-couple").password)
    await screen.press(PasswordChangeText.SUBMIT)
    await screen.until(lambda: screen.says(PasswordChangeText.DONE))
    assert screen.field(ReauthenticationText.PASSWORD).value == ""


async def test_a_code_at_sign_in_is_switched_on(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """Chosen among the verified contacts."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, SIGN_IN_CODE)
    await screen.until(lambda: screen.says(SignInCodeText.CHOICE))
    settings_of(page).code.choose("sms")
    await screen.press(SignInCodeText.SAVE)
    await screen.until(lambda: screen.says(SignInCodeText.SAVED))


async def test_without_a_verified_contact_there_is_no_code(
    open_at: Open, session: Session, find: Find
) -> None:
    """It says why, and leads to where that is mended."""
    screen = await enter(open_at, session, find, "enfant")
    await open_screen(screen, SIGN_IN_CODE)
    await screen.until(lambda: screen.says(SignInCodeText.NO_CONTACT))


async def test_the_devices_are_listed(open_at: Open, session: Session, find: Find) -> None:
    """This one says that it is this one; alone, there is nothing to end."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, DEVICES)
    await screen.until(lambda: screen.says(DevicesText.CURRENT))
    assert screen.says(DevicesText.ALONE)


async def test_devices_of_one_name_are_told_apart(
    open_at: Open, session: Session, find: Find, base_url: str
) -> None:
    """Each is called after when it signed in, by whoever reads and by whoever hears the buttons alone."""
    account = find("responsable-couple")
    for name in ("Téléphone", "Téléphone", "Tablette"):
        async with Client(base_url, timeout=httpx.Timeout(PATIENCE_S)) as elsewhere:
            await elsewhere.sessions.create(
                identifier=account.identifier, password=account.password, device_name=name
            )
    screen = await enter(open_at, session, find)
    await open_screen(screen, DEVICES)
    await screen.until(lambda: screen.says(DevicesText.CURRENT))
    names = screen.headings(2)
    assert "Tablette" in names
    assert sum(name.startswith("Téléphone, depuis le ") for name in names) == 2
    await screen.press(DevicesText.end("Tablette"))
    await screen.until(lambda: screen.says(DevicesText.ended("Tablette")))


async def test_forgetting_the_device_leaves(open_at: Open, session: Session, find: Find) -> None:
    """Signed out, at the welcome."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, DEVICES)
    await screen.press(DevicesText.FORGET)
    await screen.until(lambda: screen.route == routes.WELCOME)


async def test_a_copy_is_prepared_and_saved(open_at: Open, session: Session, find: Find) -> None:
    """With progress, then both files to save."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, EXPORTS)
    await screen.press(ExportsText.PREPARE)
    await screen.until(lambda: screen.says(ExportsText.READY))
    screen.saves_to = "/home/someone/mes-donnees.pdf"
    await screen.press(ExportsText.PDF)
    await screen.until(lambda: screen.says(ExportsText.SAVED))
    name, content = screen.saved[-1]
    assert name == "mes-donnees.pdf"
    assert content.startswith(b"%PDF-")


async def test_who_gives_up_the_dialogue_is_told_nothing(open_at: Open, session: Session, find: Find) -> None:
    """Neither saved nor failed: the files are still there to save."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, EXPORTS)
    await screen.press(ExportsText.PREPARE)
    await screen.until(lambda: screen.says(ExportsText.READY))
    await screen.press(ExportsText.JSON)
    await screen.until(lambda: bool(screen.saved))
    await screen.until(lambda: screen.says(ExportsText.READY))
    assert not screen.says(ExportsText.SAVED)
    assert not screen.says(ExportsText.UNSAVED)


async def test_the_account_is_closed_and_kept(open_at: Open, session: Session, find: Find) -> None:
    """The password, the date, the notice on Mon Compte, and the way back, which is said where it was pressed."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, CLOSING)
    await screen.press(ClosingText.SUBMIT)
    await screen.until(lambda: screen.says("Tapez votre mot de passe."))
    await screen.type(ReauthenticationText.PASSWORD, find("responsable-couple").password)
    await screen.press(ClosingText.SUBMIT)
    await screen.until(lambda: screen.says("Votre compte fermera le"))
    screen.go(routes.HOME)
    await screen.until(lambda: screen.heading == HomeText.HEADING and screen.says("Votre compte fermera le"))
    await screen.press(ClosingNoticeText.KEEP)
    await screen.until(lambda: screen.says(ClosingNoticeText.KEPT))
    assert not screen.says("Votre compte fermera le")
    screen.go(CLOSING)
    await screen.until(lambda: screen.heading == ClosingText.HEADING)
    await screen.until(lambda: not screen.says(ClosingNoticeText.KEPT))
    await screen.type(ReauthenticationText.PASSWORD, find("responsable-couple").password)
    await screen.press(ClosingText.SUBMIT)
    await screen.until(lambda: screen.says("Votre compte fermera le"))
    await screen.press(ClosingNoticeText.KEEP)
    await screen.until(lambda: screen.says(ClosingNoticeText.KEPT))
    assert screen.says(ClosingText.SUBMIT)


async def test_a_change_is_undone_without_signing_in(open_at: Open) -> None:
    """Empty, badly typed, wrong: each said beside the field, what was typed stays."""
    screen = open_at(CONTACT_UNDO)
    await screen.until(lambda: screen.page.title == ShellText.title(ContactUndoText.HEADING))
    check(screen, ContactUndoText.HEADING)
    await screen.press(ContactUndoText.SUBMIT)
    await screen.until(lambda: screen.says(ContactUndoText.EMPTY))
    await screen.type(ContactUndoText.CODE, "AB12")
    await screen.press(ContactUndoText.SUBMIT)
    await screen.until(lambda: screen.says(ContactUndoText.WRONG_SHAPE))
    await screen.type(ContactUndoText.CODE, "ABCD 2345")
    await screen.press(ContactUndoText.SUBMIT)
    await screen.until(lambda: screen.says(ContactUndoText.REFUSED))
    assert screen.field(ContactUndoText.CODE).value == "ABCD 2345"


async def test_what_was_typed_survives_the_end_of_the_session(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, open_at: Open, client: Client, session: Session, find: Find, demo: Demo
) -> None:
    """The same person finds the contact typed and no password; another person finds nothing of it."""
    screen = await enter(open_at, session, find)
    await open_screen(screen, CONTACT_DETAILS)
    await screen.type(ContactText.SMS, "07 55 44 33 22")
    assert session.account is not None
    settings_of(page).password.current.type("Secret")
    await demo.advance(16 * 60)
    await screen.press(ContactDetailsText.SEND)
    await screen.until(lambda: screen.heading == EndedText.HEADING)
    await screen.press(EndedText.SIGN_IN)
    await screen.until(lambda: screen.heading == SignInText.HEADING)
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    await screen.until(lambda: screen.route == CONTACT_DETAILS)
    await open_screen(screen, CONTACT_DETAILS)
    assert screen.field(ContactText.SMS).value == "07 55 44 33 22"
    assert settings_of(page).password.current.text == ""
    client.lapse("idle")
    session.observe(SessionExpired(reason="idle"))
    other = find("responsable-seul")
    await session.sign_in(other.identifier, other.password)
    await open_screen(screen, CONTACT_DETAILS)
    assert screen.field(ContactText.SMS).value == ""
    assert [button for button in screen.controls(ft.FilledButton) if button.disabled] == []


async def test_text_is_shown_larger_at_once(page: PageScope, open_at: Open, window: Window) -> None:
    """Every text twice as large, fields included, less a heading that would not fit; a wide window becomes narrow."""
    screen = open_at(routes.SIGN_IN)
    # The last to come: the server has to say that it offers it.
    await screen.until(lambda: screen.says(FranceConnectButtonText.BUTTON))
    before = sizes(screen)
    await page.state(Appearance.of).choose_text_size(TextSize.LARGEST)
    await screen.until(lambda: sizes(screen) == [2 * min(size, tokens.NARROW_LARGE_SIZE) for size in before])
    window.resize(tokens.WIDE_MIN)
    assert window.room is Room.PHONE


def sizes(screen: Flutter) -> list[float]:
    """The sizes of what is drawn with one, from first to last; the name gives way where there is less room."""
    styles = [text.style for text in screen.controls(ft.Text) if text.value != ShellText.NAME]
    styles += [field.text_style for field in screen.controls(ft.TextField)]
    return [float(style.size) for style in styles if style and style.size]
