"""Mot de passe oublié: identifier, where the code goes, code, new password."""

from functools import partial

import flet as ft

from api_client.errors import SessionExpired
from app.core import routes
from app.password_reset.password_reset import PasswordResetFlow, ResetChannel, ResetStep
from app.steps.new_password import NewPassword
from views.design import tokens
from views.design.button import Press, link, primary, row
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.password_reset.text import PasswordResetText
from views.shell.form_view import failure_notice, use_form
from views.shell.formats import spoken
from views.shell.layout import Layout, go, screen
from views.shell.text import ShellText, WizardText
from views.steps.code import code_form
from views.steps.identifier import identifier_field, shown_identifier, swap_link
from views.steps.new_password import password_fields, shown_password
from views.steps.received_code import received_code
from views.steps.text import CodeText

_IDENTIFIER_MAX = 40


@ft.component
def password_reset(state: PasswordResetFlow) -> ft.Control:
    """Return the current step of the reset; all share one path, since none can be entered from outside."""
    match state.step:
        case ResetStep.CHANNEL:
            return _channel(state)
        case ResetStep.CODE if state.code is not None:
            code = state.code
            form = code_form(
                code,
                modify=state.start_again,
                advice=PasswordResetText.NOT_MINE_CODE,
            )
            return screen(CodeText.HEADING, form, layout=Layout.FORM)
        case ResetStep.PASSWORD:
            return _password(state.password)
        case _:
            return _identifier(state)


@ft.component
def _identifier(state: PasswordResetFlow) -> ft.Control:
    form = use_form(state, shown_identifier(state.identifier))
    head = column(
        heading(PasswordResetText.HEADING),
        soft(PasswordResetText.LEAD),
        # Nobody was signed in: what is over is the reset.
        _over() if isinstance(state.submit.error, SessionExpired) else form.summary(state.submit.error),
    )
    return screen(
        PasswordResetText.HEADING,
        column(
            head,
            sent_together(
                column(
                    identifier_field(form, state.identifier),
                    swap_link(state.identifier, state.identifier.swap),
                    spacing=tokens.SPACE_8,
                ),
                primary(
                    WizardText.CONTINUE, state.run, busy=WizardText.WORKING if state.submit.slow else None
                ),
            ),
            align_start(link(CodeText.BACK, go(routes.SIGN_IN))),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def _over() -> list[ft.Control]:
    return [notice(Tone.ERROR, PasswordResetText.OVER, PasswordResetText.OVER_MORE, live=True, level=2)]


@ft.component
def _channel(state: PasswordResetFlow) -> ft.Control:
    def to(channel: ResetChannel) -> str:
        return PasswordResetText.channel(sms=channel.channel == "sms", destination=channel.masked_destination)

    sent = [notice(Tone.SUCCESS, PasswordResetText.OLD_SENT, live=True)] if state.send_old.completed else []
    head = column(
        heading(PasswordResetText.CHANNEL_HEADING),
        soft(PasswordResetText.CHANNEL_LEAD),
        failure_notice(state.send.error or state.send_old.error),
        sent,
    )
    return screen(
        PasswordResetText.CHANNEL_HEADING,
        column(
            head,
            card(
                section(PasswordResetText.SEND),
                rows(*(_way(to(channel), partial(state.choose, channel)) for channel in state.channels)),
            ),
            received_code(state.received, state.received.run),
            # Shown to everybody at once: a person without a contact in the file is shown invented ones.
            card(section(PasswordResetText.NOT_MINE), soft(PasswordResetText.NOT_MINE_MORE)),
            card(
                section(PasswordResetText.OLD),
                body(PasswordResetText.OLD_MORE),
                rows(
                    *(
                        _way(
                            f"{PasswordResetText.OLD_SEND} {to(channel)[0].lower()}{to(channel)[1:]}",
                            partial(state.choose_old, channel),
                        )
                        for channel in state.channels
                    )
                ),
            ),
            align_start(link(WizardText.BACK, state.start_again)),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def _way(label: str, press: Press) -> ft.Control:
    return row(label, press, spoken=spoken(label))


@ft.component
def _password(state: NewPassword) -> ft.Control:
    form = use_form(state, *shown_password(state))
    head = column(
        heading(PasswordResetText.PASSWORD_HEADING),
        soft(PasswordResetText.PASSWORD_LEAD),
        form.summary(state.submit.error),
    )
    return screen(
        PasswordResetText.PASSWORD_HEADING,
        column(
            head,
            sent_together(
                password_fields(form, state),
                primary(
                    PasswordResetText.SAVE,
                    state.run,
                    busy=ShellText.SIGNING_IN if state.submit.slow else None,
                ),
            ),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )
