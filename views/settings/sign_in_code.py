"""Code à la connexion: asked or not, and where it goes."""

import flet as ft

from app.settings.paths import CONTACT_DETAILS, SETTINGS
from app.settings.sign_in_code import SignInCode, SignInCodeSwitch
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column
from views.design.choice import choice
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import heading, soft
from views.settings.text import SignInCodeText
from views.shell.form_view import success_notice, use_form
from views.shell.formats import spoken
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.reauthentication import (
    reauthentication_field,
    shown_current,
)

_SKELETON = (160,)
_NONE = "none"


def sign_in_code_switch(state: SignInCodeSwitch) -> ft.Control:
    """Return the screen."""
    return screen(
        SignInCodeText.HEADING,
        _content(state),
        layout=Layout.FORM,
    )


@ft.component
def _content(state: SignInCodeSwitch) -> ft.Control:
    form = use_form(state, shown_current(state.reauthentication))
    ft.use_effect(state.reauthentication.open, [])
    done = state.submit.completed and state.reauthentication.problem is None
    head = column(
        column(heading(SignInCodeText.HEADING), soft(SignInCodeText.LEAD), spacing=tokens.SPACE_8),
        [success_notice(SignInCodeText.SAVED)] if done else [],
        form.summary(state.submit.error),
    )
    return column(
        head,
        sent_together(
            resource_view(state.known, lambda code: _choices(state, code), _SKELETON),
            reauthentication_field(form, state.reauthentication),
            primary(SignInCodeText.SAVE, state.run, busy=ShellText.WORKING if state.submit.slow else None),
        ),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        spacing=tokens.SPACE_24,
    )


def _choices(state: SignInCodeSwitch, code: SignInCode) -> ft.Control:
    async def choose(value: str) -> None:
        state.choose("mail" if value == "mail" else "sms" if value == "sms" else None)

    options = {_NONE: SignInCodeText.NO}
    for offered in code.channels:
        options[offered.channel] = SignInCodeText.yes(offered.channel, offered.masked_destination)
    unverified = notice(
        Tone.INFORMATION,
        SignInCodeText.NO_CONTACT,
        SignInCodeText.NO_CONTACT_MORE,
        rows(row(SignInCodeText.GO, go(CONTACT_DETAILS))),
    )
    return column(
        card(
            choice(
                SignInCodeText.CHOICE,
                options,
                state.wanted or _NONE,
                choose,
                spacing=tokens.SPACE_8,
                say=spoken,
            ),
        ),
        [] if code.channels else [unverified],
    )
