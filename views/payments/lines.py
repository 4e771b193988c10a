"""What several screens show of a payment: its lines as a table, and what the bank said of it."""

from collections.abc import Sequence

import flet as ft

from app.payments.paths import debt_path, payment_path
from app.payments.payment import Payment, PaymentLine, Recovery
from views.design import tokens
from views.design.button import link
from views.design.card import align_start, column
from views.design.notice import Tone, notice
from views.design.table import table
from views.design.text import body, hint
from views.payments.text import PaymentText
from views.shell.formats import exact_euros, spoken_euros
from views.shell.layout import go


def lines_table(payment: Payment) -> ft.Control:
    """Return all that makes the amount of a payment: what was paid, less what was taken back of it."""
    months = {line.month for line in payment.lines if line.kind == "benefit"}
    # Where all benefits are of one month of right, the head of the table says it once.
    one = months.pop() if len(months) == 1 else None
    rows = [*_paid(payment.lines, one), *_taken(payment.recoveries)]
    return table(PaymentText.heading(payment.month), PaymentText.columns(one), rows)


def sum_of(cents: int) -> ft.Control:
    """Return a sum at the end of a line, its minus said in a word."""
    return body(exact_euros(cents), spoken=spoken_euros(cents) if cents < 0 else None)


def _paid(lines: Sequence[PaymentLine], one: str | None) -> list[tuple[ft.Control, ft.Control]]:
    return [
        (
            body(
                PaymentText.line(
                    line.benefit,
                    line.month if one is None or line.kind == "arrears" else None,
                    arrears=line.kind == "arrears",
                ),
                bold=True,
            ),
            sum_of(line.amount),
        )
        for line in lines
    ]


def _taken(recoveries: Sequence[Recovery]) -> list[tuple[ft.Control, ft.Control]]:
    return [
        (
            column(
                body(
                    PaymentText.recovery(back.benefit, back.from_month, back.until_month, back.reason),
                    bold=True,
                ),
                hint(PaymentText.remaining(back.remaining)),
                align_start(link(PaymentText.DEBT, go(debt_path(back.debt_id)))),
                spacing=0,
            ),
            sum_of(-back.amount),
        )
        for back in recoveries
    ]


def of_the_bank(payment: Payment, others: Sequence[Payment] = (), *, level: int) -> list[ft.Control]:
    """Return what the bank made of a payment, where that is to be told.

    Args:
        payment: the payment.
        others: those known beside it, of which one may pay it again.
        level: of the heading that is put over it.
    """
    if payment.status == "refused":
        again = next((each for each in others if each.retry_of == payment.payment_id), None)
        words = PaymentText.refused(payment.refused_reason, again.paid_on if again is not None else None)
        tone = Tone.INFORMATION if again is not None else Tone.WARNING
        return [notice(tone, PaymentText.REFUSED, words, level=level)]
    if payment.retry_of is not None:
        refused = align_start(
            link(
                PaymentText.RETRIED,
                go(payment_path(payment.retry_of)),
                color=Tone.INFORMATION.ink,
                size=tokens.TEXT_SIZE,
            )
        )
        return [notice(Tone.INFORMATION, PaymentText.RETRY, "", refused)]
    return []
