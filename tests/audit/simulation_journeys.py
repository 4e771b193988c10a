"""Screens of Simuler: the questions, everything once more, the estimate, and what another salary would change."""

from playwright.async_api import expect

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.simulation_steps import RESULT, STARTS_WITHIN_MS, answer, begin
from tests.support.visitor import Visitor


async def simulation(visitor: Visitor, program: Program) -> Screens:
    """Show a simulation of somebody without an account."""
    await begin(visitor)
    yield Screen("simulation", "Simuler mes droits")
    await answer(visitor)
    yield Screen("simulation-recapitulatif", "Simuler mes droits, récapitulatif")
    program.api.fail("/v1/simulations", 500)
    await visitor.button("Voir l'estimation").click()
    await visitor.reads("Le service rencontre un problème")
    yield Screen("simulation-echec", "Simuler mes droits, estimation qui échoue")
    await visitor.button("Voir l'estimation").click()
    heading = visitor.page.get_by_role("heading", level=1, name=RESULT)
    await expect(heading).to_be_visible(timeout=STARTS_WITHIN_MS)
    yield Screen("simulation-resultat", "Simuler mes droits, estimation")
    await visitor.page.get_by_role("slider").fill("2000")
    await visitor.reads("Avec 2 000 € de salaire net")
    await visitor.button("Pourquoi pas d'aide au logement ?").click()
    await visitor.reads("Vous ne payez pas de loyer.")
    yield Screen("simulation-curseur", "Simuler mes droits, un autre salaire")
