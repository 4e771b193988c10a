"""Mes paiements: two years of them, newest first."""

import flet as ft

from app import routes
from app.account import Account
from app.command import Command
from app.payments import Payments, PaymentSummary
from app.session import Session
from views.design.button import row, secondary
from views.design.card import card, rows, stack
from views.design.notice import Tone, notice
from views.design.text import body, heading, soft
from views.errors import explain
from views.home import closed_to_unproved
from views.loaded import loaded
from views.shell import Layout, go, screen
from views.strings import HomeText, PaymentsText
from views.strings.formats import exact_euros

_SKELETON = (64, 64, 64, 64, 64)


def payments(_: Session, account: Account) -> ft.Control:
    """Return the list of payments of the chosen file."""
    state = account.payments
    title = heading(PaymentsText.HEADING)
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        content = notice(Tone.INFORMATION, HomeText.NO_FILE, HomeText.NO_FILE_MORE)
    else:
        content = loaded(state, state.load, lambda items: _list(state, state.more, items), _SKELETON)
    return screen(PaymentsText.HEADING, title, content, layout=Layout.TEXT)


@ft.component
def _list(state: Payments, more: Command, items: tuple[PaymentSummary, ...]) -> ft.Control:
    if not items:
        return card(body(PaymentsText.EMPTY, bold=True), soft(PaymentsText.EMPTY_MORE))
    listed = rows(
        *(
            row(
                PaymentsText.row(item.month, item.paid_on),
                go(routes.payment(item.payment_id)),
                note=exact_euros(item.amount),
            )
            for item in items
        )
    )
    below: list[ft.Control] = []
    if more.error is not None:
        message = explain(more.error)
        below.append(notice(Tone.ERROR, message.title, message.text, live=True))
    if not state.ended:
        below.append(secondary(PaymentsText.LOADING_MORE if more.slow else PaymentsText.MORE, more.run))
    return stack(soft(PaymentsText.LEAD), card(listed), *below)
