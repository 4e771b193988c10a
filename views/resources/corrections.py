"""Corrections demandées: what was said to be wrong, and where each stands."""

import flet as ft

from app.core.account import Account
from app.resources.paths import RESOURCES
from app.resources.resources import Correction, Corrections
from views.design import tokens
from views.design.badge import badge
from views.design.button import link, primary
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.items import items
from views.design.notice import Tone
from views.design.responsive import beside
from views.design.text import body, heading, section, soft
from views.resources.text import CorrectionsText, CorrectionText
from views.shell.doors import closed_to_unproved, no_file
from views.shell.formats import exact_euros
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view

_SKELETON = (160, 160)
_TONES = {"received": Tone.INFORMATION, "accepted": Tone.SUCCESS, "refused": Tone.WARNING}


def corrections(account: Account, state: Corrections | None) -> ft.Control:
    """Return all corrections that were asked for the chosen file."""
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        content = no_file()
    else:
        content = resource_view(state, _list, _SKELETON)
    title = column(
        align_start(link(CorrectionText.BACK, go(RESOURCES))),
        heading(CorrectionsText.HEADING),
        spacing=tokens.SPACE_8,
    )
    return screen(CorrectionsText.HEADING, title, content, layout=Layout.TEXT)


def _list(found: tuple[Correction, ...]) -> ft.Control:
    if not found:
        return card(
            body(CorrectionsText.EMPTY, bold=True),
            soft(CorrectionsText.EMPTY_MORE),
            primary(CorrectionText.BACK, go(RESOURCES)),
        )
    return column(
        soft(CorrectionsText.LEAD),
        items(*(_correction_card(each) for each in found), spacing=tokens.SPACE_16),
    )


def _correction_card(asked: Correction) -> ft.Control:
    proposed = (
        [fact(CorrectionsText.PROPOSED, exact_euros(asked.proposed_amount))]
        if asked.proposed_amount is not None
        else []
    )
    comment = (
        [fact(CorrectionsText.COMMENT, asked.comment.get_secret_value())] if asked.comment is not None else []
    )
    answered = (
        [fact(CorrectionsText.ANSWERED, CorrectionsText.at(asked.answered_at))]
        if asked.answered_at is not None
        else []
    )
    return card(
        beside(
            section(CorrectionsText.title(asked.reference)),
            badge(_TONES[asked.state], CorrectionsText.STATES[asked.state]),
        ),
        body(CorrectionsText.of(asked.resource_kind, asked.name, asked.from_month, asked.until_month)),
        details(
            fact(CorrectionsText.WHAT, CorrectionText.KINDS[asked.kind]),
            fact(CorrectionsText.KNOWN, exact_euros(asked.amount)),
            *proposed,
            *comment,
            fact(CorrectionsText.ASKED, CorrectionsText.at(asked.asked_at)),
            *answered,
        ),
    )
