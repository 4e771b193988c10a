"""Vérifier mon identité: where it stands, and each way to prove it, the quickest first."""

import flet as ft

from app.core.command import Command
from app.franceconnect.paths import FRANCECONNECT_LINK
from app.settings.identity import HeldIdentity, Proving
from app.settings.paths import CONTACT_DETAILS, SETTINGS
from app.steps.franceconnect import FranceConnectOffer
from app.steps.identity_document import Identity
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column, rows
from views.design.choice import choice
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.shell.reach_text import ReachText
from views.shell.resource_view import resource_view
from views.shell.text import FieldText, ShellText
from views.steps.identity_document import KINDS, NUMBER_MAX, scan_card
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
    shown = (
        [hint(ReachText.document(IdentityText.KINDS[held.document], held.masked_number))]
        if held.document not in {None, "none"}
        else []
    )
    again = [soft(ReachText.again(held.checked_again_at))] if held.checked_again_at is not None else []
    documents = [_document(state.document, state.document.submit, held)] if held.verdict != "verified" else []
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
def _document(state: Identity, submit: Command, held: HeldIdentity) -> ft.Control:
    number = use_field_ref()
    words = ""
    if state.verdict is not None:
        words = ReachText.REFUSED.get(state.verdict, ReachText.REFUSED["not_found"])
    elif state.problem is not None:
        words = FieldText.document(state.problem)
    faults = [FieldFault(IdentityText.NUMBER, words, number)]
    use_fault_focus(state.attempts, faults)

    async def choose(value: str) -> None:
        state.choose(next((kind for kind in KINDS if kind == value), KINDS[0]))

    asked: list[ft.Control]
    if state.kind == "none":
        asked = [scan_card(state, state.upload, state.remove, ReachText.SCAN_NEXT)]
    else:
        asked = [
            field(
                IdentityText.NUMBER,
                value=lambda: state.number,
                on_change=state.type_number,
                on_submit=state.run,
                hint_text=IdentityText.HINTS[state.kind],
                error=words,
                max_length=NUMBER_MAX,
                ref=number,
            ),
            primary(ReachText.SEND, state.run, busy=ReachText.SENDING if submit.slow else None),
        ]
    first = held.document in {None, "none"} and not held.scans
    return column(
        section(ReachText.FIRST_DOCUMENT if first else ReachText.DOCUMENT),
        fault_summary(faults, None if state.verdict else submit.error),
        body(IdentityText.KIND, bold=True),
        choice(IdentityText.KIND, {kind: IdentityText.KINDS[kind] for kind in KINDS}, state.kind, choose),
        asked,
        spacing=tokens.SPACE_12,
    )
