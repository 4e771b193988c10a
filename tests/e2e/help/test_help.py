"""Help as a person comes to it: in the middle of the creation, and in easy words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.support.visitor import NIR, Visitor, written

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.support.processes import Program

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Votre question"


async def test_a_question_in_the_creation_loses_nothing(visitor: Visitor) -> None:
    """The answer is heard, the focus stays in the field; back at the step each key is there, and easy words hold."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await visitor.type(NIR, "1 85 05")
    await visitor.type("Nom de naissance", "Le Gof")
    await visitor.press_by_key(visitor.button("Une question ?"))
    await visitor.sees("Poser une question")
    await visitor.type_by_key(QUESTION, "ou est ecrit mon numero de secu ??")
    await visitor.page.keyboard.press("Enter")
    await visitor.reads("Où trouver mon numéro de Sécurité sociale ?", "D'après :")
    await visitor.hears("Où trouver mon numéro de Sécurité sociale ?")
    await expect(visitor.field(QUESTION)).to_be_focused()
    await expect(visitor.field(QUESTION)).to_have_value("")
    assert "secu" not in visitor.page.url
    await visitor.type_by_key(QUESTION, "recette de la tarte aux pommes")
    await visitor.page.keyboard.press("Enter")
    await visitor.reads("Je ne sais pas")
    await visitor.link(written("Lire toute la réponse : Où trouver mon numéro de Sécurité sociale ?")).click()
    await visitor.sees("Où trouver mon numéro de Sécurité sociale ?")
    await visitor.button("Lire ce texte en facile à lire").click()
    await visitor.sees("Mon numéro de Sécurité sociale")
    await visitor.link("Revenir à mon étape").click()
    await visitor.sees("Votre état civil")
    await expect(visitor.button("Une question ?")).to_be_focused()
    await expect(visitor.field(NIR)).to_have_value("1 85 05")
    await expect(visitor.field("Nom de naissance")).to_have_value("Le Gof")
    # Easy words are kept by the browser, for each page and after a reload.
    await visitor.open("/aide", "Aide")
    await visitor.reads("Ici, vous trouvez des réponses.")
    await visitor.page.reload()
    await visitor.reads("Ici, vous trouvez des réponses.")
    await visitor.open("/donnees-personnelles", "Données personnelles")
    await visitor.button("Lire le texte habituel").click()
    await visitor.reads("Ce qui est utilisé")


async def test_a_question_without_script_loses_nothing(program: Program, chromium: Browser) -> None:
    """What is typed and was sent nowhere comes along with the question, and is there again at the step."""
    context = await chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = await context.new_page()
    await page.goto(f"{program.web.url}/creer-mon-compte")
    await page.get_by_role("button", name="Commencer").click()
    await page.get_by_label("Nom de naissance").fill("Le Gof")
    await page.get_by_role("button", name="Une question ?").click()
    await expect(page.get_by_role("heading", level=1, name="Poser une question")).to_be_visible()
    assert "Gof" not in page.url
    await page.get_by_role("link", name="Revenir à mon étape").click()
    await expect(page.get_by_label("Nom de naissance")).to_have_value("Le Gof")
    await context.close()
