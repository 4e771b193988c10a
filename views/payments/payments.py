"""Mes paiements: two years of them, newest first."""

from typing import NamedTuple

import flet as ft

from app.core.account import Account
from app.payments.paths import payment_path
from app.payments.payments import Payments, PaymentSummary
from views.design.button import row, secondary
from views.design.card import card, column
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, soft
from views.payments.text import PaymentsText
from views.shell.doors import closed_to_unproved
from views.shell.error_text import DoorText
from views.shell.errors import explain
from views.shell.formats import exact_euros
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view

_SKELETON = (64, 64, 64, 64, 64)


def payments(account: Account, state: Payments | None) -> ft.Control:
    """Return the list of payments of the chosen file."""
    title = heading(PaymentsText.HEADING)
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        content = notice(Tone.INFORMATION, DoorText.NO_FILE, DoorText.NO_FILE_MORE)
    else:
        content = resource_view(state, lambda items: _list(state, items), _SKELETON)
    return screen(PaymentsText.HEADING, title, content, layout=Layout.TEXT)


class _OlderPayments(NamedTuple):
    """Older payments that were asked for: after how many, and how many they are."""

    after: int
    number: int


def _none_older() -> _OlderPayments | None:
    return None


@ft.component
def _list(state: Payments, items: tuple[PaymentSummary, ...]) -> ft.Control:
    older, set_older = ft.use_state(_none_older())
    first_new: ft.Ref[ft.TextButton] = ft.use_memo(ft.Ref, [])

    async def show_more() -> None:
        before = len(state.value or ())
        await state.more.run()
        number = len(state.value or ()) - before
        if number > 0:
            set_older(_OlderPayments(before, number))

    async def stand_on_the_first() -> None:
        if older is not None and first_new.current is not None:
            await first_new.current.focus()

    ft.use_effect(stand_on_the_first, [older])
    if not items:
        return card(body(PaymentsText.EMPTY, bold=True), soft(PaymentsText.EMPTY_MORE))
    lines = [
        row(
            PaymentsText.row(item.month, item.paid_on),
            go(payment_path(item.payment_id)),
            note=exact_euros(item.amount),
            ref=first_new if older is not None and rank == older.after else None,
        )
        for rank, item in enumerate(items)
    ]
    if older is not None:
        # Just before the first older payment, which has the focus: a screen reader says nothing that is out of sight.
        added = hint(PaymentsText.came(older.number), bold=True)
        lines.insert(older.after, ft.Semantics(live_region=True, container=True, content=added))
    below: list[ft.Control] = []
    if state.more.error is not None:
        message = explain(state.more.error)
        below.append(notice(Tone.ERROR, message.title, message.text, live=True))
    if not state.ended:
        below.append(
            secondary(
                PaymentsText.MORE, show_more, busy=PaymentsText.LOADING_MORE if state.more.slow else None
            )
        )
    return column(soft(PaymentsText.LEAD), card(rows(*lines)), *below)
