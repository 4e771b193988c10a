"""What people find of what the fund and they wrote to each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, func, or_, select

from server.feature import Searchable, SearchEntry, Searcher
from server.messages.tables import Message, Thread
from server.people.doors import Door
from server.people.tables import Member
from server.typesetting.french import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session as Transaction


def _threads(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    words: dict[UUID, list[str]] = defaultdict(list)
    of_messages = select(Message.thread_id, Message.folded).join(Thread, Thread.id == Message.thread_id)
    for thread_id, folded in transaction.execute(of_messages.where(_theirs(searcher))):
        words[thread_id].append(folded)
    threads = select(Thread.id, Thread.subject, Thread.preview, Thread.at, Thread.file_id)
    for id_, subject, preview, at, file_id in transaction.execute(threads.where(_theirs(searcher))):
        yield SearchEntry(
            id=str(id_),
            title=subject,
            text=f"{day(at.isoformat())} : {preview}",
            words=" ".join(("courrier message lettre mail", *words[id_])),
            at=at,
            file_id=file_id,
        )


def _state(transaction: Transaction, searcher: Searcher) -> object:
    # A message that comes moves its thread on; threads go as a whole.
    query = select(func.count(), func.max(Thread.at), func.sum(Thread.papers)).where(_theirs(searcher))
    return transaction.execute(query).all()


def _theirs(searcher: Searcher) -> ColumnElement[bool]:
    places = select(Member.id).where(Member.account_id == searcher.account_id)
    of_files = and_(
        Thread.account_id.is_(None),
        Thread.file_id.in_(searcher.files),
        or_(Thread.member_id.is_(None), Thread.member_id.in_(places)),
    )
    return or_(Thread.account_id == searcher.account_id, of_files)


SEARCHABLE: Final = (Searchable("message", _threads, Door.REQUESTS, _state),)
