"""What is kept of messages: in the copy of one's data, after a closing, after years."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from server import Settings, sqlite_url
from server.clock import Clock
from server.db import Store
from server.demo.households import demo_id
from server.messages.rules import KEPT
from server.messages.tables import Message, Thread, ThreadCopy
from server.people.tables import Closing
from tests.server.composed import composed, sweep_all
from tests.server.settings_steps import SignedInPerson

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Eventually


def test_the_copy_of_ones_data_has_ones_threads(api: Api, eventually: Eventually) -> None:
    """Those of the person, and the letters of the file that is open to them, with all that was written."""
    person = SignedInPerson.of(api)
    asked = person.ask("POST", "/exports", {}).json()["export_id"]
    eventually(lambda: person.get(f"/exports/{asked}").json()["state"] == "ready")
    data = person.get(f"/exports/{asked}/data.json").json()
    own = {each["subject"]: each for each in data["person"]["messages"]}
    assert [each["sender"] for each in own["Réponse à votre question"]["messages"]] == ["person", "fund"]
    (file,) = data["files"]
    assert "Il nous manque un document" in {each["subject"] for each in file["messages"]}


def test_a_spouse_without_procuration_has_no_letters_of_the_file(api: Api, eventually: Eventually) -> None:
    """Behind a closed door is somebody else's data."""
    person = SignedInPerson.of(api, "conjoint-sans-procuration")
    asked = person.ask("POST", "/exports", {}).json()["export_id"]
    eventually(lambda: person.get(f"/exports/{asked}").json()["state"] == "ready")
    (file,) = person.get(f"/exports/{asked}/data.json").json()["files"]
    assert file["messages"] is None


def test_nothing_is_left_of_a_closed_account(sqlite_file: Path) -> None:
    """Its threads go with it, with their messages and copies; the letters of the file are the family's, and stay."""
    with composed(Settings(database=sqlite_url(sqlite_file), demo=True)) as services:
        store, now = services[Store], services[Clock].now()
        whose = demo_id("account", "responsable-couple")
        with store.write() as transaction:
            transaction.add(Closing(account_id=whose, asked_at=now, closes_at=now))
        sweep_all(services)
        with store.read() as transaction:
            assert transaction.scalars(select(Thread.id).where(Thread.account_id == whose)).all() == []
            left = set(transaction.scalars(select(Thread.id)))
            assert set(transaction.scalars(select(Message.thread_id))) <= left
            assert set(transaction.scalars(select(ThreadCopy.thread_id))) <= left
            of_file = select(Thread.id).where(Thread.file_id == demo_id("file", "1046287"))
            assert transaction.scalars(of_file).all()


def test_the_sweep_ends_what_nobody_writes_in_for_years(sqlite_file: Path) -> None:
    """It goes five years after its last message; what is younger stays."""
    with composed(Settings(database=sqlite_url(sqlite_file), demo=True)) as services:
        store, now = services[Store], services[Clock].now()
        with store.write() as transaction:
            old = transaction.scalars(select(Thread.id)).first()
            written = now - KEPT - timedelta(days=1)
            transaction.execute(update(Thread).where(Thread.id == old).values(at=written))
        sweep_all(services)
        with store.read() as transaction:
            left = set(transaction.scalars(select(Thread.id)))
            assert old not in left
            assert left
            assert set(transaction.scalars(select(Message.thread_id))) == left
