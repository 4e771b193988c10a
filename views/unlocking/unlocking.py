"""Déverrouillage par empreinte ou visage, on phones that offer it."""

import flet as ft

from app.core.command import Command
from app.settings.paths import SETTINGS
from app.steps.reauthentication import Reauthentication
from app.unlocking.unlocking import Unlocking
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import align_start, column
from views.design.field import use_field_ref
from views.design.notice import Tone, notice
from views.design.text import body, heading, soft
from views.shell.form_view import fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.shell.text import ShellText
from views.steps.reauthentication import proof_fault, proof_field, unsaid
from views.unlocking.text import UnlockingText


def unlocking(state: Unlocking) -> ft.Control:
    """Return the screen."""
    return screen(
        UnlockingText.HEADING, _content(state, state.enable, state.disable, state.proof), layout=Layout.FORM
    )


@ft.component
def _content(state: Unlocking, enable: Command, disable: Command, proof: Reauthentication) -> ft.Control:
    password = use_field_ref()
    faults = [proof_fault(proof, password)]
    use_fault_focus(state.attempts, faults)
    ft.use_effect(state.look, [])
    head = column(
        column(heading(UnlockingText.HEADING), soft(UnlockingText.LEAD), spacing=tokens.SPACE_8),
        [notice(Tone.ERROR, UnlockingText.STORAGE, live=True)] if state.storage_refused else [],
        fault_summary(faults, unsaid(enable.error) or disable.error),
    )
    back = align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS)))
    if not state.offered:
        absent = notice(Tone.INFORMATION, UnlockingText.ABSENT, UnlockingText.ABSENT_MORE)
        return column(head, absent, back, spacing=tokens.SPACE_24)
    if state.enabled:
        off = secondary(ShellText.WORKING if disable.slow else UnlockingText.DISABLE, state.disable.run)
        return column(head, body(UnlockingText.ON), off, back, spacing=tokens.SPACE_24)
    return column(
        head,
        body(UnlockingText.OFF),
        soft(UnlockingText.KEPT),
        proof_field(proof, faults[0], state.run),
        primary(UnlockingText.ENABLE, state.run, busy=ShellText.WORKING if enable.slow else None),
        back,
        spacing=tokens.SPACE_24,
    )
