"""The texts of messages about requests. None repeats what was filled in: a mailbox is read by others too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.outbox.texts import Text, letter
from server.rules.codes import Channel

if TYPE_CHECKING:
    from datetime import date

_WHERE = "Connectez-vous à Mon Compte, et choisissez « Démarches »."
_DEAR_SMS = "Mon Compte : "


def request_received(channel: Channel, title: str, reference: str) -> Text:
    """Write that a request has come."""
    subject = "Votre démarche est bien reçue"
    if channel is Channel.SMS:
        return Text(subject, f"{_DEAR_SMS}démarche {reference} bien reçue. Son accusé est dans Démarches.")
    return letter(
        subject,
        f"Nous avons reçu votre démarche « {title} », numéro {reference}.\n\n"
        f"Pour la suivre, et pour télécharger son accusé de réception : {_first_lower(_WHERE)}\n"
        "Vous n’avez rien envoyé ? Changez votre mot de passe, et contactez votre Caf.",
    )


def request_waits(channel: Channel, title: str, reference: str, label: str, until: date) -> Text:
    """Write that a document is missing."""
    subject = "Il manque un document"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"{_DEAR_SMS}un document manque pour votre démarche {reference}. Envoyez-le avant le {until:%d/%m/%Y}.",
        )
    return letter(
        subject,
        f"Pour votre démarche « {title} », numéro {reference}, il manque {label}.\n\n"
        f"Envoyez ce document avant le {until:%d/%m/%Y}. {_WHERE}",
    )


def request_decided(channel: Channel, title: str, reference: str) -> Text:
    """Write that the fund has decided; what, is said in the account alone."""
    subject = "Votre démarche a une réponse"
    if channel is Channel.SMS:
        return Text(subject, f"{_DEAR_SMS}votre démarche {reference} a une réponse. Elle est dans Démarches.")
    return letter(
        subject,
        f"Votre Caf a répondu à votre démarche « {title} », numéro {reference}.\n\nPour la lire : "
        f"{_first_lower(_WHERE)}",
    )


def bank_details_declared(channel: Channel, counts_from: date) -> Text:
    """Write to every contact, old ones too, that payments will go to another bank account."""
    subject = "Un nouveau compte bancaire est déclaré"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"{_DEAR_SMS}nouveau compte bancaire pour vos paiements dès le {counts_from:%d/%m/%Y}. "
            "Pas vous ? Contactez votre Caf.",
        )
    return letter(
        subject,
        "Un nouveau compte bancaire a été déclaré pour vos paiements. "
        f"Il compte à partir du {counts_from:%d/%m/%Y}.\n\n"
        "C’était vous ? Vous n’avez rien à faire.\n"
        "Ce n’était pas vous ? Avant cette date, retirez cette déclaration dans Mon Compte, "
        "changez votre mot de passe, et contactez votre Caf.",
    )


def _first_lower(words: str) -> str:
    return words[0].lower() + words[1:]
