"""Simuler in the browser, without an account: the questions, the estimate, the slider, and the way on."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.support.simulation_steps import RESULT, STARTS_WITHIN_MS, answer, begin
from tests.support.visitor import Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("simulation")]


async def test_a_visitor_simulates_and_goes_on(visitor: Visitor) -> None:
    """From the catalogue to the estimate; the slider by the keyboard; why there is nothing; on to the benefit."""
    await begin(visitor)
    await answer(visitor)
    await visitor.button("Voir l'estimation").click()
    heading = visitor.page.get_by_role("heading", level=1, name=RESULT)
    await expect(heading).to_be_visible(timeout=STARTS_WITHIN_MS)
    await visitor.reads("C'est une estimation", "La Caf décide sur votre dossier.")
    slider = visitor.page.get_by_role("slider", name="Salaire net du foyer")
    await expect(slider).to_have_value("1200")
    await expect(slider).to_have_attribute("aria-valuetext", "1\u202f200\u00a0€")
    await slider.focus()
    await visitor.page.keyboard.press("ArrowRight")
    await visitor.reads("Avec 1 300 € de salaire net")
    await expect(slider).to_have_value("1300")
    await expect(visitor.field("Montant en euros")).to_have_value("1300")
    await visitor.button("Pourquoi pas d'aide au logement ?").click()
    await visitor.reads("Vous ne payez pas de loyer.")
    await visitor.link("Demander la prime d'activité").click()
    await visitor.sees("Prime d'activité")
    assert urlsplit(visitor.page.url).path == "/aides/prime_activite"
