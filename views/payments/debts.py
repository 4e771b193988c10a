"""Sommes à rembourser: the list, and one of them."""

from datetime import UTC, datetime

import flet as ft

from api_client.errors import NotFound
from app.contact.paths import subject_path
from app.core.account import Account
from app.payments.debts import Debt, DebtDetail, DebtInFull, Debts
from app.payments.paths import DEBTS, PAYMENTS, debt_path, payment_path
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.items import rows
from views.design.table import table
from views.design.text import amount, body, heading, hint, section, soft
from views.payments.lines import sum_of
from views.payments.text import DebtsText, DebtText, PaymentText
from views.shell.clock import local
from views.shell.doors import closed_to_unproved, no_file
from views.shell.formats import day, euros, exact_euros
from views.shell.layout import Layout, go, screen
from views.shell.not_found import missing
from views.shell.resource_view import resource_view

_LIST_SKELETON = (64, 64)
_SKELETON = (160, 160, 240)


def debts(account: Account, state: Debts | None) -> ft.Control:
    """Return all that is or was to be paid back."""
    title = column(
        align_start(link(PaymentText.BACK, go(PAYMENTS))), heading(DebtsText.HEADING), spacing=tokens.SPACE_8
    )
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        content = no_file()
    else:
        content = resource_view(state, _list, _LIST_SKELETON)
    return screen(DebtsText.HEADING, title, content, layout=Layout.TEXT)


def debt(account: Account, state: DebtDetail | None) -> ft.Control:
    """Return one debt: where it comes from, what was taken back, what is left, and how to contest it."""
    shut = closed_to_unproved(account)
    if shut is not None:
        return screen(DebtText.HEADING, heading(DebtText.HEADING), shut, layout=Layout.TEXT)
    if state is None:
        return missing()
    return _debt(state)


def _list(found: tuple[Debt, ...]) -> ft.Control:
    if not found:
        return card(body(DebtsText.EMPTY, bold=True), soft(DebtsText.EMPTY_MORE))
    lines = [
        row(
            DebtsText.row(each.benefit, each.from_month, each.until_month),
            go(debt_path(each.debt_id)),
            note=DebtsText.state(each.state, each.remaining),
        )
        for each in found
    ]
    return column(soft(DebtsText.LEAD), card(rows(*lines)))


@ft.component
def _debt(state: DebtDetail) -> ft.Control:
    if isinstance(state.load.error, NotFound) and state.value is None:
        return missing()
    return screen(
        DebtText.HEADING,
        column(
            align_start(link(DebtText.BACK, go(DEBTS))), heading(DebtText.HEADING), spacing=tokens.SPACE_8
        ),
        resource_view(state, _whole, _SKELETON),
        layout=Layout.TEXT,
    )


def _whole(found: DebtInFull) -> ft.Control:
    monthly = [fact(DebtText.MONTHLY, euros(found.monthly_amount))] if found.monthly_amount else []
    return column(
        card(
            hint(DebtText.LEFT),
            amount(euros(found.remaining if found.state == "open" else 0)),
            _standing(found),
            spacing=tokens.SPACE_4,
        ),
        card(
            section(DebtText.ORIGIN),
            body(DebtText.origin(found.benefit, found.from_month, found.until_month, found.reason)),
            details(
                fact(DebtText.NOTIFIED, day(found.notified_on)),
                fact(DebtText.AMOUNT, exact_euros(found.amount)),
                fact(DebtText.RECOVERED, exact_euros(found.recovered)),
                *(monthly if found.state == "open" else []),
            ),
        ),
        _taken(found),
        _contest(found),
        [card(section(DebtText.HELP), body(DebtText.HELP_MORE), _reach())] if found.state == "open" else [],
    )


def _standing(found: Debt) -> list[ft.Control]:
    if found.state == "open":
        return []
    return [soft(DebtText.CANCELLED if found.state == "cancelled" else DebtText.SETTLED)]


def _taken(found: DebtInFull) -> ft.Control:
    if not found.recoveries:
        return card(section(DebtText.TAKEN), soft(DebtText.NOTHING_TAKEN))
    lines = [
        (
            column(
                align_start(
                    link(day(each.paid_on), go(payment_path(each.payment_id)), size=tokens.TEXT_SIZE)
                ),
                hint(DebtText.left_after(each.remaining)),
                spacing=0,
            ),
            sum_of(each.amount),
        )
        for each in found.recoveries
    ]
    return card(section(DebtText.TAKEN), table(DebtText.TAKEN, DebtText.TAKEN_COLUMNS, lines))


def _contest(found: Debt) -> ft.Control:
    """Return how to contest it, and until when."""
    passed = local(datetime.now(UTC)).date() > found.contest_until
    return card(
        section(DebtText.CONTEST),
        body(DebtText.contest(found.contest_until, passed=passed)),
        [_reach()] if passed and found.state != "open" else [],
    )


def _reach() -> ft.Control:
    """Return the way to whom one asks: a debt that is open has it once, at its end."""
    return rows(row(DebtText.REACH, go(subject_path("debt"))))
