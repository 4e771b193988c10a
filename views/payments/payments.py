"""Paiements et droits: the newest month and why, two years at a glance, and every payment of ten years."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import flet as ft

from api_client.errors import Refused
from app.core.account import Account
from app.entitlements.entitlements import Entitlements
from app.payments.months import PaymentMonths, RecentMonths, RecentPayments
from app.payments.paths import DEBTS, PAYMENTS, month_path, payment_path, payments_path
from app.payments.payments import ListedPayments, PaymentFilter, Payments, PaymentSummary
from views.design.button import nav_link, primary, row, secondary
from views.design.card import CARDS_GAP, WIDE_CARDS_GAP, card, cards, column
from views.design.chart import Amount, ChartWords, chart
from views.design.items import rows, side_by_side_items
from views.design.notice import Tone, notice
from views.design.responsive import side_by_side
from views.design.text import body, heading, hint, section, soft
from views.payments.month import newest
from views.payments.text import DebtsText, PaymentsText
from views.payments.why import why_card
from views.shell.benefit_names import benefit
from views.shell.doors import closed_to_unproved, no_file
from views.shell.errors import explain
from views.shell.formats import capital, day, euros, exact_euros, month, short_month
from views.shell.layout import go, screen
from views.shell.resource_view import resource_view
from views.steps.entitlement import rights_card

if TYPE_CHECKING:
    from collections.abc import Callable

_SKELETON = (320, 240, 200)
_LIST_SKELETON = (64, 64, 64, 64, 64)


class Shown(NamedTuple):
    """What the screen shows of a file: its last months, those of its payments that were chosen, and its rights."""

    recent: RecentPayments
    listed: Payments
    chosen: PaymentFilter
    rights: Entitlements


def payments(account: Account, shown: Shown | None) -> ft.Control:
    """Return the payments of the chosen file."""
    title = heading(PaymentsText.HEADING)
    shut = closed_to_unproved(account)
    if shut is not None:
        content: list[ft.Control] = [shut]
    elif shown is None:
        content = [no_file()]
    else:
        content = [
            resource_view(shown.recent, partial(_recent, rights=shown.rights), _SKELETON),
            _all(shown.recent, shown.listed, shown.chosen),
        ]
    return screen(PaymentsText.HEADING, title, *content)


def _recent(recent: RecentMonths, rights: Entitlements) -> ft.Control:
    if recent.newest is None:
        return cards(
            card(body(PaymentsText.EMPTY, bold=True), soft(PaymentsText.EMPTY_MORE)), rights_card(rights)
        )
    return side_by_side(
        cards(newest(recent.newest), why_card(recent.newest.why)),
        cards(_months(recent.months), rights_card(rights), card(rows(row(DebtsText.HEADING, go(DEBTS))))),
        shares=(5, 4),
        gap=CARDS_GAP,
        wide_gap=WIDE_CARDS_GAP,
    )


def _months(months: PaymentMonths) -> ft.Control:
    """Return how the last months went, each leading to all of it."""
    words = ChartWords(
        PaymentsText.CHART,
        PaymentsText.CHART_VIEW,
        PaymentsText.CHART_BARS,
        PaymentsText.CHART_TABLE,
        PaymentsText.CHART_COLUMNS,
    )
    amounts = [
        Amount(
            capital(month(each.month)), euros(each.amount), each.amount, on_click=go(month_path(each.month))
        )
        for each in months.items
    ]
    last = len(months.items) - 1
    axis = [short_month(months.items[rank].month) for rank in sorted({0, (last + 1) // 2, last})]
    due = [hint(PaymentsText.next_on(months.next_payment_on))] if months.next_payment_on is not None else []
    return card(
        section(PaymentsText.last_months(len(months.items))),
        chart(words, amounts, axis=axis),
        due,
    )


class _Read(NamedTuple):
    """The list that was read last: its state, what it began with, what was chosen, and what is told of it."""

    state: Payments
    found: ListedPayments
    chosen: PaymentFilter
    told: str


@ft.component
def _all(recent: RecentPayments, listed: Payments, chosen: PaymentFilter) -> ft.Control:
    """Return the list of payments, under what it can be filtered by."""
    read: ft.MutableRef[_Read | None] = ft.use_ref(None)
    told = ""
    if listed.value is not None and (read.current is None or read.current.chosen != chosen):
        if read.current is not None:
            told = PaymentsText.shown(len(listed.value.items), chosen.year, chosen.benefit)
        read.current = _Read(listed, listed.value, chosen, told)
    before, error = read.current, listed.load.error
    unread = recent.value is None and listed.value is None
    if unread or (recent.value is not None and recent.value.newest is None):
        return column(visible=False)  # what is awaited or wrong, or that nothing was paid yet, is said above
    if isinstance(error, Refused) and "year" in error.fields and listed.value is None:
        shown: ft.Control = column(
            body(PaymentsText.NO_YEAR, bold=True),
            soft(PaymentsText.NO_YEAR_MORE),
            primary(PaymentsText.SHOW_ALL, go(PAYMENTS)),
        )
    else:
        # Until what was chosen is there, what was listed before stays.
        meanwhile = (
            _of(before.state, (before.state.value or before.found).items, before.chosen)
            if before is not None
            else None
        )
        shown = resource_view(
            listed, lambda found: _of(listed, found.items, chosen), _LIST_SKELETON, meanwhile=meanwhile
        )
    said = [hint(before.told)] if before is not None and before.told else []
    return card(
        section(PaymentsText.ALL),
        _filters(before.found, chosen) if before is not None else [],
        [ft.Semantics(live_region=True, container=True, content=each) for each in said],
        shown,
    )


def _filters(known: ListedPayments, chosen: PaymentFilter) -> list[ft.Control]:
    """Return what the payments can be filtered by: each choice is an address, which Back and a reload keep."""
    years = [
        nav_link(
            str(year) if year is not None else PaymentsText.ANY,
            go(payments_path(year=year, benefit=chosen.benefit)),
            selected=year == chosen.year,
        )
        for year in (None, *known.years)
    ]
    benefits = [
        nav_link(
            benefit(code) if code is not None else PaymentsText.ANY,
            go(payments_path(year=chosen.year, benefit=code)),
            selected=code == chosen.benefit,
        )
        for code in (None, *known.benefits)
    ]
    return [
        column(hint(name, bold=True), side_by_side_items(*links, label=name), spacing=0)
        for name, links in ((PaymentsText.YEAR, years), (PaymentsText.BENEFIT, benefits))
        if len(links) > 2  # noqa: PLR2004 - all, and more than one to choose
    ]


def _of(listed: Payments, items: tuple[PaymentSummary, ...], chosen: PaymentFilter) -> ft.Control:
    # Of another choice it is another list: nothing of the one before was added to it.
    keyed: Callable[..., ft.Control] = _list
    return keyed(listed, items, key=str(chosen))


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
        before = len(items)
        await state.more.run()
        number = (len(state.value.items) if state.value is not None else 0) - before
        if number > 0:
            set_older(_OlderPayments(before, number))

    async def stand_on_the_first() -> None:
        if older is not None and first_new.current is not None:
            await first_new.current.focus()

    ft.use_effect(stand_on_the_first, [older])
    if not items:
        return column(body(PaymentsText.NOT_FOUND, bold=True), primary(PaymentsText.SHOW_ALL, go(PAYMENTS)))
    lines = [
        row(
            day(item.paid_on),
            go(payment_path(item.payment_id)),
            note=PaymentsText.REFUSED if item.status == "refused" else exact_euros(item.amount),
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
    return column(rows(*lines), *below)
