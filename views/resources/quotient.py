"""Mon quotient familial: its value, how it is made of the household's own figures, and those of the months before."""

import flet as ft

from app.core.account import Account
from app.core.routes import HOME
from app.resources.paths import RESOURCES
from app.resources.quotient import Computation, FamilyQuotient, Quotient
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.table import table
from views.design.text import amount, body, heading, hint, section, soft
from views.resources.text import QuotientText
from views.shell.doors import closed_to_unproved, no_file
from views.shell.formats import capital, euros, exact_euros, month
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (120, 320)


def quotient(account: Account, state: Quotient | None) -> ft.Control:
    """Return the quotient of the chosen file."""
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        content = no_file()
    else:
        content = resource_view(state, _whole, _SKELETON)
    title = column(
        align_start(link(ShellText.BACK_HOME, go(HOME))),
        heading(QuotientText.HEADING),
        spacing=tokens.SPACE_8,
    )
    return screen(QuotientText.HEADING, title, content, layout=Layout.TEXT)


def _whole(found: FamilyQuotient) -> ft.Control:
    resources = rows(row(QuotientText.RESOURCES, go(RESOURCES)))
    if found.amount is None or found.month is None:
        return card(
            amount(QuotientText.UNAVAILABLE), soft(QuotientText.why(found.unavailable_reason)), resources
        )
    known = [each for each in found.history[1:] if each.amount is not None]
    before = [(body(capital(month(each.month))), body(euros(each.amount or 0))) for each in known]
    return column(
        card(
            hint(QuotientText.of_month(found.month)),
            amount(euros(found.amount)),
            soft(QuotientText.LEAD),
            spacing=tokens.SPACE_4,
        ),
        _computation(found.computation, found.month, found.amount, resources),
        [
            card(
                section(QuotientText.HISTORY),
                table(QuotientText.HISTORY, QuotientText.HISTORY_COLUMNS, before),
            )
        ]
        if before
        else [],
    )


def _computation(made: Computation | None, of: str, value: int, resources: ft.Control) -> ft.Control:
    if made is None:
        return card(section(QuotientText.HOW), soft(QuotientText.UNEXPLAINED), resources)
    half_parts = sum(part.half_parts for part in made.parts)
    counted = [
        (body(QuotientText.income(each.name, made.year)), body(exact_euros(each.amount)))
        for each in made.incomes
    ]
    counted.append((body(QuotientText.benefits(of)), body(exact_euros(made.benefits))))
    parts = [
        (body(QuotientText.part(each.kind, each.count)), body(QuotientText.parts(each.half_parts)))
        for each in made.parts
    ]
    parts.append((body(QuotientText.WHOLE_PARTS, bold=True), body(QuotientText.parts(half_parts), bold=True)))
    return card(
        section(QuotientText.HOW),
        body(
            QuotientText.sentence(sum(each.amount for each in made.incomes), made.benefits, half_parts, value)
        ),
        table(QuotientText.INCOMES, QuotientText.COLUMNS, counted),
        table(QuotientText.PARTS, QuotientText.PART_COLUMNS, parts),
        resources,
    )
