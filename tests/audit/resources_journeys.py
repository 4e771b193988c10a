"""Screens of Mes droits, Mes ressources and Mon quotient familial, and what can go wrong with them."""

import re

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor

_RIGHTS = "Mes droits"
_RESOURCES = "Mes ressources"
_QUOTIENT = "Mon quotient familial"
_REPORT = "Signaler une erreur"
_SEND = "Envoyer à la Caf"


async def resources(visitor: Visitor, program: Program) -> Screens:
    """Show what a household is entitled to and lives on, and report an error in it."""
    await visitor.sign_in("responsable-couple")
    await visitor.link(_RIGHTS).click()
    await visitor.sees(_RIGHTS)
    await visitor.reads("Ouvert")
    yield Screen("droits", _RIGHTS)
    await visitor.open("/mon-compte/quotient-familial", _QUOTIENT)
    await visitor.reads("Comment il est calculé")
    yield Screen("quotient-familial", _QUOTIENT)
    await visitor.link("Voir mes ressources").click()
    await visitor.sees(_RESOURCES)
    await visitor.reads("Salaire")
    yield Screen("ressources", _RESOURCES)
    await visitor.link(re.compile(f"^{_REPORT}")).first.click()
    await visitor.sees(_REPORT)
    await visitor.button(_SEND).click()
    await visitor.reads("Une correction à faire")
    yield Screen("ressources-signaler", f"{_REPORT}, rien de choisi")
    await visitor.radio("Le montant est faux").click()
    await visitor.type("Bon montant en euros", "beaucoup")
    await visitor.button(_SEND).click()
    await visitor.told("Bon montant en euros", "Tapez un montant en chiffres, par exemple 1 234,56.")
    yield Screen("ressources-signaler-refuse", f"{_REPORT}, refusé")
    await visitor.type("Bon montant en euros", "1 234,56")
    await visitor.button(_SEND).click()
    await visitor.reads("Votre demande est enregistrée")
    yield Screen("ressources-signaler-envoye", f"{_REPORT}, envoyé")
    await visitor.link("Corrections demandées").click()
    await visitor.sees("Corrections demandées")
    await visitor.reads("1 234,56")
    yield Screen("ressources-corrections", "Corrections demandées")
    program.api.stop()
    await visitor.link("Retour à mes ressources").click()
    await visitor.sees(_RESOURCES)
    await visitor.reads("Derniers chiffres connus")
    yield Screen("ressources-hors-ligne", "Mes ressources hors connexion, dernières connues")
    program.api.start()


async def resources_unknown(visitor: Visitor, program: Program) -> Screens:
    """Show what is said where nothing is known, where nothing can be read, and where a door is closed."""
    await visitor.sign_in("provisoire")
    program.api.fail("/v1/files", 500)
    await visitor.link(_RIGHTS).click()
    await visitor.sees(_RIGHTS)
    await visitor.reads("Le service rencontre un problème")
    yield Screen("droits-panne", f"{_RIGHTS}, panne du serveur")
    await visitor.open("/mon-compte/quotient-familial", _QUOTIENT)
    await visitor.reads("Indisponible")
    yield Screen("quotient-familial-indisponible", f"{_QUOTIENT}, indisponible")
    await visitor.link("Voir mes ressources").click()
    await visitor.sees(_RESOURCES)
    await visitor.reads("La Caf ne connaît aucune ressource")
    yield Screen("ressources-vide", f"{_RESOURCES}, aucune")
