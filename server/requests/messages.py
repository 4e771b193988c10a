"""What the fund writes to people of their requests, within the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.outbox.messages import FundMessage, Lead, LeadKind, MessageKind, ToAccount, ToFile
from server.outbox.request_texts import request_decided, request_waits
from server.requests.access import SHARED_DOORS
from server.requests.rules import RequestKind, RequestState, grouped
from server.typesetting.french import day

if TYPE_CHECKING:
    from datetime import date

    from server.requests.tables import Request


def readers_of(request: Request) -> ToAccount | ToFile:
    """Return who is written to of a request: those who see it, which for a separation is its writer alone."""
    if request.file_id is None or request.door not in SHARED_DOORS:
        return ToAccount(request.account_id)
    return ToFile(request.file_id)


def received(request: Request) -> FundMessage:
    """Write that a request has come."""
    word = "déclaration" if request.kind is not RequestKind.BENEFIT else "demande"
    due = f"Nous vous répondons avant le {day(request.due_on.isoformat())}. " if request.due_on else ""
    return FundMessage(
        kind=MessageKind.RECEIPT,
        subject=f"Votre {word} est reçue",
        preview=_named(request),
        text=(
            f"Nous avons bien reçu votre démarche « {request.title} », numéro {grouped(request.reference)}.\n\n"
            f"{due}Vous pouvez la suivre et télécharger son accusé de réception dans « Démarches »."
        ),
        leads=_lead(request),
    )


def waits(request: Request, document: str, label: str, until: date) -> FundMessage:
    """Write that a document is missing."""
    last = day(until.isoformat())
    return FundMessage(
        kind=MessageKind.MISSING_DOCUMENT,
        subject="Il nous manque un document",
        preview=f"{label[:1].upper()}{label[1:]}, avant le {last}",
        text=(
            f"Pour votre démarche « {request.title} », numéro {grouped(request.reference)}, il nous manque {label}.\n\n"
            f"Envoyez ce document avant le {last}. Sans lui, nous ne pouvons pas décider.\n\n"
            "Vous ne l’avez pas, ou ce n’est pas le bon ? Répondez à ce courrier."
        ),
        reply=True,
        paper=True,
        leads=Lead(LeadKind.DOCUMENT, document),
        told=lambda channel: request_waits(channel, request.title, grouped(request.reference), label, until),
    )


def decided(request: Request) -> FundMessage:
    """Write what the fund decided, and why."""
    accepted = request.state is RequestState.ACCEPTED
    said = [
        f"Nous avons étudié votre démarche « {request.title} », numéro {grouped(request.reference)}.",
        "Elle est acceptée." if accepted else "Elle est refusée.",
        *([request.reason] if request.reason else []),
    ]
    if request.appeal_until is not None:
        last = day(request.appeal_until.isoformat())
        said.append(f"Vous pouvez contester cette décision jusqu’au {last}, dans « Démarches ».")
    return FundMessage(
        kind=MessageKind.DECISION,
        subject="Votre démarche a une réponse",
        preview=_named(request),
        text="\n\n".join(said),
        paper=True,
        leads=_lead(request),
        told=lambda channel: request_decided(channel, request.title, grouped(request.reference)),
    )


def _named(request: Request) -> str:
    return f"{request.title}, n° {grouped(request.reference)}"


def _lead(request: Request) -> Lead:
    return Lead(LeadKind.REQUEST, str(request.id))
