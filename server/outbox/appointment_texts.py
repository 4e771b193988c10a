"""The texts of messages about appointments. None says what is met about: a mailbox is read by others too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from server.outbox.texts import Text, letter
from server.rules.codes import Channel

if TYPE_CHECKING:
    from datetime import datetime

_PARIS: Final = ZoneInfo("Europe/Paris")
_DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_TELEPHONE: Final = "telephone"
_CHANGE: Final = (
    "Pour le déplacer ou l’annuler, jusqu’à 24 heures avant : connectez-vous à Mon Compte, et choisissez "
    "« Contacter ma Caf »."
)


def appointment_booked(channel: Channel, at: datetime, way: str, place: str | None) -> Text:
    """Write that an appointment is taken, or moved."""
    subject = "Votre rendez-vous avec la Caf"
    if channel is Channel.SMS:
        return Text(subject, f"Mon Compte : rendez-vous avec la Caf le {_short(at)}.")
    return letter(
        subject, f"Vous avez rendez-vous avec la Caf {_long(at)}.\n\n{_where(way, place)}\n\n{_CHANGE}"
    )


def appointment_reminder(channel: Channel, at: datetime, way: str, place: str | None) -> Text:
    """Write that an appointment is the next day."""
    subject = "Rappel : votre rendez-vous avec la Caf"
    if channel is Channel.SMS:
        return Text(subject, f"Mon Compte : rappel, rendez-vous avec la Caf le {_short(at)}.")
    return letter(
        subject, f"Nous vous rappelons votre rendez-vous avec la Caf {_long(at)}.\n\n{_where(way, place)}"
    )


def appointment_cancelled(channel: Channel, at: datetime) -> Text:
    """Write that the person cancelled an appointment."""
    subject = "Votre rendez-vous est annulé"
    if channel is Channel.SMS:
        return Text(subject, f"Mon Compte : votre rendez-vous du {_short(at)} avec la Caf est annulé.")
    return letter(
        subject, f"Votre rendez-vous avec la Caf {_long(at)} est annulé, comme vous l’avez demandé."
    )


def appointment_called_off(channel: Channel, at: datetime) -> Text:
    """Write that the fund called an appointment off."""
    subject = "Votre Caf a dû annuler votre rendez-vous"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : la Caf a dû annuler votre rendez-vous du {_short(at)}. Choisissez un autre horaire.",
        )
    return letter(
        subject,
        f"Votre Caf ne peut pas vous recevoir {_long(at)}. Elle vous prie de l’excuser.\n\n"
        "Pour choisir un autre horaire : connectez-vous à Mon Compte, et choisissez « Contacter ma Caf ».",
    )


def _where(way: str, place: str | None) -> str:
    if way == _TELEPHONE:
        return "La Caf vous appelle, au numéro qui est dans Mon Compte."
    return f"Où : {place}." if place else "À l’accueil de votre Caf."


def _long(at: datetime) -> str:
    told = at.astimezone(_PARIS)
    return f"le {_DAYS[told.weekday()]} {told:%d/%m/%Y} à {told:%H h %M}"


def _short(at: datetime) -> str:
    return f"{at.astimezone(_PARIS):%d/%m/%Y à %H h %M}"
