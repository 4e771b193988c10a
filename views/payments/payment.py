"""Détail d'un paiement: what was paid, what was taken back and why."""

import flet as ft

from api_client.errors import NotFound
from app.core.account import Account
from app.payments.paths import PAYMENTS, month_path
from app.payments.payment import Payment, PaymentDetail
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.text import amount, heading, hint, section, soft
from views.payments.lines import lines_table, of_the_bank
from views.payments.text import PaymentMonthText, PaymentText
from views.shell.doors import closed_to_unproved
from views.shell.formats import euros, spoken
from views.shell.layout import Layout, go, screen
from views.shell.not_found import missing
from views.shell.resource_view import resource_view

_SKELETON = (120, 240)


def payment(account: Account, state: PaymentDetail | None) -> ft.Control:
    """Return one payment."""
    shut = closed_to_unproved(account)
    if shut is not None:
        return screen(PaymentText.HEADING, heading(PaymentText.HEADING), shut, layout=Layout.TEXT)
    if state is None:
        return missing()
    return _payment(state)


@ft.component
def _payment(state: PaymentDetail) -> ft.Control:
    if isinstance(state.load.error, NotFound) and state.value is None:
        return missing()
    name = PaymentText.heading(state.value.month) if state.value else PaymentText.HEADING
    return screen(
        name,
        column(align_start(link(PaymentText.BACK, go(PAYMENTS))), heading(name), spacing=tokens.SPACE_8),
        resource_view(state, _detail, _SKELETON),
        layout=Layout.TEXT,
    )


def _detail(paid: Payment) -> ft.Control:
    refused = paid.status == "refused"
    transfer = (PaymentText.sent if refused else PaymentText.transfer)(paid.paid_on, paid.account_masked)
    return column(
        of_the_bank(paid, level=2),
        card(
            hint(PaymentText.TOTAL),
            amount(euros(0 if refused else paid.amount)),
            soft(transfer, spoken=spoken(transfer)),
            soft(PaymentText.next_on(paid.next_payment_on)),
            spacing=tokens.SPACE_4,
        ),
        card(section(PaymentText.UNPAID if refused else PaymentText.PAID), lines_table(paid)),
        rows(row(PaymentMonthText.lead(paid.month), go(month_path(paid.month)))),
    )
