"""The operations of a demonstration, and the list of its accounts."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete, select, update

from server import Settings, prepare, sqlite_url
from server.db import Store
from server.db.tables import Fact
from server.demo.accounts import DEMO_ACCOUNTS
from server.demo.households import people
from server.identities.tables import Identity
from server.messages.tables import Thread
from server.people.tables import Account, Member
from server.requests.tables import Request
from server.rules.identifiers import canonical_identifier

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, NewDatabase


def test_every_account_has_its_person_and_its_hash() -> None:
    """Each public password matches its prepared hash."""
    hashes = {person.role: person.row()["password_hash"] for person in people()}
    for account in DEMO_ACCOUNTS:
        assert canonical_identifier(account.identifier) == account.identifier
        assert PasswordHasher().verify(hashes[account.role], account.password)


def test_light_hashes_are_the_demonstrations_alone(new_database: NewDatabase) -> None:
    """A real server never uses light hashes, whatever its environment says."""
    database = new_database("sqlite")
    assert Settings(database=database, demo=True, demo_light_passwords=True).light_passwords
    assert not Settings(database=database, demo_light_passwords=True).light_passwords


def test_listing_the_accounts_loads_no_framework() -> None:
    """`mon-compte accounts` is quick, and works where the server's packages are not installed."""
    script = (
        "import sys, server.demo.accounts; "
        "print([m for m in ('fastapi', 'sqlalchemy', 'argon2', 'pydantic') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_outbox_as_a_page(api: Api) -> None:
    """The page of messages is French, with a heading and the code, and runs no script of a message."""
    api.challenge()
    page = api.http.get("/demo")
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="fr">' in page.text
    assert "<h1>Messages de démonstration</h1>" in page.text
    assert api.last_code() in page.text
    assert "script-src" not in page.headers["content-security-policy"]


def test_messages_are_newest_first(api: Api) -> None:
    """The newest message, with the code that works, comes first."""
    challenge = api.challenge()
    api.advance(30)
    api.resend(challenge)
    newest, oldest = api.http.get("/demo/messages").json()
    assert newest["sent_at"] > oldest["sent_at"]
    assert set(newest) == {"channel", "to", "subject", "body", "code", "sent_at"}
    assert newest["code"] in newest["body"]


def test_maintenance_on_demand(api: Api) -> None:
    """Maintenance is shown as often as asked for, on the given paths, with the time of its end."""
    api.http.post("/demo/faults", json={"path": "/v1/me", "status": 503, "times": 2})
    assert api.http.get("/health").status_code == 200
    for _ in range(2):
        answer = api.http.get("/v1/me")
        assert api.problem(answer) == (503, "maintenance")
        assert answer.json()["until"]
        assert answer.headers["retry-after"] == "600"
    assert api.http.get("/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("status", "code"), [(500, "internal_error"), (429, "rate_limited"), (426, "update_required")]
)
def test_refusals_on_demand(api: Api, status: int, code: str) -> None:
    """Every refusal that a client must handle can be shown."""
    api.http.post("/demo/faults", json={"path": "/v1", "status": status})
    assert api.problem(api.http.get("/v1/me")) == (status, code)


def test_a_page_of_another_site_changes_nothing(api: Api) -> None:
    """A page of another site cannot change the demonstration."""
    session = api.sign_in("responsable-couple")
    own = str(api.http.base_url).rstrip("/")
    asked: tuple[tuple[str, dict[str, Any] | None], ...] = (
        ("/demo/reset", None),
        ("/demo/clock", {"advance_seconds": 3600}),
        ("/demo/faults", {"path": "/v1", "status": 500}),
        ("/demo/checks", {"verdict": "verified"}),
        ("/v1/enrolments", {}),
    )
    for said in (
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": own, "Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        for path, body in asked:
            answer = api.http.post(path, json=body, headers=said)
            assert answer.status_code == 403, (path, said)
    assert api.get("/v1/me", session).status_code == 200


@pytest.mark.parametrize(
    "said", [{}, {"Origin": "{own}"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}]
)
def test_programs_and_own_pages_change_things(api: Api, said: dict[str, str]) -> None:
    """Programs, and the server's own pages in any browser, may change things."""
    own = str(api.http.base_url).rstrip("/")
    headers = {name: value.format(own=own) for name, value in said.items()}
    assert api.http.post("/demo/clock", json={"advance_seconds": 1}, headers=headers).status_code == 200


def test_a_gateways_page_on_demand(api: Api) -> None:
    """A gateway's HTML answer can be shown."""
    api.http.post("/demo/faults", json={"path": "/v1", "status": 502})
    answer = api.http.get("/v1/me")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")


def test_slowness_alone_changes_no_answer(api: Api) -> None:
    """A fault of slowness only delays the right answer."""
    api.http.post("/demo/faults", json={"path": "/v1/me", "status": None, "latency_ms": 1})
    assert api.http.get("/v1/me").status_code == 401


def test_reset_puts_everything_back(api: Api) -> None:
    """A reset restores sessions, messages, faults, limits and the clock."""
    session = api.sign_in("responsable-couple")
    api.challenge()
    api.advance(40 * 24 * 3600)
    api.http.post("/demo/faults", json={"path": "/v1", "status": 500, "times": 9})
    assert api.http.post("/demo/reset").status_code == 204
    assert api.http.get("/demo/messages").json() == []
    assert api.problem(api.get("/v1/me", session)) == (401, "session_expired")
    assert api.get("/v1/me", api.sign_in("responsable-couple")).status_code == 200


def test_data_of_an_older_version_is_completed(sqlite_file: Path) -> None:
    """Missing identities and requests are added to older data, but not for a closed account."""
    settings = Settings(database=sqlite_url(sqlite_file), demo=True)
    prepare(settings)
    store, closed = Store(settings.database), people()[0].account_id
    with store.write() as transaction:
        transaction.execute(delete(Identity))
        transaction.execute(delete(Request))
        transaction.execute(delete(Fact).where(Fact.name == "demo_requests"))
        transaction.execute(delete(Thread))
        transaction.execute(update(Member).where(Member.account_id == closed).values(account_id=None))
        transaction.execute(delete(Account).where(Account.id == closed))
    for _ in range(2):
        prepare(settings)
    with store.read() as transaction:
        kept = set(transaction.scalars(select(Identity.account_id)))
        asked = set(transaction.scalars(select(Request.account_id)))
    store.close()
    assert kept == {person.account_id for person in people()} - {closed}
    assert asked
    assert closed not in asked
