"""A month of payments: what arrived, payment by payment, and why it differs from the month before."""

from collections.abc import Sequence

import flet as ft

from api_client.errors import Refused
from app.core.account import Account
from app.payments.months import PaymentMonth, PaymentMonthDetail, is_month
from app.payments.paths import PAYMENTS, month_path, payment_path
from app.payments.payment import Payment
from app.steps.paper import PaperRequest
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.text import amount, body, heading, hint, section, soft
from views.payments.lines import lines_table, of_the_bank
from views.payments.text import PaymentMonthText, PaymentText
from views.payments.why import why_card
from views.shell.doors import closed_to_unproved
from views.shell.formats import euros, spoken
from views.shell.layout import Layout, go, screen
from views.shell.not_found import missing
from views.shell.resource_view import resource_view
from views.steps.paper import paper_press
from views.steps.paper_text import PaperText

_SKELETON = (120, 240, 240)


def payment_month(
    account: Account, state: PaymentMonthDetail | None, month: str, statement: PaperRequest | None
) -> ft.Control:
    """Return a month of payments, as its address names it; `statement` brings what can be shown to others."""
    name = PaymentMonthText.heading(month) if is_month(month) else PaymentMonthText.NAME
    title = column(
        align_start(link(PaymentMonthText.BACK, go(PAYMENTS))), heading(name), spacing=tokens.SPACE_8
    )
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        return missing()
    elif not is_month(month):
        content = _no_month(PaymentMonthText.MALFORMED, PaymentMonthText.MALFORMED_MORE)
    else:
        content = _month(state, statement)
    return screen(name, title, content, layout=Layout.TEXT)


def newest(month: PaymentMonth) -> ft.Control:
    """Return a month as the first thing of Paiements et droits, with the way to all of it."""
    lead = row(PaymentMonthText.lead(month.month), go(month_path(month.month)))
    arrived = [payment for payment in month.payments if payment.status == "paid"]
    if len(month.payments) == 1 and arrived:
        [payment] = arrived
        paid = PaymentMonthText.paid(payment.paid_on, payment.account_masked)
        return card(
            column(hint(paid, spoken=spoken(paid)), amount(euros(month.amount)), spacing=0),
            of_the_bank(payment, level=2),
            lines_table(payment),
            rows(lead),
        )
    return card(
        column(hint(PaymentMonthText.heading(month.month)), amount(euros(month.amount)), spacing=0),
        *(_payment(payment, month.payments) for payment in month.payments),
        rows(lead),
    )


@ft.component
def _month(state: PaymentMonthDetail, statement: PaperRequest | None) -> ft.Control:
    error = state.load.error
    if isinstance(error, Refused) and "month" in error.fields and state.value is None:
        return _no_month(*PaymentMonthText.out(error.fields["month"]))
    return resource_view(state, lambda month: _whole(month, statement), _SKELETON)


def _no_month(title: str, text: str) -> ft.Control:
    """Return what stands in place of a month that cannot be shown, with the way to those that can."""
    return card(
        section(title), body(text), primary(PaymentMonthText.BACK, go(PAYMENTS)), spacing=tokens.SPACE_16
    )


def _whole(month: PaymentMonth, statement: PaperRequest | None) -> ft.Control:
    parts = [_own_card(payment, month.payments) for payment in month.payments]
    before = (
        [rows(row(PaymentMonthText.before(month.why.compared_with), go(month_path(month.why.compared_with))))]
        if month.why is not None
        else []
    )
    return column(
        card(
            hint(PaymentMonthText.TOTAL),
            amount(euros(month.amount)),
            [] if parts else [soft(PaymentMonthText.NONE)],
            [paper_press(statement, PaperText.statement(month.month), "statement", month.month)]
            if statement is not None and parts
            else [],
            spacing=tokens.SPACE_4,
        ),
        *parts,
        why_card(month.why),
        before,
    )


def _own_card(payment: Payment, others: Sequence[Payment]) -> ft.Control:
    return card(
        _payment(payment, others),
        rows(row(PaymentMonthText.PAYMENT, go(payment_path(payment.payment_id)))),
    )


def _payment(payment: Payment, others: Sequence[Payment]) -> ft.Control:
    """Return one payment of several, under the day on which it was made."""
    refused = payment.status == "refused"
    transfer = PaymentText.account(payment.account_masked)
    return column(
        section(PaymentMonthText.payment(payment.paid_on, refused=refused)),
        soft(transfer, spoken=spoken(transfer)),
        of_the_bank(payment, others, level=3),
        lines_table(payment),
        spacing=tokens.SPACE_8,
    )
