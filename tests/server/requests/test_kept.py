"""What is kept of requests: receipts, the copy of one's data, expiry, closing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from server import Settings, sqlite_url
from server.clock import Clock
from server.db import Store
from server.people.tables import Closing
from server.requests.rules import RequestState
from server.requests.tables import Request, RequestDocument, RequestEvent
from tests.server.composed import composed, sweep_all
from tests.server.requests_steps import MOVED, begun, file_of, post, save, sent
from tests.server.settings_steps import SignedInPerson
from tests.support.papers import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Eventually

DAY = 86_400


def test_the_receipt_says_what_was_sent(api: Api) -> None:
    """The receipt is a tagged PDF with every answer in words; a draft has none."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    path = f"/v1/me/requests/{draft['request_id']}/receipt"
    assert api.problem(api.get(path, session)) == (404, "not_found")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    answer = api.get(path, session)
    assert answer.headers["content-type"] == "application/pdf"
    said = words_of(answer.content)
    for words in (request["reference"], "Locataire", "612,00", "4 rue du Port", "2 novembre 2026"):
        assert words in said, words
    assert api.get(path, session).content == answer.content


def test_a_draft_that_nobody_touches_goes(api: Api) -> None:
    """A draft is kept for three months after the last word, and is gone then."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    api.advance(89 * DAY)
    session = api.sign_in("responsable-seul")
    path = f"/v1/me/requests/{draft['request_id']}"
    assert api.get(path, session).status_code == 200
    assert save(api, session, draft, answers=MOVED).status_code == 200


def test_a_draft_is_thrown_away_and_what_was_sent_is_not(api: Api) -> None:
    """Deleting is for drafts; what was sent is withdrawn."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    path = f"/v1/me/requests/{draft['request_id']}"
    assert api.http.delete(path, headers=api.bearer(session)).status_code == 204
    assert api.problem(api.get(path, session)) == (404, "not_found")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    kept = api.http.delete(f"/v1/me/requests/{request['request_id']}", headers=api.bearer(session))
    assert api.problem(kept) == (409, "changed_meanwhile")
    assert post(api, session, f"/{request['request_id']}/withdrawal").status_code == 200


def test_the_copy_of_ones_data_has_ones_own_requests(api: Api, eventually: Eventually) -> None:
    """What the person wrote is in their copy; what another member of the household wrote is not."""
    person = SignedInPerson.of(api)
    asked = person.ask("POST", "/exports", {}).json()["export_id"]
    eventually(lambda: person.get(f"/exports/{asked}").json()["state"] == "ready")
    own = person.get(f"/exports/{asked}/data.json").json()["requests"]["own"]
    assert {each["reference"] for each in own} == {"4 271 906", "4 198 320", "4 280 117"}
    assert any(each["answers"].get("landlord") == "Foncière des Tilleuls" for each in own)
    pdf = words_of(person.get(f"/exports/{asked}/document.pdf").content)
    assert "4 271 906" in pdf


def test_the_sweep_keeps_what_is_under_way(sqlite_file: Path) -> None:
    """Old drafts and what has long been over go; nothing that the fund still studies does."""
    with composed(Settings(database=sqlite_url(sqlite_file), demo=True)) as services:
        store, now = services[Store], services[Clock].now()
        long_ago = now - timedelta(days=6 * 365)
        with store.write() as transaction:
            transaction.execute(
                update(Request).where(Request.state != RequestState.STUDIED).values(updated_at=long_ago)
            )
            transaction.execute(
                update(Request).where(Request.state == RequestState.WAITING).values(due_on=now.date())
            )
        sweep_all(services)
        with store.read() as transaction:
            left = set(transaction.scalars(select(Request.state)))
        assert RequestState.DRAFT not in left
        assert RequestState.REFUSED not in left
        assert RequestState.WAITING in left


def test_nothing_is_left_of_a_closed_account(sqlite_file: Path) -> None:
    """Requests go with the account, with all that happened to them."""
    with composed(Settings(database=sqlite_url(sqlite_file), demo=True)) as services:
        store, now = services[Store], services[Clock].now()
        with store.write() as transaction:
            whose = transaction.scalars(select(Request.account_id)).first()
            transaction.add(Closing(account_id=whose, asked_at=now, closes_at=now))
        sweep_all(services)
        with store.read() as transaction:
            assert transaction.scalars(select(Request.id).where(Request.account_id == whose)).all() == []
            ids = set(transaction.scalars(select(Request.id)))
            assert set(transaction.scalars(select(RequestEvent.request_id))) <= ids
            assert set(transaction.scalars(select(RequestDocument.request_id))) <= ids
