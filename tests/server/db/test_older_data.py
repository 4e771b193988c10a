"""Databases of older versions: undamaged files only, and data that is migrated to today's tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert, select

import server.db
from server import Settings, prepare, sqlite_url
from server.challenges.tables import Challenge
from server.crypto.pepper import pepper_of
from server.db import Store
from server.demo.households import people
from server.entitlements.tables import Entitlement
from server.errors import StoreDamaged
from server.idempotency.tables import IdempotentAnswer
from server.identities.recognition import fingerprint, likely_accounts
from server.payments.service import Payments
from server.people.tables import Account
from server.rules.birth_dates import BirthDate
from server.rules.likeness import Particulars
from tests.server.enrolment_steps import PASSWORD, Draft
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from tests.server.conftest import NewDatabase, Serve


def test_a_broken_file_is_refused_before_it_is_written_to(sqlite_file: Path) -> None:
    """A damaged file is refused unchanged, to the byte, even where its journal mode is not WAL."""
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("CREATE TABLE kept (text)")
        connection.executemany("INSERT INTO kept VALUES (?)", [("x" * 500,)] * 200)
        connection.commit()
    content = bytearray(sqlite_file.read_bytes())
    assert content[18] == 1, "not in WAL mode"
    content[8192:24576] = b"\xff" * 16384
    sqlite_file.write_bytes(content)
    with pytest.raises(StoreDamaged):
        prepare(Settings(database=sqlite_url(sqlite_file)))
    assert sqlite_file.read_bytes() == content
    assert [file.name for file in sqlite_file.parent.iterdir()] == [sqlite_file.name]


def as_of(url: str, revision: str, rows: dict[str, dict[str, Any] | list[dict[str, Any]]]) -> None:
    """Make a database of an older version, with a row or several in some of its tables."""
    store = Store(url)
    config = Config()
    config.set_main_option("script_location", str(Path(server.db.__file__).parent / "migrations"))
    with store.write() as transaction:
        connection = transaction.connection()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        tables = MetaData()
        tables.reflect(connection, only=list(rows))
        for table, held in rows.items():
            for row in held if isinstance(held, list) else [held]:
                # SQLite knows no UUID, which SQLAlchemy keeps there as 32 digits.
                known = {
                    name: value.hex if isinstance(value, UUID) and store.file else value
                    for name, value in row.items()
                    if name in tables.tables[table].columns
                }
                transaction.execute(insert(tables.tables[table]), [known])
    store.close()


def account_of_before() -> dict[str, Any]:
    """Return the row of an account in the first tables."""
    return people()[0].row() | {"birth_date": people()[0].birth_date}


def test_older_data_is_brought_to_these_tables(new_database: NewDatabase, database_kind: str) -> None:
    """A database of the first revision keeps its account, and drops a sign-in that waits for a code."""
    url, person, challenge, now = new_database(database_kind), account_of_before(), uuid4(), datetime.now(UTC)
    as_of(url, "0001", {
        "accounts": person,
        "challenges": {
            "id": challenge, "account_id": person["id"], "channel": "mail", "destination": "a@example.org",
            "device_name": None, "origin": b"o", "created_at": now,
        },
        "sent_codes": {
            "id": uuid4(), "challenge_id": challenge, "hash": b"h", "sent_at": now, "expires_at": now,
            "tries_left": 5, "used_at": None,
        },
    })  # fmt: skip
    prepare(Settings(database=url))
    store = Store(url)
    with store.read() as transaction:
        assert transaction.scalars(select(Account.id)).all() == [person["id"]]
        assert transaction.scalars(select(Account.birth_date)).all() == [BirthDate.of(person["birth_date"])]
        assert transaction.scalars(select(Challenge.id)).all() == []
    store.close()


def test_kept_answers_follow_their_table_to_its_new_name(
    new_database: NewDatabase, database_kind: str
) -> None:
    """A request that was answered before an upgrade, and is sent again after it, is not done twice."""
    url, kept_until = new_database(database_kind), datetime(2036, 3, 1, 8, 30, tzinfo=UTC)
    as_of(url, "0011", {
        "replays": {"key_hash": b"key", "fingerprint": b"request", "answer": b"sealed", "expires_at": kept_until},
    })  # fmt: skip
    prepare(Settings(database=url))
    store = Store(url)
    with store.read() as transaction:
        [kept] = transaction.scalars(select(IdempotentAnswer))
        assert (kept.key_hash, kept.fingerprint, kept.answer) == (b"key", b"request", b"sealed")
        assert kept.expires_at == kept_until
    store.close()


def test_what_was_taken_back_becomes_a_debt(new_database: NewDatabase, database_kind: str) -> None:
    """Recoveries of which less and less was left become one debt, and the next ones another; no line is lost."""
    url, file_id = new_database(database_kind), uuid4()
    payments = [uuid4() for _ in range(4)]
    as_of(url, "0013", {
        "files": {
            "id": file_id, "number": "1234567", "marital": "single", "children_count": 0,
            "account_masked": "•••• 1234",
        },
        "entitlements": {
            "id": uuid4(), "file_id": file_id, "benefit": "apl", "amount": 200_00, "since": date(2035, 1, 1),
        },
        "payments": [
            {
                "id": each, "file_id": file_id, "paid_on": date(2036, 1 + n, 5), "month": f"2036-0{1 + n}",
                "amount": 150_00,
            }
            for n, each in enumerate(payments)
        ],
        "payment_lines": [
            {
                "payment_id": each, "position": 0, "benefit": "apl", "month": "2035-12", "amount": 200_00,
                "kind": "benefit",
            }
            for each in payments
        ],
        "recoveries": [
            {
                "payment_id": payments[n], "position": 0, "benefit": "apl", "month": month, "amount": 50_00,
                "reason": "income_change", "remaining": remaining,
            }
            for n, (month, remaining) in enumerate(
                [("2035-10", 50_00), ("2035-09", 0), ("2035-12", 150_00), ("2035-12", 100_00)]
            )
        ],
    })  # fmt: skip
    prepare(Settings(database=url))
    store = Store(url)
    with store.read() as transaction:
        found = Payments().all(transaction, file_id)
        first, second = reversed(Payments().debts(transaction, file_id))
        left = Payments().left_after(transaction, found)
        [entitlement] = transaction.scalars(select(Entitlement))
    store.close()
    assert [[taken.debt_id for taken in each.recoveries] for each in found] == [
        [first.id], [first.id], [second.id], [second.id],
    ]  # fmt: skip
    assert [left[each, 0] for each in payments] == [50_00, 0, 150_00, 100_00]
    assert [(each.amount, each.from_month, each.until_month) for each in (first, second)] == [
        (100_00, "2035-09", "2035-10"),
        (200_00, "2035-12", "2035-12"),
    ]
    assert (first.notified_on, first.monthly_amount, first.cancelled_on) == (date(2036, 1, 5), None, None)
    assert all(each.lines and each.arrived for each in found)
    assert {line.file_id for each in found for line in each.lines} == {file_id}
    assert (entitlement.state, entitlement.ends_when) == ("open", [])


def test_people_of_before_are_found_by_the_rules_of_today(
    new_database: NewDatabase, database_kind: str
) -> None:
    """Fingerprints that older rules made are made again at the start, and people are recognised."""
    url, person = new_database(database_kind), account_of_before()
    as_of(url, "0005", {
        "accounts": person,
        "identities": {
            "account_id": person["id"], "fingerprint": b"of older rules", "birth_name": "Lecœur", "used_name": None,
            "birth_place_kind": "commune", "birth_place_code": "75114", "document_kind": "cni",
            "document_number": None, "verdict": "verified",
        },
    })  # fmt: skip
    prepare(Settings(database=url))
    store = Store(url)
    with store.read() as transaction:
        key = pepper_of(transaction)
        who = Particulars(
            birth_name="LECOEUR",
            first_names=tuple(name.upper() for name in person["first_names"]),
            birth_date=BirthDate.of(person["birth_date"]),
            civility=person["civility"],
            place="75056",
        )
        [found] = likely_accounts(transaction, key, who)
        assert (found.account.id, found.certain) == (person["id"], True)
        assert found.identity.fingerprint == fingerprint(key, who)
    store.close()


def test_a_stolen_database_opens_no_draft(serve: Serve, sqlite_file: Path) -> None:
    """A stolen database holds no token, password or address of a draft in clear, nor a stored answer."""
    with (
        serve(Settings(database=sqlite_url(sqlite_file), demo=True)) as url,
        httpx.Client(
            base_url=url, verify=PLAIN, headers={"X-Forwarded-For": "203.0.113.77"}, timeout=PATIENCE_S
        ) as http,
    ):
        key = {"Idempotency-Key": str(uuid4())}
        begun = http.post("/v1/enrolments", json={}, headers=key).json()["token"]
        draft = Draft.at(http, "summary")
        body = {"identifier": "1850578006084"}
        reset = http.post("/v1/password-resets", json=body, headers={"Idempotency-Key": str(uuid4())})
        secrets = [begun, draft.token, reset.json()["token"], PASSWORD, "203.0.113.77"]
    with closing(sqlite3.connect(sqlite_file)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # Without the outbox, which a demonstration shows on purpose.
        opened = {
            "enrolments",
            "challenges",
            "sent_codes",
            "password_resets",
            "idempotent_answers",
            "sessions",
            "accounts",
        }
        assert opened <= set(tables)
        held = "\n".join(
            repr(value)
            for table in opened
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
            for value in row
        )
    for secret in secrets:
        assert secret not in held
