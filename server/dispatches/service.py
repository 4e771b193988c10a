"""Dispatches: written with the act, placed once committed, read by the fund, acknowledged each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, event, func, select, update

from server.clock import Clock
from server.crypto.sealing import seal, unseal
from server.crypto.tokens import Pepper
from server.db import Store
from server.db.engine import one_by_one, put
from server.db.tables import Fact
from server.dispatches.tables import Dispatch
from server.feature import Act, Features
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.feature import Told
    from server.services import Services

_LAST_POSITION: Final = "dispatches_last_position"
_TURN: Final = b"dispatch"
_PLACED_AT_ONCE: Final = 1000


class Dispatches:
    """The service of dispatches."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services[Store]
        self._clock = services[Clock]
        self._pepper = services[Pepper]
        registered = services[Features].each(lambda feature: feature.dispatchable)
        self._kinds = {each.kind: each for each in registered}
        self.committed: Callable[[], None] = lambda: None
        """Called after each act that waits from then on."""

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service; what a kind tells is read with any of the others."""
        return cls(services)

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds that features registered."""
        return tuple(self._kinds)

    def write(
        self,
        transaction: Transaction,
        kind: str,
        act: str,
        subject_id: UUID,
        *,
        account_id: UUID | None,
        file_id: UUID | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Have the fund hear of an act; see `Act`.

        Args:
            transaction: that of the act: the fund hears of it if, and only if, it was done.
            kind: one that a feature registered.
            act: what was done.
            subject_id: with what.
            account_id: by whom.
            file_id: for which file.
            details: JSON values that are stored nowhere else.
        """
        dispatch = Dispatch(
            kind=self._kinds[kind].kind,
            act=act,
            subject_id=subject_id,
            account_id=account_id,
            file_id=file_id,
            made_at=self._clock.now(),
        )
        transaction.add(dispatch)
        transaction.flush()
        if details is not None:
            dispatch.details = seal(self._key(dispatch.id), json.dumps(details).encode())
            transaction.flush()

        @event.listens_for(transaction, "after_commit", once=True)
        def _committed(_: Transaction) -> None:
            self.committed()

    def place(self) -> None:
        """Give committed dispatches their places, each after all that anybody may have read.

        The numbers of a database are drawn before the commit, so that a reader who goes by them may be past one that is
        committed later; and clocks of several machines differ. Places are given by one transaction after the other, to
        what is committed already: whoever reads up to a place misses nothing before it, ever.
        """
        waiting = select(Dispatch.number).where(Dispatch.position.is_(None))
        while True:
            with self._store.read() as transaction:
                if transaction.scalar(waiting.limit(1)) is None:
                    return
            with self._store.write() as transaction:
                one_by_one(transaction, _TURN)
                last = last_position(transaction)
                found = transaction.scalars(waiting.order_by(Dispatch.number).limit(_PLACED_AT_ONCE)).all()
                if not found:
                    return
                places = [
                    {"number": number, "position": place} for place, number in enumerate(found, last + 1)
                ]
                transaction.execute(update(Dispatch), places)
                put(transaction, Fact, name=_LAST_POSITION, value=str(last + len(found)))

    def page(
        self,
        transaction: Transaction,
        *,
        after: int,
        kinds: Sequence[str],
        waiting: bool,
        limit: int,
    ) -> Sequence[Dispatch]:
        """Return dispatches in their order.

        Args:
            transaction: where they are read.
            after: the place of the last one that is known; 0 for the first.
            kinds: of these alone; of all where there is none.
            waiting: whether only those that are not acknowledged.
            limit: how many at most.
        """
        query = select(Dispatch).where(Dispatch.position > after)
        if kinds:
            query = query.where(Dispatch.kind.in_(kinds))
        if waiting:
            query = query.where(Dispatch.acknowledged_at.is_(None))
        return transaction.scalars(query.order_by(Dispatch.position).limit(limit)).all()

    def find(self, transaction: Transaction, dispatch_id: UUID, *, locked: bool = False) -> Dispatch:
        """Return a dispatch.

        Raises:
            Problem: `not_found`.
        """
        query = select(Dispatch).where(Dispatch.id == dispatch_id)
        found = transaction.scalar(query.with_for_update() if locked else query)
        if found is None or found.position is None:
            raise Problem(NOT_FOUND)
        return found

    def read(self, transaction: Transaction, dispatch: Dispatch) -> Told | None:
        """Return what is told of a dispatch, as it is now; None where that is not kept any more."""
        sealed = dispatch.details
        act = Act(
            act=dispatch.act,
            subject_id=dispatch.subject_id,
            account_id=dispatch.account_id,
            file_id=dispatch.file_id,
            details=json.loads(unseal(self._key(dispatch.id), sealed)) if sealed else {},
        )
        registered = self._kinds.get(dispatch.kind)
        return registered.read(self._services, transaction, act) if registered is not None else None

    def acknowledge(self, transaction: Transaction, dispatch_id: UUID, client: str) -> Dispatch:
        """Note that the fund has a dispatch; the first time counts.

        Raises:
            Problem: `not_found`.
        """
        found = self.find(transaction, dispatch_id, locked=True)
        if found.acknowledged_at is None:
            found.acknowledged_at, found.acknowledged_by = self._clock.now(), client
        return found

    def waiting(self, transaction: Transaction) -> dict[str, tuple[int, datetime]]:
        """Return how many wait of each kind, and since when the oldest does."""
        query = (
            select(Dispatch.kind, func.count(), func.min(Dispatch.made_at))
            .where(Dispatch.acknowledged_at.is_(None))
            .group_by(Dispatch.kind)
            .order_by(Dispatch.kind)
        )
        return {kind: (count, oldest) for kind, count, oldest in transaction.execute(query)}

    def _key(self, dispatch_id: UUID) -> str:
        return self._pepper.hash("dispatch", str(dispatch_id)).hex()


def last_position(transaction: Transaction) -> int:
    """Return the place of the newest dispatch that has one; 0 where none has."""
    known = transaction.get(Fact, _LAST_POSITION)
    return int(known.value) if known is not None else 0


def forget(transaction: Transaction, account_id: UUID) -> None:
    """Erase what is sealed of the acts of an account, and those that the fund acknowledged."""
    own = Dispatch.account_id == account_id
    transaction.execute(delete(Dispatch).where(own, Dispatch.acknowledged_at.is_not(None)))
    transaction.execute(update(Dispatch).where(own).values(details=None))
