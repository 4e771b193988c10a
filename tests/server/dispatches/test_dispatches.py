"""What people send waits for the fund: nothing is missed, nothing is told twice, nobody else reads it."""

from __future__ import annotations

import threading
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from server import Settings
from server.back_office.rules import ClientScope
from server.clock import Clock
from server.closings.service import erase_closed
from server.composition import compose
from server.db import Store
from server.db.sweeper import Expiry
from server.dispatches.feature import FEATURE
from server.dispatches.rules import KEPT
from server.dispatches.service import Dispatches
from server.dispatches.tables import Dispatch
from tests.server.composed import composed
from tests.server.conftest import Api
from tests.server.contact.appointment_steps import book, slots
from tests.server.dispatches.back_office import DISPATCHES, FundServer, Program
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, PNG, Draft, civil_status
from tests.server.requests_steps import MOVED, file_of, post, sent, uploaded
from tests.server.settings_steps import SignedInPerson
from tests.support.files import picture
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from tests.server.conftest import NewDatabase, Start


class Undone(Exception):
    """An act that fails."""


def undo(*, fails: bool) -> None:
    if fails:
        raise Undone


def test_a_request_waits_with_its_answers_and_the_person_who_sent_it(fund: FundServer) -> None:
    """The fund reads who sent what for which file, and what happens to it afterwards, each act once."""
    api, program = fund.api, fund.program(ClientScope.DISPATCHES)
    session = api.sign_in("responsable-couple")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    told = program.newest("request")
    assert (told["act"], told["file_number"], told["acknowledged_at"]) == ("sent", "1046287", None)
    assert told["person"]["last_name"] == "Martin"
    assert told["content"]["reference"] == request["reference"].replace(" ", "")
    assert told["content"]["answers"]["rent"] == MOVED["rent"]
    post(api, session, f"/{request['request_id']}/withdrawal")
    acts = [(each["act"], program.read(each)["content"]["state"]) for each in program.all(kind="request")]
    assert acts == [("sent", "withdrawn"), ("withdrawn", "withdrawn")]


def test_documents_come_as_they_were_sent(fund: FundServer) -> None:
    """The very bytes are read under the upload and under the message that they were attached to."""
    api, program = fund.api, fund.program(ClientScope.DISPATCHES)
    session = api.sign_in("responsable-seul")
    upload = uploaded(api, session, file_of(api, session), "rent_certificate")
    body = {"subject_code": "housing", "text": "Voici mon bail.", "upload_ids": [upload]}
    headers = api.bearer(session) | {"Idempotency-Key": str(uuid4())}
    assert api.http.post("/v1/me/messages", json=body, headers=headers).status_code == 201
    for kind in ("upload", "message"):
        told = program.newest(kind)
        assert [(each["n"], each["media_type"]) for each in told["files"]] == [(1, "image/png")]
        path = f"{DISPATCHES}/{told['dispatch_id']}/files"
        file = program.ask("GET", f"{path}/1")
        assert (file.content, file.headers["cache-control"]) == (picture("PNG"), "no-store")
        assert api.problem(program.ask("GET", f"{path}/2")) == (404, "not_found")
    assert program.newest("message")["content"]["paragraphs"] == ["Voici mon bail."]


def test_an_enrolment_that_no_register_proved_waits_with_its_scan(fund: FundServer) -> None:
    """Whom the fund has to look at is told with all that it compares; whom a register knows is not."""
    api, program = fund.api, fund.program(ClientScope.DISPATCHES)
    assert Draft.at(api.http, "summary", contact="known@example.org").complete().status_code == 201
    assert program.all(kind="enrolment") == []
    draft = Draft.begun(api.http)
    draft.put("civil-status", civil_status(NEWCOMER["sans-piece"]))
    draft.put("identity", {"kind": "none"})
    draft.send(draft.announce(len(PNG)).json()["scan_id"], 0, PNG)
    draft.post("identity/continue")
    draft.put("contact", {"channel": "mail", "value": "new@example.org"})
    draft.verify(draft.last_code())
    draft.put("password", {"password": PASSWORD})
    assert draft.complete().status_code == 201
    told = program.newest("enrolment")
    assert (told["act"], told["content"]["limit"]) == ("to_check", "scan_to_check")
    assert program.ask("GET", f"{DISPATCHES}/{told['dispatch_id']}/files/1").content == PNG


def test_all_that_people_change_themselves_is_told(fund: FundServer) -> None:
    """A contact, an appointment, an authorisation, a resource and a closing are each told with what they came to."""
    api, program = fund.api, fund.program(ClientScope.DISPATCHES)
    person = SignedInPerson.of(api)
    assert person.replace("nouvelle@example.org").status_code == 200
    change = program.newest("contact")["content"]
    assert (change["channel"], change["now"]) == ("mail", "nouvelle@example.org")
    made = book(api, person.session, slots(api, person.session)[-1])
    api.http.delete(f"/v1/me/appointments/{made['appointment_id']}", headers=api.bearer(person.session))
    booked, cancelled = program.all(kind="appointment")
    assert (booked["act"], cancelled["act"]) == ("booked", "cancelled")
    assert program.read(cancelled)["content"]["starts_at"] == program.read(booked)["content"]["starts_at"]
    file_id = file_of(api, person.session)
    changed = {"authorised": True, "expected": False}
    headers = api.bearer(person.session)
    api.http.put(f"/v1/files/{file_id}/authorisation", json=changed, headers=headers)
    assert program.newest("spouse_authorisation")["content"] == {"spouse": "Inès Martin", "authorised": True}
    resource = api.get(f"/v1/files/{file_id}/resources", person.session).json()["items"][0]
    api.http.post(
        f"/v1/files/{file_id}/resources/{resource['resource_id']}/corrections",
        json={"kind": "amount", "amount": 100_00, "comment": "Prime oubliée."},
        headers=headers | {"Idempotency-Key": str(uuid4())},
    )
    assert program.newest("resource_correction")["content"]["proposed_amount"] == 100_00
    person.ask("POST", "/closing", {"password": person.password})
    assert program.newest("closing")["content"]["closes_on"] is not None
    counted = program.ask("GET", f"{DISPATCHES}/waiting").json()
    assert (
        counted["count"]
        == len(program.all("0", waiting=True))
        == sum(each["count"] for each in counted["kinds"])
    )


def test_acknowledged_once_however_often_it_is_said(fund: FundServer) -> None:
    """The first time counts, it waits no longer, and the cursor goes on as it was; 90 days later it is erased."""
    api, program, other = fund.api, fund.program(ClientScope.DISPATCHES), fund.program(ClientScope.DISPATCHES)
    session = api.sign_in("responsable-couple")
    sent(api, session, "moving", file_of(api, session), MOVED)
    (dispatch,) = program.all(kind="request")
    path = f"{DISPATCHES}/{dispatch['dispatch_id']}/acknowledge"
    first = program.ask("POST", path)
    assert first.status_code == 200, first.text
    assert other.ask("POST", path).json() == first.json()
    assert program.all(kind="request", waiting=True) == []
    assert program.all(kind="request") == [first.json()]
    assert api.problem(program.ask("POST", f"{DISPATCHES}/{uuid4()}/acknowledge")) == (404, "not_found")
    (expiry,) = FEATURE.expiries
    assert isinstance(expiry, Expiry)
    with fund.services[Store].read() as transaction:
        later = fund.services[Clock].now() + KEPT + timedelta(days=2)
        assert transaction.scalars(select(expiry.key).where(expiry.condition(later))).all()


def test_only_a_program_with_the_scope_reads(fund: FundServer) -> None:
    """Neither a person, nor a program for something else, nor nobody reads what people sent."""
    api, program = fund.api, fund.program(ClientScope.DISPATCHES)
    session = api.sign_in("responsable-couple")
    sent(api, session, "moving", file_of(api, session), MOVED)
    dispatch = program.newest("request")["dispatch_id"]
    other = fund.program(ClientScope.BATCHES)
    for method, path in (
        ("GET", DISPATCHES),
        ("GET", f"{DISPATCHES}/waiting"),
        ("GET", f"{DISPATCHES}/{dispatch}"),
        ("GET", f"{DISPATCHES}/{dispatch}/files/1"),
        ("POST", f"{DISPATCHES}/{dispatch}/acknowledge"),
    ):
        assert api.problem(other.ask(method, path)) == (403, "scope_missing")
        by_person = api.http.request(method, path, headers=api.bearer(session))
        assert api.problem(by_person) == (401, "token_refused")
        assert api.problem(api.http.request(method, path)) == (401, "token_refused")


def test_what_is_kept_of_an_act_is_sealed_and_goes_with_the_account(fund: FundServer) -> None:
    """The row shows neither contact nor number; once the account is erased, the fund hears that alone."""
    api, services, program = fund.api, fund.services, fund.program(ClientScope.DISPATCHES)
    person = SignedInPerson.of(api, "responsable-seul")
    person.replace("secrete@example.org")
    with services[Store].read() as transaction:
        rows = transaction.scalars(select(Dispatch)).all()
        kept = [repr(vars(each)) + repr(each.details) for each in rows]
    assert not any("secrete" in each or "1880635238" in each for each in kept)
    person.ask("POST", "/closing", {"password": person.password})
    services[Clock].offset = timedelta(days=31)
    erase_closed(services)
    services[Clock].offset = timedelta()
    assert program.newest("contact")["content"] is None
    assert program.newest("contact")["person"] is None
    assert program.newest("closing")["act"] == "erased"


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=False)
def test_a_cursor_waits_for_who_is_still_writing(database_kind: str, new_database: NewDatabase) -> None:
    """A number drawn first and committed last is after what was read meanwhile: no cursor is past it."""
    with composed(Settings(database=new_database(database_kind))) as services:
        dispatches, store = services[Dispatches], services[Store]
        slow, fast = uuid4(), uuid4()

        def after(cursor: int) -> list[tuple[UUID, int | None]]:
            dispatches.place()
            with store.read() as transaction:
                found = dispatches.page(transaction, after=cursor, kinds=(), waiting=False, limit=10)
                return [(each.subject_id, each.position) for each in found]

        with store.write() as first:
            dispatches.write(first, "upload", "sent", slow, account_id=None)
            with store.write() as second:
                dispatches.write(second, "upload", "sent", fast, account_id=None)
            assert after(0) == [(fast, 1)]
        assert after(1) == [(slow, 2)]


def test_many_writers_and_a_reader_who_misses_nothing(database_kind: str, new_database: NewDatabase) -> None:
    """Six threads write, some in vain, over services of their own, while a reader goes on by cursor: each act, once."""
    settings = Settings(database=new_database(database_kind))
    with composed(settings) as services:
        done: list[UUID] = []

        def write(seed: int) -> None:
            chance, own = Random(seed), compose(settings)  # noqa: S311 - no secret
            for _ in range(20):
                subject, fails = uuid4(), chance.random() < 0.2
                try:
                    with own[Store].write() as transaction:
                        for part in (subject, subject):
                            own[Dispatches].write(transaction, "upload", "sent", part, account_id=None)
                        undo(fails=fails)
                except Undone:
                    continue
                done.append(subject)
            own.close()

        writers = [threading.Thread(target=write, args=(seed,)) for seed in range(6)]
        for writer in writers:
            writer.start()
        seen: list[UUID] = []
        places: list[int] = []
        cursor, writing = 0, True
        while writing:
            writing = any(writer.is_alive() for writer in writers)
            services[Dispatches].place()
            with services[Store].read() as transaction:
                page = services[Dispatches].page(transaction, after=cursor, kinds=(), waiting=False, limit=7)
            seen += [each.subject_id for each in page]
            places += [each.position or 0 for each in page]
            cursor = places[-1] if places else 0
            writing = writing or bool(page)
        for writer in writers:
            writer.join(PATIENCE_S)
        assert places == list(range(1, len(places) + 1))
        assert sorted(seen, key=str) == sorted([*done, *done], key=str)


def test_a_kill_after_the_act_loses_nothing(
    start: Start, database_kind: str, new_demonstration: NewDatabase
) -> None:
    """What a person was told is sent waits for the fund, though the server is killed before anybody reads."""
    database = new_demonstration(database_kind)
    options = {"MON_COMPTE_DATABASE": database, "MON_COMPTE_DEMO_LIGHT_PASSWORDS": "1"}
    with start("--demo", **options) as (process, url), httpx.Client(base_url=url, verify=PLAIN) as http:
        api = Api(http)
        session = api.sign_in("responsable-couple")
        request = sent(api, session, "moving", file_of(api, session), MOVED)
        process.kill()
    with start("--demo", **options) as (_, url), httpx.Client(base_url=url, verify=PLAIN) as http:
        services = compose(Settings(database=database, demo=True))
        program = Program.of(http, services, ClientScope.DISPATCHES)
        services.close()
        told: list[dict[str, Any]] = program.all("0", kind="request")
        assert program.read(told[-1])["content"]["request_id"] == request["request_id"]
