"""The index of an account: made at its first search, and brought up to date where something has changed since.

Much of what is found is written by others than this server, such as payments: nothing could tell the index of it. So
each search asks every source for its state, which costs a query, and gathers anew where that is not what it was.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import undefer

from search_rules.words import indexed
from server.db.engine import one_by_one
from server.feature import Searcher
from server.people.doors import Door, closed
from server.search.tables import SearchRow, SearchSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.db import Store
    from server.feature import Searchable, SearchEntry
    from server.people.tables import Member

_LONGEST_TITLE: Final = 200
_LONGEST_TEXT: Final = 300
"""In characters; the rest is found, and not shown."""
_LONGEST_SEARCHED: Final = 20_000
_DELETED_AT_ONCE: Final = 500
_NOTED_EVERY: Final = timedelta(days=1)
"""How exactly it is noted when an account last searched."""


class Refresh:
    """What brings the index of an account up to date.

    Args:
        store: the database.
        sources: what features have people find.
    """

    def __init__(self, store: Store, sources: Sequence[Searchable]) -> None:
        self._store = store
        self._sources = sources

    def run(self, account_id: UUID, members: Sequence[Member], now: datetime) -> None:
        """Gather anew what has changed for an account since it last searched.

        Args:
            account_id: the account.
            members: its places in the files that it may look into.
            now: the time.
        """
        with self._store.read() as transaction:
            if not any(self._due(transaction, account_id, members, now)):
                return
        with self._store.write() as transaction:
            one_by_one(transaction, account_id.bytes)
            for source, searcher, digest in self._due(transaction, account_id, members, now):
                _renew(transaction, source, searcher, digest, now)

    def _due(
        self, transaction: Transaction, account_id: UUID, members: Sequence[Member], now: datetime
    ) -> Iterable[tuple[Searchable, Searcher, bytes]]:
        known = {
            source.kind: source
            for source in transaction.scalars(
                select(SearchSource).where(SearchSource.account_id == account_id)
            )
        }
        for source in self._sources:
            searcher = Searcher(account_id, _open(members, source))
            digest = _digest(transaction, source, searcher)
            was = known.get(source.kind)
            if was is None or was.digest != digest or was.used_at < now - _NOTED_EVERY:
                yield source, searcher, digest


def _open(members: Sequence[Member], source: Searchable) -> tuple[UUID, ...]:
    return tuple(
        member.file_id
        for member in members
        if source.door is None or closed(member.role, Door(source.door), authorised=member.authorised) is None
    )


def _digest(transaction: Transaction, source: Searchable, searcher: Searcher) -> bytes:
    state = source.state or (lambda *asked: list(source.gather(*asked)))
    return _hash((searcher.files, state(transaction, searcher)))


def _hash(said: object) -> bytes:
    return hashlib.blake2b(repr(said).encode(errors="surrogatepass"), digest_size=16).digest()


def _renew(
    transaction: Transaction, source: Searchable, searcher: Searcher, digest: bytes, now: datetime
) -> None:
    """Write what a source has of an account: no more than what has changed of it."""
    theirs = SearchSource.account_id == searcher.account_id, SearchSource.kind == source.kind
    kept = transaction.scalar(select(SearchSource).where(*theirs).options(undefer(SearchSource.vocabulary)))
    if kept is None:
        kept = SearchSource(account_id=searcher.account_id, kind=source.kind, digest=b"", vocabulary="")
        transaction.add(kept)
    kept.used_at = now
    if kept.digest == digest:
        return
    kept.digest = digest
    transaction.flush()
    entries = {entry.id: (entry, _hash(entry)) for entry in source.gather(transaction, searcher)}
    rows = select(SearchRow.id, SearchRow.item_id, SearchRow.digest).where(SearchRow.source_id == kept.id)
    stored = {item_id: (id_, known) for id_, item_id, known in transaction.execute(rows)}
    same = {id_ for id_, (_, known) in entries.items() if id_ in stored and stored[id_][1] == known}
    gone = [id_ for item_id, (id_, _) in stored.items() if item_id not in same]
    for start in range(0, len(gone), _DELETED_AT_ONCE):
        some = gone[start : start + _DELETED_AT_ONCE]
        transaction.execute(delete(SearchRow).where(SearchRow.id.in_(some)))
    words = set(kept.vocabulary.split()) if same else set()
    written = [_row(kept, entry, known, words) for id_, (entry, known) in entries.items() if id_ not in same]
    if written:
        transaction.execute(insert(SearchRow), written)
    kept.vocabulary = " ".join(sorted(words))


def _row(source: SearchSource, entry: SearchEntry, digest: bytes, vocabulary: set[str]) -> dict[str, Any]:
    """Return a row, and add its words to the vocabulary."""
    in_title = indexed(entry.title)
    words = in_title | indexed(f"{entry.text} {entry.words}"[:_LONGEST_SEARCHED])
    vocabulary |= words
    return {
        "source_id": source.id,
        "account_id": source.account_id,
        "kind": source.kind,
        "item_id": entry.id,
        "file_id": entry.file_id,
        "digest": digest,
        "title": entry.title[:_LONGEST_TITLE],
        "text": entry.text[:_LONGEST_TEXT],
        "at": _moment(entry.at),
        "title_words": " ".join(sorted(in_title)),
        "words": " ".join(sorted(words)),
    }


def _moment(at: date | datetime | None) -> datetime | None:
    if at is None or isinstance(at, datetime):
        return at
    return datetime.combine(at, time(), UTC)
