"""The enrolment when a code fails, a program is killed, or the device changes."""

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from app.rules.identifiers import grouped
from tests.e2e.conftest import Visit
from tests.support.enrolment import (
    BY_CASE,
    ask_for_resumption,
    come_to_contact,
    give_birth_date,
    give_civil_status,
    give_code,
    give_contact,
    give_password,
)
from tests.support.processes import Program
from tests.support.visitor import NIR, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_MAIL = "maelle@example.org"


@pytest.fixture
def outage(program: Program) -> Iterator[Program]:
    """A program whose parts a test may kill: they run again afterwards."""
    yield program
    program.api.start()
    program.web.start()


def _another(code: str) -> str:
    return str((int(code) + 1) % 1_000_000).zfill(6)


async def test_five_wrong_codes(visitor: Visitor, program: Program) -> None:
    """The screen counts the tries left, says that the code is over, and a new one goes on."""
    await come_to_contact(visitor)
    await give_contact(visitor, _MAIL)
    wrong = _another(program.api.last_code())
    for said in ("4 essais", "3 essais", "2 essais", "1 essai", "Trop d'essais avec ce code"):
        await visitor.type("Code", wrong)
        await visitor.button("Valider").click()
        await visitor.told("Code", said)
    await visitor.told("Code", "Demandez un nouveau code.")
    program.api.advance(31)
    # The screen counts down by its own clock: opened again, it asks the server's.
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Reprendre ma création").click()
    await visitor.sees("Code de vérification")
    await visitor.button("Demander un nouveau code").click()
    await visitor.hears("Un nouveau code est parti")
    await give_code(visitor, program)
    await visitor.sees("Mon mot de passe")


async def test_expired_code(visitor: Visitor, program: Program) -> None:
    """Too late, the code is said to be over; the contact given again has a new one sent, which goes on."""
    await come_to_contact(visitor)
    await give_contact(visitor, _MAIL)
    late = program.api.last_code()
    program.api.advance(15 * 60 + 1)
    await visitor.type("Code", late)
    await visitor.button("Valider").click()
    await visitor.told("Code", "Ce code n'est plus valable")
    await visitor.link("Modifier mes coordonnées").click()
    await visitor.sees("Vos coordonnées de contact")
    await expect(visitor.field("Adresse mail")).to_be_visible()
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")
    await give_code(visitor, program)
    await visitor.sees("Mon mot de passe")


async def test_taken_up_after_a_kill_of_the_server(visitor: Visitor, outage: Program) -> None:
    """The server killed (-9) between two steps loses nothing, and nobody has to begin again."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await give_civil_status(visitor, BY_CASE["avec-nir"], "rennes", "Rennes (")
    await visitor.sees("Votre titre d'identité")
    await visitor.type("Numéro du titre", BY_CASE["avec-nir"].document_number or "")
    outage.api.kill()
    await visitor.button("Continuer").click()
    await visitor.reads("Votre demande n'a pas abouti")
    outage.api.start()
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")


async def test_taken_up_after_a_kill_of_the_program(visitor: Visitor, outage: Program) -> None:
    """The program killed (-9), the browser that comes back finds the step where it stood, and goes on to the end."""
    await come_to_contact(visitor)
    await give_contact(visitor, _MAIL)
    await give_code(visitor, outage)
    await visitor.sees("Mon mot de passe")
    outage.web.kill()
    await asyncio.to_thread(outage.web.start)
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Reprendre ma création").click()
    await visitor.sees("Mon mot de passe")
    await give_password(visitor, "Continuer")
    await visitor.sees("Récapitulatif")
    await visitor.reads("Maëlle Anne", "Le Goff", _MAIL)


async def test_what_is_typed_outlives_the_program(visitor: Visitor, outage: Program) -> None:
    """The program killed (-9) under one's fingers: the page is at the same step again, with all that was not sent."""
    newcomer = BY_CASE["avec-nir"]
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await visitor.type(NIR, newcomer.nir or "")
    await visitor.radio("Madame").click()
    await visitor.type("Nom de naissance", newcomer.birth_name)
    await visitor.type("Prénoms", "Maëlle")
    await expect(visitor.field(NIR)).to_have_value(grouped(newcomer.nir or ""))
    await _kill_and_wait(visitor, outage)
    await visitor.sees("Votre état civil")
    await expect(visitor.field(NIR)).to_have_value(grouped(newcomer.nir or ""))
    await expect(visitor.radio("Madame")).to_be_checked()
    await expect(visitor.field("Nom de naissance")).to_have_value(newcomer.birth_name)
    await expect(visitor.field("Prénoms")).to_have_value("Maëlle")
    await give_civil_status(visitor, newcomer, "rennes", "Rennes (")
    await visitor.sees("Votre titre d'identité")
    await visitor.type("Numéro du titre", newcomer.document_number or "")
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")
    await visitor.radio("Adresse mail").click()
    await visitor.type("Adresse mail", _MAIL)
    await _kill_and_wait(visitor, outage)
    await expect(visitor.field("Adresse mail")).to_have_value(_MAIL)
    await expect(visitor.radio("Adresse mail")).to_be_checked()
    await visitor.type("Confirmer l'adresse mail", _MAIL)
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")


async def _kill_and_wait(visitor: Visitor, outage: Program) -> None:
    """Have the program killed and started again, and wait until the page has found it."""
    outage.web.kill()
    visitor.is_served_no_more()
    await asyncio.to_thread(outage.web.start)
    await visitor.is_served()


async def test_taken_up_on_another_device(visit: Visit, program: Program) -> None:
    """The code and the date of birth open the enrolment at the same step; the first device is told that it left."""
    first, second = await visit(), await visit()
    await come_to_contact(first)
    await give_contact(first, _MAIL)
    await give_code(first, program)
    await first.sees("Mon mot de passe")
    await ask_for_resumption(second, _MAIL)
    await give_code(second, program)
    await second.sees("Votre date de naissance")
    await give_birth_date(second, BY_CASE["avec-nir"].birth_date)
    await second.sees("Mon mot de passe")
    await give_password(second, "Continuer")
    await second.sees("Récapitulatif")
    await give_password(first, "Continuer")
    await first.reads("ne se remplit que sur un appareil à la fois")


async def test_taken_up_on_another_device_before_the_code(visit: Visit, program: Program) -> None:
    """A contact never proved may be mistyped: with the code goes the date of birth, and only then the enrolment."""
    first, second = await visit(), await visit()
    await come_to_contact(first)
    await give_contact(first, _MAIL)
    await ask_for_resumption(second, _MAIL)
    await give_code(second, program)
    await second.sees("Votre date de naissance")
    await second.reads_no("Maëlle", "Le Goff", "Rennes")
    await give_birth_date(second, "1992-03-16")
    await second.hears("Ce n'est pas la date donnée au début de la création")
    await second.hears("Il reste 4 essais")
    await give_birth_date(second, BY_CASE["avec-nir"].birth_date)
    await second.sees("Mon mot de passe")


async def test_what_the_browser_keeps_says_nothing(visitor: Visitor, program: Program) -> None:
    """A browser's storage is no keyring: it holds no word of the person; at the end nothing is left to take up."""
    await come_to_contact(visitor)
    await give_contact(visitor, _MAIL)
    await give_code(visitor, program)
    await visitor.sees("Mon mot de passe")
    await give_password(visitor, "Continuer")
    await visitor.sees("Récapitulatif")
    kept = await visitor.kept()
    newcomer = BY_CASE["avec-nir"]
    for told in (newcomer.nir, newcomer.birth_name, *newcomer.first_names, newcomer.document_number, _MAIL):
        assert told is not None
        assert told not in kept
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre compte est créé")
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await expect(visitor.button("Commencer")).to_be_visible()
    await expect(visitor.button("Reprendre ma création")).to_have_count(0)
