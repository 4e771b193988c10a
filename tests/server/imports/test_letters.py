"""What a fund writes to people, and what it answers to their requests, comes by its records."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from sqlalchemy import select

from server import Settings
from server.clock import Clock
from server.db import Store
from server.entitlements.tables import Entitlement
from server.imports.records import id_of
from server.imports.service import Imports
from server.messages.access import readers
from server.messages.tables import Message, Thread, ThreadCopy
from server.people.doors import Door
from server.people.reach import Reach
from server.people.tables import Account, Member
from server.questionnaires.packaged import FOLDER
from server.requests.rules import EventKind, RequestKind, RequestState
from server.requests.tables import Request, RequestAnswer
from server.rules.birth_dates import BirthDate
from server.sessions.rules import Scope
from server.sessions.service import Signed
from tests.server.composed import composed
from tests.server.imports.records import deletion, household, member, payment, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server.services import Services
    from tests.server.conftest import NewDatabase


def blank(script: str = "") -> bytes:
    """Return a PDF of an empty page, with a script that it runs."""
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    if script:
        runs = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(runs)
    writer.write(made)
    return made.getvalue()


LETTER = blank()
PDF = base64.b64encode(LETTER).decode()


@pytest.fixture
def services(new_database: NewDatabase, database_kind: str) -> Iterator[Services]:
    with composed(Settings(database=new_database(database_kind))) as services:
        yield services


def run(services: Services, folder: Path, *records: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Import records; return what is wrong with them."""
    imports = services[Imports]
    batch = imports.run(imports.sources(written(folder, *records)))
    return [(each.get("field"), each["code"]) for each in batch.faults]


def letter(kind: str, key: str, **changed: Any) -> dict[str, Any]:
    words = (
        {"title": "Avis"} if kind == "paper" else {"subject": "Votre dossier", "text": "Bonjour.\n\nMerci."}
    )
    today = datetime.now(UTC).date()
    return {"kind": kind, "key": key, "household": "F-1", "written_on": str(today), **words, **changed}


def joined(services: Services, key: str) -> Signed:
    """Give a member an account; return their session."""
    account = Account(
        id=uuid4(), identifier=f"P{uuid4().int % 10**12}", password_hash="", legacy=False, first_names=["Zoé"],
        last_name="Roy", birth_date=BirthDate.read("1990-01-01"), mail_verified=False, phone_verified=False,
        reach=Reach.FULL,
    )  # fmt: skip
    with services[Store].write() as transaction:
        transaction.add(account)
        transaction.flush()
        transaction.get_one(Member, id_of("member", key)).account_id = account.id
    return Signed(uuid4(), account.id, Scope.FULL, Reach.FULL, 900)


def read(services: Services, person: Signed) -> dict[str, tuple[bool, bytes | None]]:
    """Return what a person finds: subjects, whether each is unread, and its PDF."""
    with services[Store].read() as transaction:
        query = (
            select(Thread.subject, ThreadCopy.unread, Message.drawn)
            .join(ThreadCopy, ThreadCopy.thread_id == Thread.id)
            .join(Message, Message.thread_id == Thread.id)
            .where(ThreadCopy.reader_id.in_(readers(transaction, person)))
        )
        return {row.subject: (row.unread, row.drawn) for row in transaction.execute(query)}


def test_letters_come_to_a_household_or_to_one_person_of_it(services: Services, tmp_path: Path) -> None:
    """A household's letter is for its adults, a person's for them alone; an old one is found read; twice is once."""
    people = (
        household(), member(), member("P-2", role="conjoint", nir=None, authorised=True),
    )  # fmt: skip
    assert run(services, tmp_path, *people) == []
    first, second = joined(services, "P-1"), joined(services, "P-2")
    letters = (
        letter("paper", "A-1", pdf=PDF),
        letter("paper", "A-2", title="Ancien avis", written_on="2024-01-05", pdf=PDF),
        letter("message", "M-1"),
        letter("message", "M-2", household=None, member="P-2", subject="Pour vous seul", pdf=PDF),
    )
    assert run(services, tmp_path, *letters) == []
    shared = {"Avis": (True, LETTER), "Ancien avis": (False, LETTER), "Votre dossier": (True, None)}
    assert read(services, first) == shared
    assert read(services, second) == {**shared, "Pour vous seul": (True, LETTER)}
    with services[Store].write() as transaction:
        for copy in transaction.scalars(select(ThreadCopy)):
            copy.unread = False
    assert run(services, tmp_path, *letters) == []
    assert not any(unread for unread, _ in read(services, second).values())
    changed = letter("message", "M-1", subject="Votre dossier, suite", text="Autre chose.")
    assert run(services, tmp_path, changed) == []
    assert read(services, first)["Votre dossier, suite"] == (True, None)
    assert run(services, tmp_path, deletion("paper", "A-1"), deletion("message", "M-1")) == []
    assert set(read(services, second)) == {"Ancien avis", "Pour vous seul"}
    assert run(services, tmp_path, deletion("household", "F-1")) == []
    with services[Store].read() as transaction:
        assert transaction.scalars(select(Thread)).all() == []


def test_a_letter_that_nobody_could_open_is_refused(services: Services, tmp_path: Path) -> None:
    """A letter has one reader, and a PDF that opens and does nothing."""
    acting = blank("app.alert(1)")
    wrong = (
        letter("paper", "A-1", pdf="é"),
        letter("paper", "A-2", pdf=base64.b64encode(b"GIF89a").decode()),
        letter("paper", "A-3", pdf=base64.b64encode(LETTER[:300]).decode()),
        letter("paper", "A-4", pdf=base64.b64encode(acting).decode()),
        letter("message", "M-1", member="P-1"),
        letter("message", "M-2", household="F-9"),
    )
    assert sorted(run(services, tmp_path, household(), *wrong), key=str) == [
        ("household", "not_there"), ("pdf", "base64"), ("pdf", "pdf"), ("pdf", "pdf_damaged"), ("pdf", "pdf_unsafe"),
        (None, "one_reader"),
    ]  # fmt: skip


def asked(services: Services, person: Signed, reference: str) -> None:
    """Have a person send a request of their household."""
    now = services[Clock].now()
    form = json.loads((FOLDER / "housing_benefit.json").read_text("utf-8"))
    with services[Store].write() as transaction:
        transaction.add(
            Request(
                reference=reference, account_id=person.account_id, file_id=id_of("household", "F-1"),
                questionnaire="housing_benefit", version=1, title="Aide au logement", kind=RequestKind.BENEFIT,
                benefit="apl", door=Door.REQUESTS, definition=form, answers={}, prefilled=[], revision=1,
                state=RequestState.SENT, opened_at=now, updated_at=now, sent_at=now,
            )
        )  # fmt: skip


def answer(key: str, said: str, **changed: Any) -> dict[str, Any]:
    return {"kind": "request_answer", "key": key, "request": "4271906", "answer": said, **changed}


def test_requests_are_answered_once(services: Services, tmp_path: Path) -> None:
    """A request is studied, waits for a document, is refused with its reason; the same again tells nobody twice."""
    assert run(services, tmp_path, household(), member()) == []
    asked(services, joined(services, "P-1"), "4271906")
    until = str(date.today() + timedelta(days=40))  # noqa: DTZ011 - any day to come
    answers = (
        answer("R-1", "studied"),
        answer(
            "R-2",
            "document_missing",
            document="rent_certificate",
            label="l'attestation de loyer",
            until=until,
        ),
        answer("R-3", "refused", reason="Le loyer n'est pas connu."),
    )
    for _ in range(2):
        assert run(services, tmp_path, *answers) == []
        with services[Store].read() as transaction:
            request = transaction.scalars(select(Request)).one()
            assert (request.state, request.reason) == (RequestState.REFUSED, "Le loyer n'est pas connu.")
            assert [event.kind for event in request.events] == [
                EventKind.STUDIED, EventKind.DOCUMENT_ASKED, EventKind.REFUSED,
            ]  # fmt: skip
            assert len(transaction.scalars(select(Thread)).all()) == 2
            assert {each.applied for each in transaction.scalars(select(RequestAnswer))} == {True}
    assert run(services, tmp_path, answer("R-4", "accepted")) == [("answer", "too_late")]
    assert run(services, tmp_path, answer("R-5", "studied", request="0000000")) == [("request", "not_there")]
    assert run(services, tmp_path, answer("R-6", "refused")) == [(None, "reason_missing")]
    assert run(services, tmp_path, answer("R-7", "document_missing")) == [(None, "document_named")]


def test_an_answer_may_open_a_right(services: Services, tmp_path: Path) -> None:
    """What is accepted with a right shows among the rights of the household."""
    assert run(services, tmp_path, household(), member()) == []
    asked(services, joined(services, "P-1"), "4271906")
    granted = answer("R-1", "accepted", benefit="apl", amount=26800, since="2026-10-01")
    assert run(services, tmp_path, answer("R-0", "accepted", benefit="apl")) == [(None, "grant")]
    assert run(services, tmp_path, granted) == []
    with services[Store].read() as transaction:
        (right,) = transaction.scalars(select(Entitlement))
        assert (right.file_id, right.amount) == (id_of("household", "F-1"), 26800)
        assert transaction.scalars(select(Request.state)).one() is RequestState.ACCEPTED


def test_debts_and_payments_of_another_household_are_refused(services: Services, tmp_path: Path) -> None:
    """A payment takes back debts of its own household, and pays again its own payments."""
    debt = {
        "kind": "debt", "key": "I-1", "household": "F-1", "benefit": "af", "reason": "situation_change",
        "from_month": "2026-01", "until_month": "2026-02", "notified_on": "2026-03-01", "amount": 1000,
        "contest_until": "2026-05-01",
    }  # fmt: skip
    other = household("F-2", "7000002")
    taken = [{"debt": "I-1", "month": "2026-03", "amount": 100}]
    wrong = payment("V-2", household="F-2", amount=15000, recoveries=taken, retry_of="V-1")
    expected = [("recoveries.0.debt", "other_household"), ("retry_of", "other_household")]
    assert sorted(run(services, tmp_path, household(), other, debt, payment(), wrong), key=str) == expected
    assert run(services, tmp_path, household(), other, debt, payment()) == []
    assert sorted(run(services, tmp_path, wrong), key=str) == expected
    assert run(services, tmp_path, payment("V-3", amount=15000, recoveries=taken, retry_of="V-1")) == []
