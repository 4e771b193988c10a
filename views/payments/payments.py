"""Mes paiements: two years of them, newest first."""

from typing import NamedTuple

import flet as ft

from app.core.account import Account
from app.payments.paths import payment_path
from app.payments.payments import Payments, PaymentSummary
from views.design.button import row, secondary
from views.design.card import card, column, rows
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


class _Came(NamedTuple):
    """Older payments that were asked for: after how many, and how many they are."""

    after: int
    number: int


def _nothing_came() -> _Came | None:
    return None


@ft.component
def _list(state: Payments, items: tuple[PaymentSummary, ...]) -> ft.Control:
    came, set_came = ft.use_state(_nothing_came())
    first_new: ft.Ref[ft.TextButton] = ft.use_memo(ft.Ref, [])

    async def show_more() -> None:
        before = len(state.value or ())
        await state.more.run()
        number = len(state.value or ()) - before
        if number > 0:
            set_came(_Came(before, number))

    async def stand_on_the_first() -> None:
        if came is not None and first_new.current is not None:
            await first_new.current.focus()

    ft.use_effect(stand_on_the_first, [came])
    if not items:
        return card(body(PaymentsText.EMPTY, bold=True), soft(PaymentsText.EMPTY_MORE))
    lines = [
        row(
            PaymentsText.row(item.month, item.paid_on),
            go(payment_path(item.payment_id)),
            note=exact_euros(item.amount),
            ref=first_new if came is not None and rank == came.after else None,
        )
        for rank, item in enumerate(items)
    ]
    if came is not None:
        # Just before the first that came, where the focus goes: what is out of sight is not said.
        said = hint(PaymentsText.came(came.number), bold=True)
        lines.insert(came.after, ft.Semantics(live_region=True, container=True, content=said))
    below: list[ft.Control] = []
    if state.more.error is not None:
        message = explain(state.more.error)
        below.append(notice(Tone.ERROR, message.title, message.text, live=True))
    if not state.ended:
        below.append(
            secondary(PaymentsText.LOADING_MORE if state.more.slow else PaymentsText.MORE, show_more)
        )
    return column(soft(PaymentsText.LEAD), card(rows(*lines)), *below)
