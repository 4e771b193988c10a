"""What the next person at a device must not find: secrets, refusals, and where the last one stood."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.core.leaving import Leaving
from app.rules.identifiers import IdentifierKind
from app.settings.contact_undo import Undo
from app.unlocking.unlocking import Unlocking
from tests.app import migration_steps
from tests.app.conftest import MemoryStore
from tests.app.enrolment_steps import PASSWORD, bring

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from app.password_reset.password_reset import PasswordResetFlow
    from app.sign_in.sign_in import SignIn
    from tests.app.conftest import Demo, Find, Network

NIR = "1850578006084"
SECRET = "MonVraiMot2passe"


@pytest.fixture
def undo(client: Client, session: Session) -> Undo:
    return Undo(client, observe=session.observe)


@pytest.fixture
def leaving(  # noqa: PLR0917 - fixtures are given by name
    client: Client,
    session: Session,
    login: SignIn,
    enrolment: EnrolmentWizard,
    forgotten: PasswordResetFlow,
    undo: Undo,
) -> Leaving:
    unlocking = Unlocking(client, session, MemoryStore(), None, observe=session.observe)
    return Leaving(session, login, enrolment, forgotten, undo, unlocking)


async def _refused(login: SignIn, leaving: Leaving) -> None:
    leaving.stand(routes.SIGN_IN)
    login.identifier.type(NIR)
    login.password.type(SECRET)
    await login.run()
    assert login.submit.error is not None


@pytest.mark.parametrize("to", [routes.HELP, routes.FRANCECONNECT, routes.WELCOME, routes.PASSWORD_RESET])
async def test_the_sign_in_is_found_empty(login: SignIn, leaving: Leaving, to: str) -> None:
    """Whoever comes back to the sign-in, by whatever way it was left, finds neither what was typed nor its refusal."""
    await _refused(login, leaving)
    leaving.stand(f"{routes.SIGN_IN}?x=1")
    assert login.password.text == SECRET, "the same screen is not left"
    leaving.stand(to)
    leaving.stand(routes.SIGN_IN)
    assert (login.identifier.text, login.password.text, login.submit.error) == ("", "", None)


async def test_a_page_loaded_anew_is_empty(login: SignIn, leaving: Leaving) -> None:
    """A tab that is come back to by a new page may have somebody else before it."""
    await _refused(login, leaving)
    leaving.load_anew()
    assert (login.identifier.text, login.password.text, login.submit.error) == ("", "", None)


async def test_a_refusal_that_comes_late_is_not_shown(
    login: SignIn, leaving: Leaving, network: Network
) -> None:
    """Who leaves while the answer is waited for does not find it on coming back."""
    leaving.stand(routes.SIGN_IN)
    login.identifier.type(NIR)
    login.password.type(SECRET)
    network.hold()
    trying = asyncio.create_task(login.run())
    while not login.submit.running:  # noqa: ASYNC110 - nobody signals it
        await asyncio.sleep(0)
    leaving.stand(routes.HELP)
    network.release()
    await trying
    assert login.submit.error is None
    assert login.submit.completed is False


async def test_the_form_begins_again_after_a_sign_out(
    login: SignIn, leaving: Leaving, session: Session, find: Find
) -> None:
    """After somebody with an identifiant provisoire, the next one is asked for a number of Sécurité sociale."""
    account = find("provisoire")
    leaving.stand(routes.SIGN_IN)
    login.swap_kind()
    login.identifier.type(account.identifier)
    login.password.type(account.password)
    await login.run()
    assert session.account is not None
    await session.sign_out()
    assert login.identifier.kind is IdentifierKind.NIR


@pytest.mark.parametrize(
    ("role", "asked"), [("provisoire", IdentifierKind.NIR), ("responsable-seul", IdentifierKind.PROVISIONAL)]
)
async def test_the_other_identifier_is_understood(
    login: SignIn, session: Session, find: Find, role: str, asked: IdentifierKind
) -> None:
    """A right identifier typed where the other one is asked for signs in all the same."""
    account = find(role)
    if login.identifier.kind is not asked:
        login.swap_kind()
    login.identifier.type(account.identifier)
    login.password.type(account.password)
    await login.run()
    assert session.account is not None


async def test_a_code_and_the_reset_go(forgotten: PasswordResetFlow, leaving: Leaving, find: Find) -> None:
    """A code half typed goes with its screen; the reset goes with whoever was here."""
    leaving.stand(routes.PASSWORD_RESET)
    forgotten.type_identifier(find("responsable-couple").identifier)
    await forgotten.run()
    await forgotten.choose(forgotten.channels[0])
    assert forgotten.code is not None
    forgotten.code.typed.type("123")
    leaving.stand(routes.HELP)
    assert forgotten.code.typed.text == ""


async def test_a_new_password_goes(enrolment: EnrolmentWizard, leaving: Leaving, demo: Demo) -> None:
    """A password being chosen is not found by whoever comes back to its step."""
    await bring(enrolment, demo, "password")
    leaving.stand(routes.enrolment_step("password"))
    enrolment.password.value.type(PASSWORD)
    enrolment.password.again.type(PASSWORD)
    leaving.stand(routes.enrolment_step("contact"))
    assert (enrolment.password.value.text, enrolment.password.again.text) == ("", "")


async def test_a_password_of_the_change_of_connection_goes(
    leaving: Leaving, session: Session, find: Find, demo: Demo
) -> None:
    """As in the enrolment."""
    change = await migration_steps.begin(session, find)
    await migration_steps.bring(change, demo, "password")
    leaving.stand(routes.migration_step("password"))
    change.password.value.type(PASSWORD)
    leaving.stand(routes.HELP)
    assert change.password.value.text == ""


async def test_what_manages_the_account_goes(leaving: Leaving, session: Session, find: Find) -> None:
    """Passwords typed again, to change one's own or to close the account, do not outlive their screens."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    manage = session.account.manage
    for path in (routes.PASSWORD_CHANGE, routes.CLOSING, routes.CONTACT_DETAILS, routes.SIGN_IN_CODE):
        leaving.stand(path)
        manage.password.current.type(SECRET)
        manage.password.value.type(SECRET)
        manage.closing.type(SECRET)
        manage.contacts.proof.type(SECRET)
        manage.code.proof.type(SECRET)
        await manage.closing.run()
        leaving.stand(routes.HOME)
        typed = (
            manage.password.current.text,
            manage.password.value.text,
            manage.closing.password,
            manage.contacts.proof.typed,
            manage.code.proof.typed,
        )
        assert set(typed) == {""}
        assert manage.closing.ask.error is None
        assert not manage.closing.refused


async def test_the_undoing_code_goes(undo: Undo, leaving: Leaving) -> None:
    """The code that puts a contact back is a secret."""
    leaving.stand(routes.CONTACT_UNDO)
    undo.type("ABCD2345")
    leaving.stand(routes.WELCOME)
    assert undo.typed == ""


async def test_where_somebody_stood_is_not_the_next_ones(session: Session, find: Find) -> None:
    """The way back leads through the places of who signed out: the next person to sign in is not led there."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    session.visit(routes.SETTINGS)
    await session.sign_out()
    session.visit(routes.WELCOME)
    assert session.visit(routes.SETTINGS) == routes.SIGN_IN
    assert session.wanted is None


async def test_a_session_that_ended_keeps_the_place_for_the_same_person(
    session: Session, find: Find, demo: Demo
) -> None:
    """Signing in again leads back; somebody else who signs in there is led to their own account."""
    for role, wanted in (("responsable-couple", routes.PAYMENTS), ("responsable-seul", None)):
        account = find("responsable-couple")
        await session.sign_in(account.identifier, account.password)
        session.visit(routes.PAYMENTS)
        await demo.advance(3600)
        assert session.account is not None
        await session.account.read_again()
        session.visit(routes.PAYMENTS)
        again = find(role)
        await session.sign_in(again.identifier, again.password)
        assert session.wanted == wanted
        await session.sign_out()
        session.visit(routes.WELCOME)
