from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.settings.contact_undo import Undo
from app.settings.settings import AccountSettings
from tests.app.account_states import code_of
from tests.app.steps.test_code import challenge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flet import Observable

    from api_client import Client
    from app.core.scope import PageScope
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from app.password_reset.password_reset import PasswordResetFlow
    from app.sign_in.sign_in import SignIn


@contextmanager
def listening(state: Observable) -> Iterator[list[str | None]]:
    """Gather what the views are told."""
    told: list[str | None] = []

    def listen(_: object, name: str | None) -> None:
        told.append(name)

    stop = state.subscribe(listen)
    yield told
    stop()


async def test_a_typed_key_is_not_told(login: SignIn, enrolment: EnrolmentWizard) -> None:
    """Its field shows it already: drawing a form for each key would leave a busy machine behind who types."""
    status = enrolment.civil_status
    with listening(login) as told, listening(status) as told_of_status:
        login.identifier.type("1")
        login.password.type("a")
        date = status.birth_date
        for field in (status.nir, status.birth_name, status.used_name, status.first_names):
            field.type("1")
        for part in (date.day, date.month, date.year):
            part.type("1")
        status.birth_place.type("r")
    assert (told, told_of_status) == ([], [])


async def test_a_typed_key_is_not_told_by_any_other_form(
    page: PageScope,
    client: Client,
    session: Session,
    enrolment: EnrolmentWizard,
    forgotten: PasswordResetFlow,
) -> None:
    """The same holds for each field that a person types in, but the new password's, whose rules live under it."""

    async def changed() -> None:
        """Nothing follows a change here."""

    manage = AccountSettings(
        client,
        fresh=lambda: False,
        reveal_demo_code=session.reveal_demo_code,
        changed=changed,
        observe=session.observe,
    )
    undo = Undo(client, observe=session.observe)
    session.ask_code(challenge())
    typing: list[tuple[Observable, Callable[[str], None]]] = [
        (forgotten, forgotten.identifier.type),
        (enrolment.identity, enrolment.identity.number.type),
        (enrolment.contact, enrolment.contact.value.type),
        (enrolment.contact, enrolment.contact.again.type),
        (enrolment.password, enrolment.password.again.type),
        (manage.contacts.contact.reauthentication, manage.contacts.contact.reauthentication.type),
        (manage.password, manage.password.current.type),
        (manage.closing, manage.closing.password.type),
        (undo, undo.typed.type),
        (code_of(page), code_of(page).typed.type),
    ]
    for form, take in typing:
        with listening(form) as told:
            take("1")
        assert told == [], take


async def test_what_the_program_changes_itself_is_told(login: SignIn, enrolment: EnrolmentWizard) -> None:
    """A number grouped as it is printed, and a fault that goes away with the first key, are to be seen."""
    status = enrolment.civil_status
    login.identifier.type("1850578006084")
    status.nir.type("1850578006084")
    await login.run()
    await status.run()
    with listening(login) as told, listening(status) as told_of_status:
        login.identifier.leave()
        login.password.type("a")
        status.nir.leave()
        status.birth_name.type("L")
    assert told == [None, None]
    assert told_of_status == [None, None]
