"""What Courriers says."""

from collections.abc import Mapping
from datetime import date, datetime

from app.messages.unread import MORE
from app.messages.writing import TEXT_MAX
from app.rules.problem import Fault, Problem
from views.shell.feature import Searched
from views.shell.formats import capital, count, day, moment, short_date


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
    READ = "Lire"
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
    def waiting(number: int) -> str:
        """Return how many threads wait to be read."""
        return f"Plus de {MORE - 1} non lus" if number >= MORE else count(number, "non lu", "non lus")

    @staticmethod
    def at(when: datetime, newest: datetime) -> str:
        """Return the day of a thread in a list, with its year where the newest one is of another."""
        return short_date(when, year=when.year != newest.year)

    SEARCH = "Chercher dans vos courriers"
    SEARCH_HINT = "Un mot ou plusieurs, par exemple : loyer, garde."
    SEARCH_SUBMIT = "Chercher"
    SHOW_ALL = "Afficher tous les courriers"
    NOT_FOUND_MORE = "Essayez un autre mot, ou un mot de moins."

    @staticmethod
    def found(words: str) -> str:
        """Return what the list is of."""
        return f"Courriers qui contiennent « {words} »"

    @staticmethod
    def not_found(words: str) -> str:
        """Return that nothing says these words."""
        return f"Aucun courrier ne contient « {words} »"


class ThreadText:
    """One thread."""

    BACK = "Retour aux courriers"
    FUND = "Votre Caf"
    MINE = "Vous"
    OTHER = "Une autre personne de votre dossier"
    EARLIER = "Messages plus anciens"
    ARCHIVE = "Archiver"
    UNARCHIVE = "Sortir des archives"
    ARCHIVED = "Ce courrier est archivé"
    UNARCHIVED = "Ce courrier est de nouveau avec les autres"
    PAPER = "Télécharger ce courrier"
    GONE = "Ce document n'est plus conservé"
    REPLY = "Répondre"
    REPLY_TEXT = "Votre réponse"
    SEND_REPLY = "Envoyer ma réponse"
    REPLIED = "Votre réponse est envoyée"
    NO_REPLY = "On ne répond pas à ce courrier. Vous avez une question ? Écrivez à votre Caf."
    SHARED = (
        "Ce courrier est celui de votre dossier. "
        "Si votre conjoint est autorisé, il le voit aussi, avec ce que vous répondez."
    )
    LINKS = "Adresses citées"
    LEADS: Mapping[str, str] = {
        "request": "Voir ma démarche",
        "document": "Envoyer le document",
        "payment": "Voir le détail du paiement",
        "authorisation": "Voir mes autorisations",
    }

    @staticmethod
    def at(when: datetime) -> str:
        """Return when something was written."""
        return capital(moment(when))

    @staticmethod
    def answer_by(on: date) -> str:
        """Return until when the fund answers."""
        return f"Votre Caf vous répond avant le {day(on)}."

    @staticmethod
    def attachment(name: str) -> str:
        """Return what saves a file that was sent with a message."""
        return f"Télécharger {name}"

    @staticmethod
    def leaves_to(host: str) -> str:
        """Return what opens an address beside the program."""
        return f"Ouvrir {host}"


class WritingText:
    """What a person writes."""

    HEADING = "Écrire à ma Caf"
    LEAD = "Votre message, et la réponse, restent dans Courriers. Vous seul les voyez."
    SUBJECT = "De quoi s'agit-il ?"
    NO_SUBJECT = "Choisissez un sujet."
    SUBJECTS: Mapping[str, str] = {
        "payment": "Un paiement",
        "rights": "Mes droits",
        "housing": "Mon logement",
        "family": "Ma famille, la garde de mes enfants",
        "declaration": "Une déclaration ou une démarche",
        "debt": "Un trop-perçu à rembourser",
        "situation": "Ma situation ou mes ressources",
        "account": "Mon Compte, ma connexion",
        "other": "Autre chose",
    }
    TEXT = "Votre message"
    TEXT_HINT = (
        f"Avec vos mots. N'écrivez ni mot de passe, ni numéro de carte. {TEXT_MAX} caractères au plus."
    )
    FILES = "Pièces jointes (facultatif)"
    PROMISE = "Votre Caf répond en 5 jours environ."
    SEND = "Envoyer mon message"

    @staticmethod
    def files(most: int) -> str:
        """Return how many files may go with it."""
        return f"{most} au plus."

    @staticmethod
    def remaining(left: int) -> str:
        """Return how many characters more may be written, or by how many they are too many."""
        if left < 0:
            return f"{count(-left, 'caractère', 'caractères')} de trop ({TEXT_MAX} au plus)"
        return (
            f"Encore {count(left, 'caractère', 'caractères')}"
            if left
            else f"{TEXT_MAX} caractères : c'est plein"
        )

    @staticmethod
    def text(problem: Problem) -> str:
        """Return what is wrong with the text, and how to mend it."""
        if problem.fault is Fault.TOO_LONG:
            too_many = count(problem.count, "caractère", "caractères")
            return f"{too_many} de trop : gardez l'essentiel ({TEXT_MAX} au plus), ou joignez un document."
        return "Écrivez votre message."


def _number(number: int) -> str:
    return f"{MORE - 1}+" if number >= MORE else str(number)


class MessagesSearchText:
    """What Rechercher says of it."""

    MESSAGES = Searched(
        "Lire mes courriers",
        "Ce que votre Caf vous a écrit",
        "message lettre mail notification réponse écrire non lu",
    )
    WRITE = Searched(
        WritingText.HEADING,
        "Poser une question, joindre un document",
        "contacter question message mail réclamation conseiller demander joindre répondre",
    )
    MESSAGE_CALLED = ("Courriers", "courrier")
