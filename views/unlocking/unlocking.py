"""Déverrouillage par empreinte ou visage, on phones that offer it."""

import flet as ft

from app.settings.paths import SETTINGS
from app.unlocking.unlocking import Unlocking
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import align_start, column
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.text import body, heading, soft
from views.shell.form_view import use_form
from views.shell.layout import Layout, go, screen
from views.shell.not_found import not_found
from views.shell.text import ShellText
from views.steps.reauthentication import (
    reauthentication_field,
    shown_current,
)
from views.unlocking.text import UnlockingText


def unlocking(state: Unlocking) -> ft.Control:
    """Return the screen; where nobody can be recognised, in a browser and on a computer, it is none."""
    if not state.exists:
        return not_found()
    return screen(UnlockingText.HEADING, _content(state), layout=Layout.FORM)


@ft.component
def _content(state: Unlocking) -> ft.Control:
    form = use_form(state, shown_current(state.reauthentication))
    ft.use_effect(state.look, [])
    head = column(
        column(heading(UnlockingText.HEADING), soft(UnlockingText.LEAD), spacing=tokens.SPACE_8),
        [notice(Tone.ERROR, UnlockingText.STORAGE, live=True)] if state.storage_refused else [],
        form.summary(state.submit.error or state.disable.error),
    )
    back = align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS)))
    if not state.offered:
        absent = notice(Tone.INFORMATION, UnlockingText.ABSENT, UnlockingText.ABSENT_MORE)
        return column(head, absent, back, spacing=tokens.SPACE_24)
    if state.enabled:
        busy = ShellText.WORKING if state.disable.slow else None
        off = secondary(UnlockingText.DISABLE, state.disable.run, busy=busy)
        return column(head, body(UnlockingText.ON), off, back, spacing=tokens.SPACE_24)
    return column(
        head,
        body(UnlockingText.OFF),
        soft(UnlockingText.KEPT),
        sent_together(
            reauthentication_field(form, state.reauthentication),
            primary(UnlockingText.ENABLE, state.run, busy=ShellText.WORKING if state.submit.slow else None),
        ),
        back,
        spacing=tokens.SPACE_24,
    )
