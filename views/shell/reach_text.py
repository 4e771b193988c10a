"""An account whose holder is not proved yet: what is open, what is closed, how the rest opens."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from views.shell.clock import local
from views.shell.formats import day, moment

Limit = Literal[
    "document_to_check", "scan_to_check", "document_wanted", "document_refused", "number_to_check"
]

_WHY: Mapping[Limit, tuple[str, str]] = {
    "document_to_check": (
        "Votre identité est en cours de vérification",
        "Le numéro de votre pièce d'identité n'a pas encore pu être vérifié. Nous essayons à nouveau chaque jour, "
        "et vous recevrez un message. Vous pouvez aussi prouver votre identité autrement.",
    ),
    "scan_to_check": (
        "Votre pièce d'identité est à vérifier",
        "Nous avons bien reçu la copie. Votre Caf doit la regarder : vous recevrez un message.",
    ),
    "document_wanted": (
        "Votre identité reste à vérifier",
        "Vous n'avez pas encore donné de pièce d'identité que nous puissions vérifier.",
    ),
    "document_refused": (
        "Donnez une autre pièce d'identité",
        "Celle que vous avez donnée n'a pas été acceptée : son numéro est peut-être mal tapé, "
        "ou elle n'est plus valable.",
    ),
    "number_to_check": (
        "Votre numéro de Sécurité sociale est à vérifier",
        "Votre identité est confirmée. Mais ce numéro dit une autre date ou un autre lieu de naissance : "
        "votre Caf doit vérifier qu'il est à vous.",
    ),
}


class ReachText:
    """Mon Compte of a person whose identity is not proved, and the screen that proves it."""

    HEADING = "Vérifier mon identité"
    LEAD = "Pour que personne d'autre que vous n'ouvre votre dossier."
    SETTLE = "Vérifier mon identité"
    MINE = "Mon identité"
    OPEN = "Ce qui vous est ouvert"
    OPEN_MORE = "Vos données, vos coordonnées, votre mot de passe, et la demande faite à la création."
    CLOSED = "Ce qui est fermé pour l'instant"
    CLOSED_MORE = "Tout s'ouvre dès que votre identité est vérifiée."
    REQUEST = "Ma demande"
    NO_REQUEST = "Vous avez créé votre compte sans demander d'aide."
    PROVED = "Votre identité est vérifiée"
    PROVED_MORE = "Tout Mon Compte vous est ouvert. Vous n'avez rien à faire ici."
    GIVEN = "Votre pièce d'identité est enregistrée"
    WAYS = "Le plus rapide"
    FRANCECONNECT = "Avec FranceConnect"
    FRANCECONNECT_MORE = "Votre identité est vérifiée tout de suite."
    CONTACT = "Avec une adresse ou un numéro que la Caf connaît"
    CONTACT_MORE = (
        "Vous avez déjà donné à la Caf une adresse mail ou un téléphone ? "
        "Un code envoyé là prouve que c'est vous, et votre dossier s'ouvre."
    )
    DOCUMENT = "Donner une autre pièce d'identité"
    FIRST_DOCUMENT = "Donner une pièce d'identité"
    CREATED = "Votre identité reste à vérifier"
    CREATED_MORE = (
        "En attendant, une partie de Mon Compte est fermée : Mon Compte vous dit comment l'ouvrir. "
        "Votre mot de passe est refusé ? Un autre compte existe peut-être à votre nom. Identifiez-vous avec "
        "FranceConnect, ou recommencez la création avec une adresse ou un numéro que la Caf connaît."
    )
    KNOWN_CONTACT = (
        "La Caf connaît déjà une de vos adresses mail, ou un de vos numéros ? "
        "Donnez-le ici : le code prouvera que c'est vous."
    )
    REFUSED: Mapping[str, str] = {
        "not_found": "Ce numéro n'est pas connu. Relisez-le sur votre titre.",
        "mismatch": (
            "Ce titre n'est pas à votre nom, ou pas à votre date de naissance. Si c'est votre état civil qui est mal "
            "tapé, créez votre compte à nouveau avec ce titre : il remplacera celui-ci."
        ),
        "expired": "Ce titre n'est plus valable. Essayez avec un autre.",
    }
    SEND = "Envoyer"
    SENDING = "Vérification…"
    SCAN_NEXT = "Votre Caf regarde la copie. Vous recevrez un message."
    CAF = "Vous pouvez aussi aller à l'accueil de votre Caf, avec votre pièce d'identité."

    @staticmethod
    def why(limit: Limit | None) -> tuple[str, str]:
        """Return why an account is limited, and what happens next."""
        return _WHY[limit or "document_wanted"]

    @staticmethod
    def again(at: datetime) -> str:
        """Return when a document is checked again."""
        return f"Prochain essai le {moment(at)}."

    @staticmethod
    def document(name: str, masked: str | None) -> str:
        """Return the document that was given, its number hidden but for its end."""
        return f"Pièce donnée : {name}{f', {masked}' if masked else ''}"

    @staticmethod
    def created(opened_at: datetime, benefit: str | None) -> str:
        """Return when the account was created, and what for."""
        when = f"Vous avez créé votre compte le {day(local(opened_at))}"
        return f"{when} pour demander : {benefit}." if benefit else f"{when}, sans demander d'aide."
