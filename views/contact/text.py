"""The French of Contacter ma Caf."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from app.contact.subjects import Subject
from app.rules.problem import Problem
from views.shell.clock import fund_zone
from views.shell.feature import Searched
from views.shell.formats import capital, count, day, hour, phone, weekday_day
from views.shell.text import Part

_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class ContactSearchText:
    """By which words Contacter ma Caf is found."""

    CONTACT = Searched(
        "Contacter ma Caf",
        "Par sujet : ce que vous pouvez faire vous-même, écrire, appeler, prendre rendez-vous.",
        "joindre appeler téléphone numéro 3230 parler conseiller question problème",
    )
    BOOKING = Searched(
        "Prendre rendez-vous",
        "À l'accueil de votre Caf, ou par téléphone.",
        "rdv rencontrer conseiller créneau déplacer annuler",
    )
    APPOINTMENT_CALLED = ("Rendez-vous", "rendez-vous")
    OFFICES = Searched(
        "Trouver ma Caf",
        "Le téléphone, l'adresse et les horaires de la Caf de votre département.",
        "accueil adresse horaires ouverture où agence bureau guichet",
    )


class ContactText:
    """Contacter ma Caf."""

    HEADING = "Contacter ma Caf"
    ABOUT = "À quel sujet ?"
    MINE = "Vos rendez-vous"
    ALONE = "Ce que vous pouvez faire vous-même"
    ALONE_MORE = "C'est souvent le plus rapide, à toute heure."
    WRITE = "Écrire un message à ma Caf"
    MET = "Écrire ou rencontrer quelqu'un"
    CALL = "Téléphoner"
    GO_THERE = "Aller à l'accueil"
    BACK = "Retour à Contacter ma Caf"
    SUBJECTS: Final[Mapping[Subject, str]] = {
        "payment": "Un paiement",
        "rights": "Mes droits, une aide à demander",
        "housing": "Mon logement",
        "family": "Ma famille : naissance, séparation, décès",
        "declaration": "Ma déclaration de ressources",
        "debt": "Une somme à rembourser",
        "situation": "Un changement dans ma vie",
        "account": "Mon compte et ma connexion",
        "other": "Autre chose",
    }
    ACTS: Final[Mapping[str, str]] = {
        "payments": "Voir mes paiements, et pourquoi ils changent",
        "bank": "Déclarer un nouveau compte bancaire",
        "papers": "Obtenir une attestation",
        "rights": "Voir mes droits",
        "simulation": "Simuler mes aides",
        "benefits": "Demander une aide",
        "moving": "Déclarer un déménagement",
        "uploads": "Envoyer un document",
        "housing": "Demander une aide au logement",
        "birth": "Déclarer une naissance",
        "separation": "Déclarer une séparation",
        "death": "Déclarer un décès",
        "couple": "Déclarer une vie en couple",
        "declaration": "Faire ma déclaration trimestrielle",
        "resources": "Voir et corriger mes ressources",
        "debts": "Voir ce que je dois, et contester",
        "changes": "Déclarer un changement",
        "work": "Déclarer un changement de travail",
        "settings": "Gérer mon compte",
        "contacts": "Changer mes coordonnées",
        "requests": "Suivre mes démarches",
        "help": "Lire l'aide",
    }


class OfficeText:
    """A fund, and the search for it."""

    HEADING = "Trouver ma Caf"
    HELP = "Le téléphone, l'adresse et les horaires de votre Caf."
    LEAD = "Il y a une Caf dans chaque département."
    LABEL = "Votre département ou votre code postal"
    HINT = "Par exemple : Finistère, 29 ou 29200."
    FIND = "Chercher"
    NONE = "Aucune Caf trouvée. Vérifiez le nom ou le numéro."
    OTHER = "Choisir une autre Caf"
    UNKNOWN = "Nous ne savons pas quelle est votre Caf"
    UNKNOWN_MORE = "Votre adresse en France n'est pas connue. Cherchez votre département."
    TWO = "Votre département a deux Caf : choisissez la vôtre."
    PHONE = "Téléphone"
    PRICE = "Prix d'un appel local. Tapez le numéro de votre département quand on vous le demande."
    ADDRESS = "Adresse"
    OPENING = "Horaires"
    WEBSITE = "Site"
    ACCOUNT = "Avec Mon Compte, vous pouvez écrire à votre Caf et prendre rendez-vous."
    SIGN_IN = "Se connecter"
    EASY = (
        Part(
            "",
            (
                "Chaque département a une Caf.",
                "Écrivez le nom de votre département.",
                "Ou écrivez votre code postal.",
                "Appuyez sur « Chercher ».",
                "Vous voyez le téléphone de votre Caf.",
                "Vous pouvez aussi voir son adresse.",
            ),
        ),
    )
    ASKED = "Votre question"
    ASKED_MORE = "Posez-la à la personne qui vous répond au téléphone. Ou connectez-vous pour l'envoyer."
    SEND_ASKED = "Me connecter et envoyer ma question"

    @staticmethod
    def quoted(question: str) -> str:
        """Return what was asked of the assistant."""
        return f"« {question} »"

    @staticmethod
    def text(_: Problem) -> str:
        """Return how the field is mended."""
        return "Écrivez un département ou un code postal."

    @staticmethod
    def found(number: int) -> str:
        """Return how many were found."""
        return count(number, "Caf trouvée", "Caf trouvées")

    @staticmethod
    def phone(number: str) -> str:
        """Return a number of four digits as it is said: 32 30."""
        return f"{number[:2]} {number[2:]}" if len(number) == len("3230") else phone(number)

    @staticmethod
    def address(lines: Sequence[str], postcode: str, city: str) -> str:
        """Return an address on one line."""
        return ", ".join((*lines, f"{postcode} {city}"))

    @staticmethod
    def opening(days: Sequence[int], hours: Sequence[tuple[str, str]]) -> str:
        """Return when it is open: du lundi au vendredi, de 9 h à 12 h et de 13 h 30 à 16 h 30."""
        first, last = _WEEKDAYS[days[0] - 1], _WEEKDAYS[days[-1] - 1]
        in_a_row = list(days) == list(range(days[0], days[-1] + 1))
        named = ", ".join(_WEEKDAYS[each - 1] for each in days)
        when = f"du {first} au {last}" if in_a_row and len(days) > 1 else f"le {named}"
        return f"{capital(when)}, {' et '.join(f'de {_clock(begins)} à {_clock(ends)}' for begins, ends in hours)}"

    @staticmethod
    def source(source: str, on: date) -> str:
        """Return where a fact comes from, and of which day it is."""
        return f"Source : {source}, {day(on)}. Vérifiez sur caf.fr avant de vous déplacer."


class BookingText:
    """Prendre rendez-vous."""

    HEADING = "Prendre rendez-vous"
    MOVE = "Déplacer mon rendez-vous"
    HOW = "Comment ?"
    WAYS: Final[Mapping[str, str]] = {
        "office": "À l'accueil",
        "telephone": "Par téléphone",
    }
    WHEN = "Quand ?"
    WHEN_MORE = "À l'heure de Paris. Un rendez-vous dure une demi-heure environ."
    NONE = "Aucun créneau libre dans les cinq semaines"
    NOT_OFFERED = "Cette Caf ne propose pas de rendez-vous ici"
    NOT_OFFERED_MORE = "Écrivez-lui un message, ou appelez-la."
    NONE_MORE = "Essayez l'autre façon de vous rencontrer, écrivez un message, ou appelez votre Caf."
    MORE = "Voir d'autres jours"
    ASKED = "Prendre ce rendez-vous ?"
    ASKED_MOVE = "Déplacer à ce moment ?"
    YES = "Oui, je le prends"
    NO = "Non, choisir un autre moment"
    WHICH = "Choisissez d'abord votre Caf."

    @staticmethod
    def when(at: datetime, way: str, place: str | None) -> str:
        """Return what is about to be taken."""
        return f"{meeting(at)}. {BookingText.where(way, place)}"

    @staticmethod
    def where(way: str, place: str | None) -> str:
        """Return where one meets."""
        if way == "telephone":
            return "La Caf vous appelle, au numéro qui est dans Mon Compte."
        return place or "À l'accueil de votre Caf."

    @staticmethod
    def slot(at: datetime) -> str:
        """Return how a slot is said: jeudi 5 novembre à 9 h 30."""
        return meeting(at)


class AppointmentText:
    """One appointment."""

    HEADING = "Mon rendez-vous"
    BOOKED = "Votre rendez-vous est pris"
    MOVED = "Votre rendez-vous est déplacé"
    TOLD = "Une confirmation vous est envoyée, et un rappel la veille."
    WHEN = "Quand"
    WHERE = "Où"
    ABOUT = "Sujet"
    WITH = "Avec"
    CALLED_OFF = "La Caf ne peut pas assurer ce rendez-vous"
    CALLED_OFF_MORE = "Choisissez un autre moment, ou annulez."
    FIXED = "Ce rendez-vous est dans moins de 24 heures : pour l'annuler, appelez votre Caf."
    PAST = "Ce rendez-vous est passé."
    ADD = "Ajouter à mon calendrier"
    MOVE = "Déplacer"
    CANCEL = "Annuler le rendez-vous"
    CANCEL_ASKED = "Annuler ce rendez-vous ?"
    CANCEL_MEANS = "Le créneau sera proposé à quelqu'un d'autre."
    CANCEL_YES = "Oui, annuler"
    KEEP = "Non, le garder"
    LOOK = "Voir mon rendez-vous"

    @staticmethod
    def until(at: datetime) -> str:
        """Return until when it can be changed."""
        return f"Vous pouvez le déplacer ou l'annuler jusqu'au {meeting(at)}."

    @staticmethod
    def how(way: str) -> str:
        """Return how one meets, at the end of a line."""
        return "par téléphone" if way == "telephone" else "à l'accueil"


def meeting(at: datetime) -> str:
    """Return an instant on the fund's clock, by which one meets: jeudi 5 novembre à 9 h 30."""
    return f"{weekday_day(on_fund_day(at))} à {hour(at)}"


def on_fund_day(at: datetime) -> date:
    """Return the day of an instant on the fund's clock."""
    return at.astimezone(fund_zone()).date()


def _clock(said: str) -> str:
    hours, minutes = said.split(":")
    return f"{int(hours)} h {minutes}" if int(minutes) else f"{int(hours)} h"
