"""Every form of the program keeps every key: after a refusal, and when the window is turned between two of them."""

import re
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

import pytest
from playwright.async_api import expect

from tests.audit import migration_journeys
from tests.audit.settings_journeys import CURRENT
from tests.e2e.conftest import Visit
from tests.support.enrolment import BY_CASE, give_civil_status, give_code, give_contact, give_password
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, DESKTOP, NIR, PASSWORD, PHONE, PROVISIONAL, Size, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

KEY_MS = 20
"""Between two keys: faster than anybody types, and than a busy host draws."""

CODE = "Code"
PHONE_NUMBER = "Numéro de téléphone portable"
MAIL = "Adresse mail"
NEW, AGAIN = "Nouveau mot de passe", "Confirmation du nouveau mot de passe"


class Form(NamedTuple):
    """A form as it opens, empty.

    Attributes:
        submit: the button that has it refused.
        typed: what is then typed in each of its fields.
    """

    submit: str
    typed: dict[str, str]


Forms = AsyncIterator[Form]
Journey = Callable[[Visitor, Program], Forms]


async def sign_in(visitor: Visitor, _: Program) -> Forms:
    """Connexion, with both kinds of identifier."""
    await visitor.open("/connexion", "Connexion")
    yield Form("Se connecter", {NIR: "1850578006084", PASSWORD: "Marronnier12loire"})
    await visitor.button("J'ai un identifiant provisoire").click()
    yield Form("Se connecter", {PROVISIONAL: "P20260117S", PASSWORD: "Chataigne54rhone"})


async def signing_in(visitor: Visitor, _: Program) -> Forms:
    """The code asked at sign-in, and the code that undoes a change."""
    await visitor.open("/annuler-changement", "Annuler un changement")
    yield Form("Annuler le changement", {"Code pour annuler": "ABCD2345"})
    await visitor.open("/connexion", "Connexion")
    await visitor.give(ACCOUNTS["code-a-la-connexion"])
    await visitor.sees("Code de vérification")
    yield Form("Valider", {CODE: "135790"})


async def reporting(visitor: Visitor, _: Program) -> Forms:
    """What is inaccessible."""
    await visitor.open("/accessibilite/signaler", "Signaler un défaut d'accessibilité")
    yield Form(
        "Envoyer le signalement",
        {
            "Ce qui ne marche pas": "Non lu",
            "Sur quel écran (facultatif)": "Connexion",
            "Avec quels outils (facultatif)": "loupe",
            "Adresse mail (facultatif)": "lea@example.org",
            "Téléphone (facultatif)": "0612345678",
        },
    )


async def password_reset(visitor: Visitor, program: Program) -> Forms:
    """Mot de passe oublié, to the new password."""
    await visitor.open("/mot-de-passe-oublie", "Mot de passe oublié")
    yield Form("Continuer", {NIR: "1850578006084"})
    await visitor.type(NIR, ACCOUNTS["responsable-couple"].identifier)
    await visitor.button("Continuer").click()
    await visitor.button(re.compile("SMS")).first.click()
    await visitor.sees("Code de vérification")
    yield Form("Valider", {CODE: "135790"})
    await give_code(visitor, program)
    await expect(visitor.field(NEW)).to_be_visible()
    yield Form("Enregistrer et me connecter", {NEW: "Noisette2026verte", AGAIN: "Noisette2026verte"})


async def enrolment(visitor: Visitor, program: Program) -> Forms:
    """The steps of an enrolment."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    yield Form(
        "Continuer",
        {
            NIR: "2920335238114",
            "Nom de naissance": "Le Goff",
            "Nom d'usage": "Casanova",
            "Prénoms": "Maelle Anne",
            "Jour": "17",
            "Mois": "03",
            "Année": "1992",
            "Lieu de naissance": "Rennes",
        },
    )
    newcomer = BY_CASE["avec-nir"]
    await visitor.page.reload()
    await visitor.sees("Votre état civil")
    await visitor.type("Nom d'usage", "Martin")
    await give_civil_status(visitor, newcomer, "rennes", "Rennes (")
    await visitor.sees("Votre titre d'identité")
    yield Form("Continuer", {"Numéro du titre": "T7X4K2M91"})
    await visitor.type("Numéro du titre", newcomer.document_number or "")
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")
    yield Form("Envoyer le code", {PHONE_NUMBER: "0712345678", "Confirmer le numéro": "0712345678"})
    await give_contact(visitor, "maelle@example.org")
    yield Form("Valider", {CODE: "135790"})
    await give_code(visitor, program)
    await visitor.sees("Mon mot de passe")
    yield Form("Continuer", {NEW: "Noisette2026verte", AGAIN: "Noisette2026verte"})


async def resumption(visitor: Visitor, program: Program) -> Forms:
    """An enrolment taken up by its contact, which was never proved: the date of birth is asked too."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    newcomer = BY_CASE["avec-nir"]
    await give_civil_status(visitor, newcomer, "rennes", "Rennes (")
    await visitor.sees("Votre titre d'identité")
    await visitor.type("Numéro du titre", newcomer.document_number or "")
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")
    await give_contact(visitor, "maelle@example.org")
    await visitor.forget()
    program.api.advance(31)
    await visitor.open("/creer-mon-compte/reprendre", "Reprendre ma création")
    yield Form("Envoyer le code", {PHONE_NUMBER: "0712345678"})
    await visitor.radio(MAIL).click()
    await visitor.type(MAIL, "maelle@example.org")
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")
    yield Form("Valider", {CODE: "135790"})
    await give_code(visitor, program)
    await visitor.sees("Votre date de naissance")
    yield Form("Continuer", {"Jour": "17", "Mois": "03", "Année": "1992"})


async def migration(visitor: Visitor, program: Program) -> Forms:
    """The steps of a migration."""
    await visitor.sign_in("ancien-couple", heading=migration_journeys.DOOR)
    await visitor.way("Commencer").click()
    await visitor.sees(migration_journeys.TERMS)
    await migration_journeys.accept(visitor)
    await visitor.sees(migration_journeys.PASSWORD)
    yield Form("Continuer", {NEW: "Noisette2026verte", AGAIN: "Noisette2026verte"})
    await give_password(visitor, "Continuer")
    await visitor.sees(migration_journeys.CONTACT)
    await visitor.radio(MAIL).click()
    await visitor.radio("Non").click()  # another than the Caf knows
    yield Form("Envoyer le code", {MAIL: "claire@example.org"})
    await visitor.type(MAIL, "claire@example.org")
    await visitor.button("Envoyer le code").click()
    await visitor.sees(migration_journeys.CODE)
    yield Form("Valider", {CODE: "135790"})


async def managing(visitor: Visitor, program: Program) -> Forms:
    """Contact details, the password that a change asks for again, a new one, and the end of the account."""
    await visitor.sign_in("responsable-couple", "/mon-compte/gerer/mot-de-passe", "Changer mon mot de passe")
    yield Form(
        "Changer le mot de passe",
        {CURRENT: "Marronnier12loire", NEW: "Platane2027rouge", AGAIN: "Platane2027rouge"},
    )
    await visitor.open("/mon-compte/gerer/mes-donnees/fermer", "Fermer mon compte")
    yield Form("Fermer mon compte dans 30 jours", {CURRENT: "Marronnier12loire"})
    await visitor.open("/mon-compte/gerer/coordonnees", "Coordonnées de contact")
    yield Form("Envoyer le code", {PHONE_NUMBER: "0755443322"})
    # The sign-in is so old by now that the change asks for the password, which the server alone knows.
    program.api.advance(400)
    await visitor.type(PHONE_NUMBER, "0755443322")
    await visitor.button("Envoyer le code").click()
    await expect(visitor.field(CURRENT)).to_be_visible()
    yield Form("Envoyer le code", {CURRENT: "Marronnier12loire"})


JOURNEYS: tuple[Journey, ...] = (
    sign_in,
    signing_in,
    reporting,
    password_reset,
    enrolment,
    resumption,
    migration,
    managing,
)


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
async def test_no_key_is_lost(visit: Visit, program: Program, journey: Journey) -> None:
    """Each form takes each key in the field that it was meant for, in a window that is turned and after a refusal."""
    visitor = await visit()
    async for form in journey(visitor, program):
        await _empty(visitor, form)
        await _type_while_turned(visitor, form)
        await _holds(visitor, form)
        await _turn(visitor, PHONE)
        await _empty(visitor, form)
        await _refuse(visitor, form)
        await _type_fast(visitor, form)
        await _holds(visitor, form)


async def _type_while_turned(visitor: Visitor, form: Form) -> None:
    """Have the window become narrow or wide between two keys: what is typed goes on in the same field."""
    sizes = (DESKTOP, PHONE)
    for turn, (name, text) in enumerate(form.typed.items()):
        await visitor.take_focus(name)
        half = len(text) // 2
        await visitor.page.keyboard.type(text[:half], delay=KEY_MS)
        await _turn(visitor, sizes[turn % 2])
        await visitor.page.keyboard.type(text[half:], delay=KEY_MS)


async def _type_fast(visitor: Visitor, form: Form) -> None:
    for name, text in form.typed.items():
        await visitor.take_focus(name)
        await visitor.page.keyboard.type(text, delay=KEY_MS)


async def _turn(visitor: Visitor, size: Size) -> None:
    await visitor.page.set_viewport_size({"width": size.width, "height": size.height})


async def _refuse(visitor: Visitor, form: Form) -> None:
    await visitor.button(form.submit).click()
    await expect(visitor.page.locator('[aria-invalid="true"]').first).to_be_attached()


async def _holds(visitor: Visitor, form: Form) -> None:
    for name, text in form.typed.items():
        await visitor.take_focus(name)
        # A number is grouped as it is printed once its field is left.
        await expect(visitor.field(name)).to_have_value(re.compile(f"^{' ?'.join(map(re.escape, text))}$"))


async def _empty(visitor: Visitor, form: Form) -> None:
    for name in form.typed:
        await visitor.clear(name)
