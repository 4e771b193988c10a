"""What people type wrong, and what they are told."""

import re

import pytest
from playwright.async_api import expect

from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, PROVISIONAL, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_identifiers(visitor: Visitor) -> None:
    """Each way of getting one's number wrong is named at the field, which takes the focus."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(PASSWORD, "Marronnier12loire")
    for typed, said in {
        "": "Tapez votre numéro de Sécurité sociale.",
        "18505780060": "Il manque 2 chiffres : le numéro en a 13.",
        "1850578O06084": "Le numéro ne contient que des chiffres, sauf 2A ou 2B pour la Corse.",
        "185057800608499": "Les 2 derniers chiffres ne correspondent pas aux 13 premiers.",
        "1851378006084": "Ce numéro ne ressemble pas à un numéro de Sécurité sociale.",
        "18505780060840": "Il y a 1 chiffre de trop : le numéro en a 13.",
    }.items():
        await visitor.type(NIR, typed)
        await visitor.button("Se connecter").click()
        await visitor.told(NIR, said)
        await visitor.reads("Une correction à faire")
        await visitor.is_led_to(NIR)


async def test_accepted_writings(visitor: Visitor) -> None:
    """Spaces, no-break spaces, dashes, the key and Corsica are no fault: only the password then is."""
    await visitor.open("/connexion", "Connexion")
    for pasted in (
        "1 85 05 78 006 084",
        "1\u00a085\u202f05 78-006-084",
        "185057800608491",
        "2 83 12 2a 004 058",
        "2831220004058",
    ):
        await visitor.type(NIR, pasted)
        await visitor.button("Se connecter").click()
        await visitor.told(PASSWORD, "Tapez votre mot de passe.")
        await expect(visitor.field(NIR)).not_to_have_attribute("aria-invalid", "true")
        # It was told of the writing before, too: the focus is moved for this one.
        await visitor.is_led_to(PASSWORD)


async def test_groups_that_are_wrong(visitor: Visitor) -> None:
    """Each part of a date says what is wrong with it; the summary leads to buttons, too, that nobody can type in."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await visitor.button("Continuer").click()
    for part in ("Jour", "Mois", "Année"):
        await visitor.told(
            part, "Tapez le jour, le mois et l'année, ou cochez « Je ne connais pas le jour ou le mois »."
        )
    date = visitor.group("Date de naissance")
    await expect(date.get_by_role("textbox")).to_have_count(3)
    civility = visitor.group("Civilité", "Choisissez Madame ou Monsieur.")
    first = civility.get_by_role("radio").first
    await visitor.link(re.compile("^Civilité : ")).click()
    await expect(first).to_be_focused()
    await visitor.tab_to(visitor.field("Nom de naissance"))
    await visitor.page.get_by_role("heading", level=1).focus()
    await visitor.press_by_key(visitor.link(re.compile("^Civilité : ")))
    await expect(first).to_be_focused()
    await visitor.page.keyboard.press("Space")
    # Chosen, nothing is wrong with the group any more, and its name says nothing of it.
    await expect(visitor.group("Civilité")).to_be_visible()
    await expect(visitor.radio("Madame")).to_be_checked()


async def test_corsica_signs_in(visitor: Visitor) -> None:
    """A number of Corsica, in small letters, with spaces, opens its account."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(NIR, "2 83 12 2a 004 058")
    await visitor.type(PASSWORD, ACCOUNTS["ancien-couple"].password)
    await visitor.button("Se connecter").click()
    await visitor.sees("Votre connexion change")


async def test_waiting_number(visitor: Visitor) -> None:
    """A number that starts with 7 or 8 is never called wrong: the way to the identifiant provisoire is shown."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(PASSWORD, "Marronnier12loire")
    for number in ("7850578006084", "8850578006084"):
        await visitor.type(NIR, number)
        await visitor.button("Se connecter").click()
        # Worked off: of the number before, the same is read.
        await expect(visitor.button("Se connecter")).not_to_have_attribute("aria-busy", "true")
        await visitor.reads("Votre numéro ne commence ni par 1, ni par 2")
        await expect(visitor.field(NIR)).not_to_have_attribute("aria-invalid", "true")
    await visitor.button("J'ai un identifiant provisoire").first.click()
    await expect(visitor.field(PROVISIONAL)).to_have_value("")


async def test_provisional_identifier(visitor: Visitor) -> None:
    """An identifiant provisoire mistyped is told its shape; written right, in small letters, it signs in."""
    await visitor.open("/connexion", "Connexion")
    await visitor.button("J'ai un identifiant provisoire").click()
    await visitor.type(PASSWORD, ACCOUNTS["provisoire"].password)
    await visitor.type(PROVISIONAL, "P2026011")
    await visitor.button("Se connecter").click()
    await visitor.told(PROVISIONAL, "L'identifiant provisoire commence par P")
    await visitor.type(PROVISIONAL, "p 2026 0117 s")
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")


async def test_passwords(visitor: Visitor) -> None:
    """An empty password and one of 65 characters are named; one of 64, pasted, is sent whole."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(NIR, ACCOUNTS["responsable-seul"].identifier)
    await visitor.button("Se connecter").click()
    await visitor.told(PASSWORD, "Tapez votre mot de passe.")
    await visitor.type(PASSWORD, "A" * 65)
    await visitor.button("Se connecter").click()
    await visitor.told(PASSWORD, "Le mot de passe a 1 caractère de trop : 64 au plus.")
    await visitor.type(PASSWORD, "A" * 64)
    await visitor.button("Se connecter").click()
    await visitor.reads("Identifiant ou mot de passe incorrect")


async def test_summary_leads_to_the_fields(visitor: Visitor) -> None:
    """Several errors are summed up on top, each a link to its field."""
    await visitor.open("/connexion", "Connexion")
    await visitor.button("Se connecter").click()
    await visitor.reads("2 corrections à faire")
    await visitor.is_led_to(NIR)
    await visitor.link(f"{PASSWORD} : Tapez votre mot de passe.").click()
    await expect(visitor.field(PASSWORD)).to_be_focused()


async def test_refusal_never_tells_which(visitor: Visitor) -> None:
    """A wrong password and an unknown number are refused in the same words, and what was typed stays."""
    await visitor.open("/connexion", "Connexion")
    for number in (ACCOUNTS["responsable-seul"].identifier, "2990175056001"):
        await visitor.type(NIR, number)
        await visitor.type(PASSWORD, "Incorrect42")
        await visitor.button("Se connecter").click()
        await visitor.is_told("Identifiant ou mot de passe incorrect")
        await visitor.is_told("Relisez les deux, puis réessayez.")
        await expect(visitor.field(PASSWORD)).to_have_value("Incorrect42")
