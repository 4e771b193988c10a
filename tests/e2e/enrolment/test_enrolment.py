"""The enrolment and the password reset, as a person would go through them."""

import re

import pytest
from playwright.async_api import expect

from app.rules.identifiers import grouped
from tests.support.enrolment import (
    BY_CASE,
    PASSWORD,
    begin_with_nir,
    come_to_recap,
    give_civil_status,
    give_code,
    give_password,
)
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, DESKTOP, NIR, PROVISIONAL, Visitor, written

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_with_a_nir(visitor: Visitor, program: Program) -> None:
    """From the sign-in to a working account, with a numéro de Sécurité sociale and a carte d'identité."""
    newcomer = BY_CASE["avec-nir"]
    await visitor.open("/connexion", "Connexion")
    await visitor.way("Créer Mon Compte").click()
    await begin_with_nir(visitor)
    await come_to_recap(visitor, program, "maelle@example.org")
    await visitor.reads("Maëlle Anne", "Le Goff", "Rennes", "maelle@example.org")
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre compte est créé")
    await expect(visitor.page.get_by_role("heading", level=1)).to_be_focused()
    await visitor.button("Se connecter").click()
    await visitor.sees("Connexion")
    await expect(visitor.field(NIR)).to_have_value(grouped(newcomer.nir or ""))
    await visitor.type("Mot de passe", PASSWORD)
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")


async def test_a_field_says_what_the_program_filled_in(visitor: Visitor) -> None:
    """Whoever comes back to a step, or turns the phone, hears what was typed; another document's number is gone."""
    newcomer = BY_CASE["avec-nir"]
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await give_civil_status(visitor, newcomer, "rennes", "Rennes (")
    await visitor.sees("Votre titre d'identité")
    await visitor.type("Numéro du titre", "12AB34567")
    await visitor.radio("Passeport").click()
    await expect(visitor.field("Numéro du titre")).to_have_value("")
    await visitor.link("Étape précédente").click()
    await visitor.sees("Votre état civil")
    year, month, day = newcomer.birth_date.split("-")
    for name, held in {
        "Nom de naissance": newcomer.birth_name,
        "Prénoms": " ".join(newcomer.first_names),
        "Jour": day,
        "Mois": month,
        "Année": year,
        "Lieu de naissance": "Rennes",
    }.items():
        await expect(visitor.field(name)).to_have_value(held)
    await visitor.page.set_viewport_size({"width": DESKTOP.width, "height": DESKTOP.height})
    await expect(visitor.field("Prénoms")).to_have_value(" ".join(newcomer.first_names))
    # What Flutter holds of it is the same: what is typed now is added to it.
    await visitor.tab_to(visitor.field("Nom de naissance"))
    await visitor.page.keyboard.press("End")
    await visitor.page.keyboard.type("ff")
    await expect(visitor.field("Nom de naissance")).to_have_value(f"{newcomer.birth_name}ff")
    await visitor.tab_to(visitor.field("Prénoms"))
    await expect(visitor.field("Nom de naissance")).to_have_value(f"{newcomer.birth_name}ff")


async def test_without_a_nir_for_a_benefit(visitor: Visitor, program: Program) -> None:
    """Born abroad and without a number: the identifiant provisoire opens the account, back at the benefit asked for."""
    newcomer = BY_CASE["sans-nir"]
    await visitor.open("/aides", "Aides et démarches")
    await visitor.link("Allocations familiales").click()
    await visitor.button("Faire la demande").click()
    await visitor.button("Créer un compte").click()
    await visitor.sees("Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await give_civil_status(visitor, newcomer, "sénégal", "Sénégal")
    await visitor.sees("Votre titre d'identité")
    await visitor.radio("Titre de séjour").click()
    await visitor.type("Numéro du titre", newcomer.document_number or "")
    await visitor.button("Continuer").click()
    await come_to_recap(visitor, program, "aissatou@example.org")
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre compte est créé")
    shown = await visitor.page.get_by_text(re.compile(r"^P\s\d{4}\s\d{4}\s[A-Z]$")).inner_text()
    await visitor.button("Se connecter").click()
    await visitor.sees("Connexion")
    await expect(visitor.field(PROVISIONAL)).to_have_value(written(shown, whole=True))
    await visitor.type("Mot de passe", PASSWORD)
    await visitor.button("Se connecter").click()
    await visitor.sees("Allocations familiales")


async def test_password_reset(visitor: Visitor, program: Program) -> None:
    """Whoever forgot the password gets back in alone, with a code and a new password."""
    await visitor.open("/connexion", "Connexion")
    await visitor.link("Mot de passe oublié ?").click()
    await visitor.sees("Mot de passe oublié")
    await visitor.type(NIR, ACCOUNTS["responsable-couple"].identifier)
    await visitor.button("Continuer").click()
    await visitor.sees("Où envoyer le code ?")
    await visitor.button(re.compile("^Par mail")).click()
    await visitor.sees("Code de vérification")
    await give_code(visitor, program)
    await visitor.sees("Choisir un nouveau mot de passe")
    await give_password(visitor, "Enregistrer et me connecter")
    await visitor.sees("Mon Compte")


async def test_an_unknown_identifier_learns_nothing(visitor: Visitor) -> None:
    """An identifier that nobody has goes through the same screens, and no code is right for it."""
    await visitor.open("/mot-de-passe-oublie", "Mot de passe oublié")
    await visitor.type(NIR, "1570175112999")
    await visitor.button("Continuer").click()
    await visitor.sees("Où envoyer le code ?")
    await visitor.button(re.compile("^Par ")).first.click()
    await visitor.sees("Code de vérification")
    await visitor.type("Code", "123456")
    await visitor.button("Valider").click()
    await visitor.told("Code", "Ce code n'est pas le bon")
    await expect(visitor.field("Code")).to_have_value("123456")
