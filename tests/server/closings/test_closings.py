"""Closings: announced, taken back, or carried out after 30 days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from server import Settings
from server.clock import Clock
from server.db import Store
from server.db.types import Base
from server.demo.households import people
from server.people.closing import DELAY
from server.people.tables import Account, Closing, Member
from server.scans.service import Scans
from server.scans.tables import Scan
from tests.server.composed import composed, sweep_all
from tests.server.settings_steps import SignedInPerson

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Find, NewDatabase


def test_it_is_asked_with_the_password_and_told(api: Api) -> None:
    """A closing is due in 30 days, signs other devices out, and notifies both contacts, however often it is asked."""
    person, elsewhere = SignedInPerson.of(api), SignedInPerson.of(api)
    assert person.get("").json()["closes_at"] is None
    asked = person.ask("POST", "/closing", {"password": person.password})
    assert asked.status_code == 201
    closes_at = datetime.fromisoformat(asked.json()["closes_at"])
    assert timedelta(days=29, hours=23) < closes_at - datetime.now(closes_at.tzinfo) <= timedelta(days=30)
    assert person.get("").json()["closes_at"] == asked.json()["closes_at"]
    assert elsewhere.ended
    told = person.messages()[:2]
    assert {message["subject"] for message in told} == {"Votre compte va fermer"}
    assert all(f"{closes_at:%d/%m/%Y}" in message["body"] for message in told)
    api.advance(3600)
    person = SignedInPerson.of(api)
    again = person.ask("POST", "/closing", {"password": person.password})
    assert again.json() == asked.json()


def test_it_is_not_asked_without_the_right_password(api: Api) -> None:
    """The password is needed even just after a sign-in."""
    person = SignedInPerson.of(api)
    assert person.ask("POST", "/closing", {}).status_code == 422
    wrong = person.ask("POST", "/closing", {"password": "Marronnier13loire"})
    assert api.problem(wrong) == (422, "password_refused")
    assert person.get("").json()["closes_at"] is None


def test_one_can_change_ones_mind(api: Api) -> None:
    """A closing can be taken back for 30 days; doing it twice changes nothing."""
    person = SignedInPerson.of(api)
    person.ask("POST", "/closing", {"password": person.password})
    api.advance(29 * 24 * 3600)
    person = SignedInPerson.of(api)
    assert person.ask("DELETE", "/closing").status_code == 204
    assert person.get("").json()["closes_at"] is None
    assert person.messages()[0]["subject"] == "Votre compte reste ouvert"
    before = person.messages()
    assert person.ask("DELETE", "/closing").status_code == 204
    assert person.messages() == before
    api.advance(24 * 3600)
    assert SignedInPerson.of(api).get("").status_code == 200


def test_after_thirty_days_nobody_signs_in(api: Api, account: Find) -> None:
    """A closed account opens by no password, device or code, even before it is erased."""
    person = SignedInPerson.of(api)
    token = person.ask("POST", "/device-keys", {}).json()["token"]
    person.ask("POST", "/closing", {"password": person.password})
    api.advance(int(DELAY.total_seconds()))
    known = account(person.role)
    assert api.problem(api.try_sign_in(known.identifier, known.password)) == (401, "credentials_refused")
    unlocked = api.http.post("/v1/sessions/device", json={"token": token})
    assert api.problem(unlocked) == (401, "credentials_refused")
    before = person.messages()
    begun = api.http.post("/v1/password-resets", json={"identifier": known.identifier}).json()
    bearer = {"Authorization": f"Bearer {begun['token']}"}
    body = {"channel": begun["channels"][0]["channel"]}
    assert api.http.post("/v1/password-resets/current/code", json=body, headers=bearer).status_code == 200
    assert person.messages() == before, "plausible answers, and no code"


def test_the_sweep_leaves_nothing_of_the_person(
    new_database: NewDatabase, database_kind: str, tmp_path: Path
) -> None:
    """The sweep erases every row of the account, and leaves the file of the family and its other members."""
    url = new_database(database_kind)
    gone, stays = (person.account_id for person in people()[:2])
    with composed(Settings(database=url, demo=True, scans=tmp_path)) as services:
        store, clock = services[Store], services[Clock]
        with store.write() as transaction:
            for account_id, ago in ((gone, DELAY), (stays, DELAY - timedelta(minutes=1))):
                asked_at = clock.now() - ago
                transaction.add(Closing(account_id=account_id, asked_at=asked_at, closes_at=asked_at + DELAY))
            seats = len(transaction.scalars(select(Member.id)).all())
            sent = Scan(id=uuid4(), account_id=gone, position=1, file_name="a.pdf", size=1)
            transaction.add(sent)
            picture = services[Scans].path_of(sent)
        picture.parent.mkdir()
        picture.write_bytes(b"x")
        sweep_all(services)
        assert not picture.exists(), "what the account leaves goes in the same sweep"
        with store.read() as transaction:
            assert transaction.get(Account, gone) is None
            assert transaction.get(Account, stays) is not None
            assert len(transaction.scalars(select(Member.id)).all()) == seats
            for table in Base.metadata.sorted_tables:
                for key in table.foreign_keys:
                    if key.column.table.name == "accounts":
                        held = transaction.execute(select(key.parent).where(key.parent == gone)).all()
                        assert held == [], table.name
