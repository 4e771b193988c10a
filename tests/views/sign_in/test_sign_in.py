from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from views.design import tokens
from views.home.text import HomeText
from views.migration.text import MigrationText
from views.shell.error_text import ErrorText
from views.shell.text import FieldText, OfflineText, SecretText, ShellText
from views.sign_in.text import SignInText
from views.steps.text import CodeText, FranceConnectButtonText, IdentifierText

if TYPE_CHECKING:
    from app.core.session import Session
    from app.sign_in.sign_in import SignIn
    from server.demo.accounts import DemoAccount
    from tests.app.conftest import Demo, Find, MemoryStore, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


in_both_layouts = pytest.mark.parametrize(
    "window", [tokens.PHONE_MAX - 1, tokens.WIDE_MIN], ids=["phone", "wide"], indirect=True
)


async def at_sign_in(open_at: Open) -> Flutter:
    screen = open_at(routes.SIGN_IN)
    await screen.until(lambda: screen.page.title == ShellText.title(SignInText.HEADING))
    return screen


async def fill(screen: Flutter, account: DemoAccount) -> None:
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, account.password)
    await screen.press(SignInText.SUBMIT)


async def test_the_form_signs_in(open_at: Open, find: Find) -> None:
    """What is typed in the two fields leads to Mon Compte."""
    screen = await at_sign_in(open_at)
    await fill(screen, find("responsable-couple"))
    await screen.until(lambda: screen.route == routes.HOME and screen.heading == HomeText.HEADING)
    assert screen.page.title == ShellText.title(HomeText.HEADING)


@in_both_layouts
async def test_errors_are_tied_to_their_fields(open_at: Open) -> None:
    """Each field says what is wrong with it, a summary on top leads to each, and the first one has the focus."""
    screen = await at_sign_in(open_at)
    await screen.type(IdentifierText.NIR, "185")
    await screen.press(SignInText.SUBMIT)
    identifier, password = screen.field(IdentifierText.NIR), screen.field(SignInText.PASSWORD)
    await screen.until(lambda: bool(screen.focused))
    assert screen.focused == [identifier._i]
    assert identifier.error == "Il manque 10 chiffres : le numéro en a 13."
    assert password.error == "Tapez votre mot de passe."
    assert screen.says(FieldText.summary(2))
    await screen.press(f"{SignInText.PASSWORD} : {password.error}")
    assert screen.focused[-1] == screen.field(SignInText.PASSWORD)._i


async def test_a_field_can_have_the_focus_whatever_was_drawn_again_around_it(
    open_at: Open, session: Session, network: Network
) -> None:
    """A form that stayed while its surroundings were drawn again is still part of the page once the old are gone."""
    screen = await at_sign_in(open_at)
    await screen.until(lambda: screen.says(FranceConnectButtonText.BUTTON) and not session.greet.running)
    network.cut = True
    await session.greet.run()
    await screen.until(lambda: screen.says(OfflineText.SERVER))
    gc.collect()
    field = screen.field(IdentifierText.NIR)
    await field.focus()
    assert screen.focused == [field._i]


async def test_a_lone_fault_of_the_password_has_the_focus(open_at: Open, find: Find) -> None:
    """When the identifier is right the focus goes to the password."""
    screen = await at_sign_in(open_at)
    await screen.type(IdentifierText.NIR, find("responsable-couple").identifier)
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: bool(screen.focused))
    assert screen.focused == [screen.field(SignInText.PASSWORD)._i]


@in_both_layouts
async def test_an_error_that_comes_or_goes_leaves_the_fields_in_place(open_at: Open) -> None:
    """The client keeps a field, its focus and its cursor as long as its control is the same one."""
    screen = await at_sign_in(open_at)
    labels = (IdentifierText.NIR, SignInText.PASSWORD)
    before = [screen.field(label)._i for label in labels]
    await screen.press(SignInText.SUBMIT)
    assert all(screen.field(label).error for label in labels)
    assert [screen.field(label)._i for label in labels] == before
    await screen.type(IdentifierText.NIR, "1")
    assert screen.field(IdentifierText.NIR).error is None
    assert [screen.field(label)._i for label in labels] == before
    await screen.press(SignInText.SUBMIT)
    assert screen.field(IdentifierText.NIR).error
    assert [screen.field(label)._i for label in labels] == before


async def test_typing_is_not_answered_with_another_text(open_at: Open) -> None:
    """What is typed comes back as it is, so that no character is lost; it is grouped when the field is left."""
    screen = await at_sign_in(open_at)
    await screen.type(IdentifierText.NIR, "1850578006084")
    assert screen.field(IdentifierText.NIR).value == "1850578006084"
    await screen.leave(IdentifierText.NIR)
    assert screen.field(IdentifierText.NIR).value == "1 85 05 78 006 084"


async def test_a_refusal_is_said_and_keeps_what_was_typed(open_at: Open, find: Find) -> None:
    """A wrong password is said on top, aloud, and says neither which of the two is wrong."""
    screen = await at_sign_in(open_at)
    await screen.type(IdentifierText.NIR, find("responsable-couple").identifier)
    await screen.type(SignInText.PASSWORD, "Faux1motdepasse")
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.says(ErrorText.CREDENTIALS))
    assert any(node.live_region for node in screen.controls(ft.Semantics))
    assert screen.field(SignInText.PASSWORD).value == "Faux1motdepasse"
    assert screen.field(SignInText.PASSWORD).error is None


@pytest.mark.parametrize(("around", "told"), [(" {}", True), ("{}\u00a0", True), ("{}", False)])
async def test_a_blank_copied_with_a_password_is_told(
    open_at: Open,
    find: Find,
    around: str,
    told: bool,  # noqa: FBT001 - a case
) -> None:
    """A password is sent as it is; where it is refused, the blank that nobody sees is said."""
    screen = await at_sign_in(open_at)
    account = find("responsable-couple")
    wrong = account.password if told else f"{account.password}x"
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, around.format(wrong))
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.says(ErrorText.CREDENTIALS))
    assert screen.says(SignInText.BLANK_ENDS) is told


async def test_a_lost_network_is_said(open_at: Open, network: Network, find: Find) -> None:
    """No network is not taken for a wrong password, and the form goes on once it is back."""
    screen = await at_sign_in(open_at)
    network.cut = True
    await fill(screen, find("responsable-couple"))
    await screen.until(lambda: screen.says(ErrorText.UNSENT))
    network.cut = False
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.heading == HomeText.HEADING)


async def test_a_waiting_number_leads_to_the_identifiant_provisoire(open_at: Open) -> None:
    """A number that starts with 7 or 8 is not an error of the field; a button swaps it for the other one."""
    screen = await at_sign_in(open_at)
    await screen.type(IdentifierText.NIR, "7850578006084")
    await screen.type(SignInText.PASSWORD, "Motdepasse1")
    await screen.press(SignInText.SUBMIT)
    assert screen.field(IdentifierText.NIR).error is None
    assert screen.says(SignInText.TEMPORARY)
    await screen.press(IdentifierText.USE_PROVISIONAL)
    assert screen.field(IdentifierText.PROVISIONAL).value == ""


async def test_the_password_is_shown_and_hidden(open_at: Open) -> None:
    """The button says what it does, and the field stays the same one."""
    screen = await at_sign_in(open_at)
    before = screen.field(SignInText.PASSWORD)._i
    assert screen.field(SignInText.PASSWORD).password
    await screen.press(SecretText.SHOW_PASSWORD)
    assert not screen.field(SignInText.PASSWORD).password
    await screen.press(SecretText.HIDE_PASSWORD)
    assert screen.field(SignInText.PASSWORD).password
    assert screen.field(SignInText.PASSWORD)._i == before


async def test_fields_say_what_the_system_may_fill_in(open_at: Open) -> None:
    """Password managers know the two fields."""
    screen = await at_sign_in(open_at)
    assert screen.field(IdentifierText.NIR).autofill_hints == ft.AutofillHint.USERNAME
    assert screen.field(SignInText.PASSWORD).autofill_hints == ft.AutofillHint.PASSWORD


@in_both_layouts
async def test_the_remembered_person_is_masked(open_at: Open, store: MemoryStore, find: Find) -> None:
    """On return the identifier is masked, the password has the focus, and "Ce n'est pas moi" empties both."""
    store.kept = find("responsable-couple").identifier
    screen = await at_sign_in(open_at)
    await screen.until(lambda: screen.says("• •• •• •• ••• 084"))
    await screen.until(lambda: screen.focused == [screen.field(SignInText.PASSWORD)._i])
    [box] = screen.controls(ft.Checkbox)
    assert box.value
    await screen.press(SignInText.NOT_ME)
    assert screen.field(IdentifierText.NIR).value == ""
    assert store.kept is None


async def test_ticking_the_box_remembers(open_at: Open, store: MemoryStore, find: Find) -> None:
    """The box of the screen is the one that counts."""
    screen = await at_sign_in(open_at)
    await screen.tick(value=True)
    await fill(screen, find("responsable-couple"))
    await screen.until(lambda: screen.heading == HomeText.HEADING)
    assert store.saved == [find("responsable-couple").identifier]


async def test_a_field_drawn_alone_keeps_what_was_typed(open_at: Open) -> None:
    """Keys do not have the form drawn: a field that draws itself knows them all the same, and when they are gone."""
    screen = await at_sign_in(open_at)
    await screen.type(SignInText.PASSWORD, "Tilleul35")
    await screen.press(SecretText.SHOW_PASSWORD)
    assert (screen.field(SignInText.PASSWORD).value, screen.field(SignInText.PASSWORD).password) == (
        "Tilleul35",
        False,
    )
    await screen.type(IdentifierText.NIR, "185")
    await screen.press(IdentifierText.USE_PROVISIONAL)
    assert screen.field(IdentifierText.PROVISIONAL).value == ""


async def test_a_drawing_that_comes_late_leaves_the_tick(open_at: Open, sign_in: SignIn) -> None:
    """What a slow program still draws for the keys typed before knows nothing of the box ticked since."""
    screen = await at_sign_in(open_at)
    for ticked in (True, False):
        await screen.tick(value=ticked, meanwhile=sign_in.notify)
        assert sign_in.remember is ticked
        assert [box.value for box in screen.controls(ft.Checkbox)] == [ticked]


async def test_a_locked_keyring_is_said(open_at: Open, store: MemoryStore) -> None:
    """A device that cannot remember says so, and the form is there all the same."""
    store.locked = True
    screen = await at_sign_in(open_at)
    await screen.until(lambda: screen.says(ShellText.STORAGE))
    screen.field(SignInText.PASSWORD)


async def test_a_code_is_asked_shown_and_taken(open_at: Open, demo: Demo, find: Find) -> None:
    """The code screen ties its error to the field, keeps the field in place, and lets the person in."""
    screen = await at_sign_in(open_at)
    await fill(screen, find("code-a-la-connexion"))
    await screen.until(lambda: screen.heading == CodeText.HEADING and screen.route == routes.CODE)
    label = CodeText.label(sms=False)
    assert screen.field(label).autofill_hints == ft.AutofillHint.ONE_TIME_CODE
    before = screen.field(label)._i
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.focused == [screen.field(label)._i])
    assert screen.field(label).error == "Tapez les 6 chiffres du code."
    assert screen.field(label)._i == before
    right = await demo.code()
    await screen.type(label, "000000" if right != "000000" else "111111")
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.field(label).error == ErrorText.code_refused(4))
    assert screen.field(label)._i == before
    await screen.type(label, right)
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.heading == HomeText.HEADING)


async def test_back_from_the_code_is_the_sign_in(open_at: Open, find: Find) -> None:
    """Who goes back by the browser is at the form, and not led to the code again; the form asks for another."""
    screen = open_at(routes.SIGN_IN)
    account = find("code-a-la-connexion")
    for _ in range(2):
        await screen.until(lambda: screen.heading == SignInText.HEADING)
        await screen.type(IdentifierText.NIR, account.identifier)
        await screen.type(SignInText.PASSWORD, account.password)
        await screen.press(SignInText.SUBMIT)
        await screen.until(lambda: screen.heading == CodeText.HEADING and screen.route == routes.CODE)
        screen.go(routes.SIGN_IN)
    await screen.until(lambda: screen.heading == SignInText.HEADING)


async def test_the_code_is_given_up(open_at: Open, find: Find) -> None:
    """Going back from the code leads to the form."""
    screen = await at_sign_in(open_at)
    await fill(screen, find("code-a-la-connexion"))
    await screen.until(lambda: screen.heading == CodeText.HEADING)
    await screen.press(CodeText.BACK)
    await screen.until(lambda: screen.route == routes.SIGN_IN and screen.heading == SignInText.HEADING)


async def test_an_old_password_is_told_what_changes(open_at: Open, find: Find) -> None:
    """Who holds an 8-digit password is told that the connection changes, and may leave once sure of it."""
    screen = await at_sign_in(open_at)
    await fill(screen, find("ancien-seul"))
    await screen.until(lambda: screen.heading == MigrationText.HEADING)
    await screen.press(MigrationText.QUIT)
    await screen.until(lambda: screen.says(MigrationText.ASK_QUIT_NOT_BEGUN))
    await screen.press(MigrationText.SIGN_OUT)
    await screen.until(lambda: screen.route == routes.WELCOME)


@in_both_layouts
async def test_signing_in_again_after_signing_out(open_at: Open, find: Find) -> None:
    """One window serves a household: each sign-in leads to Mon Compte, the second as the first."""
    screen = await at_sign_in(open_at)
    for _ in range(3):
        await fill(screen, find("responsable-seul"))
        await screen.until(lambda: screen.heading == HomeText.HEADING)
        await screen.press(ShellText.SIGN_OUT)
        await screen.until(lambda: screen.heading != HomeText.HEADING)
        screen.go(routes.SIGN_IN)
        await screen.until(lambda: screen.heading == SignInText.HEADING)
