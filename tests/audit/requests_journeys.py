"""Screens of Mes démarches, and what can go wrong with them."""

import re

from playwright.async_api import expect

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor

_REQUESTS = "Mes démarches"
_CHANGES = "Déclarer un changement"
_INCOME = "Changement de revenus"
_CLAIM = "Garde d'enfant (CMG)"
_APPEAL = "Contester une décision"


async def requests(visitor: Visitor, _: Program) -> Screens:
    """Show what is to be done, a request that waits for a document, and a change from its beginning to its sending."""
    await visitor.sign_in("responsable-couple")
    await visitor.place("Démarches").click()
    await visitor.sees(_REQUESTS)
    await visitor.reads("Aide au logement")
    yield Screen("demarches", _REQUESTS)
    await visitor.link(re.compile("^Voir cette démarche : Aide au logement")).click()
    await visitor.sees("Aide au logement")
    await visitor.reads("Il manque l'attestation de loyer")
    yield Screen("demarche", "Une démarche où il manque un document")
    await visitor.button("Retirer ma demande").click()
    await visitor.reads("Voulez-vous vraiment la retirer ?")
    yield Screen("demarche-retirer", "Une démarche, la retirer ?")
    await visitor.button("Non, la garder").click()
    await expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    await visitor.open("/mon-compte/demarches/changement", _CHANGES)
    await visitor.reads(_INCOME)
    yield Screen("demarches-changement", _CHANGES)
    await visitor.link(re.compile(f"^{_INCOME}")).click()
    await visitor.sees(_INCOME)
    await visitor.reads("Ce que cela peut changer")
    yield Screen("demarche-commencer", f"{_INCOME}, avant de commencer")
    await visitor.button("Commencer").click()
    await visitor.sees("Ce qui change")
    yield Screen("demarche-remplir", f"{_INCOME}, première page")
    await visitor.button("Continuer").click()
    await visitor.reads("corrections à faire")
    yield Screen("demarche-remplir-refuse", f"{_INCOME}, refusé")
    await visitor.radio("Thomas Martin").click()
    await visitor.radio("Salaire").click()
    await visitor.type("À partir du mois de", "10/2026")
    await visitor.type("Montant par mois avant", "1 240")
    await visitor.type("Montant par mois maintenant", "3 900")
    await visitor.button("Continuer").click()
    await visitor.sees("Récapitulatif")
    yield Screen("demarche-recapitulatif", f"{_INCOME}, récapitulatif")
    await visitor.checkbox(re.compile("certifie")).check()
    await visitor.button("Envoyer").click()
    await visitor.sees(_INCOME)
    await visitor.reads("Reçue")
    yield Screen("demarche-envoyee", f"{_INCOME}, envoyé")


async def requests_contested(visitor: Visitor, program: Program) -> Screens:
    """Show a refusal and the appeal against it, and what is said where nothing can be read."""
    await visitor.sign_in("responsable-seul")
    await visitor.place("Démarches").click()
    await visitor.sees(_REQUESTS)
    await visitor.link(re.compile("^Voir cette démarche")).click()
    await visitor.sees(_CLAIM)
    await visitor.reads("Urssaf")
    yield Screen("demarche-refusee", "Une démarche refusée")
    await visitor.link("Contester cette décision").click()
    await visitor.sees(_APPEAL)
    await visitor.button("Envoyer mon recours").click()
    await visitor.reads("Une correction à faire")
    yield Screen("demarche-recours-refuse", f"{_APPEAL}, rien d'écrit")
    await visitor.type("Pourquoi contestez-vous cette décision ?", "Elle est déclarée depuis lundi.")
    await visitor.button("Envoyer mon recours").click()
    await visitor.reads("Votre recours est envoyé")
    yield Screen("demarche-recours", f"{_APPEAL}, envoyé")
    program.api.fail("/v1/me/requests", 500)
    await visitor.open("/mon-compte/demarches", _REQUESTS)
    await visitor.reads("Le service rencontre un problème")
    yield Screen("demarches-panne", f"{_REQUESTS}, panne du serveur")


async def requests_closed(visitor: Visitor, _: Program) -> Screens:
    """Show what a child may declare: nothing, with the reasons."""
    await visitor.sign_in("enfant")
    await visitor.open("/mon-compte/demarches", _REQUESTS)
    await visitor.reads("aucune démarche")
    yield Screen("demarches-vide", f"{_REQUESTS}, aucune")
    await visitor.open("/mon-compte/demarches/changement", _CHANGES)
    await visitor.reads("Fermé pour vous")
    yield Screen("demarches-changement-ferme", f"{_CHANGES}, fermé")
