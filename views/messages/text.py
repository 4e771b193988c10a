"""What Courriers says."""

from collections.abc import Mapping
from datetime import datetime

from app.messages.unread import MORE
from views.shell.formats import capital, count, moment, short_date


class MessagesText:
    """The threads."""

    HEADING = "Courriers"
    BOXES = "Courriers à afficher"
    ALL = "Tous"
    ARCHIVED = "Archivés"
    UNREAD = "Non lu"
    NONE: Mapping[str, str] = {
        "all": "Vous n'avez aucun courrier",
        "unread": "Vous avez tout lu",
        "archived": "Aucun courrier archivé",
    }
    NONE_MORE: Mapping[str, str] = {
        "all": "Ce que votre Caf vous écrit arrive ici.",
        "unread": "Les nouveaux courriers apparaissent ici.",
        "archived": "Archivez un courrier pour le ranger ici. Il revient si votre Caf vous répond.",
    }
    MORE = "Plus anciens"
    WRITE = "Écrire à ma Caf"

    @staticmethod
    def unread(number: int) -> str:
        """Return the name of the unread threads, with how many they are."""
        return f"Non lus ({_number(number)})" if number else "Non lus"

    @staticmethod
    def counted(number: int) -> str:
        """Return what the menu is heard to say."""
        if number >= MORE:
            return f"{MessagesText.HEADING}, plus de {MORE - 1} non lus"
        return f"{MessagesText.HEADING}, {count(number, 'non lu', 'non lus')}"

    @staticmethod
    def at(when: datetime, newest: datetime) -> str:
        """Return the day of a thread in a list, with its year where the newest one is of another."""
        return short_date(when, year=when.year != newest.year)


class ThreadText:
    """One thread."""

    BACK = "Tous les courriers"
    FUND = "Votre Caf"
    MINE = "Vous"
    OTHER = "Une autre personne de votre dossier"
    EARLIER = "Messages plus anciens"
    ARCHIVE = "Archiver"
    UNARCHIVE = "Sortir des archives"

    @staticmethod
    def at(when: datetime) -> str:
        """Return when something was written."""
        return capital(moment(when))


def _number(number: int) -> str:
    return f"{MORE - 1}+" if number >= MORE else str(number)
