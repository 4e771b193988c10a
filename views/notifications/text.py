"""Mes notifications."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from app.notifications.notifications import NotificationChannel, NotificationSubject
from views.shell.feature import Searched
from views.shell.formats import moment
from views.shell.text import ShellText


class NotificationsText:
    """Mes notifications."""

    HEADING = ShellText.NOTIFICATIONS
    LEAD = "Choisissez de quoi la Caf vous prévient, et comment. Vous pouvez changer d’avis à tout moment."
    BEFORE = "Vous n’avez encore rien choisi"
    BEFORE_MORE = "Les cases cochées disent ce que la Caf vous envoie aujourd’hui."
    WHAT = "De quoi voulez-vous être prévenu ?"
    SUBJECTS: ClassVar[Mapping[NotificationSubject, str]] = {
        "message": "Un courrier ou une réponse de la Caf",
        "document": "Un document qui manque, ou un délai qui se termine",
        "declaration": "Une déclaration à faire",
        "payment": "Un paiement",
        "appointment": "Un rendez-vous qui approche",
    }
    CHANNELS: ClassVar[Mapping[NotificationChannel, str]] = {
        "mail": "Par mail",
        "sms": "Par SMS",
        "push": "Par une notification sur mes appareils",
    }
    NO_MAIL = "Pour être prévenu par mail, ajoutez une adresse mail."
    NO_PHONE = "Pour être prévenu par SMS, ajoutez un numéro de téléphone."
    ADD_CONTACT = "Coordonnées de contact"
    ALWAYS = "Toujours envoyé"
    ALWAYS_MORE = (
        "La Caf vous écrit toujours pour la sécurité de votre compte, pour confirmer ce que vous venez d’envoyer ou de "
        "réserver, et quand elle annule un rendez-vous."
    )
    PRIVATE = "Sur un écran verrouillé, une notification ne dit ni montant ni nom."
    HOURS = "À quelles heures ?"
    HOURS_NOTE = "Ce qui arrive pendant ces heures vous est envoyé après. Heure de Paris."
    ANY_HOUR = "À toute heure"
    SAVE = "Enregistrer"
    SAVED = "Vos choix sont enregistrés"
    DEVICES = "Notifications sur mes appareils"
    HERE_ON = "Cet appareil affiche les notifications."
    HERE_OFF = "Votre navigateur vous demandera si Mon Compte peut afficher des notifications."
    TURN_ON = "Recevoir les notifications ici"
    TURNED_ON = "Cet appareil affiche maintenant les notifications"
    DENIED = "Les notifications sont bloquées ici"
    DENIED_MORE = (
        "Vous les avez refusées pour ce site. Pour changer d’avis : ouvrez les réglages du site, à côté de l’adresse, "
        "et autorisez les notifications."
    )
    ABSENT = "Ce navigateur ne peut pas afficher de notifications. Le mail et le SMS marchent partout."
    NONE = "Aucun appareil n’affiche de notifications."
    REMOVE = "Retirer"
    UNKNOWN = "Appareil sans nom"

    @staticmethod
    def leads(channel: NotificationChannel, destination: str) -> str:
        """Return where mails, or SMS, go."""
        return f"{'Les mails vont à' if channel == 'mail' else 'Les SMS vont au'} {destination}"

    @staticmethod
    def quiet(since: int, until: int) -> str:
        """Return quiet hours, in minutes of the day."""
        return f"Pas entre {_hour(since)} et {_hour(until)}"

    @staticmethod
    def since(made_at: datetime) -> str:
        """Return since when a device shows notifications."""
        return f"Depuis le {moment(made_at)}"

    @staticmethod
    def remove(name: str) -> str:
        """Return the accessible name of the button that removes a device."""
        return f"Retirer {name}"

    @staticmethod
    def removed(name: str) -> str:
        """Return that a device shows none any more."""
        return f"{name} n’affiche plus de notifications"


class NotificationsSearchText:
    """What Rechercher finds."""

    NOTIFICATIONS = Searched(
        NotificationsText.HEADING,
        "De quoi la Caf vous prévient, par mail, SMS ou notification",
        "être prévenu alerte rappel avertir recevoir sms mail push heures silence nuit désabonner ne plus recevoir",
    )


def _hour(minute: int) -> str:
    hours, minutes = divmod(minute, 60)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
