"""The French of threads: subjects that a person may write of, what stands on a letter, its part of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.messages.rules import Sender, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

SUBJECTS: Final[Mapping[Subject, str]] = {
    Subject.PAYMENT: "Un paiement",
    Subject.RIGHTS: "Mes droits",
    Subject.HOUSING: "Mon logement",
    Subject.FAMILY: "Ma famille, la garde de mes enfants",
    Subject.DECLARATION: "Une déclaration ou une démarche",
    Subject.DEBT: "Un trop-perçu à rembourser",
    Subject.SITUATION: "Ma situation ou mes ressources",
    Subject.ACCOUNT: "Mon Compte, ma connexion",
    Subject.OTHER: "Autre chose",
}
SENDERS: Final[Mapping[Sender, str]] = {Sender.FUND: "Votre Caf", Sender.PERSON: "Vous"}
CUT: Final = "[La suite de ce courrier est trop longue pour être affichée ici.]"
ISSUER: Final = "Caisse d’allocations familiales"
TO: Final = "À"
WRITTEN_ON: Final = "Le"
FILE_NUMBER: Final = "Numéro de dossier"
MESSAGES: Final = "Courriers"
OF_FILE: Final = "Courriers du dossier"
