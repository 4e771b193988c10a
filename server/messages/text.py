"""The French of threads: subjects that a person may write of, what stands on a letter, its part of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.messages.rules import MessageSubject, Sender

if TYPE_CHECKING:
    from collections.abc import Mapping

SUBJECTS: Final[Mapping[MessageSubject, str]] = {
    MessageSubject.PAYMENT: "Un paiement",
    MessageSubject.RIGHTS: "Mes droits",
    MessageSubject.HOUSING: "Mon logement",
    MessageSubject.FAMILY: "Ma famille, la garde de mes enfants",
    MessageSubject.DECLARATION: "Une déclaration ou une démarche",
    MessageSubject.DEBT: "Un trop-perçu à rembourser",
    MessageSubject.SITUATION: "Ma situation ou mes ressources",
    MessageSubject.ACCOUNT: "Mon Compte, ma connexion",
    MessageSubject.OTHER: "Autre chose",
}
SENDERS: Final[Mapping[Sender, str]] = {Sender.FUND: "Votre Caf", Sender.PERSON: "Vous"}
CUT: Final = "[La suite de ce courrier est trop longue pour être affichée ici.]"
PAPER_TEXT: Final = "Votre Caf vous a envoyé ce document. Vous pouvez l’ouvrir, le garder et l’imprimer."
ISSUER: Final = "Caisse d’allocations familiales"
TO: Final = "À"
WRITTEN_ON: Final = "Le"
FILE_NUMBER: Final = "Numéro de dossier"
MESSAGES: Final = "Courriers"
OF_FILE: Final = "Courriers du dossier"
