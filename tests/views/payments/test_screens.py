"""Paiements et droits, a month, a payment and debts, as each person sees them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import flet as ft
import pytest

from api_client import SessionExpired
from app.contact.paths import subject_path
from app.core import routes
from app.payments.debts import Debts
from app.payments.paths import DEBTS, PAYMENTS, debt_path, month_path, payment_path, payments_path
from app.payments.payments import PaymentFilter, Payments
from tests.app.account_states import file_of, payments_of
from tests.views.enrolment_steps import arrive
from tests.views.screen_steps import check, enter, in_both_layouts
from views.home.text import HomeText
from views.payments.text import (
    DebtsText,
    DebtText,
    PaymentMonthText,
    PaymentsText,
    PaymentText,
)
from views.payments.why_text import WhyText
from views.shell.benefit_names import benefit
from views.shell.formats import capital, day, euros, month
from views.shell.text import EndedText, NotFoundText, OfflineText, ShellText
from views.steps.entitlement_text import EntitlementText

if TYPE_CHECKING:
    from api_client.payments import PaymentSummary
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

_DAY = re.compile(r"(1er|\d+) \w+ \d{4}$")


def listed(screen: Flutter) -> list[str]:
    """The days of the payments in the list."""
    rows = (next(iter(screen.words_of(row)), "") for row in screen.controls(ft.TextButton))
    return [words for words in rows if _DAY.match(words)]


async def all_of(page: PageScope) -> tuple[PaymentSummary, ...]:
    """The payments of the file, all of them."""
    payments = payments_of(page)
    await payments.load.run()
    while not payments.ended:
        await payments.more.run()
    assert payments.value is not None
    return payments.value.items


async def look_at_payments(open_at: Open, session: Session, find: Find, role: str) -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(PAYMENTS)
    await screen.until(lambda: screen.says("Prochain paiement") and bool(listed(screen)))
    return screen


@in_both_layouts
async def test_the_newest_month_its_reasons_and_two_years(
    open_at: Open, session: Session, find: Find
) -> None:
    """At first sight: what came, why it is not what came the month before, and how two years went."""
    screen = await look_at_payments(open_at, session, find, "responsable-couple")
    await screen.until(lambda: screen.page.title == ShellText.title(PaymentsText.HEADING))
    check(screen, PaymentsText.HEADING)
    headings = screen.headings(2)
    assert headings[0].startswith("Pourquoi 308,42")
    assert headings[1:] == [PaymentsText.last_months(24), EntitlementText.HEADING, PaymentsText.ALL]
    assert screen.says("617,42")
    words = screen.words
    assert words[words.index(WhyText.DIFFERENCE) + 1] == "plus 308,42 euros"
    assert screen.says("Prochain paiement le 5 ")


async def test_a_month_of_the_chart_leads_to_all_of_it(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """From its bar, or its line in the table, to the month, and from there to the month before."""
    screen = await look_at_payments(open_at, session, find, "responsable-couple")
    newest = payments_of(page).value
    assert newest is not None
    name = newest.items[0].month
    await screen.press(PaymentsText.CHART_TABLE)
    await screen.press(capital(month(name)))
    await arrive(screen, PaymentMonthText.heading(name))
    await screen.until(lambda: WhyText.DIFFERENCE in screen.words)
    check(screen, PaymentMonthText.heading(name))
    before = next(words for words in screen.words if words.startswith("Mois d'avant"))
    await screen.press(before)
    await screen.until(lambda: screen.route != month_path(name) and WhyText.DIFFERENCE in screen.words)


async def test_what_is_chosen_stands_in_the_address(open_at: Open, session: Session, find: Find) -> None:
    """A year, then a benefit of it: each is an address, which lists that alone, alone or loaded anew."""
    screen = await look_at_payments(open_at, session, find, "responsable-seul")
    year = str(int(listed(screen)[0][-4:]) - 1)
    await screen.press(year)
    await screen.until(lambda: bool(listed(screen)) and {each[-4:] for each in listed(screen)} == {year})
    told = [screen.words_of(node) for node in screen.controls(ft.Semantics) if node.live_region]
    assert [PaymentsText.shown(12, int(year), None)] in told
    await screen.press(benefit("ars"))
    await screen.until(lambda: [each.split()[1] for each in listed(screen)] == ["août"])
    assert screen.route == payments_path(year=int(year), benefit="ars")
    again = open_at(screen.route)
    await again.until(lambda: listed(again) == listed(screen))
    screen.go(payments_path(year=int(year)))
    await screen.until(lambda: len(listed(screen)) > 1)


async def test_what_was_added_to_one_list_is_in_no_other(open_at: Open, session: Session, find: Find) -> None:
    """How many older payments came is said of the list that they came to."""
    screen = await look_at_payments(open_at, session, find, "responsable-seul")
    await screen.press(PaymentsText.MORE)
    await screen.until(lambda: len(listed(screen)) > 12)
    assert screen.says(PaymentsText.came(12))
    await screen.press(benefit("apl"))
    await screen.until(lambda: len(listed(screen)) == 12)
    assert not screen.says(PaymentsText.came(12))


@pytest.mark.parametrize("year", ["1999", "2999", "abc", "", "-1"])
async def test_a_year_that_cannot_be_is_answered(
    open_at: Open, session: Session, find: Find, year: str
) -> None:
    """Typed in the address: it is said plainly, and one press shows all payments."""
    screen = await enter(open_at, session, find)
    screen.go(f"{PAYMENTS}?annee={year}")
    if not year:  # a name without a value says nothing
        await screen.until(lambda: bool(listed(screen)))
        return
    await screen.until(lambda: screen.says(PaymentsText.NO_YEAR))
    await screen.press(PaymentsText.SHOW_ALL)
    await screen.until(lambda: bool(listed(screen)))
    assert screen.route == PAYMENTS


async def test_a_benefit_that_nobody_has_lists_nothing(open_at: Open, session: Session, find: Find) -> None:
    """Typed in the address: no payment has it, and one press shows all payments."""
    screen = await enter(open_at, session, find)
    screen.go(payments_path(benefit="rien"))
    await screen.until(lambda: screen.says(PaymentsText.NOT_FOUND))
    await screen.press(PaymentsText.SHOW_ALL)
    await screen.until(lambda: bool(listed(screen)))


@pytest.mark.parametrize(
    ("month_typed", "said"),
    [
        ("2026-13", PaymentMonthText.MALFORMED),
        ("11-2026", PaymentMonthText.MALFORMED),
        ("2026", PaymentMonthText.MALFORMED),
        ("2026-11-05", PaymentMonthText.MALFORMED),
        ("2199-01", PaymentMonthText.out("future")[0]),
        ("1999-01", PaymentMonthText.out("too_old")[0]),
        ("2018-01", PaymentMonthText.out("before_first")[0]),
    ],
)
async def test_a_month_that_cannot_be_is_answered(
    open_at: Open, session: Session, find: Find, month_typed: str, said: str
) -> None:
    """Typed in the address: mistyped, turned round, to come, or too long ago; the way to the others is beside it."""
    screen = await enter(open_at, session, find, "provisoire")
    screen.go(month_path(month_typed))
    await screen.until(lambda: said in screen.headings(2))
    assert not screen.says(ShellText.RETRY)
    await screen.press(PaymentMonthText.BACK)
    await arrive(screen, PaymentsText.HEADING)


async def test_the_first_month_has_nothing_to_compare_with(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """It says so, and leads to no month before."""
    screen = await enter(open_at, session, find, "provisoire")
    first = (await all_of(page))[-1]
    screen.go(month_path(first.month))
    await screen.until(lambda: WhyText.FIRST in screen.headings(2))
    assert screen.says(WhyText.FIRST_MORE)
    assert not screen.says("Mois d'avant")


async def test_a_payment_that_the_bank_refused(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """Its month says that nothing came of it, why, and when it was paid again; the one and the other lead across."""
    screen = await enter(open_at, session, find, "responsable-seul")
    payments = await all_of(page)
    refused = next(each for each in payments if each.status == "refused")
    screen.go(month_path(refused.month))
    await screen.until(lambda: PaymentText.REFUSED in screen.headings(3))
    assert screen.says("Ce compte bancaire est fermé. La Caf vous l'a versé à nouveau le 16")
    assert [words[:6] for words in screen.headings(2)[:2]] in (["Refusé", "Versé "], ["Versé ", "Refusé"])
    screen.go(payment_path(refused.payment_id))
    await screen.until(lambda: PaymentText.UNPAID in screen.headings(2))
    assert screen.says("Donnez un autre compte bancaire à votre Caf")
    words = screen.words
    assert words[words.index(PaymentText.TOTAL) + 1] == euros(0)
    again = next(each for each in payments if each.month == refused.month and each.status == "paid")
    screen.go(payment_path(again.payment_id))
    await screen.until(lambda: screen.says(PaymentText.RETRY))
    await screen.press(PaymentText.RETRIED)
    await screen.until(lambda: screen.route == payment_path(refused.payment_id))
    screen.go(payments_path(year=refused.paid_on.year))
    await screen.until(lambda: day(refused.paid_on) in listed(screen))
    assert PaymentsText.REFUSED in screen.words


@in_both_layouts
async def test_a_debt_that_runs(page: PageScope, open_at: Open, session: Session, find: Find) -> None:
    """From the alert on Mon Compte: where it comes from, what was taken back, what is left, how to contest it."""
    screen = await enter(open_at, session, find, "responsable-seul")
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.settles("overpayment")))
    await screen.press(HomeText.settles("overpayment"))
    await arrive(screen, DebtText.HEADING)
    await screen.until(lambda: DebtText.ORIGIN in screen.headings(2))
    await screen.press(DebtText.BACK)
    await arrive(screen, DebtsText.HEADING)
    await screen.until(lambda: screen.says("Remboursée"))
    assert screen.says("Reste 150")
    [running] = [words for words in screen.words if words.startswith(benefit("apl"))]
    await screen.press(running)
    await arrive(screen, DebtText.HEADING)
    await screen.until(lambda: DebtText.ORIGIN in screen.headings(2))
    check(screen, DebtText.HEADING)
    words = screen.words
    assert words[words.index(DebtText.LEFT) + 1].startswith("150")
    assert words[words.index(DebtText.RECOVERED) + 1].startswith("250,00")
    assert screen.says("La Caf a versé trop d'argent")
    assert screen.says("votre situation avait changé")
    assert screen.says(DebtText.left_after(15000))
    assert DebtText.HELP in screen.headings(2)
    taken = [each for each in screen.words if _DAY.match(each)]
    await screen.press(taken[-1])
    await screen.until(lambda: PaymentText.PAID in screen.headings(2))
    origin = next(words for words in screen.words if words.startswith("Retenue : "))
    assert re.search(r", (de |d'|d’)\w+ .*à \w+ \d{4}", origin), "a recovery names all months of its debt"
    await screen.press(PaymentText.DEBT)
    await arrive(screen, DebtText.HEADING)
    await screen.until(lambda: DebtText.HELP in screen.headings(2))
    await screen.press(DebtText.REACH)
    await screen.until(lambda: screen.route == subject_path("debt"))


async def test_a_debt_that_is_over(page: PageScope, open_at: Open, session: Session, find: Find) -> None:
    """Paid back: nothing is left, and nobody is told how to pay less of it."""
    screen = await enter(open_at, session, find)
    debts = file_of(page).state(Debts.of)
    await debts.load.run()
    assert debts.value is not None
    screen.go(debt_path(next(each.debt_id for each in debts.value if each.state == "settled")))
    await screen.until(lambda: screen.says(DebtText.SETTLED))
    words = screen.words
    assert words[words.index(DebtText.LEFT) + 1] == euros(0)
    assert DebtText.CONTEST in screen.headings(2)
    assert DebtText.HELP not in screen.headings(2)


async def test_a_debt_that_is_nobodys_does_not_exist(open_at: Open, session: Session, find: Find) -> None:
    """An address that names no debt of this person says that the page does not exist."""
    screen = await enter(open_at, session, find)
    screen.go(debt_path("00000000-0000-0000-0000-000000000000"))
    await screen.until(lambda: screen.heading == NotFoundText.HEADING)


async def test_who_owes_nothing_is_told_so(open_at: Open, session: Session, find: Find) -> None:
    """The list of debts says what it would show."""
    screen = await enter(open_at, session, find, "provisoire")
    screen.go(DEBTS)
    await screen.until(lambda: screen.says(DebtsText.EMPTY))


async def test_what_cannot_be_read_is_said_once(
    open_at: Open, session: Session, find: Find, network: Network
) -> None:
    """Not once for each part of the screen; and "Réessayer" reads them all."""
    screen = await enter(open_at, session, find, "provisoire")
    network.break_off()
    screen.go(PAYMENTS)
    await screen.until(lambda: OfflineText.HEADING in screen.headings(2))
    assert screen.headings(2) == [OfflineText.HEADING]
    network.cut = False
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: bool(listed(screen)) and screen.says("Prochain paiement"))


async def test_without_a_network_the_last_figures_stay(
    open_at: Open, session: Session, find: Find, network: Network
) -> None:
    """What was read stays, dated: months that were read early on Mon Compte, and the list that was looked at."""
    screen = await look_at_payments(open_at, session, find, "responsable-couple")
    screen.go(routes.HOME)
    await arrive(screen, HomeText.HEADING)
    network.break_off()
    screen.go(PAYMENTS)
    await screen.until(lambda: any(words.startswith("Derniers chiffres connus") for words in screen.words))
    assert screen.says("617,42")
    assert listed(screen)
    screen.go(month_path("2024-01"))
    await screen.until(lambda: screen.says(OfflineText.HEADING))


async def test_a_choice_made_in_one_file_is_none_in_another(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """The address stays; what it lists is the other file's."""
    screen = await enter(open_at, session, find, "conjoint-autorise")
    account = session.account
    assert account is not None
    other = next(file.file_id for file in account.me.files if file is not account.file)
    mine = file_of(page).state(Payments.of, PaymentFilter(benefit="af"))
    screen.go(payments_path(benefit="af"))
    await screen.until(lambda: mine.value is not None and bool(listed(screen)))
    account.choose(other)
    await screen.until(lambda: screen.says(PaymentsText.NOT_FOUND))
    assert listed(screen) == []


async def test_a_session_that_ends_loses_no_filter(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """Who signs in again stands at the year that was looked at: the address has it."""
    screen = await enter(open_at, session, find, "responsable-seul")
    screen.go(payments_path(year=2024))
    await screen.until(lambda: day(date(2024, 6, 5)) in listed(screen))
    page.client.lapse("idle")
    session.observe(SessionExpired(reason="idle"))
    await screen.until(lambda: screen.heading == EndedText.HEADING)
    account = find("responsable-seul")
    await screen.press(EndedText.SIGN_IN)
    await session.sign_in(account.identifier, account.password)
    await screen.until(lambda: screen.route == payments_path(year=2024))
    await screen.until(
        lambda: day(date(2024, 6, 5)) in listed(screen) and day(date(2025, 6, 5)) not in listed(screen)
    )
