"""Records of a fund that the feature stores: what it writes to people, and its papers in PDF."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Annotated, Final, Literal, NamedTuple, Self
from uuid import UUID, uuid5

from pydantic import AfterValidator, Field, model_validator
from sqlalchemy import select, update
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.db.bulk import IN_AT_ONCE, upsert
from server.feature import Importable, Link, RecordFault
from server.imports.records import Day, Key, Record, Text, fault, id_of
from server.inspection.pdf_contents import verdict_of
from server.messages import writing
from server.messages.access import adults_of, reads_requests
from server.messages.fund import TOLD
from server.messages.rules import TOLD_FOR, Sender
from server.messages.tables import Message, Thread, ThreadCopy
from server.messages.text import PAPER_TEXT
from server.outbox.messages import MessageKind
from server.outbox.telling import Telling
from server.people.tables import Member
from server.services import Services
from text_rules.cleaning import cleaned_lines
from text_rules.folding import folded_words
from text_rules.hostile import is_no_text

_MOST_BASE64: Final = 900_000
_MORNING: Final = time(8, tzinfo=UTC)
_ABOUT = Literal["information", "missing_document", "decision", "payment"]


def _pdf(text: str) -> str:
    if not _content(text).startswith(b"%PDF-"):
        raise fault("pdf")
    return text


def _content(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise fault("base64") from None


def _lines(text: str) -> str:
    if is_no_text(text.replace("\n", " ").replace("\r", " ").replace("\t", " ")):
        raise fault("signs")
    return cleaned_lines(text)


_Pdf = Annotated[str, Field(max_length=_MOST_BASE64), AfterValidator(_pdf)]


class _Letter(Record):
    """What is written to a household or to one person of it, on a day."""

    household: Key | None = Field(
        None, description="To all adults of it that may read its letters; or `member`."
    )
    member: Key | None = Field(None, description="To this person alone; or `household`.")
    written_on: Day

    @model_validator(mode="after")
    def _has_one_reader(self) -> Self:
        if (self.household is None) is (self.member is None):
            raise fault("one_reader")
        return self


class PaperRecord(_Letter):
    """A paper of the fund, which people find in Courriers and save or print."""

    kind: Literal["paper"]
    title: Text
    pdf: _Pdf = Field(description="The PDF as Base64, up to 675 kB of it, without scripts and forms.")


class MessageRecord(_Letter):
    """What the fund writes, with a PDF where there is one."""

    kind: Literal["message"]
    about: _ABOUT = "information"
    subject: Text = Field(description="No amount: it is told outside the program, too.")
    text: Annotated[str, Field(min_length=1, max_length=40_000), AfterValidator(_lines)] = Field(
        description="Plain text, an empty line between two paragraphs."
    )
    reply: bool = Field(default=False, description="Whether people may answer.")
    pdf: _Pdf | None = Field(None, description="As `pdf` of a paper.")


class _Written(NamedTuple):
    """A letter as it is stored."""

    id: UUID
    record: PaperRecord | MessageRecord
    about: MessageKind
    title: str
    text: str
    reply: bool

    @classmethod
    def of(cls, record: PaperRecord | MessageRecord) -> Self:
        own = id_of(record.kind, record.key)
        if isinstance(record, PaperRecord):
            return cls(own, record, MessageKind.INFORMATION, record.title, PAPER_TEXT, reply=False)
        return cls(own, record, MessageKind(record.about), record.subject, record.text, record.reply)


def _write(
    services: Services, transaction: Transaction, records: Sequence[PaperRecord | MessageRecord]
) -> None:
    """Store letters; who may read one that is new and of these days is told of it."""
    for start in range(0, len(records), IN_AT_ONCE):
        _write_some(services, transaction, records[start : start + IN_AT_ONCE])


def _write_some(
    services: Services, transaction: Transaction, records: Sequence[PaperRecord | MessageRecord]
) -> None:
    written = [_Written.of(each) for each in records]
    known = select(Thread).where(Thread.id.in_([each.id for each in written]))
    there = {thread.id: thread for thread in transaction.scalars(known)}
    members = {id_of("member", each.member) for each in records if each.member}
    places = {each.id: each for each in transaction.scalars(select(Member).where(Member.id.in_(members)))}
    today = services[Clock].now().date()
    messages: list[dict[str, object]] = []
    copies: list[dict[str, object]] = []
    threads: list[dict[str, object]] = []
    told: list[tuple[UUID, MessageKind]] = []
    for each in written:
        at = datetime.combine(each.record.written_on, _MORNING)
        member = places[id_of("member", each.record.member)] if each.record.member else None
        file_id = member.file_id if member else id_of("household", each.record.household or "")
        text = writing.safe(each.text, html=False)
        messages.append(_message(each, at, text.paragraphs))
        preview = writing.beginning(text)
        if (thread := there.get(each.id)) is not None:
            # What came since in the thread stays, and so does when.
            thread.kind, thread.subject, thread.preview = each.about, each.title, preview
            continue
        threads.append(
            {
                "id": each.id,
                "account_id": None,
                "file_id": file_id,
                "member_id": member.id if member else None,
                "kind": each.about,
                "subject": each.title,
                "preview": preview,
                "at": at,
                "reply": each.reply,
                "papers": int(each.record.pdf is not None),
                "lead_kind": None,
                "lead_id": None,
            }
        )
        is_new = today - each.record.written_on <= TOLD_FOR
        readers = [member.id] if member else adults_of(transaction, file_id)
        copies += (
            {"thread_id": each.id, "reader_id": reader, "at": at, "unread": is_new, "archived": False}
            for reader in readers
        )
        if is_new:
            found = select(Member).where(Member.id.in_(readers))
            open_to = (one.account_id for one in transaction.scalars(found) if reads_requests(one))
            told += ((account_id, each.about) for account_id in dict.fromkeys(open_to) if account_id)
    transaction.flush()
    upsert(transaction, Thread, threads)
    changed = _changed(transaction, messages)
    upsert(transaction, Message, messages)
    upsert(transaction, ThreadCopy, copies)
    if changed:
        again = (
            update(ThreadCopy).where(ThreadCopy.thread_id.in_(changed)).values(unread=True, archived=False)
        )
        transaction.execute(again)
    for account_id, about in told:
        services[Telling].tell(transaction, account_id, TOLD[about])


def _message(each: _Written, at: datetime, paragraphs: list[str]) -> dict[str, object]:
    pdf = each.record.pdf
    return {
        "id": uuid5(each.id, "first"),
        "thread_id": each.id,
        "position": 0,
        "sender": Sender.FUND,
        "account_id": None,
        "at": at,
        "paragraphs": paragraphs,
        "links": [],
        "folded": folded_words(" ".join((each.title, *paragraphs))),
        "paper": pdf is not None,
        "drawn": _content(pdf) if pdf is not None else None,
    }


def _changed(transaction: Transaction, messages: Sequence[dict[str, object]]) -> list[object]:
    """Return the threads whose first message will be another than it is."""
    new = {each["id"]: each for each in messages}
    columns = (Message.id, Message.thread_id, Message.paragraphs, Message.drawn)
    query = select(*columns).where(Message.id.in_(list(new)))
    return [
        row.thread_id
        for row in transaction.execute(query)
        if (row.paragraphs, row.drawn) != (new[row.id]["paragraphs"], new[row.id]["drawn"])
    ]


def _links(record: PaperRecord | MessageRecord) -> Iterator[Link]:
    if record.household is not None:
        yield Link("household", "household", record.household)
    if record.member is not None:
        yield Link("member", "member", record.member)


def _unsafe(
    _: Services, __: Transaction, records: Sequence[PaperRecord | MessageRecord]
) -> Iterator[RecordFault]:
    for position, each in enumerate(records):
        if each.pdf is not None:
            verdict = verdict_of(_content(each.pdf), whole=True)
            if verdict != "ok":
                yield RecordFault(position, "pdf", f"pdf_{verdict}")


IMPORTABLE = (
    Importable(
        kind="paper", model=PaperRecord, table=Thread, write=_write, links=_links, contradictions=_unsafe
    ),
    Importable(
        kind="message", model=MessageRecord, table=Thread, write=_write, links=_links, contradictions=_unsafe
    ),
)
