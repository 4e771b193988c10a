"""Papers: asked for, made once in the background, cancelled, downloaded in parts, and gone after some weeks."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, update

from server import Settings, sqlite_url
from server.clock import Clock
from server.db import Store
from server.documents.making import Making
from server.documents.rules import PaperKind, PaperState, check_period
from server.documents.service import Documents
from server.documents.tables import Document, IssuedPaper
from server.http.problems import Problem
from server.people.tables import Member
from tests.server.composed import composed, sweep_all
from tests.server.documents.paper_steps import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server.services import Services
    from tests.server.conftest import Api, Eventually

KINDS = ("payment_certificate", "quotient_certificate", "rights_certificate", "statement")


def newest(person: Reader) -> str:
    """Return the month of the newest payment."""
    return str(person.payments()[0]["paid_on"][:7])


@pytest.mark.parametrize("kind", KINDS)
def test_each_paper_is_made_and_downloaded(api: Api, eventually: Eventually, kind: str) -> None:
    """Each kind is made in the background, and is a PDF to save, that no cache keeps."""
    person = Reader.of(api)
    paper = person.made(eventually, kind, newest(person) if kind == "statement" else None)
    answer = person.get(f"/{paper['document_id']}/file")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert f'filename="{paper["file_name"]}"' in answer.headers["content-disposition"]
    assert answer.content.startswith(b"%PDF-1.7")
    assert len(answer.content) == paper["size"]


def test_the_list_has_what_was_asked_for_newest_first(api: Api, eventually: Eventually) -> None:
    """The list has the person's papers, the newest first, and nobody else's: not even those of the same file."""
    person, spouse = Reader.of(api, "conjoint-autorise"), Reader.of(api)
    first = person.made(eventually, "rights_certificate")
    second = person.made(eventually, "quotient_certificate")
    listed = person.get().json()["items"]
    assert [each["document_id"] for each in listed] == [second["document_id"], first["document_id"]]
    assert spouse.get().json()["items"] == []
    assert api.problem(spouse.get(f"/{first['document_id']}")) == (404, "not_found")
    assert api.problem(spouse.get(f"/{first['document_id']}/file")) == (404, "not_found")


def test_the_same_paper_is_made_once(api: Api, eventually: Eventually) -> None:
    """Asked for many times at once, a paper is one paper; so it is when asked for later the same day."""
    person = Reader.of(api)
    month = newest(person)
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: person.ask("statement", month), range(6)))
    assert {answer.status_code for answer in answers} == {202}
    ids = {answer.json()["document_id"] for answer in answers}
    assert len(ids) == 1
    assert person.made(eventually, "statement", month)["document_id"] in ids
    assert len(person.get().json()["items"]) == 1


def test_another_period_is_another_paper(api: Api, eventually: Eventually) -> None:
    """A paper of other months is not taken for the same."""
    person = Reader.of(api)
    month = newest(person)
    year = f"{int(month[:4]) - 1}{month[4:]}"
    one, other = (person.made(eventually, "statement", since, month) for since in (month, year))
    assert one["document_id"] != other["document_id"]


@pytest.mark.parametrize(
    ("kind", "since", "until", "errors"),
    [
        ("statement", "2026-10", "2026-09", [("until", "reversed")]),
        ("statement", "2026-12", "2027-01", [("from", "in_future"), ("until", "in_future")]),
        ("statement", "2026-01", "2099-01", [("until", "in_future")]),
        ("statement", "2016-10", "2026-01", [("from", "too_old")]),
        ("statement", "2016-11", "2026-11", []),
        ("payment_certificate", "1999-01", "1999-02", [("from", "too_old"), ("until", "too_old")]),
        ("statement", None, None, [("from", "missing"), ("until", "missing")]),
        ("payment_certificate", "2026-01", None, [("until", "missing")]),
        ("rights_certificate", "2026-01", "2026-02", [("from", "unexpected"), ("until", "unexpected")]),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    kind: str, since: str | None, until: str | None, errors: list[tuple[str, str]]
) -> None:
    """Each fault of a period is told of its field: reversed, in the future, beyond ten years, missing."""
    found = []
    try:
        check_period(PaperKind(kind), since, until, date(2026, 11, 5))
    except Problem as refused:
        found = [(each["field"], each["code"]) for each in refused.extra["errors"]]
    assert found == errors


def test_what_is_no_month_is_refused(api: Api) -> None:
    """A month that cannot be read, one that is to come and an unknown kind are refused, each by its field."""
    person = Reader.of(api)
    for kind, since, until, wrong in (
        ("statement", "2026-13", "2026-1", {"from", "until"}),
        ("statement", "2098-01", "2099-01", {"from", "until"}),
        ("ration_card", None, None, {"kind"}),
    ):
        refused = person.ask(kind, since, until)
        assert api.problem(refused) == (422, "validation_failed")
        assert {each["field"] for each in refused.json()["errors"]} == wrong


def test_without_a_quotient_there_is_nothing_to_certify(api: Api) -> None:
    """Where the quotient is not known, the person is told so at once."""
    assert api.problem(Reader.of(api, "provisoire").ask("quotient_certificate")) == (
        409,
        "nothing_to_certify",
    )


def test_a_download_goes_on_where_it_was_cut(api: Api, eventually: Eventually) -> None:
    """Parts of a file make the file; a part of another version, or beyond the end, is not given."""
    person = Reader.of(api)
    paper = person.made(eventually, "rights_certificate")
    path = f"/{paper['document_id']}/file"
    whole = person.get(path)
    tag, size = whole.headers["etag"], len(whole.content)
    assert whole.headers["accept-ranges"] == "bytes"
    half = size // 2
    first = person.get(path, Range=f"bytes=0-{half - 1}")
    rest = person.get(path, **{"Range": f"bytes={half}-", "If-Range": tag})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert rest.headers["content-range"] == f"bytes {half}-{size - 1}/{size}"
    assert first.content + rest.content == whole.content
    assert person.get(path, Range="bytes=-10").content == whole.content[-10:]
    assert person.get(path, Range="bytes=-0").status_code == 416
    for unreadable in ("bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4"):
        assert person.get(path, Range=unreadable).status_code == 200
    other = person.get(path, **{"Range": f"bytes={half}-", "If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, whole.content)
    beyond = person.get(path, Range=f"bytes={size}-")
    assert api.problem(beyond) == (416, "range_refused")
    assert beyond.headers["content-range"] == f"bytes */{size}"


def test_a_paper_is_kept_for_thirty_days(api: Api, eventually: Eventually) -> None:
    """After thirty days a paper can be read no more."""
    person = Reader.of(api)
    paper = person.made(eventually, "rights_certificate")
    assert datetime.fromisoformat(paper["expires_at"]) - datetime.fromisoformat(
        paper["asked_at"]
    ) == timedelta(days=30)
    api.advance(30 * 86_400)
    later = Reader.of(api)
    assert later.get().json()["items"] == []
    assert api.problem(later.get(f"/{paper['document_id']}/file")) == (404, "not_found")


@pytest.fixture
def services(demo_file: Path) -> Iterator[Services]:
    """Yield the services of a server that nothing else asks, and that draws one paper at once."""
    settings = Settings(
        database=sqlite_url(demo_file), demo=True, demo_light_passwords=True, document_processes=1
    )
    with composed(settings) as found:
        yield found


def asked(services: Services, kind: PaperKind = PaperKind.RIGHTS_CERTIFICATE) -> Document:
    """Ask for a paper of somebody's."""
    with services[Store].write() as transaction:
        member = _member(services, transaction)
        months = ("2026-01", "2026-06") if kind.has_period else (None, None)
        return services[Documents].ask(transaction, member, kind, *months)


def _member(services: Services, transaction: Any) -> Member:
    found = transaction.scalars(
        select(Member).where(Member.account_id.is_not(None)).order_by(Member.id)
    ).first()
    assert isinstance(found, Member)
    return found


def state(services: Services, document: Document) -> PaperState:
    with services[Store].read() as transaction:
        return transaction.get_one(Document, document.id).state


def test_a_lost_process_is_replaced(services: Services, eventually: Eventually) -> None:
    """A paper whose process is killed is drawn again by another, and is ready."""
    making = services[Making]
    document = asked(services, PaperKind.STATEMENT)
    killed: list[int] = []

    def kill() -> bool:
        for process in making.process_ids:
            os.kill(process, signal.SIGKILL)
            killed.append(process)
        return bool(killed) or state(services, document) is PaperState.READY

    eventually(kill)
    eventually(lambda: state(services, document) is PaperState.READY)
    with services[Store].read() as transaction:
        assert transaction.get_one(Document, document.id).tries == len(killed) + 1
        assert transaction.scalar(select(func.count(IssuedPaper.code_hash))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there, a process has another kind of priority")
def test_requests_go_before_the_drawing_of_papers(services: Services, eventually: Eventually) -> None:
    """The process of a paper takes the processor only when no request does, its interpreter's start included."""
    document = asked(services, PaperKind.STATEMENT)
    least = min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)
    seen: list[int] = []

    def look() -> bool:
        with suppress(ProcessLookupError):
            seen.extend(os.getpriority(os.PRIO_PROCESS, each) for each in services[Making].process_ids)
        return state(services, document) is PaperState.READY

    eventually(look)
    assert least in seen


def test_the_paper_of_a_server_that_died_is_taken_again(services: Services, eventually: Eventually) -> None:
    """A paper whose maker is gone is made by whoever sweeps, or is asked for it, once its claim has lapsed."""
    document = asked(services)
    eventually(lambda: state(services, document) is PaperState.READY)
    left = {"state": PaperState.MAKING, "content": None, "made_at": None}
    with services[Store].write() as transaction:
        transaction.execute(update(Document).values(**left, taken_at=services[Clock].now()))
    sweep_all(services)
    assert state(services, document) is PaperState.MAKING, "its maker may be at it still"
    services[Clock].offset += timedelta(minutes=2)
    sweep_all(services)
    eventually(lambda: state(services, document) is PaperState.READY)
    with services[Store].write() as transaction:
        transaction.execute(
            update(Document).values(**left, taken_at=services[Clock].now() - timedelta(minutes=2))
        )
    with services[Store].read() as transaction:
        services[Documents].find(transaction, _member(services, transaction), document.id)
    eventually(lambda: state(services, document) is PaperState.READY)


def test_what_waits_at_the_end_is_made_at_the_next_start(demo_file: Path, eventually: Eventually) -> None:
    """A server that is stopped leaves its papers waiting, and the next one makes them."""
    settings = Settings(database=sqlite_url(demo_file), demo=True, document_processes=1)
    with composed(settings) as services:
        documents = [asked(services, kind) for kind in (PaperKind.RIGHTS_CERTIFICATE, PaperKind.STATEMENT)]
    with composed(settings) as services:
        assert PaperState.MAKING not in {state(services, each) for each in documents}
        sweep_all(services)
        eventually(lambda: {state(services, each) for each in documents} == {PaperState.READY})


def test_a_cancelled_paper_is_not_made(services: Services, eventually: Eventually) -> None:
    """A cancelled paper ends its process and is never issued; asked for again, it is another and is made."""
    documents = [asked(services, PaperKind.STATEMENT)]
    with services[Store].write() as transaction:
        services[Documents].drop(transaction, _member(services, transaction), documents[0].id)
    documents.append(asked(services, PaperKind.STATEMENT))
    eventually(lambda: state(services, documents[1]) is PaperState.READY)
    eventually(lambda: not services[Making].process_ids)
    assert state(services, documents[0]) is PaperState.CANCELLED
    with services[Store].write() as transaction:
        assert transaction.scalar(select(func.count(IssuedPaper.code_hash))) == 1
        services[Documents].drop(transaction, _member(services, transaction), documents[1].id)
    with services[Store].read() as transaction:
        assert transaction.scalars(select(Document.id)).all() == [documents[0].id]


def test_the_sweeper_erases_old_papers_and_keeps_their_codes(
    services: Services, eventually: Eventually
) -> None:
    """Papers go after thirty days; what their codes answer goes after two years."""
    document = asked(services)
    eventually(lambda: state(services, document) is PaperState.READY)
    counts = []
    for days in (29, 2, 700):
        services[Clock].offset += timedelta(days=days)
        sweep_all(services)
        with services[Store].read() as transaction:
            counts.append(
                [
                    transaction.scalar(select(func.count()).select_from(kind))
                    for kind in (Document, IssuedPaper)
                ]
            )
    assert counts == [[1, 1], [0, 1], [0, 0]]


def test_a_paper_states_what_was_so_when_it_was_asked_for(services: Services) -> None:
    """The facts are gathered as the paper is asked for, with the day: another day makes another paper."""
    first = asked(services)
    services[Clock].offset += timedelta(days=1)
    second = asked(services)
    assert first.id != second.id
    assert date.fromisoformat(second.facts["made_on"]) - date.fromisoformat(
        first.facts["made_on"]
    ) == timedelta(1)


def test_too_many_papers_are_refused(services: Services) -> None:
    """A person may ask for eighty different papers an hour; the same one again does not count."""
    services[Making].close()
    months = [f"{year}-{month:02}" for year in range(2017, 2026) for month in range(1, 13)]
    with services[Store].write() as transaction:
        member = _member(services, transaction)
        for month in [*months[:80], *months[:5]]:
            services[Documents].ask(transaction, member, PaperKind.STATEMENT, month, month)
        with pytest.raises(Problem, match="rate_limited"):
            services[Documents].ask(transaction, member, PaperKind.STATEMENT, months[80], months[80])
