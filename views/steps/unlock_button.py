"""The button that signs in by fingerprint or face."""

import flet as ft

from app.unlocking.unlocking import TRIES, Unlocking
from views.design.button import secondary
from views.design.card import column
from views.design.notice import Tone, notice
from views.shell.form_view import failure_notice
from views.steps.text import UnlockText


@ft.component
def unlock_button(state: Unlocking) -> ft.Control:
    """Return what signs in by fingerprint or face, in a place that is empty where that cannot be."""
    ft.use_effect(state.look, [])
    lines: list[ft.Control] = []
    if state.enabled and state.failures >= TRIES:
        lines.append(notice(Tone.WARNING, UnlockText.TOO_MANY, live=True))
    elif state.usable:
        if state.failures:
            lines.append(notice(Tone.WARNING, UnlockText.FAILED, live=True))
        lines += failure_notice(state.unlock.error)
        lines.append(secondary(UnlockText.UNLOCK, state.unlock.run))
    return column(*lines, visible=bool(lines))
