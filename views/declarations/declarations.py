"""La déclaration trimestrielle: the one to send, until when, and those that were sent and can be corrected."""

from datetime import datetime

import flet as ft

from app.core.account import Account
from app.core.routes import HOME
from app.core.scope import FileScope
from app.declarations.declarations import Declaration, Declarations, DeclarationStart
from app.requests.paths import fill_path
from views.declarations.text import DeclarationsText
from views.design import tokens
from views.design.badge import badge
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column
from views.design.items import items
from views.design.notice import Tone
from views.design.responsive import beside
from views.design.text import body, heading, hint, section, soft
from views.shell.doors import closed_to_unproved, no_file
from views.shell.form_view import failure_notice
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (200, 120)


def declarations(account: Account, file: FileScope | None) -> ft.Control:
    """Return the declarations of the chosen file."""
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif file is None:
        content = no_file()
    else:
        content = resource_view(file.state(Declarations.of), lambda found: _list(file, found), _SKELETON)
    title = column(
        align_start(link(ShellText.BACK_HOME, go(HOME))),
        heading(DeclarationsText.HEADING),
        spacing=tokens.SPACE_8,
    )
    return screen(DeclarationsText.HEADING, title, content, layout=Layout.TEXT)


def _list(file: FileScope, found: tuple[Declaration, ...]) -> ft.Control:
    if not found:
        return card(body(DeclarationsText.NONE, bold=True), soft(DeclarationsText.NONE_MORE))
    waiting = [each for each in reversed(found) if each.declared_at is None]
    nothing = card(body(DeclarationsText.NOTHING_WAITS, bold=True), soft(DeclarationsText.NOTHING_WAITS_MORE))
    waits = [_waiting(file, each, first=each is waiting[0]) for each in waiting]
    sent = [_sent(file, each, each.declared_at) for each in found if each.declared_at is not None]
    return column(
        soft(DeclarationsText.LEAD), [] if waits else nothing, items(*waits, *sent, spacing=tokens.SPACE_16)
    )


def _waiting(file: FileScope, declaration: Declaration, *, first: bool) -> ft.Control:
    late = declaration.late
    word = badge(
        Tone.ERROR if late else Tone.WARNING, DeclarationsText.LATE if late else DeclarationsText.WAITS
    )
    return card(
        beside(section(DeclarationsText.name(declaration.months)), word),
        body(DeclarationsText.LATE_MORE if late else DeclarationsText.limit(declaration.due_on)),
        hint(DeclarationsText.follows(declaration.paid)),
        _press(file.state(DeclarationStart.of, declaration.quarter), declaration, main=first),
    )


def _sent(file: FileScope, declaration: Declaration, at: datetime) -> ft.Control:
    return card(
        beside(
            section(DeclarationsText.name(declaration.months)),
            badge(Tone.SUCCESS, DeclarationsText.DONE),
        ),
        hint(DeclarationsText.sent_on(at)),
        hint(DeclarationsText.follows(declaration.paid)),
        _press(file.state(DeclarationStart.of, declaration.quarter), declaration, main=False)
        if declaration.open
        else [],
    )


@ft.component
def _press(state: DeclarationStart, declaration: Declaration, *, main: bool) -> ft.Control:
    """Return what begins a declaration, or its correction, or goes on with the draft that is there."""
    window = ft.context.page

    async def begin() -> None:
        await state.run()
        if state.request_id is not None and state.error is None:
            navigate(window, fill_path(state.request_id))

    busy = ShellText.WORKING if state.slow else None
    if main:
        press = primary(DeclarationsText.BEGIN, begin, busy=busy)
    elif declaration.declared_at is None:
        spoken = DeclarationsText.begin_of(declaration.months)
        press = secondary(DeclarationsText.BEGIN, begin, busy=busy, spoken=spoken)
    else:
        spoken = DeclarationsText.correct_of(declaration.months)
        press = secondary(DeclarationsText.CORRECT, begin, busy=busy, spoken=spoken)
    return column(failure_notice(state.error), press)
