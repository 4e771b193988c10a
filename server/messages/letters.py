"""Letters: a message of the fund as a tagged PDF, drawn when it is first asked for."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from server.db import Store
from server.limits.rates import Rate, Rates
from server.messages import text
from server.messages.tables import Message, Thread
from server.people.tables import Account, File
from server.settings import Settings
from server.typesetting import Drawing
from server.typesetting.french import day

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class Letters:
    """The service of letters.

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

    def draw(self, account_id: UUID, message: Message, facts: dict[str, Any]) -> bytes:
        """Return a letter, drawn and kept.

        Args:
            account_id: for whom it is drawn.
            message: which one.
            facts: what stands on it.

        Raises:
            Problem: `rate_limited`.
        """
        self._rates.spend(Rate.DOCUMENTS, str(account_id))
        with self._room:
            drawn = Drawing("server.messages", "letter.typ", facts).run()
        with self._store.write() as transaction:
            kept = update(Message).where(Message.id == message.id).values(drawn=drawn)
            transaction.execute(kept.execution_options(synchronize_session=False))
        return drawn

    def facts_of(self, transaction: Transaction, account_id: UUID, message: Message) -> dict[str, Any]:
        """Return what stands on a letter: to whom a letter of a file is written is its number alone."""
        thread = transaction.get_one(Thread, message.thread_id)
        file = transaction.get(File, thread.file_id) if thread.file_id else None
        account = transaction.get_one(Account, account_id) if thread.account_id is not None else None
        to = [(text.TO, [f"{account.first_names[0]} {account.last_name}"])] if account else []
        number = [(text.FILE_NUMBER, [file.number])] if file else []
        return {
            "title": thread.subject,
            "issuer": text.ISSUER,
            "footer": f"{text.ISSUER} · {thread.subject}",
            "facts": [*to, *number, (text.WRITTEN_ON, [day(message.at.isoformat())])],
            "paragraphs": message.paragraphs,
        }
