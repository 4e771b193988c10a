"""Commencer une démarche: what it may change, what is needed and how long it takes, before anything is asked."""

import flet as ft

from api_client.errors import NotFound
from app.core.account import Account
from app.requests.paths import CHANGES, REQUESTS, fill_path
from app.requests.start import Beginning, Start
from views.design import tokens
from views.design.button import link, primary
from views.design.card import align_start, card, column
from views.design.items import bullets
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section
from views.requests.text import RequestsText, StartText
from views.shell.doors import closed
from views.shell.error_text import DoorText
from views.shell.form_view import failure_notice
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (160, 160)


def start(account: Account, state: Start) -> ft.Control:
    """Return what is said before a form is begun."""
    return _start(account, state)


@ft.component
def _start(account: Account, state: Start) -> ft.Control:
    name = state.value.definition.title if state.value is not None else RequestsText.HEADING
    change = state.value is not None and state.value.definition.kind == "change"
    back = (
        link(StartText.BACK_TO_CHANGES, go(CHANGES))
        if change
        else link(StartText.BACK_TO_REQUESTS, go(REQUESTS))
    )
    if isinstance(state.load.error, NotFound) and state.value is None:
        shown: ft.Control = notice(Tone.INFORMATION, StartText.UNKNOWN)
    else:
        shown = resource_view(state, lambda found: _introduction(account, state, found), _SKELETON)
    return screen(
        name, column(align_start(back), heading(name), spacing=tokens.SPACE_8), shown, layout=Layout.TEXT
    )


@ft.component
def _introduction(account: Account, state: Start, found: Beginning) -> ft.Control:
    definition, opening = found

    window = ft.context.page

    async def begin() -> None:
        await state.begin.run()
        if state.request_id is not None and state.begin.error is None:
            navigate(window, fill_path(state.request_id))

    about = definition.introduction
    needed = [each.label for each in about.needed]
    parts: list[ft.Control] = [column(*(body(each) for each in about.sentences), spacing=tokens.SPACE_8)]
    if about.effects:
        parts.append(card(section(StartText.EFFECTS), bullets(about.effects)))
    if needed:
        parts.append(card(section(StartText.NEEDED), bullets(needed), hint(StartText.NEEDED_MORE)))
    if opening is None:
        return column(*parts, notice(Tone.INFORMATION, StartText.UNKNOWN))
    if not opening.open:
        opened_by = DoorText.opened_by(opening.reason or "")
        return column(*parts, card(closed(opening.reason), *([hint(opened_by)] if opened_by else [])))
    unproved = [notice(Tone.INFORMATION, StartText.UNPROVED)] if account.limited else []
    label = StartText.GO_ON if opening.draft_id is not None else StartText.BEGIN
    return column(
        *parts,
        unproved,
        failure_notice(state.begin.error),
        hint(StartText.takes(definition.minutes)),
        primary(label, begin, busy=ShellText.WORKING if state.begin.slow else None),
    )
