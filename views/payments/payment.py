"""Détail d'un paiement: what was paid, what was taken back and why."""

import flet as ft

from api_client.errors import NotFound
from app.core.account import Account
from app.payments.paths import PAYMENTS
from app.payments.payment import Payment, PaymentDetail
from views.design import tokens
from views.design.button import link
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.responsive import beside
from views.design.text import amount, body, heading, hint, section, soft
from views.payments.text import PaymentText
from views.shell.doors import closed_to_unproved
from views.shell.formats import euros, exact_euros, spoken, spoken_euros
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
    transfer = PaymentText.transfer(paid.paid_on, paid.account_masked)
    parts: list[ft.Control] = [
        card(
            hint(PaymentText.TOTAL),
            amount(euros(paid.amount)),
            soft(transfer, spoken=spoken(transfer)),
            soft(PaymentText.next_on(paid.next_payment_on)),
            spacing=tokens.SPACE_4,
        ),
        card(
            section(PaymentText.PAID),
            rows(
                *(
                    _line(
                        PaymentText.line(line.benefit, line.month, arrears=line.kind == "arrears"),
                        line.amount,
                    )
                    for line in paid.lines
                )
            ),
        ),
    ]
    if paid.recoveries:
        taken = [
            _line(
                PaymentText.recovery(back.benefit, back.month, back.reason),
                -back.amount,
                PaymentText.remaining(back.remaining),
            )
            for back in paid.recoveries
        ]
        parts.append(card(section(PaymentText.TAKEN), rows(*taken)))
    return column(*parts)


def _line(words: str, cents: int, more: str = "") -> ft.Control:
    """Return a sum beside what it is for, said together."""
    return ft.MergeSemantics(
        content=ft.Container(
            padding=ft.Padding.symmetric(vertical=tokens.SPACE_12),
            content=beside(
                column(body(words), *([hint(more)] if more else []), spacing=0),
                body(exact_euros(cents), bold=True, spoken=spoken_euros(cents) if cents < 0 else None),
            ),
        )
    )
