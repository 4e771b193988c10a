"""FranceConnect, under Gérer mon compte: joined or not, join, leave."""

import flet as ft

from app.core import routes
from app.core.account import Account
from app.core.command import Command
from app.core.session import Session
from app.franceconnect.identification import FranceConnect, Link
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column
from views.design.notice import Tone, notice
from views.design.text import body, heading, soft
from views.franceconnect.text import FranceConnectFoundText, FranceConnectLinkText, FranceConnectText
from views.settings.text import SettingsText
from views.shell.context import use_program
from views.shell.form_view import fault_summary
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.steps.franceconnect_button import identify

_SKELETON = (120,)


def franceconnect_link(_: Session, __: Account) -> ft.Control:
    """Return the screen."""
    state = use_program().franceconnect
    return screen(
        FranceConnectLinkText.HEADING,
        _content(state, state.leave, state.look),
        align_start(link(FranceConnectText.WHAT, go(routes.FRANCECONNECT_ABOUT))),
        align_start(link(SettingsText.BACK, go(routes.SETTINGS))),
        layout=Layout.FORM,
    )


@ft.component
def _content(state: FranceConnect, leave: Command, look: Command) -> ft.Control:
    ft.use_effect(state.look_once, [])
    done = []
    if state.joined:
        done = [notice(Tone.SUCCESS, FranceConnectFoundText.JOINED, live=True)]
    elif leave.completed:
        done = [notice(Tone.SUCCESS, FranceConnectLinkText.LEFT, live=True)]
    head = column(
        heading(FranceConnectLinkText.HEADING),
        soft(FranceConnectLinkText.LEAD),
        done,
        fault_summary([], leave.error or look.error),
    )
    return column(
        head,
        resource_view(state.linked, lambda found: _link(state, leave, found), _SKELETON),
    )


def _link(state: FranceConnect, leave: Command, found: Link) -> ft.Control:
    if found.joined_at is not None:
        return card(
            body(FranceConnectLinkText.since(found.joined_at)),
            soft(FranceConnectLinkText.LEAVE_MORE),
            secondary(SettingsText.WORKING if leave.slow else FranceConnectLinkText.LEAVE, leave.run),
        )
    lines: list[ft.Control] = [body(FranceConnectLinkText.OFF)]
    if state.available:
        lines += [
            soft(FranceConnectLinkText.OFF_MORE),
            primary(FranceConnectLinkText.JOIN, identify(state)),
        ]
    else:
        lines.append(soft(FranceConnectText.UNAVAILABLE_MORE))
    return card(*lines)
