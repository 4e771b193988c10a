"""What the next person at a device must not find: secrets, refusals, and where the last one stood."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.core.leaving import Leaving
from app.enrolment.paths import enrolment_step_path
from app.franceconnect.paths import FRANCECONNECT
from app.help.paths import HELP
from app.migration.paths import migration_step_path
from app.password_reset.paths import PASSWORD_RESET
from app.payments.paths import PAYMENTS
from app.rules.identifiers import IdentifierKind
from app.settings.contact_undo import Undo
from app.settings.paths import CLOSING, CONTACT_DETAILS, CONTACT_UNDO, PASSWORD_CHANGE, SETTINGS, SIGN_IN_CODE
from tests.app import migration_steps
from tests.app.account_states import settings_of
from tests.app.enrolment_steps import PASSWORD, bring

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from app.password_reset.password_reset import PasswordResetFlow
    from app.sign_in.sign_in import SignIn
    from tests.app.conftest import Demo, Find, Network

NIR = "1850578006084"
SECRET = "MonVraiMot2passe"


@pytest.fixture
def undo(page: PageScope) -> Undo:
    return page.state(Undo.of)


@pytest.fixture
def leaving(page: PageScope) -> Leaving:
    return page.state(Leaving)


async def _refused(sign_in: SignIn, leaving: Leaving) -> None:
    leaving.stand(routes.SIGN_IN)
    sign_in.identifier.type(NIR)
    sign_in.password.type(SECRET)
    await sign_in.run()
    assert sign_in.submit.error is not None


@pytest.mark.parametrize("to", [HELP, FRANCECONNECT, routes.WELCOME, PASSWORD_RESET])
async def test_the_sign_in_is_found_empty(sign_in: SignIn, leaving: Leaving, to: str) -> None:
    """Whoever comes back to the sign-in, by whatever way it was left, finds neither what was typed nor its refusal."""
    await _refused(sign_in, leaving)
    leaving.stand(f"{routes.SIGN_IN}?x=1")
    assert sign_in.password.text == SECRET, "the same screen is not left"
    leaving.stand(to)
    leaving.stand(routes.SIGN_IN)
    assert (sign_in.identifier.text, sign_in.password.text, sign_in.submit.error) == ("", "", None)


async def test_a_page_loaded_anew_is_empty(sign_in: SignIn, leaving: Leaving) -> None:
    """A tab that is come back to by a new page may have somebody else before it."""
    await _refused(sign_in, leaving)
    leaving.load_anew()
    assert (sign_in.identifier.text, sign_in.password.text, sign_in.submit.error) == ("", "", None)


async def test_a_refusal_that_comes_late_is_not_shown(
    sign_in: SignIn, leaving: Leaving, network: Network
) -> None:
    """Who leaves while the answer is waited for does not find it on coming back."""
    leaving.stand(routes.SIGN_IN)
    sign_in.identifier.type(NIR)
    sign_in.password.type(SECRET)
    network.hold()
    trying = asyncio.create_task(sign_in.run())
    while not sign_in.submit.running:  # noqa: ASYNC110 - nobody signals it
        await asyncio.sleep(0)
    leaving.stand(HELP)
    network.release()
    await trying
    assert sign_in.submit.error is None
    assert sign_in.submit.completed is False


async def test_the_form_begins_again_after_a_sign_out(
    sign_in: SignIn, leaving: Leaving, session: Session, find: Find
) -> None:
    """After somebody with an identifiant provisoire, the next one is asked for a number of Sécurité sociale."""
    account = find("provisoire")
    leaving.stand(routes.SIGN_IN)
    sign_in.swap_kind()
    sign_in.identifier.type(account.identifier)
    sign_in.password.type(account.password)
    await sign_in.run()
    assert session.account is not None
    await session.sign_out()
    assert sign_in.identifier.kind is IdentifierKind.NIR


@pytest.mark.parametrize(
    ("role", "asked"), [("provisoire", IdentifierKind.NIR), ("responsable-seul", IdentifierKind.PROVISIONAL)]
)
async def test_the_other_identifier_is_understood(
    sign_in: SignIn, session: Session, find: Find, role: str, asked: IdentifierKind
) -> None:
    """A right identifier typed where the other one is asked for signs in all the same."""
    account = find(role)
    if sign_in.identifier.kind is not asked:
        sign_in.swap_kind()
    sign_in.identifier.type(account.identifier)
    sign_in.password.type(account.password)
    await sign_in.run()
    assert session.account is not None


async def test_a_code_and_the_reset_go(
    password_reset: PasswordResetFlow, leaving: Leaving, find: Find
) -> None:
    """A code half typed goes with its screen; the reset goes with whoever was here."""
    leaving.stand(PASSWORD_RESET)
    password_reset.identifier.type(find("responsable-couple").identifier)
    await password_reset.run()
    await password_reset.choose(password_reset.channels[0])
    assert password_reset.code is not None
    password_reset.code.typed.type("123")
    leaving.stand(HELP)
    assert password_reset.code.typed.text == ""


async def test_a_new_password_goes(enrolment: EnrolmentWizard, leaving: Leaving, demo: Demo) -> None:
    """A password being chosen is not found by whoever comes back to its step."""
    await bring(enrolment, demo, "password")
    leaving.stand(enrolment_step_path("password"))
    enrolment.password.value.type(PASSWORD)
    enrolment.password.again.type(PASSWORD)
    leaving.stand(enrolment_step_path("contact"))
    assert (enrolment.password.value.text, enrolment.password.again.text) == ("", "")


async def test_a_password_of_the_change_of_connection_goes(
    page: PageScope, leaving: Leaving, find: Find, demo: Demo
) -> None:
    """As in the enrolment."""
    migration = await migration_steps.begin(page, find)
    await migration_steps.bring(migration, demo, "password")
    leaving.stand(migration_step_path("password"))
    migration.password.value.type(PASSWORD)
    leaving.stand(HELP)
    assert migration.password.value.text == ""


async def test_what_manages_the_account_goes(
    page: PageScope, leaving: Leaving, session: Session, find: Find
) -> None:
    """Passwords typed again, to change one's own or to close the account, do not outlive their screens."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    settings = settings_of(page)
    for path in (PASSWORD_CHANGE, CLOSING, CONTACT_DETAILS, SIGN_IN_CODE):
        leaving.stand(path)
        settings.password.current.type(SECRET)
        settings.password.value.type(SECRET)
        settings.closing.password.type(SECRET)
        settings.contacts.contact.reauthentication.type(SECRET)
        settings.code.reauthentication.type(SECRET)
        await settings.closing.run()
        leaving.stand(routes.HOME)
        typed = (
            settings.password.current.text,
            settings.password.value.text,
            settings.closing.password.text,
            settings.contacts.contact.reauthentication.text,
            settings.code.reauthentication.text,
        )
        assert set(typed) == {""}
        assert settings.closing.submit.error is None
        assert settings.closing.password.problem is None


async def test_the_undoing_code_goes(undo: Undo, leaving: Leaving) -> None:
    """The code that puts a contact back is a secret."""
    leaving.stand(CONTACT_UNDO)
    undo.typed.type("ABCD2345")
    leaving.stand(routes.WELCOME)
    assert undo.typed.text == ""


async def test_where_somebody_stood_is_not_the_next_ones(session: Session, find: Find) -> None:
    """The way back leads through the places of who signed out: the next person to sign in is not led there."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    session.visit(SETTINGS)
    await session.sign_out()
    session.visit(routes.WELCOME)
    assert session.visit(SETTINGS) == routes.SIGN_IN
    assert session.wanted is None


async def test_a_session_that_ended_keeps_the_place_for_the_same_person(
    session: Session, find: Find, demo: Demo
) -> None:
    """Signing in again leads back; somebody else who signs in there is led to their own account."""
    for role, wanted in (("responsable-couple", PAYMENTS), ("responsable-seul", None)):
        account = find("responsable-couple")
        await session.sign_in(account.identifier, account.password)
        session.visit(PAYMENTS)
        await demo.advance(3600)
        assert session.account is not None
        await session.account.read_again()
        session.visit(PAYMENTS)
        again = find(role)
        await session.sign_in(again.identifier, again.password)
        assert session.wanted == wanted
        await session.sign_out()
        session.visit(routes.WELCOME)
