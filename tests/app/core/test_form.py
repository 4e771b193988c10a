from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api_client.errors import NotFound, Refused
from app.core.field import Secret, Text
from app.core.form import Form
from app.rules.problem import Fault, Problem
from app.settings.contact_undo import Undo
from app.settings.settings import AccountSettings
from tests.app.account_states import code_of
from tests.app.steps.test_code import challenge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flet import Observable

    from api_client import Client
    from api_client.errors import ClientError
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


async def test_a_typed_key_is_not_told(sign_in: SignIn, enrolment: EnrolmentWizard) -> None:
    """Its field shows it already: drawing a form for each key would leave a busy machine behind who types."""
    status = enrolment.civil_status
    with listening(sign_in) as told, listening(status) as told_of_status:
        sign_in.identifier.type("1")
        sign_in.password.type("a")
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
    password_reset: PasswordResetFlow,
) -> None:
    """The same holds for each field that a person types in, but the new password's, whose rules live under it."""

    async def changed() -> None:
        """Nothing follows a change here."""

    settings = AccountSettings(
        client,
        fresh=lambda: False,
        reveal_demo_code=session.reveal_demo_code,
        changed=changed,
        note_closing=lambda _: None,
        observe=session.observe,
    )
    undo = Undo(client, observe=session.observe)
    session.ask_code(challenge())
    typing: list[tuple[Observable, Callable[[str], None]]] = [
        (password_reset, password_reset.identifier.type),
        (enrolment.identity, enrolment.identity.number.type),
        (enrolment.contact, enrolment.contact.value.type),
        (enrolment.contact, enrolment.contact.again.type),
        (enrolment.password, enrolment.password.again.type),
        (settings.contacts.contact.reauthentication, settings.contacts.contact.reauthentication.type),
        (settings.password, settings.password.current.type),
        (settings.closing, settings.closing.password.type),
        (undo, undo.typed.type),
        (code_of(page), code_of(page).typed.type),
    ]
    for form, take in typing:
        with listening(form) as told:
            take("1")
        assert told == [], take


async def test_what_the_program_changes_itself_is_told(sign_in: SignIn, enrolment: EnrolmentWizard) -> None:
    """A number grouped as it is printed, and a fault that goes away with the first key, are to be seen."""
    status = enrolment.civil_status
    sign_in.identifier.type("1850578006084")
    status.nir.type("1850578006084")
    await sign_in.run()
    await status.run()
    with listening(sign_in) as told, listening(status) as told_of_status:
        sign_in.identifier.leave()
        sign_in.password.type("a")
        status.nir.leave()
        status.birth_name.type("L")
    assert told == [None, None]
    assert told_of_status == [None, None]


class Sent(Form):
    """A form of two fields that notes what it sends, and is answered as the test says."""

    def __init__(self) -> None:
        self.first = Text(_empty, name="first")
        self.second = Secret(_empty, name="second")
        self.answer: ClientError | None = None
        self.sent: list[str] = []
        self.go = asyncio.Event()
        self.go.set()
        super().__init__(self.first, self.second, send=self._send, observe=lambda _: None)

    async def _send(self) -> None:
        self.sent.append(self.first.text)
        await self.go.wait()
        if self.answer is not None:
            raise self.answer


def _empty(text: str) -> Problem | None:
    return None if text else Problem(Fault.EMPTY)


def _filled() -> Sent:
    form = Sent()
    form.first.type("a")
    form.second.type("b")
    return form


async def test_all_fields_are_checked_before_anything_is_sent() -> None:
    """Whoever left two fields empty is told of both at once, and each refused attempt is counted."""
    form = Sent()
    await form.run()
    await form.run()
    assert [field.problem for field in form.fields] == [Problem(Fault.EMPTY)] * 2
    assert (form.attempts, form.sent) == (2, [])
    form.first.type("a")
    form.second.type("b")
    await form.run()
    assert (form.attempts, form.sent, form.submit.completed) == (2, ["a"], True)


async def test_what_the_server_refuses_is_put_on_its_fields() -> None:
    """Of a name with a path the first part counts; a name that no field has is not lost: the first field has it."""
    form = _filled()
    form.answer = Refused(code="validation_failed", status=422, fields={"second.length": "too_long"})
    await form.run()
    assert (form.first.problem, form.second.problem) == (None, Problem(Fault.WRONG_SHAPE))
    form.answer = Refused(code="validation_failed", status=422, fields={"other": "too_long"})
    await form.run()
    assert (form.first.problem, form.second.problem) == (Problem(Fault.WRONG_SHAPE), None)
    assert form.attempts == 2


async def test_an_answer_that_names_no_field_is_an_attempt_too() -> None:
    """The summary says it, and is to be said anew each time."""
    form = _filled()
    form.answer = NotFound()
    await form.run()
    assert (form.attempts, form.submit.error) == (1, form.answer)
    assert (form.first.problem, form.second.problem) == (None, None)


async def test_a_second_press_does_nothing() -> None:
    """It sends nothing, and forgets nothing of what is under way."""
    form = _filled()
    form.go.clear()
    first = asyncio.create_task(form.run())
    await asyncio.sleep(0)
    form.second.type("")
    await form.run()
    assert (form.attempts, form.second.problem) == (0, None)
    form.go.set()
    await first
    assert (form.sent, form.submit.completed) == (["a"], True)


async def test_what_is_left_keeps_no_secret_and_no_refusal() -> None:
    """What is no secret waits for the person to come back."""
    form = _filled()
    form.answer = NotFound()
    await form.run()
    form.put_away()
    assert (form.first.text, form.second.text, form.submit.error) == ("a", "", None)
