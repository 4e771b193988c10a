"""Mes autorisations: what the responsable of a file allows the spouse, given and withdrawn."""

import flet as ft

from app.core import routes
from app.core.account import Account
from app.core.command import Command
from app.core.session import Session
from app.settings.spouse_authorisation import Authorisation, Authorisations
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import card, stack, start
from views.design.dialog import Answer, use_question
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.home.home import closed, no_spouse_to_allow
from views.settings.text import AuthorisationText, ManageText
from views.shell.form_view import fault_summary
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import loaded

_SKELETON = (220, 120)


def authorisation(_: Session, account: Account) -> ft.Control:
    """Return the screen; to others than the responsable of a couple, the door closed with its reason."""
    state = account.authorisations
    shown = (
        loaded(state, state.load, lambda found: _state(state, found, state.change), _SKELETON)
        if state is not None
        else card(closed(no_spouse_to_allow(account)))
    )
    back = start(link(ManageText.BACK, go(routes.MANAGE)))
    return screen(
        AuthorisationText.HEADING,
        stack(back, heading(AuthorisationText.HEADING), spacing=tokens.SPACE_8),
        shown,
        layout=Layout.TEXT,
    )


@ft.component
def _state(state: Authorisations, found: Authorisation, change: Command) -> ft.Control:
    name = found.spouse.name
    title, text = AuthorisationText.ask(name, give=bool(state.asked))
    use_question(
        title,
        text,
        yes=Answer(AuthorisationText.GIVE if state.asked else AuthorisationText.WITHDRAW, state.confirm),
        no=Answer(AuthorisationText.CANCEL, state.give_up),
        asked=state.asked is not None,
    )
    said = fault_summary([], change.error)
    if change.completed:
        said = [notice(Tone.SUCCESS, AuthorisationText.changed(name, given=found.authorised), live=True)]
    unable = [] if found.spouse.has_account else [soft(AuthorisationText.no_account(name))]
    lever = (
        secondary(AuthorisationText.WITHDRAW, state.ask)
        if found.authorised
        else primary(AuthorisationText.GIVE, state.ask)
    )
    events = [soft(AuthorisationText.event(event.at, given=event.given)) for event in found.history]
    return stack(
        stack(*said),
        card(
            section(AuthorisationText.RESPONSABLE),
            notice(
                Tone.SUCCESS if found.authorised else Tone.INFORMATION,
                AuthorisationText.state(name, authorised=found.authorised),
            ),
            *unable,
            body(AuthorisationText.can(name) if found.authorised else AuthorisationText.could(name)),
            *(body(f"• {what}") for what in AuthorisationText.CAN),
            lever,
            spacing=tokens.SPACE_12,
        ),
        card(section(AuthorisationText.HISTORY), *(events or [soft(AuthorisationText.NO_HISTORY)])),
        spacing=tokens.SPACE_24,
    )
