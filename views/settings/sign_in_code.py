"""Code à la connexion: asked or not, and where it goes."""

import flet as ft

from app.core.command import Command
from app.core.resource import Resource
from app.settings.paths import CONTACT_DETAILS, SETTINGS
from app.settings.sign_in_code import SignInCode, SignInCodeSwitch
from app.steps.reauthentication import Reauthentication
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column, rows
from views.design.choice import choice
from views.design.field import use_field_ref
from views.design.notice import Tone, notice
from views.design.text import body, heading, soft
from views.settings.text import SignInCodeText
from views.shell.form_view import fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.reauthentication import proof_fault, proof_field, unsaid

_SKELETON = (160,)
_NONE = "none"


def sign_in_code_switch(state: SignInCodeSwitch) -> ft.Control:
    """Return the screen."""
    return screen(
        SignInCodeText.HEADING,
        _content(state, state.known, state.save, state.proof),
        layout=Layout.FORM,
    )


@ft.component
def _content(
    state: SignInCodeSwitch,
    known: Resource[SignInCode],
    save: Command,
    proof: Reauthentication,
) -> ft.Control:
    password = use_field_ref()
    faults = [proof_fault(proof, password)]
    use_fault_focus(state.attempts, faults)
    ft.use_effect(proof.open, [])
    done = save.completed and not proof.problem
    head = column(
        column(heading(SignInCodeText.HEADING), soft(SignInCodeText.LEAD), spacing=tokens.SPACE_8),
        [notice(Tone.SUCCESS, SignInCodeText.SAVED, live=True)] if done else [],
        fault_summary(faults, unsaid(save.error)),
    )
    return column(
        head,
        resource_view(known, lambda code: _choices(state, code), _SKELETON),
        proof_field(proof, faults[0], state.run),
        primary(SignInCodeText.SAVE, state.run, busy=ShellText.WORKING if save.slow else None),
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
            body(SignInCodeText.CHOICE, bold=True),
            choice(SignInCodeText.CHOICE, options, state.wanted or _NONE, choose),
        ),
        [] if code.channels else [unverified],
    )
