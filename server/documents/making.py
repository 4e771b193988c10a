"""The making of papers in the background: a bounded number at once, each in a process of its own.

The state is in the database: whoever claims a paper has it for a minute and a half, and after that anybody, in any
process of the server, may claim it again. So a paper outlives the process that made it, and is stored once.
"""

from __future__ import annotations

import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import undefer

from server.clock import Clock
from server.crypto.tokens import token_hash
from server.db import Store
from server.documents.codes import new_code
from server.documents.paper import drawing_of
from server.documents.rules import PaperState
from server.documents.tables import Document
from server.documents.verifications import Verifications
from server.settings import Settings
from server.typesetting import DrawingError, DrawingLost, DrawingStopped

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from server.services import Services
    from server.typesetting import Drawing

_log = logging.getLogger(__name__)

CLAIMED: timedelta = timedelta(seconds=90)
"""How long a paper is its maker's: longer than a drawing may take."""

_MOST_TRIES = 3
_BEGUN, _DONE = 20, 100


class Making:
    """The service that makes papers.

    Args:
        store: where they are.
        clock: the time.
        verifications: makes their codes answer.
        origin: where their QR codes lead, `https://…` without a path; None for papers without.
        at_once: how many this process draws at once; others wait.
    """

    def __init__(
        self, store: Store, clock: Clock, verifications: Verifications, origin: str | None, at_once: int
    ) -> None:
        self._store = store
        self._clock = clock
        self._verifications = verifications
        self._origin = origin
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="documents")
        self._lock = Lock()
        self._waiting: set[UUID] = set()
        self._under_way: dict[UUID, Drawing] = {}
        self._closing = False

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service; its processes end with the server."""
        settings = services[Settings]
        making = cls(
            services[Store],
            services[Clock],
            services[Verifications],
            origin=settings.web_origins[0] if settings.web_origins else None,
            at_once=settings.document_processes,
        )
        services.on_close(making.close)
        return making

    @property
    def process_ids(self) -> list[int]:
        """The processes that draw at this moment."""
        with self._lock:
            return [each.process_id for each in self._under_way.values() if each.process_id is not None]

    def submit(self, document_id: UUID) -> None:
        """Make a paper as soon as there is room; one that is waited for already is not made twice."""
        with self._lock:
            if self._closing or document_id in self._waiting:
                return
            self._waiting.add(document_id)
            self._threads.submit(self._make, document_id)

    def stop(self, document_id: UUID) -> None:
        """End the process of a paper that nobody wants any more, if it is one of this server process."""
        with self._lock:
            drawing = self._under_way.get(document_id)
        if drawing is not None:
            drawing.stop()

    def take_again(self) -> None:
        """Make the papers that wait, and those whose maker is gone."""
        with self._store.read() as transaction:
            left = transaction.scalars(select(Document.id).where(_claimable(self._clock.now()))).all()
        for document_id in left:
            self.submit(document_id)

    def close(self) -> None:
        """End all processes; the papers wait for the next start."""
        with self._lock:
            self._closing = True
            under_way = list(self._under_way.values())
        for drawing in under_way:
            drawing.stop()
        self._threads.shutdown(cancel_futures=True)

    def _make(self, document_id: UUID) -> None:
        with self._lock:
            self._waiting.discard(document_id)
        try:
            document = self._claim(document_id)
            if document is None:
                return
            try:
                self._draw(document)
            except DrawingStopped:
                self._give_back(document)
            except DrawingLost:
                _log.error("the process of a paper ended before its time (try %d)", document.tries)
                if document.tries < _MOST_TRIES:
                    self._give_back(document)
                    self.submit(document_id)
                else:
                    self._write(document, state=PaperState.FAILED)
            except DrawingError:
                _log.error("a paper of kind %s cannot be drawn", document.kind)
                self._write(document, state=PaperState.FAILED)
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread; the paper is taken again
            # Only its type: its text may repeat what was to be drawn.
            _log.error("a paper could not be made: %s", type(error).__name__)

    def _claim(self, document_id: UUID) -> Document | None:
        """Return a paper that is this thread's to make, or None."""
        now = self._clock.now()
        with self._store.write() as transaction:
            claimed = transaction.execute(
                update(Document)
                .where(Document.id == document_id, _claimable(now))
                .values(state=PaperState.MAKING, progress=_BEGUN, tries=Document.tries + 1, taken_at=now)
                .returning(Document.id)
                .execution_options(synchronize_session=False)
            )
            if claimed.first() is None:
                return None
            return transaction.scalar(
                select(Document).where(Document.id == document_id).options(undefer(Document.facts))
            )

    def _draw(self, document: Document) -> None:
        code = new_code()
        drawing = drawing_of(document.facts, code, self._origin)
        with self._lock:
            if self._closing:
                raise DrawingStopped
            self._under_way[document.id] = drawing
        try:
            content = drawing.run()
        finally:
            with self._lock:
                del self._under_way[document.id]
        with self._store.write() as transaction:
            kept = transaction.execute(
                update(Document)
                .where(_mine(document))
                .values(
                    state=PaperState.READY,
                    progress=_DONE,
                    content=content,
                    content_digest=hashlib.sha256(content).digest(),
                    size=len(content),
                    made_at=self._clock.now(),
                    code_hash=token_hash(code),
                )
                .returning(Document.id)
                .execution_options(synchronize_session=False)
            )
            # One that was cancelled meanwhile, or was taken by another, is not issued.
            if kept.first() is not None:
                self._verifications.issue(transaction, code, document.file_id, document.facts)

    def _give_back(self, document: Document) -> None:
        self._write(document, state=PaperState.WAITING, progress=0)

    def _write(self, document: Document, **values: object) -> None:
        """Change a paper, unless it was cancelled or is another maker's."""
        with self._store.write() as transaction:
            transaction.execute(
                update(Document)
                .where(_mine(document))
                .values(**values)
                .execution_options(synchronize_session=False)
            )


def _mine(document: Document) -> ColumnElement[bool]:
    return and_(
        Document.id == document.id,
        Document.state == PaperState.MAKING,
        Document.tries == document.tries,
    )


def _claimable(now: datetime) -> ColumnElement[bool]:
    return or_(
        Document.state == PaperState.WAITING,
        and_(Document.state == PaperState.MAKING, Document.taken_at < now - CLAIMED),
    )
