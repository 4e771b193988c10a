"""The steps of whoever creates an account, or comes back to one, in a browser."""

import re
from functools import partial

import httpx
from playwright.async_api import expect

from server.demo.accounts import NEWCOMERS, Newcomer
from tests.server.enrolment_steps import Draft
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.processes import Program
from tests.support.visitor import NIR, Visitor

BY_CASE = {newcomer.case: newcomer for newcomer in NEWCOMERS}
PASSWORD = "Noisette2026verte"
_AGAIN = "Confirmation du nouveau mot de passe"


async def give_civil_status(visitor: Visitor, newcomer: Newcomer, place: str, found: str) -> None:
    """Fill the first step and pass it; `place` is typed, and `found` chosen among what is found."""
    if newcomer.nir is not None:
        await visitor.type(NIR, newcomer.nir)
    else:
        await visitor.button("Je n'ai pas de numéro de Sécurité sociale").click()
    civility = "Madame" if newcomer.civility == "madame" else "Monsieur"
    await visitor.radio(civility).click()
    await visitor.type("Nom de naissance", newcomer.birth_name)
    await visitor.type("Prénoms", " ".join(newcomer.first_names))
    await type_birth_date(visitor, newcomer.birth_date)
    await visitor.type("Lieu de naissance", place)
    places = visitor.option(re.compile(f"^{re.escape(found)}"))
    await places.first.click()
    # What was found goes away, and what stands below comes up: a press on its way there would miss.
    await expect(places).to_have_count(0)
    await visitor.button("Continuer").click()


async def type_birth_date(visitor: Visitor, iso: str) -> None:
    """Fill the three fields of a date of birth, `YYYY-MM-DD`."""
    year, month, day = iso.split("-")
    await visitor.type("Jour", day)
    await visitor.type("Mois", month)
    await visitor.type("Année", year)


async def ask_for_resumption(visitor: Visitor, address: str) -> None:
    """Have a code sent to the mail address of an enrolment begun elsewhere."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.way("J'ai commencé sur un autre appareil").click()
    await visitor.sees("Reprendre ma création")
    await visitor.radio("Adresse mail").click()
    await visitor.type("Adresse mail", address)
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")


async def give_birth_date(visitor: Visitor, iso: str) -> None:
    """Answer the question that takes up an enrolment whose contact was never proved."""
    await type_birth_date(visitor, iso)
    await visitor.button("Continuer").click()


async def come_to_contact(visitor: Visitor) -> None:
    """Go from the door to the contact's step, with a NIR and a carte d'identité."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await begin_with_nir(visitor)


async def begin_with_nir(visitor: Visitor) -> None:
    """Go from the first screen of the creation to the contact's step, with a NIR and a carte d'identité."""
    newcomer = BY_CASE["avec-nir"]
    await visitor.sees("Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await give_civil_status(visitor, newcomer, "rennes", "Rennes (")
    await visitor.sees("Votre titre d'identité")
    await visitor.type("Numéro du titre", newcomer.document_number or "")
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")


async def give_contact(visitor: Visitor, address: str) -> None:
    """Fill the contact's step with a mail address, and have the code sent."""
    await visitor.radio("Adresse mail").click()
    await visitor.type("Adresse mail", address)
    await visitor.type("Confirmer l'adresse mail", address)
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")


def begin_elsewhere(program: Program, address: str, *first_names: str) -> None:
    """Have somebody without a NIR begin an enrolment with that mail address on another device, up to the password."""
    with httpx.Client(base_url=program.api.url, verify=PLAIN, timeout=PATIENCE_S) as http:
        Draft.at(http, "password", "sans-piece", contact=address, first_names=list(first_names))
    program.api.advance(60)


def use_up_codes(program: Program, address: str) -> None:
    """Have strangers ask for codes at that mail address until no other is sent."""
    body = {"channel": "mail", "value": address}
    with httpx.Client(base_url=program.api.url, verify=PLAIN, timeout=PATIENCE_S) as http:
        ask = partial(http.post, "/v1/enrolments/resumptions", json=body)
        while ask().is_success:
            program.api.advance(31)


async def give_code(visitor: Visitor, program: Program) -> None:
    """Give the code that was sent last."""
    await visitor.type("Code", program.api.last_code())
    await visitor.button("Valider").click()


async def give_password(visitor: Visitor, name: str) -> None:
    """Choose the password, and press the button so named."""
    await visitor.type("Nouveau mot de passe", PASSWORD)
    await visitor.type(_AGAIN, PASSWORD)
    # A slow host says of what was typed that it is right after the press that follows, which it does not answer.
    await expect(visitor.page.get_by_role("listitem").filter(has_text=" : respecté")).to_have_count(5)
    await visitor.button(name).click()


async def come_to_recap(visitor: Visitor, program: Program, address: str) -> None:
    """Go from the contact's step to the recap."""
    await visitor.sees("Vos coordonnées de contact")
    await give_contact(visitor, address)
    await give_code(visitor, program)
    await visitor.sees("Mon mot de passe")
    await give_password(visitor, "Continuer")
    await visitor.sees("Récapitulatif")


async def sign_in_after(visitor: Visitor, heading: str) -> None:
    """Go from the account that was created to the screen that comes after the first sign-in."""
    await visitor.button("Se connecter").click()
    await visitor.sees("Connexion")
    await visitor.type("Mot de passe", PASSWORD)
    await visitor.button("Se connecter").click()
    await visitor.sees(heading)
