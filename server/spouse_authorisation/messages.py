"""What the fund writes to both spouses of an authorisation, within the program."""

from __future__ import annotations

from typing import Final

from server.outbox.messages import FundMessage, Lead, LeadKind, MessageKind

_LEAD: Final = Lead(LeadKind.AUTHORISATION)


def given(spouse: str) -> FundMessage:
    """Write to the responsable that the spouse is authorised."""
    return _message(
        "Vous avez donné une autorisation",
        f"{spouse} peut maintenant voir les paiements et les courriers de votre dossier, et faire des démarches.\n\n"
        "Vous pouvez retirer cette autorisation quand vous voulez. "
        "Ce n’était pas vous ? Changez votre mot de passe.",
        _LEAD,
    )


def withdrawn(spouse: str) -> FundMessage:
    """Write to the responsable that the spouse is authorised no more."""
    return _message(
        "Vous avez retiré une autorisation",
        f"{spouse} ne voit plus les paiements et les courriers de votre dossier.\n\n"
        "Ce n’était pas vous ? Changez votre mot de passe.",
        _LEAD,
    )


def received(responsable: str) -> FundMessage:
    """Write to the spouse that they are authorised."""
    return _message(
        "Vous avez reçu une autorisation",
        f"{responsable} vous autorise à voir les paiements et les courriers de votre dossier, "
        "et à faire des démarches.",
    )


def lost(responsable: str) -> FundMessage:
    """Write to the spouse that they are authorised no more."""
    return _message(
        "Votre autorisation est retirée",
        f"{responsable} a retiré son autorisation. Vos propres courriers et vos coordonnées restent à vous.",
    )


def _message(subject: str, text: str, lead: Lead | None = None) -> FundMessage:
    return FundMessage(kind=MessageKind.AUTHORISATION, subject=subject, text=text, leads=lead)
