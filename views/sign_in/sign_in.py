"""Connexion."""

from collections.abc import Awaitable, Callable

import flet as ft

from api_client.errors import ClientError, CredentialsRefused
from app.core import routes
from app.core.command import Command
from app.franceconnect.identification import FranceConnect
from app.rules.identifiers import IdentifierKind
from app.rules.passwords import has_blank_ends
from app.sign_in.sign_in import SignIn
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column, reading_column
from views.design.checkbox import checkbox
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.text import body, display, heading, hint, section, soft
from views.franceconnect.text import FranceConnectFoundText
from views.shell.context import use_program
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.shell.secret_field import secret_field
from views.shell.text import FieldText
from views.sign_in.text import SignInText
from views.steps.franceconnect_button import offer
from views.unlocking.unlocking import unlock_button

# Longer than any right value: what is typed in excess is seen, and said, rather than silently dropped.
_IDENTIFIER_MAX = 40


@ft.component
def login() -> ft.Control:
    """Return the sign-in screen."""
    program = use_program()
    window, _ = ft.use_state(program.window)
    form = _form(program.login, program.login.submit, program.franceconnect)
    wide = window.wide
    side = column(
        display(SignInText.SIDE_HEADING),
        soft(SignInText.SIDE),
        notice(Tone.INFORMATION, SignInText.OLD_PASSWORD, SignInText.OLD_PASSWORD_MORE),
        spacing=tokens.SPACE_24,
    )
    # The same tree at any width: the form is arranged otherwise, and what is being typed in it stays.
    columns = ft.Row(
        spacing=tokens.SPACE_48,
        alignment=ft.MainAxisAlignment.CENTER,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            reading_column(
                ft.Container(padding=ft.Padding.only(top=tokens.SPACE_48), content=side if wide else None),
                visible=wide,
            ),
            reading_column(card(form, framed=wide)),
        ],
    )
    return screen(SignInText.HEADING, columns, layout=Layout.ACCOUNT if wide else Layout.FORM)


@ft.component
def _form(state: SignIn, submit: Command, franceconnect: FranceConnect) -> ft.Control:
    identifier, password = use_field_ref(), use_field_ref()
    unlocking = use_program().unlocking

    async def recall() -> None:
        await state.recall()
        # The field was there before the store answered: it is too late for its `autofocus`.
        if state.recalled is not None and password.current is not None:
            await password.current.focus()

    ft.use_effect(recall, [])

    nir = state.kind is IdentifierKind.NIR
    wrong = state.identifier_problem if not state.temporary else None
    faults = [
        FieldFault(
            SignInText.NIR if nir else SignInText.PROVISIONAL,
            FieldText.identifier(state.kind, wrong) if wrong else "",
            identifier,
        ),
        FieldFault(
            SignInText.PASSWORD,
            FieldText.password(state.password_problem) if state.password_problem else "",
            password,
        ),
    ]
    use_fault_focus(state.attempts, faults)
    # The notices share a place with the heading: the fields below keep theirs in the tree, and so their focus.
    head = column(
        column(heading(SignInText.HEADING), soft(SignInText.REQUIRED), spacing=tokens.SPACE_8),
        _summary(state, submit.error, faults),
        _joining() if franceconnect.joining else [],
        spacing=tokens.SPACE_24,
    )
    return column(
        head,
        _who(state, faults[0], state.run),
        secret_field(
            SignInText.PASSWORD,
            value=lambda: state.password,
            on_change=state.type_password,
            on_submit=state.run,
            error=faults[1].words,
            purpose=ft.AutofillHint.PASSWORD,
            autofocus=state.recalled is not None,
            ref=password,
        ),
        column(
            hint(SignInText.STILL_EIGHT),
            align_start(link(SignInText.PASSWORD_RESET, go(routes.PASSWORD_RESET))),
            spacing=0,
        ),
        primary(SignInText.SUBMIT, state.run, busy=SignInText.SUBMITTING if submit.slow else None),
        unlock_button(unlocking, unlocking.unlock),
        offer(franceconnect),
        card(
            section(SignInText.FIRST_TIME),
            soft(SignInText.FIRST_TIME_MORE),
            secondary(SignInText.CREATE, go(routes.ENROLMENT)),
        ),
        spacing=tokens.SPACE_24,
    )


def _joining() -> list[ft.Control]:
    """What this sign-in is for."""
    return [
        notice(Tone.INFORMATION, FranceConnectFoundText.JOINING, FranceConnectFoundText.JOINING_MORE, level=2)
    ]


def _summary(state: SignIn, error: ClientError | None, faults: list[FieldFault]) -> list[ft.Control]:
    """What went wrong, on top, with the way to each field."""
    notices = []
    if state.storage_refused:
        notices.append(notice(Tone.INFORMATION, SignInText.STORAGE, SignInText.STORAGE_MORE, live=True))
    if state.temporary:
        use = align_start(secondary(SignInText.USE_PROVISIONAL, state.swap_kind))
        notices.append(
            notice(Tone.INFORMATION, SignInText.TEMPORARY, SignInText.TEMPORARY_MORE, use, live=True)
        )
    if isinstance(error, CredentialsRefused) and has_blank_ends(state.password):
        notices.append(notice(Tone.INFORMATION, SignInText.BLANK_ENDS, SignInText.BLANK_ENDS_MORE, live=True))
    return [*notices, *fault_summary(faults, error)]


def _who(state: SignIn, fault: FieldFault, submit: Callable[[], Awaitable[None]]) -> ft.Control:
    """The identifier: the one remembered, or the field."""
    nir = state.kind is IdentifierKind.NIR
    label = fault.name

    async def tick(ticked: bool) -> None:  # noqa: FBT001 - told by the box
        await state.set_remember(ticked=ticked)

    remember = checkbox(SignInText.REMEMBER, value=state.remember, on_change=tick)
    if state.recalled is not None and state.recalled_shown is not None:
        spoken = f"{label} {SignInText.recalled(state.recalled[-3:])}"
        known = ft.Semantics(
            label=spoken,
            exclude_semantics=True,
            content=column(body(label, bold=True), body(state.recalled_shown), spacing=tokens.SPACE_4),
        )
        return column(
            known, remember, align_start(link(SignInText.NOT_ME, state.disown)), spacing=tokens.SPACE_8
        )
    return column(
        field(
            label,
            value=lambda: state.identifier,
            on_change=state.type_identifier,
            on_leave=state.leave_identifier,
            on_submit=submit,
            hint_text=SignInText.NIR_HINT if nir else SignInText.PROVISIONAL_HINT,
            error=fault.words,
            purpose=ft.AutofillHint.USERNAME,
            max_length=_IDENTIFIER_MAX,
            ref=fault.ref,
        ),
        remember,
        align_start(link(SignInText.USE_PROVISIONAL if nir else SignInText.USE_NIR, state.swap_kind)),
        spacing=tokens.SPACE_8,
    )
