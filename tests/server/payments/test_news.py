"""What is written of payments that a fund hands over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from server import Settings
from server.clock import Clock
from server.db import Store
from server.imports.records import id_of
from server.imports.service import Imports
from server.messages.tables import Thread, ThreadCopy
from server.notifications.rules import NotificationChannel
from server.notifications.service import Notifications
from server.outbox.messages import MessageKind
from server.outbox.tables import OutboxMessage
from server.outbox.telling import Subject
from server.payments.news import PaymentNews
from server.people.tables import Account, Member
from tests.server.composed import composed
from tests.server.imports.records import deletion, household, member, payment, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from server.services import Services
    from tests.server.conftest import NewDatabase

TODAY = date(2026, 11, 25)


@pytest.fixture
def services(new_demonstration: NewDatabase, database_kind: str) -> Iterator[Services]:
    """Yield a server at ten in the morning."""
    settings = Settings(
        database=new_demonstration(database_kind),
        demo=True,
        demo_light_passwords=True,
    )
    with composed(settings) as services:
        services[Clock].offset = datetime(2026, 11, 25, 9, tzinfo=UTC) - datetime.now(UTC)
        yield services


def handed_over(services: Services, folder: Path, *records: dict[str, Any]) -> None:
    imports = services[Imports]
    batch = imports.run(imports.sources(written(folder, *records)))
    assert batch.state == "written", batch.faults


def joined(services: Services, folder: Path) -> UUID:
    """Hand over a household, and have its responsable be somebody who chose to be told of payments."""
    handed_over(services, folder, household(), member())
    with services[Store].write() as transaction:
        reached = select(Account.id).where(Account.mail.is_not(None), Account.mail_verified)
        someone = transaction.scalars(reached.order_by(Account.id)).first()
        assert someone is not None
        transaction.get_one(Member, id_of("member", "P-1")).account_id = someone
        services[Notifications].choose(
            transaction, someone, {(Subject.PAYMENT, NotificationChannel.MAIL)}, None, 0
        )
    return someone


def told_of(services: Services) -> list[tuple[str, bool]]:
    """Return which payments the household was written of, and whether that is unread."""
    query = (
        select(Thread.lead_id, ThreadCopy.unread)
        .join(ThreadCopy, ThreadCopy.thread_id == Thread.id)
        .where(Thread.file_id == id_of("household", "F-1"), Thread.kind == MessageKind.PAYMENT)
        .order_by(Thread.at)
    )
    with services[Store].read() as transaction:
        return [(str(lead), unread) for lead, unread in transaction.execute(query)]


def mails(services: Services) -> int:
    with services[Store].read() as transaction:
        return len(transaction.scalars(select(OutboxMessage.id)).all())


def paid_on(day: date, key: str = "V-1", **changed: Any) -> dict[str, Any]:
    return payment(key, paid_on=day.isoformat(), **changed)


def test_a_payment_that_comes_is_written_of_once(services: Services, tmp_path: Path) -> None:
    """People find it in Courriers, and are told as they chose; the same records again tell nothing."""
    joined(services, tmp_path)
    before = mails(services)
    for _ in range(2):
        handed_over(services, tmp_path, paid_on(TODAY), paid_on(TODAY - timedelta(days=6), "V-2"))
        services[PaymentNews].tell()
    told = [(str(id_of("payment", key)), True) for key in ("V-1", "V-2")]
    assert sorted(told_of(services)) == sorted(told)
    assert mails(services) == before + 2


def test_what_is_no_news(services: Services, tmp_path: Path) -> None:
    """Nothing is written of the years of a first load, of what the bank refused, of what was taken back by the fund."""
    joined(services, tmp_path)
    handed_over(
        services,
        tmp_path,
        paid_on(TODAY - timedelta(days=7)),
        paid_on(TODAY - timedelta(days=3650), "V-2"),
        paid_on(TODAY, "V-3", refused_reason="account_closed"),
        paid_on(TODAY, "V-4"),
    )
    handed_over(services, tmp_path, deletion("payment", "V-4"))
    services[PaymentNews].tell()
    assert told_of(services) == []


def test_nobody_is_written_to_who_is_not_here(services: Services, tmp_path: Path) -> None:
    """A household without an account has no letters that would all be unread on the day that it comes."""
    handed_over(services, tmp_path, household(), member(), paid_on(TODAY))
    services[PaymentNews].tell()
    joined(services, tmp_path)
    services[PaymentNews].tell()
    assert told_of(services) == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=False)
def test_a_payment_is_told_of_on_its_day_and_by_day(services: Services, tmp_path: Path) -> None:
    """One that is handed over ahead is no lie; at night nobody is woken."""
    joined(services, tmp_path)
    handed_over(services, tmp_path, paid_on(TODAY + timedelta(days=1)))
    services[PaymentNews].tell()
    assert told_of(services) == []
    services[Clock].offset += timedelta(hours=20)  # six in the morning
    services[PaymentNews].tell()
    assert told_of(services) == []
    services[Clock].offset += timedelta(hours=1)
    services[PaymentNews].tell()
    assert told_of(services) == [(str(id_of("payment", "V-1")), True)]
