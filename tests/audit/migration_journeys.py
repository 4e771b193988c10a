"""The screens of those who hold an old password, and of the responsable who authorises a spouse."""

import re

from playwright.async_api import expect

from tests.audit.screen import Screen, Screens
from tests.support.enrolment import give_password
from tests.support.processes import Program
from tests.support.visitor import Visitor

DOOR = "Votre connexion change"
TERMS = "Conditions générales d'utilisation"
PASSWORD = "Choisir son mot de passe"
CONTACT = "Coordonnées de contact"
CODE = "Vérification de mes coordonnées de contact"
SPOUSE = "Mes autorisations"
DONE = "Votre nouvelle connexion est prête"
BOX = "J'ai pris connaissance des conditions générales d'utilisation et je les accepte"


async def accept(visitor: Visitor) -> None:
    """Tick the box at the end of the terms, and go on."""
    await visitor.checkbox(re.compile(f"^{BOX}")).click()
    await visitor.button("Continuer").click()


async def give_code(visitor: Visitor, program: Program) -> None:
    """Type the code that was sent."""
    await visitor.type("Code", program.api.last_code())
    await visitor.button("Valider").click()


async def give_address(visitor: Visitor, address: str) -> None:
    """Have the code sent to a mail address that the Caf does not know."""
    await visitor.radio("Adresse mail").click()
    await visitor.type("Adresse mail", address)
    await visitor.button("Envoyer le code").click()


async def migration(visitor: Visitor, program: Program) -> Screens:
    """Show the migration of the responsable of a couple, with what goes wrong on the way."""
    await visitor.sign_in("ancien-couple", heading=DOOR)
    await expect(visitor.way("Commencer")).to_be_visible()
    yield Screen("nouvelle-connexion", "Votre connexion change")
    await visitor.way("Commencer").click()
    await visitor.sees(TERMS)
    await visitor.button("Continuer").click()
    await visitor.reads("Pour continuer, cochez la case")
    yield Screen("nouvelle-connexion-conditions", "Conditions à accepter, case non cochée")
    await accept(visitor)
    await visitor.sees(PASSWORD)
    yield Screen("nouvelle-connexion-mot-de-passe", "Nouvelle connexion, mot de passe")
    await give_password(visitor, "Continuer")
    await visitor.sees(CONTACT)
    yield Screen("nouvelle-connexion-coordonnees", "Nouvelle connexion, coordonnées connues")
    await visitor.button("Envoyer le code").click()
    await visitor.sees(CODE)
    yield Screen("nouvelle-connexion-code", "Nouvelle connexion, le code")
    await give_code(visitor, program)
    await visitor.sees(SPOUSE)
    yield Screen("nouvelle-connexion-autorisations", "Nouvelle connexion, mes autorisations")
    await visitor.radio("Oui").click()
    await visitor.button("Continuer").click()
    await visitor.sees(DONE)
    await visitor.reads("Vous autorisez")
    yield Screen("nouvelle-connexion-terminee", "Nouvelle connexion, confirmation")


async def put_off(visitor: Visitor, _: Program) -> Screens:
    """Show the migration of a person whom the Caf cannot reach, and who leaves once."""
    await visitor.sign_in("ancien-seul", heading=DOOR)
    await visitor.button("Quitter").click()
    await expect(visitor.button("Me déconnecter")).to_be_visible()
    yield Screen("nouvelle-connexion-quitter", "Quitter le changement de connexion")
    await visitor.button("Rester ici").click()
    await visitor.way("Commencer").click()
    await visitor.sees(TERMS)
    await accept(visitor)
    await visitor.sees(PASSWORD)
    await give_password(visitor, "Continuer")
    await visitor.sees(CONTACT)
    yield Screen("nouvelle-connexion-sans-coordonnees", "Nouvelle connexion, aucune coordonnée connue")
    await visitor.button("Passer cette étape").click()
    await visitor.sees(DONE)
    yield Screen("nouvelle-connexion-a-verifier", "Nouvelle connexion, coordonnées à vérifier plus tard")


async def authorisations(visitor: Visitor, _: Program) -> Screens:
    """Show what the responsable of a couple allows the spouse."""
    await visitor.sign_in("responsable-couple", "/mon-compte/gerer/autorisations", SPOUSE)
    await expect(visitor.button("Donner l'autorisation")).to_be_visible()
    yield Screen("autorisations", "Mes autorisations")
    await visitor.button("Donner l'autorisation").click()
    await expect(visitor.button("Annuler")).to_be_visible()
    yield Screen("autorisations-donner", "Mes autorisations, confirmation demandée")
    await visitor.button("Donner l'autorisation").click()
    await expect(visitor.button("Retirer l'autorisation")).to_be_visible()
    yield Screen("autorisations-donnee", "Mes autorisations, autorisation donnée")
