"""The quarterly declaration in the browser: from the alert to what was sent too late, and corrected."""

import re

import pytest

from tests.support.declaration_steps import DAY_S, DECLARATIONS, INCOME, begin, fill, recapitulate, send
from tests.support.processes import Program
from tests.support.visitor import Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("simulation")]


async def test_late_and_corrected(visitor: Visitor, program: Program) -> None:
    """Waiting at the alert, late a fortnight after, taken all the same, asked about what is the double; corrected."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Faire ma déclaration").click()
    await visitor.sees(DECLARATIONS)
    await visitor.reads("À envoyer avant le 30 novembre 2026.", "À vous")
    program.api.advance(14 * DAY_S)
    # The session is over, and the next one goes on at the same place.
    await visitor.sign_in("responsable-seul", heading=DECLARATIONS)
    await visitor.reads("En retard", "Elle est encore possible.")
    await begin(visitor)
    await fill(visitor, "9 000,00")
    await visitor.reads("C’est au moins le double de septembre.")
    await recapitulate(visitor)
    await visitor.reads("9 000,00 €")
    await send(visitor)
    await visitor.open("/mon-compte", "Mon Compte")
    await visitor.reads_no("Une déclaration à faire")
    await visitor.open("/mon-compte/declaration", DECLARATIONS)
    await visitor.reads("Vous n'avez rien à déclarer pour le moment.")
    await visitor.page.set_viewport_size({"width": 360, "height": 640})
    await correct_by_key(visitor)


async def correct_by_key(visitor: Visitor) -> None:
    """Send the declaration again by the keyboard alone: there, back to its first page, and sent."""
    await visitor.press_by_key(visitor.button(re.compile("^Corriger")).first)
    await visitor.sees("Votre situation")
    await visitor.choose_by_key("Non")
    await visitor.press_by_key(visitor.button("Continuer"))
    await visitor.sees(INCOME)
    wage = visitor.page.get_by_role("textbox", name=re.compile("^Salaire net, ")).last
    await visitor.tab_to(wage)
    await visitor.page.keyboard.press("ControlOrMeta+a")
    await visitor.page.keyboard.type("1 300")
    await visitor.press_by_key(visitor.button("Continuer"))
    await visitor.sees("Récapitulatif")
    for back, heading in ((f"Modifier : {INCOME}", INCOME), ("Étape précédente", "Votre situation")):
        await visitor.press_by_key(visitor.link(back))
        await visitor.sees(heading)
    await visitor.press_by_key(visitor.button("Continuer"))
    await visitor.sees("Récapitulatif")
    await visitor.reads("1 300,00 €")
    await visitor.press_by_key(visitor.checkbox(re.compile("^Je certifie")), "Space")
    await visitor.stops("Shift+Tab", visitor.page.get_by_role("link").first)
    await visitor.press_by_key(visitor.button("Envoyer"))
    await visitor.sees(re.compile("Déclaration trimestrielle d.*"))
    await visitor.reads("Reçue")
