"""The enrolment without a mouse, and on the smallest screen with text twice as large."""

import re

import pytest
from playwright.async_api import expect

from tests.audit.renderings import cut_off
from tests.e2e.conftest import Visit
from tests.support.enrolment import BY_CASE, PASSWORD, come_to_contact, give_code, give_contact
from tests.support.processes import Program
from tests.support.visitor import NIR, Size, Visitor
from views.steps.text import PasswordText

pytestmark = pytest.mark.asyncio(loop_scope="session")

_MAIL = "maelle@example.org"
_SMALLEST = Size(320, 640)
_LOW = Size(1280, 600)


async def test_by_keyboard_alone(visit: Visit, program: Program) -> None:
    """From the door to the account: the place searched, the radio buttons and every step, with no pointer."""
    await _create(await visit(), program)


async def test_at_320_px_with_200_percent_text(visit: Visit, program: Program) -> None:
    """Every step is reached and passed on a small phone with text twice as large, and nothing lies beyond its edge."""
    visitor = await visit(size=_SMALLEST)
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
    await _create(visitor, program, opened=True)


async def test_tab_leads_back_as_it_led(visit: Visit) -> None:
    """Through a form longer than its window: what was scrolled behind the bars is come to, in the order of before."""
    visitor = await visit(size=_LOW)
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    first, last = visitor.field(NIR), visitor.link("Quitter")
    await visitor.tab_to(first)
    there = await visitor.stops("Tab", last)
    assert "Nom de naissance" in there
    assert await visitor.stops("Shift+Tab", first) == there[::-1]


async def test_rules_of_the_password_are_heard(visitor: Visitor, program: Program) -> None:
    """Each of the five is said politely once it is met, by a screen reader too, and none before."""
    await come_to_contact(visitor)
    await give_contact(visitor, _MAIL)
    await give_code(visitor, program)
    await visitor.sees("Mon mot de passe")
    rules = PasswordText.RULE
    await visitor.type("Nouveau mot de passe", "abc")
    for rule in ("lower", "characters"):
        await visitor.hears(f"{rules[rule]} : {PasswordText.MET}")
    heard = await visitor.page.evaluate("heard.join()")
    assert all(rules[rule] not in heard for rule in ("length", "digit", "upper"))
    await visitor.type("Nouveau mot de passe", PASSWORD)
    for rule in ("length", "digit", "upper"):
        await visitor.hears(f"{rules[rule]} : {PasswordText.MET}")


async def _create(visitor: Visitor, program: Program, *, opened: bool = False) -> None:
    newcomer = BY_CASE["avec-nir"]
    year, month, day = newcomer.birth_date.split("-")
    if not opened:
        await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await _whole(visitor)
    await visitor.press_by_key(visitor.button("Commencer"))
    await visitor.sees("Votre état civil")
    await visitor.type_by_key(NIR, newcomer.nir or "")
    await visitor.choose_by_key("Madame")
    await visitor.type_by_key("Nom de naissance", newcomer.birth_name)
    await visitor.type_by_key("Prénoms", " ".join(newcomer.first_names))
    await visitor.type_by_key("Jour", day)
    await visitor.type_by_key("Mois", month)
    await visitor.type_by_key("Année", year)
    await visitor.pick_by_key("Lieu de naissance", "rennes", re.compile(r"^Rennes \("))
    await visitor.page.keyboard.press("Tab")  # spelt as it is written once the field is left
    await expect(visitor.field("Lieu de naissance")).to_have_value("Rennes")
    await _whole(visitor)
    await visitor.press_by_key(visitor.button("Continuer"), "Space")
    await visitor.sees("Votre titre d'identité")
    await _whole(visitor)
    await visitor.type_by_key("Numéro du titre", newcomer.document_number or "")
    await visitor.press_by_key(visitor.button("Continuer"))
    await visitor.sees("Vos coordonnées de contact")
    await visitor.choose_by_key("Adresse mail")
    await _whole(visitor)
    await visitor.type_by_key("Adresse mail", _MAIL)
    await visitor.type_by_key("Confirmer l'adresse mail", _MAIL)
    await visitor.press_by_key(visitor.button("Envoyer le code"))
    await visitor.sees("Code de vérification")
    await _whole(visitor)
    await visitor.type_by_key("Code", program.api.last_code())
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Mon mot de passe")
    await visitor.type_by_key("Nouveau mot de passe", PASSWORD)
    await visitor.type_by_key("Confirmation du nouveau mot de passe", PASSWORD)
    await _whole(visitor)
    await visitor.press_by_key(visitor.button("Continuer"))
    await visitor.sees("Récapitulatif")
    await _whole(visitor)
    await visitor.press_by_key(visitor.button("Créer mon compte"))
    await visitor.sees("Votre compte est créé")
    await _whole(visitor)
    await visitor.press_by_key(visitor.button("Se connecter"))
    await visitor.sees("Connexion")


async def _whole(visitor: Visitor) -> None:
    """Check that nothing on the screen is cut at its sides."""
    assert await cut_off(visitor.page) == [], await visitor.page.title()
