"""Papers of one row, such as a receipt or a letter: drawn when they are first asked for, and kept in that row."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from server.db import Store
from server.limits.rates import Rate, Rates
from server.settings import Settings

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import InstrumentedAttribute

    from server.services import Services
    from server.typesetting import Drawing


class Papers:
    """The service that draws them.

    Args:
        store: where they are kept once drawn.
        rates: how many one person may have drawn.
        at_once: how many are drawn at once; others wait.
    """

    def __init__(self, store: Store, rates: Rates, at_once: int) -> None:
        self._store = store
        self._rates = rates
        self._room = BoundedSemaphore(at_once)

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Store], services[Rates], services[Settings].document_processes)

    def draw(
        self, account_id: UUID, drawing: Drawing, column: InstrumentedAttribute[Any], key: UUID
    ) -> bytes:
        """Return a paper, drawn and kept.

        Args:
            account_id: for whom it is drawn.
            drawing: what is drawn.
            column: where it is kept, of the row with the id `key`.
            key: which row.

        Raises:
            Problem: `rate_limited`.
        """
        self._rates.spend(Rate.DOCUMENTS, str(account_id))
        with self._room:
            drawn = drawing.run()
        table = column.class_
        with self._store.write() as transaction:
            kept = update(table).where(table.id == key).values({column.key: drawn})
            transaction.execute(kept.execution_options(synchronize_session=False))
        return drawn
