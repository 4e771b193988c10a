"""Mes autorisations: what the responsable of a file allows the spouse, given and withdrawn."""

import flet as ft

from app.core.account import Account
from app.settings.paths import SETTINGS
from app.settings.spouse_authorisation import SpouseAuthorisation, SpouseAuthorisationSwitch
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column
from views.design.dialog import Answer, use_question
from views.design.items import bullets, items
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.shell.doors import closed, closed_to_unproved, no_file
from views.shell.form_view import failure_notice, success_notice
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.text import SpouseAuthorisationText

_SKELETON = (220, 120)


def spouse_authorisation(account: Account, state: SpouseAuthorisationSwitch | None) -> ft.Control:
    """Return the screen; to others than the responsable of a couple, the door closed with its reason."""
    shown = (
        resource_view(state, lambda found: _state(state, found), _SKELETON)
        if state is not None
        else _shut(account)
    )
    back = align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS)))
    return screen(
        SpouseAuthorisationText.HEADING,
        column(back, heading(SpouseAuthorisationText.HEADING), spacing=tokens.SPACE_8),
        shown,
        layout=Layout.TEXT,
    )


def _shut(account: Account) -> ft.Control:
    """Return why the door is closed, with what opens it where anything does."""
    unproved = closed_to_unproved(account)
    if unproved is not None:
        return unproved
    return no_file() if account.file is None else card(closed(no_spouse_to_allow(account)))


@ft.component
def _state(state: SpouseAuthorisationSwitch, found: SpouseAuthorisation) -> ft.Control:
    name = found.spouse.name
    title, text = SpouseAuthorisationText.ask(name, give=bool(state.asked))
    use_question(
        title,
        text,
        yes=Answer(
            SpouseAuthorisationText.GIVE if state.asked else SpouseAuthorisationText.WITHDRAW, state.confirm
        ),
        no=Answer(SpouseAuthorisationText.CANCEL, state.give_up),
        asked=state.asked is not None,
    )
    notices = failure_notice(state.change.error)
    if state.change.completed:
        notices = [success_notice(SpouseAuthorisationText.changed(name, given=found.authorised))]
    unable = [] if found.spouse.has_account else [soft(SpouseAuthorisationText.no_account(name))]
    lever = (
        secondary(SpouseAuthorisationText.WITHDRAW, state.ask)
        if found.authorised
        else primary(SpouseAuthorisationText.GIVE, state.ask)
    )
    events = [soft(SpouseAuthorisationText.event(event.at, given=event.given)) for event in found.history]
    return column(
        column(*notices),
        card(
            section(SpouseAuthorisationText.RESPONSABLE),
            notice(
                Tone.SUCCESS if found.authorised else Tone.INFORMATION,
                SpouseAuthorisationText.state(name, authorised=found.authorised),
            ),
            *unable,
            body(
                SpouseAuthorisationText.can(name) if found.authorised else SpouseAuthorisationText.could(name)
            ),
            bullets(SpouseAuthorisationText.CAN, spacing=tokens.SPACE_12),
            lever,
            spacing=tokens.SPACE_12,
        ),
        card(
            section(SpouseAuthorisationText.HISTORY),
            items(*(events or [soft(SpouseAuthorisationText.NO_HISTORY)]), spacing=tokens.SPACE_8),
        ),
        spacing=tokens.SPACE_24,
    )


def no_spouse_to_allow(account: Account) -> str:
    """Return why this person has no authorisation to give: nobody to give it to, or a file that is another's."""
    if account.limited:
        return "identity_unchecked"
    if account.file is None:
        return "no_file"
    return "no_spouse" if account.file.role == "responsable" else "responsable_allows"
