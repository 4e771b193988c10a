"""Mes démarches: what is to be done, what is under way, what is over, and what may be begun."""

from typing import Final

import flet as ft

from app.benefits.paths import BENEFITS, benefit_path
from app.core.account import Account
from app.declarations.paths import DECLARATIONS
from app.requests.paths import CHANGES, fill_path, request_path
from app.requests.requests import Requests, RequestSummary
from app.steps.simulation_offer import SimulationOffer
from views.design import tokens
from views.design.badge import badge
from views.design.button import row, secondary
from views.design.card import align_start, card, column
from views.design.items import items, rows
from views.design.notice import Tone
from views.design.responsive import beside
from views.design.text import body, heading, hint, section, soft
from views.requests.text import RequestsText
from views.shell.benefit_names import benefit
from views.shell.form_view import failure_notice
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.simulation_door import simulation_door

_SKELETON = (140, 140, 140)
TONES: Final = {
    "draft": Tone.WARNING,
    "sent": Tone.INFORMATION,
    "studied": Tone.INFORMATION,
    "waiting": Tone.WARNING,
    "accepted": Tone.SUCCESS,
    "refused": Tone.ERROR,
    "withdrawn": Tone.INFORMATION,
    "appealed": Tone.INFORMATION,
}


def requests(account: Account, state: Requests, offer: SimulationOffer) -> ft.Control:
    """Return the requests of the chosen file, and those of no file, with the way to a simulation."""
    return screen(
        RequestsText.HEADING,
        heading(RequestsText.HEADING),
        resource_view(state, lambda found: _listed(state, account, found), _SKELETON),
        _ways(),
        simulation_door(offer),
        layout=Layout.TEXT,
    )


@ft.component
def _listed(state: Requests, account: Account, found: tuple[RequestSummary, ...]) -> ft.Control:
    groups = (
        (RequestsText.TO_DO, [each for each in found if each.waiting_for == "person"]),
        (RequestsText.UNDER_WAY, [each for each in found if each.waiting_for == "fund"]),
        (RequestsText.OVER, [each for each in found if each.waiting_for is None]),
    )
    more = [] if state.ended else [_more(state)]
    parts = [_group(title, theirs) for title, theirs in groups if theirs]
    if not found:
        parts = [
            card(body(RequestsText.NONE, bold=True), soft(RequestsText.NONE_MORE), *_created_for(account))
        ]
    return column(*parts, more, spacing=tokens.SPACE_24)


def _created_for(account: Account) -> list[ft.Control]:
    """Return the way to the benefit that the account was created for, which is not asked for here."""
    creation = account.me.creation
    code = creation.benefit if creation is not None else None
    return [rows(row(benefit(code), go(benefit_path(code))))] if code is not None else []


def _more(state: Requests) -> ft.Control:
    busy = ShellText.WORKING if state.more.slow else None
    press = align_start(secondary(RequestsText.MORE, state.more.run, busy=busy))
    return column(*failure_notice(state.more.error), press)


def _group(title: str, requests: list[RequestSummary]) -> ft.Control:
    return column(
        section(title),
        items(*(_request_card(each) for each in requests), spacing=tokens.SPACE_16),
        spacing=tokens.SPACE_12,
    )


def _request_card(request: RequestSummary) -> ft.Control:
    title = request.title
    draft = request.state == "draft"
    label = RequestsText.GO_ON if draft else RequestsText.FOLLOW
    path = fill_path(request.request_id) if draft else request_path(request.request_id)
    due = RequestsText.due(request.state, request.due_on)
    period = [hint(RequestsText.period(request.period))] if request.period is not None else []
    about = column(
        beside(body(title, bold=True), badge(TONES[request.state], RequestsText.STATES[request.state])),
        period,
        hint(
            RequestsText.of(
                request.kind, request.state, request.sent_at, request.opened_on, request.reference
            )
        ),
        [hint(due)] if due else [],
        spacing=tokens.SPACE_4,
    )
    return card(
        ft.MergeSemantics(content=about),
        rows(row(label, go(path), spoken=RequestsText.called(label, title))),
    )


def _ways() -> ft.Control:
    return card(
        section(RequestsText.WAYS),
        rows(
            row(RequestsText.QUARTERLY, go(DECLARATIONS)),
            row(RequestsText.DECLARE, go(CHANGES)),
            row(RequestsText.ASK, go(BENEFITS)),
        ),
    )
