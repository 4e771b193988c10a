"""Receipts: what was sent, as it was sent, as a tagged PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from questionnaires.asking import asked
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.tables import Account, File
from server.requests import text
from server.requests.rules import grouped
from server.typesetting import Drawing
from server.typesetting.french import moment

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session as Transaction

    from server.requests.tables import Request


def receipt(transaction: Transaction, request: Request) -> Drawing:
    """Return the receipt of a request, to be drawn.

    Raises:
        Problem: `not_found` for one that was not sent.
    """
    if request.sent_at is None:
        raise Problem(NOT_FOUND)
    return Drawing("server.requests", "receipt.typ", _facts(transaction, request, request.sent_at))


def _facts(transaction: Transaction, request: Request, sent_at: datetime) -> dict[str, Any]:
    account = transaction.get_one(Account, request.account_id)
    file = transaction.get(File, request.file_id) if request.file_id else None
    definition = request.form
    said = asked(definition, request.answers, sent_at.date())
    reference = grouped(request.reference)
    about = [
        (text.REFERENCE, [reference]),
        (text.SENT_BY, [f"{account.first_names[0]} {account.last_name}"]),
        *([(text.FILE_NUMBER, [file.number])] if file else []),
        (text.SENT_ON, [moment(sent_at.isoformat())]),
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
