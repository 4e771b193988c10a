"""Screens of Mon agenda and Contacter ma Caf."""

import re

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor

_AGENDA = "Mon agenda"
_CALENDAR = "Ajouter à mon calendrier"
_CONTACT = "Contacter ma Caf"
_SLOT = re.compile(r"^(lundi|mardi|mercredi|jeudi|vendredi) .* à \d+ h")


async def agenda(visitor: Visitor, _: Program) -> Screens:
    """Show the dates, one month of them, and what brings them into a calendar."""
    await visitor.sign_in("responsable-couple")
    await visitor.open("/mon-compte/agenda", _AGENDA)
    await visitor.reads("Attestation de loyer")
    yield Screen("agenda", _AGENDA)
    await visitor.link("Mois par mois").click()
    await visitor.reads("Mois précédent")
    yield Screen("agenda-mois", f"{_AGENDA}, un mois")
    await visitor.open("/mon-compte/agenda/calendrier", _CALENDAR)
    await visitor.reads("Une seule date")
    yield Screen("calendrier", _CALENDAR)
    await visitor.button("Créer mon adresse privée").click()
    await visitor.reads("elle n'est montrée qu'une fois")
    await visitor.button("Changer d'adresse").click()
    await visitor.reads("Changer d'adresse ?")
    yield Screen("calendrier-changer", f"{_CALENDAR}, changer d'adresse ?")


async def agenda_closed(visitor: Visitor, _: Program) -> Screens:
    """Show the agenda of who may not see what is paid."""
    await visitor.sign_in("conjoint-sans-procuration")
    await visitor.open("/mon-compte/agenda", _AGENDA)
    await visitor.reads("autorisation")
    yield Screen("agenda-ferme", f"{_AGENDA}, fermé")


async def contact(visitor: Visitor, _: Program) -> Screens:
    """Show the subjects, one of them, the slots, an appointment, and the fund of a département."""
    await visitor.sign_in("responsable-seul")
    await visitor.open("/mon-compte/contacter", _CONTACT)
    await visitor.reads("32 30")
    yield Screen("contacter", _CONTACT)
    await visitor.open("/mon-compte/contacter/sujet/housing", "Mon logement")
    await visitor.reads("32 30")
    yield Screen("contacter-sujet", f"{_CONTACT}, un sujet")
    await visitor.open("/mon-compte/contacter/rendez-vous?sujet=housing", "Prendre rendez-vous")
    await visitor.reads("Voir d'autres jours")
    yield Screen("creneaux", "Prendre rendez-vous")
    await visitor.button(_SLOT).first.click()
    await visitor.reads("Oui, je le prends")
    yield Screen("creneau-prendre", "Prendre rendez-vous, la question")
    await visitor.button("Oui, je le prends").click()
    await visitor.sees("Mon rendez-vous")
    yield Screen("rendez-vous", "Mon rendez-vous")


async def offices(visitor: Visitor, _: Program) -> Screens:
    """Show the search for a fund, refused and found."""
    await visitor.open("/contacter", "Trouver ma Caf")
    await visitor.button("Chercher").click()
    await visitor.reads("Écrivez un département ou un code postal.")
    yield Screen("caf-refuse", "Trouver ma Caf, refusé")
    await visitor.open("/contacter?caf=81", "Trouver ma Caf")
    await visitor.reads("Caf du Tarn")
    yield Screen("caf", "Trouver ma Caf, trouvée")
