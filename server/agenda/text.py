"""The French of calendars. It is read on other people's screens and servers: no amount, no name, no benefit."""

from __future__ import annotations

from typing import Final

from server.rules.agenda import DateCode

NAME: Final = "Ma Caf"
MORE: Final = "Le détail est dans Mon Compte."
TITLES: Final = {
    DateCode.PAID: "Caf : paiement",
    DateCode.REFUSED: "Caf : paiement refusé par la banque",
    DateCode.EXPECTED: "Caf : paiement prévu",
    DateCode.DUE: "Caf : dernier jour pour la déclaration trimestrielle",
    DateCode.LATER: "Caf : dernier jour pour la déclaration trimestrielle",
    DateCode.ASKED: "Caf : dernier jour pour envoyer un document",
    DateCode.APPEAL: "Caf : dernier jour pour contester une décision",
    DateCode.CONTEST: "Caf : dernier jour pour contester une somme à rembourser",
    DateCode.BOOKED: "Rendez-vous avec la Caf",
    DateCode.ENDS: "Caf : fin d’un droit",
}
BY_TELEPHONE: Final = "Par téléphone : la Caf vous appelle"
