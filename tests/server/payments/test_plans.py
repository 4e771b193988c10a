"""Ten years of payments are read as fast as twelve months: each statement goes by an index, and reads what it shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from sqlalchemy import event, insert, text

from server import Settings, prepare
from server.db import Store
from server.payments.service import Payments
from server.payments.tables import Debt, Payment, PaymentEvent, PaymentLine, Recovery
from server.people.tables import File
from server.rules.payments import month_code, month_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from tests.server.conftest import NewDatabase

FILES, MONTHS = 60, 120
NEWEST = date(2036, 11, 5)
MONTH = month_code(NEWEST)
# The tables that grow with the months.
LONG = ("payments", "payment_lines", "recoveries", "payment_events")


def rows(file_id: UUID, months: int, taken: int) -> dict[type[Any], list[dict[str, Any]]]:
    """Return the rows of a file that was paid for so many months, and had something taken back in the last ones."""
    debt_id = uuid4()
    paid_on = [month_of(NEWEST, back).replace(day=5) for back in range(months)]
    payments = [uuid4() for _ in paid_on]
    return {
        File: [
            {
                "id": file_id, "number": f"{file_id.int % 10**7:07}", "marital": "single", "children_count": 0,
                "account_masked": "•••• 1234",
            }
        ],
        Payment: [
            {"id": each, "file_id": file_id, "paid_on": on, "month": month_code(on), "amount": 100}
            for each, on in zip(payments, paid_on, strict=True)
        ],
        PaymentLine: [
            {
                "payment_id": each, "position": n, "file_id": file_id, "benefit": benefit, "month": month_code(on),
                "amount": 70, "kind": "benefit",
            }
            for each, on in zip(payments, paid_on, strict=True)
            for n, benefit in enumerate(("af", "apl"))
        ],
        Debt: [
            {
                "id": debt_id, "file_id": file_id, "benefit": "apl", "reason": "income_change",
                "from_month": MONTH, "until_month": MONTH, "notified_on": NEWEST, "amount": 40 * months,
                "contest_until": NEWEST,
            }
        ],
        Recovery: [
            {"payment_id": each, "position": 0, "debt_id": debt_id, "month": MONTH, "amount": 40}
            for each in payments[:taken]
        ],
        PaymentEvent: [
            {
                "id": uuid4(), "file_id": file_id, "month": month_code(on), "benefit": "af", "part": "right",
                "difference": 0, "kind": "new_rate", "happened_on": on,
            }
            for on in paid_on
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def held(database_kind: str, new_database: NewDatabase) -> Iterator[tuple[Store, UUID, UUID]]:
    """Yield a database of many files, with one of ten years and one of twelve months."""
    url = new_database(database_kind)
    prepare(Settings(database=url))
    store, long, short = Store(url), uuid4(), uuid4()
    files = [
        rows(long, MONTHS, 12),
        rows(short, 12, 12),
        *(rows(uuid4(), MONTHS, MONTHS) for _ in range(FILES)),
    ]
    with store.write() as transaction:
        for table in files[0]:
            transaction.execute(insert(table), [row for each in files for row in each[table]])
    with store.write() as transaction:
        transaction.execute(text("ANALYZE"))
    yield store, long, short
    store.close()


def read_all(payments: Payments, transaction: Transaction, file_id: UUID) -> None:
    """Read what Mon Compte, a month and a page of the list show."""
    payments.last(transaction, file_id)
    payments.by_month(transaction, file_id, month_code(month_of(NEWEST, 6)))
    payments.first_month(transaction, file_id)
    payments.last_month(transaction, file_id)
    payments.totals(transaction, file_id, month_code(month_of(NEWEST, 11)), MONTH)
    payments.explain(transaction, file_id, MONTH)
    page = payments.page(transaction, file_id, before=None, limit=6, year=NEWEST.year, benefit="af")
    payments.page(transaction, file_id, before=(page[-1].paid_on, page[-1].id), limit=6)
    payments.years(transaction, file_id)
    payments.benefits(transaction, file_id)


def asked(store: Store, file_id: UUID) -> list[tuple[str, Any]]:
    """Return the statements of such a reading, with their values."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            statements.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        with store.read() as transaction:
            read_all(Payments(), transaction, file_id)
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
    return statements


def test_every_statement_goes_by_an_index(held: tuple[Store, UUID, UUID]) -> None:
    """No statement reads a whole table, on either database."""
    store, long, _ = held
    statements = asked(store, long)
    assert len(statements) > 10
    explaining = "EXPLAIN QUERY PLAN" if store.file else "EXPLAIN"
    scan = "SCAN" if store.file else "Seq Scan on"
    with store.engine.connect() as connection:
        for statement, values in statements:
            plan = "\n".join(
                str(row) for row in connection.exec_driver_sql(f"{explaining} {statement}", values)
            )
            assert not any(f"{scan} {table}" in plan for table in LONG), f"{statement}\n{plan}"


def test_a_long_history_takes_no_more_than_a_short_one(held: tuple[Store, UUID, UUID]) -> None:
    """The same statements read as many rows of a file of ten years as of one of twelve months."""
    store, long, short = held

    def read(file_id: UUID) -> list[tuple[str, int]]:
        with store.engine.connect() as connection:
            return [
                (statement, len(connection.exec_driver_sql(statement, values).all()))
                for statement, values in asked(store, file_id)
            ]

    assert read(long) == read(short)


def test_a_long_history_is_no_more_work_for_the_database(held: tuple[Store, UUID, UUID]) -> None:
    """SQLite counts its own steps: of ten years at most a twentieth more than of twelve months, for each statement."""
    store, long, short = held
    if store.file is None:
        pytest.skip("PostgreSQL counts no steps; it goes by the same indexes")

    def steps(file_id: UUID) -> list[tuple[str, int]]:
        counted = 0

        def count() -> None:
            nonlocal counted
            counted += 1

        found = []
        with store.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            for statement, values in asked(store, file_id):
                counted = 0
                driver.set_progress_handler(count, 1)
                connection.exec_driver_sql(statement, values).all()
                driver.set_progress_handler(None, 1)
                found.append((statement, counted))
        return found

    for (statement, ours), (_, reference) in zip(steps(long), steps(short), strict=True):
        assert 0 < ours <= 1.05 * reference, f"{ours} steps for {reference}: {statement}"
