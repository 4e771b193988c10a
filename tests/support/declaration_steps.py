"""Somebody who declares the income of three months, in a browser."""

import re

from playwright.async_api import expect

from tests.support.visitor import Visitor

DECLARATIONS = "Déclaration trimestrielle"
INCOME = "Revenus de Claire Lefèvre"
DAY_S = 86_400


async def begin(visitor: Visitor, press: str | re.Pattern[str] = "Faire ma déclaration") -> None:
    """Come to the incomes of the form: of the one that waits, or of the one that is corrected."""
    await visitor.button(press).first.click()
    await visitor.sees("Votre situation")
    await visitor.radio("Non").check()
    await visitor.button("Continuer").click()
    await visitor.sees(INCOME)
    await expect(visitor.checkbox("Salaire net")).to_be_checked()


async def fill(visitor: Visitor, last: str) -> None:
    """Type the wage of the third month; the others are known."""
    wages = visitor.page.get_by_role("textbox", name=re.compile("^Salaire net, "))
    await expect(wages).to_have_count(3)
    await wages.last.fill(last)
    await wages.last.press("Tab")


async def recapitulate(visitor: Visitor) -> None:
    """Come to the recap, and wait for what the declaration would change: where there is no engine, that is said."""
    await visitor.button("Continuer").click()
    await visitor.sees("Récapitulatif")
    found = re.compile("Prime d.activité.* : (environ|pas d.estimation)|ne peut pas être estimé")
    effect = visitor.page.get_by_text(found)
    await expect(effect.first).to_be_visible(timeout=120_000)


async def send(visitor: Visitor) -> None:
    """Certify it, and send it."""
    await visitor.checkbox(re.compile("^Je certifie")).check()
    await visitor.button("Envoyer").click()
    await visitor.sees(re.compile("Déclaration trimestrielle d.*"))
    await visitor.reads("Reçue")
