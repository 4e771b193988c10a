"""The migration, and what a spouse is allowed, as people would."""

from functools import partial

import pytest
from playwright.async_api import Browser, expect

from tests.audit.migration_journeys import (
    CODE,
    CONTACT,
    DONE,
    DOOR,
    PASSWORD,
    SPOUSE,
    TERMS,
    accept,
    give_address,
    give_code,
)
from tests.audit.visits import visiting
from tests.support.enrolment import PASSWORD as NEW_PASSWORD
from tests.support.enrolment import give_password
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _quit(visitor: Visitor) -> None:
    """Leave by the step's own way out, which says what is kept."""
    await visitor.button("Quitter").click()
    await expect(visitor.button("Me déconnecter")).to_be_visible()
    await visitor.reads("est gardé 24 heures")
    await visitor.button("Me déconnecter").click()
    await visitor.sees("Vos droits, vos paiements, au même endroit")


async def _come_back(visitor: Visitor, role: str, heading: str) -> None:
    """Sign in with the old password, and take the migration up at the same step."""
    await visitor.sign_in(role, heading=DOOR)
    await visitor.way("Reprendre").click()
    await visitor.sees(heading)


async def _finish(visitor: Visitor, role: str) -> None:
    """Read the confirmation, then Mon Compte; the old password no longer works."""
    await visitor.sees(DONE)
    await visitor.button("Accéder à Mon Compte").click()
    await visitor.sees("Mon Compte")
    await visitor.button("Déconnexion").click()
    await visitor.open("/connexion", "Connexion")
    await visitor.give(ACCOUNTS[role])
    await visitor.reads("Identifiant ou mot de passe incorrect")
    await visitor.type("Mot de passe", NEW_PASSWORD)
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")


async def test_alone(visitor: Visitor, program: Program) -> None:
    """Nobody to authorise and no contact known: terms, password, an address, its code, Mon Compte."""
    await visitor.sign_in("ancien-seul", heading=DOOR)
    await visitor.reads("3 étapes", "5 à 10 minutes")
    await visitor.way("Commencer").click()
    await visitor.sees(TERMS)
    await accept(visitor)
    await visitor.sees(PASSWORD)
    await give_password(visitor, "Continuer")
    await visitor.sees(CONTACT)
    await give_address(visitor, "pierre@example.org")
    await visitor.sees(CODE)
    await give_code(visitor, program)
    await visitor.sees(DONE)
    await visitor.reads("p masqué @example.org")
    await _finish(visitor, "ancien-seul")


async def test_quitting_at_each_step_and_coming_back(visitor: Visitor, program: Program) -> None:
    """Left at every step and taken up there, by the old password, until the end of it."""
    steps = (
        (PASSWORD, partial(give_password, visitor, "Continuer")),
        (CONTACT, visitor.button("Envoyer le code").click),
        (CODE, partial(give_code, visitor, program)),
    )
    await visitor.sign_in("ancien-couple", heading=DOOR)
    await visitor.way("Commencer").click()
    await visitor.sees(TERMS)
    await accept(visitor)
    for heading, take in steps:
        await visitor.sees(heading)
        await _quit(visitor)
        await _come_back(visitor, "ancien-couple", heading)
        await take()
    await visitor.sees(SPOUSE)
    await _quit(visitor)
    await _come_back(visitor, "ancien-couple", SPOUSE)
    await visitor.reads("J'autorise Ghjuvan Santoni")
    await visitor.radio("Oui").click()
    await visitor.button("Continuer").click()
    await visitor.sees(DONE)
    await visitor.button("Accéder à Mon Compte").click()
    await visitor.sees("Mon Compte")
    await visitor.reads("Vous autorisez Ghjuvan Santoni")


async def test_by_keyboard(visitor: Visitor) -> None:
    """The box at the end of the terms is reached and ticked without a mouse, and so is the button after it."""
    await visitor.sign_in("ancien-seul", heading=DOOR)
    await visitor.way("Commencer").click()
    await visitor.sees(TERMS)
    box = visitor.page.get_by_role("checkbox")
    await expect(box).to_be_visible()
    for _ in range(20):
        await visitor.page.keyboard.press("Tab")
        if await box.evaluate(
            "box => box === document.activeElement || box.contains(document.activeElement)"
        ):
            break
    await visitor.page.keyboard.press("Space")
    await expect(box).to_be_checked()
    await visitor.page.keyboard.press("Tab")
    await visitor.page.keyboard.press("Enter")
    await visitor.sees(PASSWORD)


async def test_the_spouses_doors_open_and_close(
    visitor: Visitor, chromium: Browser, program: Program
) -> None:
    """Given and withdrawn by the responsable, each shows at the spouse's next look, on a session that stays open."""
    async with visiting(chromium, program) as spouse:
        await spouse.sign_in("conjoint-sans-procuration")
        await spouse.reads("Fermé : le responsable du dossier ne vous a pas donné son autorisation.")
        await visitor.sign_in("responsable-couple", "/mon-compte/gerer/autorisations", SPOUSE)
        for give in (True, False):
            button = "Donner l'autorisation" if give else "Retirer l'autorisation"
            await visitor.button(button).click()
            await expect(visitor.button("Annuler")).to_be_visible()
            await visitor.button(button).click()
            await expect(visitor.button("Annuler")).to_have_count(0)
            await visitor.reads("peut maintenant" if give else "ne peut plus")
            await spouse.link("Aide").last.click()
            await spouse.sees("Aide")
            await spouse.place("Accueil").click()
            await spouse.sees("Mon Compte")
            if give:
                await spouse.reads("617,42 €")
            else:
                await spouse.reads_no("617,42 €")
        await visitor.reads("Autorisation donnée le", "Autorisation retirée le")
