"""The quarterly declaration in the browser: from the alert to what was sent, corrected, and late."""

import re

import pytest
from playwright.async_api import expect

from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_DECLARATIONS = "Déclaration trimestrielle"
_INCOME = "Revenus de Claire Lefèvre"


async def answer(visitor: Visitor, last: str) -> None:
    """Go through the pages of the form, and stand at the recap; `last` is the wage of the third month."""
    await visitor.sees("Votre situation")
    await visitor.radio("Non").check()
    await visitor.button("Continuer").click()
    await visitor.sees(_INCOME)
    await expect(visitor.checkbox("Salaire net")).to_be_checked()
    wages = visitor.page.get_by_role("textbox", name=re.compile("^Salaire net, "))
    await expect(wages).to_have_count(3)
    await wages.last.fill(last)
    await wages.last.blur()
    await visitor.button("Continuer").click()
    await visitor.sees("Récapitulatif")


async def send(visitor: Visitor) -> None:
    await visitor.checkbox(re.compile("^Je certifie")).check()
    await visitor.button("Envoyer").click()
    await visitor.sees(re.compile("Déclaration trimestrielle d.*"))
    await visitor.reads("Reçue")


async def test_from_the_alert_to_a_correction(visitor: Visitor) -> None:
    """Begun at the alert, asked about what is the double, sent; the alert is gone; corrected with what was sent."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Faire ma déclaration").click()
    await visitor.sees(_DECLARATIONS)
    await visitor.button("Faire ma déclaration").click()
    await answer(visitor, "9 000,00")
    await visitor.reads("9 000,00 €")
    # Where the engine is installed there is an estimate; elsewhere it is said that there is none.
    effect = visitor.page.get_by_text(
        re.compile("Prime d.activité de décembre 2026 à février 2027 : environ|ne peut pas")
    )
    await expect(effect.first).to_be_visible()
    await send(visitor)
    await visitor.open("/mon-compte", "Mon Compte")
    await visitor.reads_no("Une déclaration à faire")
    await visitor.open("/mon-compte/declaration", _DECLARATIONS)
    await visitor.reads("Vous n'avez rien à déclarer pour le moment.")
    await visitor.button(re.compile("^Corriger")).first.click()
    await answer(visitor, "1 300")
    await visitor.reads("1 300,00 €")
    await send(visitor)
