"""Whatever a file was paid, all that shows it agrees to the cent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from server import Settings
from server.db import Store
from server.demo.households import HOUSEHOLDS
from server.payments.tables import Debt, Payment, PaymentEvent, PaymentLine, Recovery
from server.rules.payments import first_day, month_code, month_of
from tests.server.conftest import Api, serving
from tests.support.plain import PLAIN
from tests.support.properties import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.conftest import NewDatabase

    Row = dict[str, Any]

BENEFITS = ("af", "apl", "rsa", "prime_activite")
ROLE, FILE_ID = "responsable-couple", HOUSEHOLDS[0].file_id
TABLES = (PaymentLine, Recovery, Debt, PaymentEvent, Payment)
EXAMPLES = 30


@dataclass
class History:
    """The rows of one file."""

    payments: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    recoveries: list[Row] = field(default_factory=list)
    debts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)

    def put(self, store: Store) -> None:
        """Have the file hold these rows, and nobody any others."""
        with store.write() as transaction:
            for table in TABLES:
                transaction.execute(delete(table))
            for table, rows in (
                (Payment, self.payments),
                (Debt, self.debts),
                (PaymentLine, self.lines),
                (Recovery, self.recoveries),
                (PaymentEvent, self.events),
            ):
                if rows:
                    transaction.execute(insert(table), rows)


def today() -> date:
    return datetime.now(UTC).date()


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw payments with lines, arrears and recoveries, some refused and paid again, and events of any share."""
    history, now = History(), today()
    amounts, benefits = st.integers(-5000, 90_000), st.sampled_from(BENEFITS)
    backs = sorted(draw(st.lists(st.integers(0, 5), min_size=1, max_size=7)), reverse=True)
    days = sorted(min(month_of(now, back).replace(day=draw(st.integers(1, 28))), now) for back in backs)
    for _ in range(draw(st.integers(0, 2))):
        history.debts.append(
            {
                "id": uuid4(),
                "file_id": FILE_ID,
                "benefit": draw(benefits),
                "reason": "income_change",
                "from_month": "2020-01",
                "until_month": "2020-03",
                "notified_on": date(2020, 4, 1),
                "amount": draw(st.integers(1, 20_000)),
                "monthly_amount": None,
                "contest_until": date(2020, 6, 1),
                "cancelled_on": draw(st.none() | st.just(days[-1])),
            }
        )
    owed = {debt["id"]: debt["amount"] for debt in history.debts}
    refused: list[tuple[UUID, list[Row], list[Row]]] = []
    for paid_on in days:
        pays_again = bool(refused) and draw(st.booleans())
        again = refused.pop() if pays_again else None
        lines = again[1] if again else draw(_lines(paid_on, benefits, amounts))
        taken = again[2] if again else _taken(draw, owed)
        is_refused = draw(st.integers(0, 3)) == 0
        payment_id = uuid4()
        history.payments.append(
            {
                "id": payment_id,
                "file_id": FILE_ID,
                "paid_on": paid_on,
                "month": month_code(paid_on),
                "amount": sum(line["amount"] for line in lines) - sum(each["amount"] for each in taken),
                "refused_reason": "account_closed" if is_refused else None,
                "retry_of": again[0] if again else None,
            }
        )
        history.lines += [{**line, "payment_id": payment_id} for line in lines]
        history.recoveries += [{**each, "payment_id": payment_id} for each in taken]
        if is_refused:
            refused.append((payment_id, lines, taken))
    for _ in range(draw(st.integers(0, 4))):
        on = draw(st.sampled_from(days))
        history.events.append(
            {
                "id": uuid4(),
                "file_id": FILE_ID,
                "month": month_code(on),
                "benefit": draw(benefits),
                "part": draw(st.sampled_from(["right", "arrears", "recovery"])),
                "difference": draw(amounts),
                "kind": draw(st.sampled_from(["birth", "declaration", "move"])),
                "happened_on": on,
                "subject": draw(st.sampled_from([None, "Hugo"])),
                "amount": None,
            }
        )
    return history


@st.composite
def _lines(
    draw: st.DrawFn, paid_on: date, benefits: st.SearchStrategy[str], amounts: st.SearchStrategy[int]
) -> list[Row]:
    return [
        {
            "position": n,
            "file_id": FILE_ID,
            "benefit": draw(benefits),
            "month": month_code(month_of(paid_on, draw(st.integers(1, 3)))),
            "amount": draw(amounts),
            "kind": draw(st.sampled_from(["benefit", "benefit", "arrears"])),
        }
        for n in range(draw(st.integers(0, 4)))
    ]


def _taken(draw: st.DrawFn, owed: dict[UUID, int]) -> list[Row]:
    """Draw what is taken back of debts of which something is left, and lessen it."""
    taken: list[Row] = []
    for debt_id, left in owed.items():
        if left and draw(st.booleans()):
            amount = draw(st.integers(1, left))
            owed[debt_id] -= amount
            taken.append({"position": len(taken), "debt_id": debt_id, "month": "2020-01", "amount": amount})
    return taken


@pytest.fixture(scope="module")
def place(database_kind: str, new_demonstration: NewDatabase) -> Iterator[tuple[Api, Store]]:
    """Yield a live server, and the database that it reads."""
    url = new_demonstration(database_kind)
    store = Store(url)
    with (
        serving(Settings(database=url, demo=True, demo_light_passwords=True)) as live,
        httpx.Client(base_url=live, verify=PLAIN, timeout=60) as http,
    ):
        yield Api(http), store
    store.close()


def test_everything_agrees_to_the_cent(place: tuple[Api, Store]) -> None:
    """Overview, months, the list by year and benefit, what changed and debts say the same of any history."""
    api, store = place
    session = api.sign_in(ROLE)

    def get(path: str, **params: Any) -> Any:
        answer = api.get(f"/v1/files/{FILE_ID}/{path}", session, **params)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    @settings(
        max_examples=examples(EXAMPLES),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(histories())
    def agrees(history: History) -> None:
        history.put(store)
        _check(get, history)

    agrees()


def _check(get: Any, history: History) -> None:
    months = {each["month"]: each for each in get("payment-months", months=120)["items"]}
    listed = _listed(get)
    in_full = {each["payment_id"]: get(f"payments/{each['payment_id']}") for each in listed}
    arrived = [each for each in listed if each["status"] == "paid"]
    _check_list(get, history, listed, months)
    _check_overview(get("overview"), arrived, months)
    before: Row | None = None
    for month, amounts in months.items():
        shown = get(f"payment-months/{month}")
        assert shown["payments"] == [
            in_full[each["payment_id"]] for each in reversed(listed) if each["month"] == month
        ]
        assert (
            shown["amount"] == amounts["amount"] == _sum(each for each in arrived if each["month"] == month)
        )
        assert amounts["withheld"] == _sum(
            taken for each in shown["payments"] if each["status"] == "paid" for taken in each["recoveries"]
        )
        _check_why(shown, before)
        before = shown
    _check_debts(get, history, list(in_full.values()))


def _listed(get: Any, **params: Any) -> list[Row]:
    page = get("payments", limit=2, **params)
    items: list[Row] = page["items"]
    while page["next_cursor"]:
        page = get("payments", limit=2, cursor=page["next_cursor"], **params)
        items += page["items"]
    return items


def _check_list(get: Any, history: History, listed: list[Row], months: dict[str, Row]) -> None:
    assert {each["payment_id"]: each["amount"] for each in listed} == {
        str(each["id"]): each["amount"] for each in history.payments
    }
    page = get("payments")
    assert page["years"] == sorted({int(each["month"][:4]) for each in listed}, reverse=True)
    assert page["benefits"] == sorted({line["benefit"] for line in history.lines})
    for year in page["years"]:
        of_year = _listed(get, year=year)
        assert of_year == [each for each in listed if each["month"].startswith(f"{year}-")]
        assert _sum(each for each in of_year if each["status"] == "paid") == sum(
            each["amount"] for month, each in months.items() if month.startswith(f"{year}-")
        )
    for benefit in page["benefits"]:
        assert _listed(get, benefit=benefit) == [each for each in listed if benefit in each["benefits"]]


def _check_overview(overview: Row, arrived: list[Row], months: dict[str, Row]) -> None:
    assert overview["last_payment"] == (arrived[0] if arrived else None)
    for each in overview["recent_payments"]:
        assert each["amount"] == (months[each["month"]]["amount"] if each["month"] in months else 0)


def _check_why(shown: Row, before: Row | None) -> None:
    why = shown["why"]
    if before is None:
        assert why is None
        return
    if why is None:
        assert shown["payments"] == []
        assert shown["month"] == month_code(today())
        return
    assert why["compared_with"] == before["month"] == month_code(month_of(first_day(shown["month"]), 1))
    assert why["before"] == before["amount"]
    assert why["difference"] == shown["amount"] - before["amount"]
    assert sum(each["difference"] for each in why["changes"]) == why["difference"]
    was, is_ = _parts(before), _parts(shown)
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for each in why["changes"]:
        told[each["benefit"], each["part"]].append(each)
    assert set(told) == set(was) | set(is_)
    for part, chain in told.items():
        ends = [was.get(part, 0), *(each["now"] for each in chain)]
        assert [each["before"] for each in chain] == ends[:-1]
        assert ends[-1] == is_.get(part, 0)


def _parts(month: Row) -> dict[tuple[str, str], int]:
    """Return what arrived in a month of each benefit, its arrears and what was taken back of it."""
    parts: dict[tuple[str, str], int] = defaultdict(int)
    for payment in month["payments"]:
        if payment["status"] == "paid":
            for line in payment["lines"]:
                parts[line["benefit"], "right" if line["kind"] == "benefit" else "arrears"] += line["amount"]
            for taken in payment["recoveries"]:
                parts[taken["benefit"], "recovery"] += taken["amount"]
    return parts


def _check_debts(get: Any, history: History, payments: list[Row]) -> None:
    debts = get("debts")["items"]
    assert {each["debt_id"] for each in debts} == {str(each["id"]) for each in history.debts}
    for debt in debts:
        taken = [
            (payment["payment_id"], recovery["amount"], recovery["remaining"])
            for payment in payments
            if payment["status"] == "paid"
            for recovery in payment["recoveries"]
            if recovery["debt_id"] == debt["debt_id"]
        ]
        assert debt["recovered"] == sum(amount for _, amount, _ in taken)
        assert debt["amount"] == debt["recovered"] + debt["remaining"]
        shown = get(f"debts/{debt['debt_id']}")
        assert [
            (each["payment_id"], each["amount"], each["remaining"]) for each in shown["recoveries"]
        ] == taken
        assert {name: shown[name] for name in debt} == debt


def _sum(rows: Iterator[Row]) -> int:
    return sum(row["amount"] for row in rows)
