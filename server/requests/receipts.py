"""Receipts: what was sent, as it was sent, as a tagged PDF drawn when it is first asked for."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from questionnaires.asking import asked
from server.db import Store
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.limits.rates import Rate, Rates
from server.people.tables import Account, File
from server.requests import text
from server.requests.rules import grouped
from server.requests.tables import Request
from server.settings import Settings
from server.typesetting import Drawing
from server.typesetting.french import moment

if TYPE_CHECKING:
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class Receipts:
    """The service of receipts.

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

    def of(self, request: Request, facts: dict[str, Any]) -> bytes:
        """Return the receipt of a request that was sent.

        Args:
            request: which one, with what was kept of it.
            facts: what stands on it.

        Raises:
            Problem: `rate_limited`.
        """
        if request.receipt is not None:
            return request.receipt
        self._rates.spend(Rate.DOCUMENTS, str(request.account_id))
        with self._room:
            drawn = Drawing("server.requests", "receipt.typ", facts).run()
        with self._store.write() as transaction:
            kept = update(Request).where(Request.id == request.id).values(receipt=drawn)
            transaction.execute(kept.execution_options(synchronize_session=False))
        return drawn


def facts_of(transaction: Transaction, request: Request) -> dict[str, Any]:
    """Return what stands on the receipt of a request.

    Raises:
        Problem: `not_found` for one that was not sent.
    """
    if request.sent_at is None:
        raise Problem(NOT_FOUND)
    account = transaction.get_one(Account, request.account_id)
    file = transaction.get(File, request.file_id) if request.file_id else None
    definition = request.form
    said = asked(definition, request.answers, request.sent_at.date())
    reference = grouped(request.reference)
    about = [
        (text.REFERENCE, [reference]),
        (text.SENT_BY, [f"{account.first_names[0]} {account.last_name}"]),
        *([(text.FILE_NUMBER, [file.number])] if file else []),
        (text.SENT_ON, [moment(request.sent_at.isoformat())]),
    ]
    sections = [
        {
            "heading": page.page.title,
            "facts": [
                (question.label, text.said(question, said.answers.get(question.name)))
                for question in page.questions
            ],
            "texts": [],
        }
        for page in said.pages
    ]
    if definition.statement:
        sections.append({"heading": text.STATEMENT, "facts": [], "texts": [definition.statement]})
    return {
        "title": f"{text.HEADING} – {request.title}",
        "heading": text.HEADING,
        "issuer": text.ISSUER,
        "footer": f"{text.HEADING} · {reference}",
        "facts": [(text.REQUEST, [request.title]), *about],
        "lead": text.LEAD,
        "sections": sections,
    }
