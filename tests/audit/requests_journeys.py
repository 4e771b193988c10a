"""Screens of Mes démarches, and what can go wrong with them."""

import re
from typing import Any

import httpx
from playwright.async_api import expect

from tests.audit.screen import Screen, Screens
from tests.support.plain import PLAIN
from tests.support.processes import Program
from tests.support.questionnaires import every_kind
from tests.support.visitor import ACCOUNTS, Visitor

_REQUESTS = "Mes démarches"
_CHANGES = "Déclarer un changement"
_INCOME = "Changement de revenus"
_CLAIM = "Garde d'enfant (CMG)"
_APPEAL = "Contester une décision"
_EVERY_KIND = "Déclarer un déménagement"


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


async def requests_of_every_kind(visitor: Visitor, program: Program) -> Screens:
    """Show a form with a question of every kind: groups, what is kept as it is typed, and two devices that differ."""
    program.api.publish(every_kind())
    await visitor.sign_in("responsable-seul")
    await visitor.open("/mon-compte/demarches/commencer/every_kind", _EVERY_KIND)
    await visitor.button("Commencer").click()
    await visitor.sees("Votre logement")
    await visitor.radio("Locataire").click()
    await visitor.type("Loyer par mois", "1 300")
    await visitor.page.keyboard.press("Tab")
    await visitor.reads("C'est le double.")
    await visitor.hears("Enregistré à")
    yield Screen("formulaire-page", f"{_EVERY_KIND}, première page")
    _answer_elsewhere(program, {"rent": 700_00, "left_on": "2026-11-01"})
    await visitor.type("Loyer par mois", "1 310")
    await visitor.hears("Pas enregistré")
    yield Screen("formulaire-page-ailleurs", f"{_EVERY_KIND}, changé sur un autre appareil")
    await visitor.button("Enregistrer et finir plus tard").click()
    await visitor.sees("Deux réponses différentes")
    yield Screen("formulaire-deux-reponses", f"{_EVERY_KIND}, deux réponses différentes")
    await visitor.button("Continuer").click()
    await visitor.reads("Une correction à faire")
    yield Screen(
        "formulaire-deux-reponses-refuse", f"{_EVERY_KIND}, deux réponses différentes, aucune choisie"
    )
    await visitor.radio(re.compile("^Ici")).click()
    await visitor.button("Continuer").click()
    await visitor.sees("Votre logement")
    await visitor.type("Numéro et rue", "3 rue de la Paix")
    await visitor.type("Code postal", "35000")
    await visitor.type("Commune", "Rennes")
    for name, text in (("Jour", "2"), ("Mois", "11"), ("Année", "2026")):
        await visitor.group("Depuis quand ?").get_by_role("textbox", name=name).fill(text)
    await visitor.button("Continuer").click()
    await visitor.sees("Qui vit avec vous")
    await visitor.radio("Oui").click()
    for number in (1, 2):
        await visitor.button("Ajouter : enfant").click()
        # Pressed again before that, it is one press.
        await expect(visitor.button(f"Retirer : Enfant {number}")).to_be_visible()
    yield Screen("formulaire-groupe", f"{_EVERY_KIND}, deux enfants")
    await visitor.button("Continuer").click()
    await visitor.reads("corrections à faire")
    yield Screen("formulaire-groupe-refuse", f"{_EVERY_KIND}, deux enfants, refusé")
    for number in (2, 1):
        await visitor.button(f"Retirer : Enfant {number}").click()
    await visitor.button("Continuer").click()
    await visitor.sees("Pour finir")
    await visitor.button("Continuer").click()
    await visitor.reads("correction")
    yield Screen("formulaire-fin-refuse", f"{_EVERY_KIND}, dernière page, refusée")


def _answer_elsewhere(program: Program, answers: dict[str, Any]) -> None:
    """Answer on another device what is being answered here."""
    account = ACCOUNTS["responsable-seul"]
    body = {"identifier": account.identifier, "password": account.password}
    with httpx.Client(base_url=program.api.url, verify=PLAIN) as http:
        session = http.post("/v1/sessions", json=body).raise_for_status().json()["session"]
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        listed = http.get("/v1/me/requests").json()["items"]
        [request_id] = [each["request_id"] for each in listed if each["questionnaire"] == "every_kind"]
        draft = http.get(f"/v1/me/requests/{request_id}").json()
        saved = {"revision": draft["revision"], "page": "home", "answers": answers}
        http.patch(f"/v1/me/requests/{request_id}", json=saved).raise_for_status()


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
