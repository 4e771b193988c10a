"""A form that nobody has seen is published, filled in in a browser, and sent; with a script and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.async_api import expect

from tests.support.questionnaires import every_kind
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.support.processes import Program

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "Déclarer un déménagement"
START = "/mon-compte/demarches/commencer/every_kind"


def publish(program: Program) -> None:
    """Publish the form, without what a browser test has no use for: a document to photograph."""
    form = every_kind()
    form["pages"][2]["questions"] = [
        each for each in form["pages"][2]["questions"] if each["name"] != "lease"
    ]
    del form["data"]["properties"]["lease"]
    answer = httpx.post(f"{program.api.url}/demo/questionnaires", json=form)
    assert answer.status_code == 201, answer.text


async def begin(visitor: Visitor) -> None:
    """Come to the first page of the form."""
    await visitor.open(START, TITLE)
    await visitor.button("Commencer").click()
    await visitor.sees("Votre logement")


async def live_somewhere(visitor: Visitor) -> None:
    """Fill in the first page."""
    await visitor.type("Loyer par mois", "650")
    await visitor.type("Numéro et rue", "3 rue de la Paix")
    await visitor.type("Code postal", "35000")
    await visitor.type("Commune", "Rennes")
    moved = visitor.group("Depuis quand ?")
    for name, text in (("Jour", "2"), ("Mois", "11"), ("Année", "2026")):
        await moved.get_by_role("textbox", name=name).fill(text)


async def test_a_form_that_nobody_has_seen(visitor: Visitor, program: Program) -> None:
    """It is drawn, refused where it contradicts itself, gone on with elsewhere, read again, and sent."""
    publish(program)
    await visitor.sign_in("responsable-seul")
    await begin(visitor)
    await visitor.reads("Étape 1 sur")
    await visitor.button("Continuer").click()
    await visitor.is_led_to("Vous êtes")
    await visitor.radio("Locataire").click()
    await live_somewhere(visitor)
    await visitor.type("Loyer par mois", "1 300,00 €")
    left = visitor.group("Ancien logement quitté le (facultatif)")
    for name, text in (("Jour", "3"), ("Mois", "11"), ("Année", "2026")):
        await left.get_by_role("textbox", name=name).fill(text)
    await visitor.reads("C'est le double.")
    await visitor.button("Continuer").click()
    await visitor.is_led_to("Ancien logement quitté le")
    await left.get_by_role("textbox", name="Jour").fill("1")
    await visitor.button("Continuer").click()
    await visitor.sees("Qui vit avec vous")
    await visitor.radio("Oui").click()
    await visitor.button("Ajouter : enfant").click()
    await visitor.type("Prénom", "Inès")
    await visitor.button("Enregistrer et finir plus tard").click()
    await visitor.sees("Mes démarches")
    await visitor.open(START, TITLE)
    await visitor.button("Reprendre là où j'en étais").click()
    await visitor.sees("Qui vit avec vous")
    await expect(visitor.field("Prénom")).to_have_value("Inès")
    await visitor.button("Retirer : Enfant 1").click()
    await visitor.button("Continuer").click()
    await visitor.sees("Pour finir")
    await visitor.type("IBAN", "DE89 3704 0044 0532 0130 00")
    await visitor.checkbox("Ce logement est décent.").click()
    await visitor.button("Continuer").click()
    await visitor.told("IBAN", "La Caf paie sur un compte ouvert en France.")
    await visitor.type("IBAN", "fr7630006000011234567890189")
    await visitor.button("Continuer").click()
    await visitor.sees("Récapitulatif")
    await visitor.reads("1 300,00 €", "3 rue de la Paix, 35000 Rennes", "FR76 3000 6000 0112 3456 7890 189")
    await visitor.button("Envoyer").click()
    await visitor.reads("Cochez cette case pour continuer.")
    await visitor.checkbox("Je certifie que ces réponses sont exactes.").click()
    await visitor.button("Envoyer").click()
    await visitor.sees(TITLE)


async def test_without_a_script(program: Program, browser: Browser) -> None:
    """Each page is posted: what an answer opens comes with the page again, what is wrong is told at its field."""
    program.api.reset()
    publish(program)
    context = await browser.new_context(java_script_enabled=False, locale="fr-FR")
    visitor = Visitor(await context.new_page(), program.web.url)
    await visitor.open("/connexion", "Connexion")
    account = ACCOUNTS["responsable-seul"]
    await visitor.type(NIR, account.identifier)
    await visitor.type(PASSWORD, account.password)
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")
    await begin(visitor)
    await visitor.radio("Locataire").check()
    await visitor.button("Continuer").click()
    await visitor.reads("Loyer par mois")
    await live_somewhere(visitor)
    await visitor.button("Continuer").click()
    await visitor.sees("Qui vit avec vous")
    await visitor.button("Ajouter : enfant").click()
    await visitor.type("Prénom", "Inès")
    await visitor.button("Ajouter : enfant").click()
    await expect(visitor.field("Prénom").first).to_have_value("Inès")
    await visitor.button("Retirer : Enfant 2").click()
    await visitor.button("Retirer : Enfant 1").click()
    await visitor.radio("Oui").check()
    await visitor.button("Continuer").click()
    await visitor.sees("Pour finir")
    await context.close()
