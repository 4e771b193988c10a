"""FranceConnect, under Gérer mon compte: joined or not, join, leave."""

import flet as ft

from app.franceconnect.identification import FranceConnect, Link
from app.franceconnect.paths import FRANCECONNECT_ABOUT
from app.settings.paths import SETTINGS
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column
from views.design.notice import Tone, notice
from views.design.text import body, heading, soft
from views.franceconnect.text import FranceConnectFoundText, FranceConnectLinkText
from views.shell.error_text import ErrorText
from views.shell.form_view import failure_notice, success_notice
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.franceconnect_button import identify
from views.steps.text import FranceConnectButtonText

_SKELETON = (120,)


def franceconnect_link(state: FranceConnect) -> ft.Control:
    """Return the screen."""
    return screen(
        FranceConnectLinkText.HEADING,
        _content(state),
        align_start(link(FranceConnectButtonText.WHAT, go(FRANCECONNECT_ABOUT))),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        layout=Layout.FORM,
    )


@ft.component
def _content(state: FranceConnect) -> ft.Control:
    ft.use_effect(state.look_once, [])
    leave = state.link.leave
    done = []
    if state.link.joined_now:
        done = [notice(Tone.SUCCESS, FranceConnectFoundText.JOINED, live=True)]
    elif leave.completed:
        done = [success_notice(FranceConnectLinkText.LEFT)]
    head = column(
        heading(FranceConnectLinkText.HEADING),
        soft(FranceConnectLinkText.LEAD),
        done,
        failure_notice(leave.error or state.look.error),
    )
    return column(head, resource_view(state.link, lambda found: _link(state, found), _SKELETON))


def _link(state: FranceConnect, found: Link) -> ft.Control:
    leave = state.link.leave
    if found.joined_at is not None:
        return card(
            body(FranceConnectLinkText.since(found.joined_at)),
            soft(FranceConnectLinkText.LEAVE_MORE),
            secondary(FranceConnectLinkText.LEAVE, leave.run, busy=ShellText.WORKING if leave.slow else None),
        )
    lines: list[ft.Control] = [body(FranceConnectLinkText.OFF)]
    if state.available:
        lines += [
            soft(FranceConnectLinkText.OFF_MORE),
            primary(FranceConnectLinkText.JOIN, identify(state)),
        ]
    else:
        lines.append(soft(ErrorText.FRANCECONNECT_UNAVAILABLE_MORE))
    return card(*lines)
