"""The search of a person among all that is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from search_rules.vocabulary import meant
from search_rules.words import terms
from server.clock import Clock
from server.db import Store
from server.feature import Features
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.reach import Reach
from server.people.tables import Member
from server.search.index import PostgresIndex, SqliteIndex
from server.search.refresh import Refresh
from server.search.tables import SearchRow, SearchSource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session as Transaction

    from server.search.index import Index
    from server.services import Services
    from server.sessions.service import Signed


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found; `id` is what its screen is asked for by."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many in all, and the first of them."""

    kind: str
    total: int
    items: tuple[Result, ...]


class _Has(NamedTuple):
    """The conditions of the rows that have a word: anywhere, and in their titles."""

    within: ColumnElement[bool]
    in_title: ColumnElement[bool]


class Search:
    """The service of searches."""

    def __init__(self, store: Store, clock: Clock, features: Features) -> None:
        sources = features.each(lambda feature: feature.searchable)
        self._store = store
        self._clock = clock
        self._kinds = [source.kind for source in sources]
        self._refresh = Refresh(store, sources)
        self._index: Index = SqliteIndex() if store.file is not None else PostgresIndex()

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Store], services[Clock], services[Features])

    def find(self, person: Signed, query: str, file_id: UUID | None, limit: int) -> list[Group]:
        """Return what a person finds, kind by kind.

        What has all the words is found; where nothing has, what has half of them. Of two the one that has more of the
        words comes first, then the one that has them in its title, then the newer.

        Args:
            person: who searches.
            query: what they typed; one without a word finds nothing, and has the index made.
            file_id: the file that they look at, whose results are found beside those that belong to no file; None for
                those of all of theirs.
            limit: how many of each kind.

        Raises:
            Problem: `not_found` for a file of others.
        """
        with self._store.read() as transaction:
            members = _members(transaction, person)
        if file_id is not None and file_id not in {member.file_id for member in members}:
            raise Problem(NOT_FOUND)
        self._refresh.run(person.account_id, members, self._clock.now())
        wanted = terms(query)
        if not wanted:
            return []
        with self._store.read() as transaction:
            words = self._words(transaction, person.account_id, wanted)
            theirs = [SearchRow.account_id == person.account_id, SearchRow.kind.in_(self._kinds)]
            if file_id is not None:
                theirs.append(or_(SearchRow.file_id.is_(None), SearchRow.file_id == file_id))
            known = [self._has(person.account_id, each) for each in words if each]
            for least in (len(words), ceil(len(words) / 2)):
                if least <= len(known) and (found := self._groups(transaction, theirs, known, least, limit)):
                    return found
        return []

    def _words(self, transaction: Transaction, account_id: UUID, wanted: Sequence[str]) -> list[list[str]]:
        """Return what each of the terms may mean; nothing for what nobody wrote."""
        vocabularies = transaction.scalars(
            select(SearchSource.vocabulary).where(
                SearchSource.account_id == account_id, SearchSource.kind.in_(self._kinds)
            )
        )
        vocabulary = {word for each in vocabularies for word in each.split(" ") if word}
        return [meant(term, vocabulary) for term in wanted]

    def _has(self, account_id: UUID, words: Sequence[str]) -> _Has:
        """Return the conditions of the rows that have one of the words."""
        return _Has(self._index.has(account_id, words), self._index.has(account_id, words, in_title=True))

    def _groups(
        self,
        transaction: Transaction,
        theirs: Sequence[ColumnElement[bool]],
        words: Sequence[_Has],
        least: int,
        limit: int,
    ) -> list[Group]:
        """Return what has at least so many of the words."""
        within = [each.within for each in words]
        in_title = [each.in_title for each in words]
        has = and_(*within) if least == len(words) else and_(or_(*within), _number(within) >= least)
        best_first = (
            _number(within).desc(),
            _number(in_title).desc(),
            SearchRow.at.desc().nulls_last(),
            SearchRow.item_id,
        )
        ranked = (
            select(
                SearchRow.kind,
                SearchRow.item_id,
                SearchRow.title,
                SearchRow.text,
                func.count().over(partition_by=SearchRow.kind).label("total"),
                func.row_number().over(partition_by=SearchRow.kind, order_by=best_first).label("place"),
            )
            .where(*theirs, has)
            .subquery()
        )
        first = select(ranked).where(ranked.c.place <= limit).order_by(ranked.c.kind, ranked.c.place)
        found: dict[str, list[Result]] = {}
        totals: dict[str, int] = {}
        for kind, item_id, title, text, total, _ in transaction.execute(first):
            found.setdefault(kind, []).append(Result(item_id, title, text))
            totals[kind] = total
        return [Group(kind, totals[kind], tuple(found[kind])) for kind in self._kinds if kind in found]


def _number(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[int]:
    """Return how many of the conditions hold."""
    first, *others = (case((condition, 1), else_=0) for condition in conditions)
    return sum(others, start=first)


def _members(transaction: Transaction, person: Signed) -> Sequence[Member]:
    """Return the places of a person in their files; none while their identity is not proved."""
    if person.reach is Reach.LIMITED:
        return ()
    stands = select(Member).where(Member.account_id == person.account_id).order_by(Member.position)
    return transaction.scalars(stands).all()
