"""Code de vérification: one screen, whatever the code is for."""

import asyncio
from contextlib import suppress

import flet as ft

from api_client.errors import (
    ClientError,
    ConnectionFailed,
    Maintenance,
    ResponseInvalid,
    ServerFailed,
    UpdateRequired,
)
from app.rules.codes import PASTED_MAX_LENGTH
from app.steps.code import Code
from views.design import tokens
from views.design.button import Press, primary, row, text_button
from views.design.card import card, column
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.shell.errors import explain
from views.shell.form_view import failure_notice, shown, use_form
from views.shell.formats import spoken
from views.shell.text import FieldText
from views.shell.wizard_view import StepPlace, step
from views.steps.text import CodeText


def code_step(place: StepPlace, code: Code | None) -> ft.Control:
    """Return the step of a wizard that takes the code sent to the contact, which the step before asked for."""
    form = []
    if code is not None:
        form.append(code_form(code, titled=False, modify=place.back))
    return step(place, *form)


@ft.component
def code_form(
    code: Code,
    *,
    titled: bool = True,
    back: Press | None = None,
    modify: Press | None = None,
    advice: str = "",
) -> ft.Control:
    """Return the form that takes a code.

    Args:
        code: state of the code.
        titled: whether the form has its heading.
        back: goes back to the sign-in, where the code was asked there.
        modify: goes back to the contact that it was sent to, where it was given here.
        advice: more words for a person who received nothing.
    """
    sms = code.challenge.channel == "sms"
    sent = CodeText.sent(sms=sms, destination=code.challenge.masked_destination)
    refusal, failure = "", failure_notice(code.submit.error if _is_failure(code.submit.error) else None)
    if code.submit.error is not None and not failure:
        message = explain(code.submit.error)
        refusal = f"{message.title}. {message.text}".replace("..", ".").strip()
    form = use_form(code, shown(code.typed, CodeText.label(sms=sms), FieldText.code, instead=refusal))
    box = form.ref(code.typed)

    async def focus_anew() -> None:
        # The row that was pressed waits again, and cannot keep the focus: the new code is typed next.
        if code.resend.completed and box.current is not None:
            await box.current.focus()

    ft.use_effect(focus_anew, [code.resend.completed])
    return column(
        column(
            *([heading(CodeText.HEADING)] if titled else []),
            body(sent, spoken=spoken(sent)),
            soft(CodeText.KEPT),
            failure,
            spacing=tokens.SPACE_8,
        ),
        sent_together(
            form.text(
                code.typed,
                purpose=ft.AutofillHint.ONE_TIME_CODE,
                keyboard=ft.KeyboardType.NUMBER,
                max_length=PASTED_MAX_LENGTH,
                size=tokens.HEADING_SIZE,
                letter_spacing=tokens.SPACE_12,
            ),
            validity(code),
            primary(CodeText.SUBMIT, code.run, busy=CodeText.SUBMITTING if code.submit.slow else None),
        ),
        card(
            section(CodeText.NOTHING),
            soft(CodeText.ADVICE_SMS if sms else CodeText.ADVICE_MAIL),
            [soft(advice)] if advice else [],
            _resend_error(code),
            rows(
                again(code),
                *([row(CodeText.MODIFY, modify)] if modify is not None else []),
                *([row(CodeText.BACK, back)] if back is not None else []),
            ),
        ),
        [_demonstration(code, code.reveal_demo_code.run)] if code.reveal_demo_code is not None else [],
        spacing=tokens.SPACE_24,
    )


@ft.component
def validity(code: Code) -> ft.Control:
    """Return the latest news of the code, one at a time so that no two contradict each other.

    The seconds left are counted down, which no screen reader repeats.
    """
    _use_ticks()
    left = code.valid_for
    notices: list[ft.Control] = []
    # A refusal stands at the field, and why no other code can be had beside the row that asks for one.
    if code.submit.error is None and code.resend.error is None:
        if left == 0 and not code.resend.running:
            notices = [notice(Tone.WARNING, CodeText.OVER, live=True)]
        elif code.resend.completed:
            notices = [notice(Tone.SUCCESS, CodeText.RESENT, live=True)]
    return column(notices, [hint(CodeText.valid_for(left))] if left else [], spacing=tokens.SPACE_8)


@ft.component
def again(code: Code) -> ft.Control:
    """Return the row that asks for another code, with the wait before it may."""
    _use_ticks()
    wait = code.resend_in

    return column(
        row(CodeText.RESEND, code.ask_again, waiting=bool(wait)),
        [hint(CodeText.resend_in(wait))] if wait else [],
        spacing=0,
    )


@ft.component
def _demonstration(code: Code, reveal: Press) -> ft.Control:
    if code.shown is not None:
        return notice(Tone.INFORMATION, CodeText.DEMO, CodeText.demo_code(code.shown), live=True)
    return notice(Tone.INFORMATION, CodeText.DEMO, "", text_button(CodeText.DEMO_SHOW, reveal))


def _is_failure(error: ClientError | None) -> bool:
    """Return whether no server has judged the code: nothing is wrong with it."""
    return isinstance(error, ConnectionFailed | ResponseInvalid | ServerFailed | Maintenance | UpdateRequired)


def _resend_error(code: Code) -> list[ft.Control]:
    if code.resend.error is None:
        return []
    message = explain(code.resend.error)
    return [notice(Tone.ERROR, message.title, message.text, live=True)]


def _use_ticks() -> None:
    """Redraw the component each second."""
    _, set_ticks = ft.use_state(0)

    async def tick() -> None:
        with suppress(RuntimeError):  # the window is gone
            while True:
                await asyncio.sleep(1)
                set_ticks(lambda ticks: ticks + 1)

    ft.use_effect(tick, [])
