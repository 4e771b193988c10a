"""What the fund writes to people of the documents that they sent, within the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.outbox.messages import FundMessage, Lead, LeadKind, MessageKind
from server.outbox.texts import document_refused
from server.uploads.text import WHY, document_name

if TYPE_CHECKING:
    from server.uploads.rules import RefusalReason


def refused(document: str, reason: RefusalReason, label: str | None = None) -> FundMessage:
    """Write that a document was not accepted, and why.

    Args:
        document: the code of its kind.
        reason: why the fund does not accept it.
        label: what the fund calls it in a request; None where none waits for it.
    """
    name = document_name(document, label)
    return FundMessage(
        kind=MessageKind.MISSING_DOCUMENT,
        subject="Un document est à renvoyer",
        preview=name,
        text=(
            f"Nous n’avons pas pu accepter ce document : {name[:1].lower()}{name[1:]}.\n\n"
            f"{WHY[reason]}\n\n"
            "Envoyez-le à nouveau dans « Documents à fournir ». "
            "Vous ne comprenez pas pourquoi ? Répondez à ce courrier."
        ),
        reply=True,
        paper=True,
        leads=Lead(LeadKind.DOCUMENT, document),
        told=document_refused,
    )
