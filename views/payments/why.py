"""Pourquoi ce montant ?: a month of payments compared with the one before, line by line."""

import flet as ft

from app.payments.months import Change, Why
from views.design import tokens
from views.design.card import card
from views.design.table import table
from views.design.text import body, section, soft
from views.payments.why_text import WhyText
from views.shell.formats import difference, spoken_euros


def why_card(why: Why | None) -> ft.Control:
    """Return why a month's amount is what it is; the first month of a file has nothing to be compared with."""
    if why is None:
        return card(section(WhyText.FIRST), soft(WhyText.FIRST_MORE))
    if all(change.kind == "unchanged" for change in why.changes):
        return card(section(WhyText.nothing(why.compared_with)), soft(WhyText.NOTHING_MORE))
    changed = [change for change in why.changes if change.kind != "unchanged"]
    title = WhyText.heading(why.difference, why.compared_with)
    # What changed comes first, as it was told; what stayed is below.
    ordered = [*changed, *(change for change in why.changes if change.kind == "unchanged")]
    rows = [_row(change) for change in ordered]
    rows.append((body(WhyText.DIFFERENCE, bold=True), _difference(why.difference, bold=True)))
    unexplained = any(change.event is None for change in changed)
    return card(
        section(title),
        table(title, WhyText.COLUMNS, rows),
        [soft(WhyText.UNEXPLAINED)] if unexplained else [],
    )


def _row(change: Change) -> tuple[ft.Control, ft.Control]:
    event = change.event
    said = WhyText.line(
        change.benefit, change.part, change.kind, (event.kind, event.on, event.subject) if event else None
    )
    if change.kind == "unchanged":
        return body(said, bold=True), soft(WhyText.UNCHANGED)
    return body(said, bold=True), _difference(change.difference)


def _difference(cents: int, *, bold: bool = False) -> ft.Control:
    color = tokens.OK if cents > 0 and not bold else tokens.INK
    return body(difference(cents), bold=True, color=color, spoken=spoken_euros(cents, signed=True))
