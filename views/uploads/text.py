"""Documents à fournir."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from views.shell.feature import Searched
from views.shell.formats import day, short_day


class UploadsText:
    """What is asked for, and what was sent."""

    HEADING = "Documents à fournir"
    LEAD = "Ce que votre Caf attend de vous, et ce que vous avez envoyé."
    HELP = "Envoyer une attestation, un certificat ou une autre pièce que votre Caf vous demande."
    ASKED = "À envoyer"
    NONE_ASKED = "Votre Caf ne vous demande aucun document."
    SENT = "Envoyés"
    NONE_SENT = "Vous n'avez envoyé aucun document."
    GO_ON = "Reprendre l'envoi"
    AGAIN = "Renvoyer ce document"
    REPLACE = "Envoyer un autre fichier"
    ALL = "Tous les documents à fournir"
    STATES: Mapping[str, str] = {
        "uploading": "Envoi non terminé",
        "sent": "Reçu, en cours d'examen",
        "accepted": "Accepté",
        "refused": "Refusé",
    }
    REASONS: Mapping[str, str] = {
        "unreadable": "Il n'est pas lisible. Prenez une photo nette, à la lumière, page entière.",
        "incomplete": "Il manque une page ou une partie. Envoyez le document en entier.",
        "wrong_document": "Ce n'est pas le document demandé.",
        "out_of_date": "Il est trop ancien. Envoyez le plus récent.",
        "other_person": "Il est au nom d'une autre personne.",
    }

    @staticmethod
    def until(on: date) -> str:
        """Return the last day to send a document."""
        return f"Avant le {day(on)}"

    @staticmethod
    def short_until(on: date) -> str:
        """Return the last day to send a document, in a row."""
        return f"avant le {short_day(on)}"

    @staticmethod
    def requests(titles: Sequence[str]) -> str:
        """Return the requests that wait for it."""
        return f"Pour : {', '.join(titles)}"

    @staticmethod
    def refused(name: str) -> str:
        """Return that a document was not accepted."""
        return f"{name} : votre Caf n'a pas pu l'accepter"

    @staticmethod
    def sent(state: str, at: datetime | None) -> str:
        """Return where a document stands, and since when."""
        return f"{UploadsText.STATES[state]}, envoyé le {day(at.date())}" if at else UploadsText.STATES[state]


class UploadsSearchText:
    """What Rechercher says of it."""

    SEND = Searched(
        "Envoyer un document",
        "Ce que la Caf attend, et ce que vous avez envoyé",
        "justificatif pièce photo scanner transmettre joindre déposer attestation de loyer",
    )
    UPLOAD_CALLED = ("Documents envoyés", "document envoyé")
