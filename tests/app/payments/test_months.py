"""Months of payments and debts: what several screens say of the same money agrees to the cent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from api_client.errors import NotFound, Refused
from app.payments.debts import DebtDetail, Debts
from app.payments.months import PaymentMonthDetail, RecentPayments, is_month
from tests.app.account_states import file_of, home_of, payments_of

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.payments.months import PaymentMonth
    from tests.app.conftest import Find

ROLES = ("responsable-couple", "responsable-seul", "conjoint-autorise", "provisoire")


async def enter(page: PageScope, find: Find, role: str = "responsable-seul") -> None:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)


async def month_of(page: PageScope, month: str) -> PaymentMonth:
    state = file_of(page).state(PaymentMonthDetail.of, month)
    await state.load.run()
    assert state.value is not None, state.load.error
    return state.value


@pytest.mark.parametrize("role", ROLES)
async def test_list_chart_month_and_mon_compte_agree(page: PageScope, find: Find, role: str) -> None:
    """What arrived in a month is the same in the chart, in the month, in the list, and on Mon Compte."""
    await enter(page, find, role)
    recent, listed, home = file_of(page).state(RecentPayments.of), payments_of(page), home_of(page)
    for state in (recent, listed, home):
        await state.load.run()
    assert recent.value is not None
    assert listed.value is not None
    assert home.value is not None
    arrived: dict[str, int] = defaultdict(int)
    for payment in listed.value.items:
        arrived[payment.month] += payment.amount if payment.status == "paid" else 0
    months = {each.month: each.amount for each in recent.value.months.items}
    assert list(months) == sorted(months)
    # The oldest month of the first page may have payments on the next one.
    for month in sorted(arrived, reverse=True)[:-1]:
        if month in months:
            assert months[month] == arrived[month]
    for overview in home.value.recent_payments:
        assert months.get(overview.month, 0) == overview.amount
    newest = recent.value.newest
    assert newest is not None
    assert (newest.month, newest.amount) == list(months.items())[-1]


@pytest.mark.parametrize("role", ROLES)
async def test_the_reasons_of_each_month_add_up(page: PageScope, find: Find, role: str) -> None:
    """Over two years: line by line they make the difference, and the difference is that of the two months."""
    await enter(page, find, role)
    recent = file_of(page).state(RecentPayments.of)
    await recent.load.run()
    assert recent.value is not None
    amounts = {each.month: each.amount for each in recent.value.months.items}
    for name, amount in amounts.items():
        month = await month_of(page, name)
        assert month.amount == amount
        for payment in month.payments:
            taken = sum(back.amount for back in payment.recoveries)
            assert payment.amount == sum(line.amount for line in payment.lines) - taken
        if month.why is not None:
            assert sum(change.difference for change in month.why.changes) == month.why.difference
            assert month.amount - month.why.before == month.why.difference
            assert amounts.get(month.why.compared_with, month.why.before) == month.why.before


@pytest.mark.parametrize(
    ("month", "code"), [("2199-01", "future"), ("1999-01", "too_old"), ("2026-08", "before_first")]
)
async def test_a_month_out_of_bounds_is_refused(page: PageScope, find: Find, month: str, code: str) -> None:
    """Each with why, which the screen has words for."""
    await enter(page, find, "provisoire")
    state = file_of(page).state(PaymentMonthDetail.of, month)
    await state.load.run()
    assert isinstance(state.load.error, Refused)
    assert state.load.error.fields == {"month": code}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-11", True),
        ("2026-13", False),
        ("2026-00", False),
        ("11-2026", False),
        ("2026-1", False),
        ("2026", False),
        ("202611", False),
        ("2026-11-05", False),
        ("２０２６-11", False),
    ],
)
def test_how_a_month_is_written(text: str, right: bool) -> None:  # noqa: FBT001
    """Year, then number, in plain figures: anything else names no month."""
    assert is_month(text) is right


@pytest.mark.parametrize("role", ROLES)
async def test_debts_add_up(page: PageScope, find: Find, role: str) -> None:
    """What was recovered and what is left make the debt; the payments that gave it back say the same."""
    await enter(page, find, role)
    debts = file_of(page).state(Debts.of)
    await debts.load.run()
    assert debts.value is not None
    for debt in debts.value:
        detail = file_of(page).state(DebtDetail.of, debt.debt_id)
        await detail.load.run()
        found = detail.value
        assert found is not None
        assert found.amount == found.recovered + found.remaining == debt.amount
        assert found.recovered == sum(each.amount for each in found.recoveries)
        for each in found.recoveries:
            payment = await page.client.payments.get(file_of(page).file_id, each.payment_id)
            taken = [back for back in payment.recoveries if back.debt_id == debt.debt_id]
            assert [back.amount for back in taken] == [each.amount]
            assert [back.remaining for back in taken] == [each.remaining]


async def test_a_debt_of_somebody_else_does_not_exist(page: PageScope, find: Find) -> None:
    """Nor does one that is no debt."""
    await enter(page, find, "responsable-seul")
    debts = file_of(page).state(Debts.of)
    await debts.load.run()
    assert debts.value
    await page.session.sign_out()
    await enter(page, find, "responsable-couple")
    for debt_id in (debts.value[0].debt_id, "00000000-0000-0000-0000-000000000000"):
        detail = file_of(page).state(DebtDetail.of, debt_id)
        await detail.load.run()
        assert isinstance(detail.load.error, NotFound)
