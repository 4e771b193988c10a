"""The list of payments: page by page, and those that were chosen alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client.errors import Refused
from app.payments.paths import PAYMENTS, payments_path
from app.payments.payments import PaymentFilter, Payments
from tests.app.account_states import file_of, payments_of

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from tests.app.conftest import Find


async def enter(page: PageScope, find: Find, role: str = "responsable-seul") -> None:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)


async def read(page: PageScope, year: int | None = None, benefit: str | None = None) -> Payments:
    """Return what was chosen, read to its end."""
    payments = file_of(page).state(Payments.of, PaymentFilter(year, benefit))
    await payments.load.run()
    while payments.load.error is None and not payments.ended:
        await payments.more.run()
    return payments


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({}, PaymentFilter(None, None)),
        ({"annee": "2025"}, PaymentFilter(2025, None)),
        ({"annee": "2025", "prestation": "apl"}, PaymentFilter(2025, "apl")),
        ({"prestation": "apl", "autre": "1"}, PaymentFilter(None, "apl")),
    ],
)
def test_an_address_says_what_is_chosen(query: dict[str, str], chosen: PaymentFilter) -> None:
    """What it says of something else is passed over."""
    assert PaymentFilter.of_query(query) == chosen


@pytest.mark.parametrize("year", ["", "abcd", "20251", "-2025", "²025", "٢٠٢٥", "0099", "2025 OR 1=1"])
def test_a_year_that_is_none_is_no_choice_of_all(year: str) -> None:
    """The list is not shown whole as if nothing had been asked."""
    assert PaymentFilter.of_query({"annee": year}).year == 1


def test_a_choice_is_an_address() -> None:
    """As it is read it was written, and no choice is the plain address."""
    assert payments_path() == PAYMENTS
    assert payments_path(year=2025, benefit="apl") == f"{PAYMENTS}?annee=2025&prestation=apl"


async def test_ten_years_come_page_by_page(page: PageScope, find: Find) -> None:
    """Newest first, none twice, none left out, whatever the number of pages."""
    await enter(page, find)
    everything = await read(page)
    assert everything.value is not None
    days = [payment.paid_on for payment in everything.value.items]
    assert days == sorted(days, reverse=True)
    assert len({payment.payment_id for payment in everything.value.items}) == len(days) > 100
    assert everything.value.years == tuple(sorted({day.year for day in days}, reverse=True))


async def test_what_is_chosen_is_what_all_have_of_it(page: PageScope, find: Find) -> None:
    """Each year and each benefit lists its payments; what can be chosen stays the same, so that it can be undone."""
    await enter(page, find)
    everything = (await read(page)).value
    assert everything is not None
    for year in everything.years[:2]:
        of_year = (await read(page, year=year)).value
        assert of_year is not None
        assert of_year.items == tuple(each for each in everything.items if each.paid_on.year == year)
        assert (of_year.years, of_year.benefits) == (everything.years, everything.benefits)
    for benefit in everything.benefits:
        with_it = (await read(page, benefit=benefit)).value
        assert with_it is not None
        assert with_it.items == tuple(each for each in everything.items if benefit in each.benefits)


@pytest.mark.parametrize("year", [1, 1999, 2999])
async def test_a_year_without_bounds_is_refused(page: PageScope, find: Find, year: int) -> None:
    """The refusal names the year."""
    await enter(page, find)
    refused = (await read(page, year=year)).load.error
    assert isinstance(refused, Refused)
    assert list(refused.fields) == ["year"]


async def test_a_benefit_that_nobody_pays_lists_nothing(page: PageScope, find: Find) -> None:
    """An address may name any."""
    await enter(page, find)
    nothing = (await read(page, benefit="nothing")).value
    assert nothing is not None
    assert nothing.items == ()


async def test_what_is_shown_stays_where_more_cannot_be_read(page: PageScope, find: Find) -> None:
    """The list keeps what it has, and goes on from there once it can."""
    await enter(page, find)
    payments = payments_of(page)
    await payments.load.run()
    before = payments.value
    assert before is not None
    page.client.lapse("idle")
    await payments.more.run()
    assert payments.more.error is not None
    assert payments.value == before
