"""Vérifier mon identité: where it stands, and each way to prove it, the quickest first."""

import flet as ft

from app.franceconnect.paths import FRANCECONNECT_LINK
from app.settings.identity import HeldIdentity, Proving
from app.settings.paths import CONTACT_DETAILS, SETTINGS
from app.steps.franceconnect import FranceConnectOffer
from app.steps.identity_document import Identity
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import heading, hint, section, soft
from views.shell.form_view import use_form
from views.shell.formats import spoken
from views.shell.layout import Layout, go, screen
from views.shell.reach_text import ReachText
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.identity_document import (
    kind_choice,
    number_field,
    scan_card,
    shown_number,
)
from views.steps.text import IdentityText

_SKELETON = (120, 240)


def proving(state: Proving, franceconnect: FranceConnectOffer) -> ft.Control:
    """Return the screen."""
    return screen(
        ReachText.HEADING,
        column(heading(ReachText.HEADING), soft(ReachText.LEAD), spacing=tokens.SPACE_8),
        resource_view(state.known, lambda held: _standing(state, franceconnect, held), _SKELETON),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        layout=Layout.FORM,
    )


@ft.component
def _standing(state: Proving, franceconnect: FranceConnectOffer, held: HeldIdentity) -> ft.Control:
    ft.use_effect(franceconnect.look_once, [])
    if held.reach == "full":
        return notice(Tone.SUCCESS, ReachText.PROVED, ReachText.PROVED_MORE, live=True)
    title, text = ReachText.why(held.limit)
    given = [notice(Tone.SUCCESS, ReachText.GIVEN, live=True)] if state.given else []
    shown = []
    if held.document not in {None, "none"}:
        number = ReachText.document(IdentityText.KINDS[held.document], held.masked_number)
        shown = [hint(number, spoken=spoken(number))]
    again = [soft(ReachText.again(held.checked_again_at))] if held.checked_again_at is not None else []
    documents = [_document(state.document, held)] if held.verdict != "verified" else []
    return column(
        given,
        notice(Tone.WARNING, title, text, *shown, *again, level=2),
        _quickest(franceconnect, numbered=held.limit == "number_to_check"),
        documents,
        soft(ReachText.CAF),
        spacing=tokens.SPACE_24,
    )


def _quickest(franceconnect: FranceConnectOffer, *, numbered: bool) -> ft.Control:
    """Return the ways that need nobody to look at a document; FranceConnect proves no number."""
    vouched = franceconnect.available and not numbered
    first = (
        [
            rows(row(ReachText.FRANCECONNECT, go(FRANCECONNECT_LINK))),
            soft(ReachText.FRANCECONNECT_MORE),
        ]
        if vouched
        else []
    )
    return card(
        section(ReachText.WAYS),
        *first,
        rows(row(ReachText.CONTACT, go(CONTACT_DETAILS))),
        soft(ReachText.CONTACT_MORE),
    )


@ft.component
def _document(state: Identity, held: HeldIdentity) -> ft.Control:
    form = use_form(state, shown_number(state, ReachText.REFUSED))
    asked: list[ft.Control]
    if state.kind == "none":
        asked = [scan_card(state, ReachText.SCAN_NEXT)]
    else:
        busy = ReachText.SENDING if state.submit.slow else None
        asked = [number_field(form, state), primary(ReachText.SEND, state.run, busy=busy)]
    first = held.document in {None, "none"} and not held.scans
    return column(
        section(ReachText.FIRST_DOCUMENT if first else ReachText.DOCUMENT),
        form.summary(state.submit.error),
        sent_together(kind_choice(state, spacing=tokens.SPACE_12), asked, spacing=tokens.SPACE_12),
        spacing=tokens.SPACE_12,
    )
