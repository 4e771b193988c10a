"""A visitor without an account who simulates, in a browser."""

import re

from tests.support.visitor import Visitor

RESULT = re.compile(r"^Vous auriez environ .+ par mois$")
STARTS_WITHIN_MS = 120_000
"""What the engine may take on a machine that does much else."""


async def begin(visitor: Visitor) -> None:
    """Come from the catalogue to the first question."""
    await visitor.open("/aides", "Aides et démarches")
    await visitor.link("Simuler mes droits").click()
    await visitor.sees("Que voulez-vous estimer ?")


async def answer(visitor: Visitor) -> None:
    """Answer what is asked for the activity bonus: one person, 1,200 € net, lodged for nothing in Rennes."""
    await visitor.checkbox("Prime d'activité").check()
    await visitor.checkbox("Aide au logement").check()
    await visitor.button("Continuer").click()
    await visitor.sees("Votre foyer")
    for name, text in (("Jour", "1"), ("Mois", "3"), ("Année", "1988")):
        await visitor.type(name, text)
    await visitor.radio("Non").check()
    await visitor.button("Continuer").click()
    await visitor.sees("Votre logement")
    await visitor.radio("Hébergé ou logé gratuitement").check()
    await visitor.type("Code postal", "35000")
    await visitor.type("Commune", "Rennes")
    await visitor.button("Continuer").click()
    await visitor.sees("Vos revenus")
    await visitor.type("Votre salaire net par mois", "1200")
    await visitor.button("Continuer").click()
    await visitor.sees("Récapitulatif")
