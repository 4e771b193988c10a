"""/v1/me/messages: what the fund and a person wrote to each other."""

import base64
import binascii
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session as Transaction

from server.http.dependencies import StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented, invalid
from server.http.text_fields import Typed
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.messages.letters import letter
from server.messages.rules import (
    Box,
)
from server.messages.service import Messages, Place
from server.messages.state import (
    NewMessage,
    Reply,
    Thread,
    ThreadPage,
    ThreadSummary,
    UnreadCount,
    thread_state,
)
from server.messages.tables import Message as StoredMessage
from server.papers import Papers
from server.people.doors import DOOR_CLOSED
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/me/messages",
    tags=["messages"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

MessagesOf = Annotated[Messages, Depends(service(Messages))]
PapersOf = Annotated[Papers, Depends(service(Papers))]

_PDF = "application/pdf"
_WORDS_MAX = 200
_PLACE_PARTS = 3


@router.get("", responses=documented(VALIDATION_FAILED))
def list_threads(
    *,
    person: Person,
    messages: MessagesOf,
    store: StoreOf,
    box: Box = Box.ALL,
    q: Annotated[Typed, Query(max_length=_WORDS_MAX)] = "",
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> ThreadPage:
    """Return the threads of a person: their own, and those of the files that are open to them."""
    after = _place(cursor) if cursor is not None else None
    with store.read() as transaction:
        found = messages.page(transaction, person, box=box, words=q, after=after, limit=limit + 1)
        unread = messages.unread(transaction, person)
    shown = found[:limit]
    return ThreadPage(
        items=[ThreadSummary.of(each) for each in shown],
        next_cursor=_cursor(shown[-1].place) if len(found) > limit else None,
        unread=unread,
    )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=Thread,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def begin_thread(
    *, body: NewMessage, person: Person, messages: MessagesOf, rates: RatesOf, idempotent: Idempotent
) -> Response:
    """Write to the fund, once; the thread is the receipt."""
    owner = str(person.account_id)
    if earlier := idempotent.earlier_answer(owner=owner):
        return earlier
    rates.spend(Rate.MESSAGES, owner)

    def begin(transaction: Transaction) -> Thread:
        text = body.text.get_secret_value()
        begun = messages.begin(
            transaction, person, body.subject_code, text, body.upload_ids, file_id=body.file_id
        )
        return thread_state(transaction, messages, begun, person.account_id)

    return idempotent.run(begin, status=HTTPStatus.CREATED, owner=owner)


@router.get("/unread")
def count_unread(person: Person, messages: MessagesOf, store: StoreOf) -> UnreadCount:
    """Return how many threads a person has not read."""
    with store.read() as transaction:
        return UnreadCount(unread=messages.unread(transaction, person))


@router.get("/{thread_id}", responses=documented(VALIDATION_FAILED, NOT_FOUND))
def read_thread(
    thread_id: UUID,
    *,
    person: Person,
    messages: MessagesOf,
    store: StoreOf,
    before: Annotated[int | None, Query(ge=0)] = None,
) -> Thread:
    """Return a thread. It stays unread until it is said to be read: a program may read ahead."""
    with store.read() as transaction:
        found = messages.find(transaction, person, thread_id)
        return thread_state(transaction, messages, found, person.account_id, before)


@router.post(
    "/{thread_id}/read",
    response_model=ThreadSummary,
    responses=documented(NOT_FOUND, IDEMPOTENCY_CONFLICT),
)
def mark_read(thread_id: UUID, person: Person, messages: MessagesOf, idempotent: Idempotent) -> Response:
    """Note that a thread was read, on every device."""
    return idempotent.run(
        lambda transaction: ThreadSummary.of(messages.mark(transaction, person, thread_id)),
        status=HTTPStatus.OK,
        owner=str(person.account_id),
    )


@router.post(
    "/{thread_id}/archive",
    response_model=ThreadSummary,
    responses=documented(NOT_FOUND, IDEMPOTENCY_CONFLICT),
)
def archive_thread(thread_id: UUID, person: Person, messages: MessagesOf, idempotent: Idempotent) -> Response:
    """Put a thread away; it comes back when the fund writes in it."""
    return idempotent.run(
        lambda transaction: ThreadSummary.of(messages.mark(transaction, person, thread_id, archived=True)),
        status=HTTPStatus.OK,
        owner=str(person.account_id),
    )


@router.post(
    "/{thread_id}/unarchive",
    response_model=ThreadSummary,
    responses=documented(NOT_FOUND, IDEMPOTENCY_CONFLICT),
)
def unarchive_thread(
    thread_id: UUID, person: Person, messages: MessagesOf, idempotent: Idempotent
) -> Response:
    """Take a thread back among the others."""
    return idempotent.run(
        lambda transaction: ThreadSummary.of(messages.mark(transaction, person, thread_id, archived=False)),
        status=HTTPStatus.OK,
        owner=str(person.account_id),
    )


@router.post(
    "/{thread_id}/replies",
    status_code=HTTPStatus.CREATED,
    response_model=Thread,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE, RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def reply_to_thread(
    *,
    thread_id: UUID,
    body: Reply,
    person: Person,
    messages: MessagesOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Write in a thread, once; `changed_meanwhile` where the fund takes no answer."""
    owner = str(person.account_id)
    if earlier := idempotent.earlier_answer(owner=owner):
        return earlier
    rates.spend(Rate.MESSAGES, owner)

    def reply(transaction: Transaction) -> Thread:
        text = body.text.get_secret_value()
        found = messages.reply(transaction, person, thread_id, text, body.upload_ids)
        return thread_state(transaction, messages, found, person.account_id)

    return idempotent.run(reply, status=HTTPStatus.CREATED, owner=owner)


@router.get(
    "/{thread_id}/papers/{message_id}",
    response_class=Response,
    responses={200: {"content": {_PDF: {}}}, **documented(NOT_FOUND, RATE_LIMITED)},
)
def download_paper(
    *,
    thread_id: UUID,
    message_id: UUID,
    person: Person,
    messages: MessagesOf,
    papers: PapersOf,
    store: StoreOf,
) -> Response:
    """Return a message of the fund as a letter, in PDF."""
    with store.read() as transaction:
        message = messages.letter(transaction, person, thread_id, message_id)
        drawing, drawn = letter(transaction, person.account_id, message), message.drawn
    content = drawn or papers.draw(person.account_id, drawing, StoredMessage.drawn, message.id)
    name = f"courrier-{message.at.date().isoformat()}.pdf"
    return Response(
        content, media_type=_PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.get(
    "/{thread_id}/attachments/{attachment_id}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}, **documented(NOT_FOUND)},
)
def download_attachment(
    thread_id: UUID, attachment_id: UUID, person: Person, messages: MessagesOf, store: StoreOf
) -> Response:
    """Return a file that was sent with a message."""
    with store.read() as transaction:
        file = messages.attachment(transaction, person, thread_id, attachment_id)
    return Response(
        file.path.read_bytes(),
        media_type=file.media_type,
        headers={"Content-Disposition": 'attachment; filename="piece-jointe"'},
    )


def _cursor(place: Place) -> str:
    said = f"{int(place.unread)} {place.at.isoformat()} {place.thread_id.hex}"
    return base64.urlsafe_b64encode(said.encode()).decode()


def _place(cursor: str) -> Place:
    """Return where the page before ended.

    Raises:
        Problem: `validation_failed` for what is no cursor of ours.
    """
    try:
        parts = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").split(" ")
        if len(parts) != _PLACE_PARTS or parts[0] not in {"0", "1"}:
            raise invalid(("cursor", "invalid"))
        found = Place(parts[0] == "1", datetime.fromisoformat(parts[1]), UUID(parts[2]))
    except (ValueError, binascii.Error):
        raise invalid(("cursor", "invalid")) from None
    if found.at.tzinfo is None:
        raise invalid(("cursor", "invalid"))
    return found
