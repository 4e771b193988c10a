"""The texts that tell of something in the account, without saying what: a locked screen is read by others too."""

from __future__ import annotations

from typing import Final

from server.outbox.telling import Subject
from server.outbox.texts import Text, letter
from server.rules.codes import Channel

TITLE: Final = "Mon Compte"
"""What every notification on a screen is headed with."""

SHOWN: Final = {
    Subject.MESSAGE: "Un courrier vous attend.",
    Subject.DOCUMENT: "Un document vous est demandé.",
    Subject.DECLARATION: "Une déclaration est à faire.",
    Subject.PAYMENT: "Il y a du nouveau dans vos paiements.",
    Subject.APPOINTMENT: "Un rendez-vous approche.",
}
"""What a notification on a screen says: no amount, no name, no benefit."""

_SUBJECTS: Final = {
    Subject.MESSAGE: "Un courrier vous attend",
    Subject.DOCUMENT: "Un document vous est demandé",
    Subject.DECLARATION: "Une déclaration est à faire",
    Subject.PAYMENT: "Du nouveau dans vos paiements",
    Subject.APPOINTMENT: "Un rendez-vous approche",
}
_WHERE: Final = {
    Subject.MESSAGE: "Courriers",
    Subject.DOCUMENT: "Documents à fournir",
    Subject.DECLARATION: "Démarches",
    Subject.PAYMENT: "Paiements et droits",
    Subject.APPOINTMENT: "Mon agenda",
}
_CHOICE: Final = "Pour choisir de quoi vous êtes prévenu : « Gérer mon compte », puis « Mes notifications »."


def told_of(subject: Subject, channel: Channel) -> Text:
    """Write that there is something of a subject."""
    if channel is Channel.SMS:
        return Text(_SUBJECTS[subject], f"Mon Compte : {_first_lower(SHOWN[subject])}")
    return letter(
        _SUBJECTS[subject],
        f"{SHOWN[subject]}\n\nConnectez-vous à Mon Compte, et choisissez « {_WHERE[subject]} ».\n\n{_CHOICE}",
    )


def _first_lower(words: str) -> str:
    return words[0].lower() + words[1:]
