"""Screens of the quarterly declaration: waiting, late, filled in, its effect, sent, corrected."""

import re

from tests.audit.screen import Screen, Screens
from tests.support.declaration_steps import DAY_S, DECLARATIONS, begin, fill, recapitulate, send
from tests.support.processes import Program
from tests.support.visitor import Visitor


async def declarations(visitor: Visitor, program: Program) -> Screens:
    """Show a declaration that waits, is late, is asked about, would change what is paid, is sent and corrected."""
    await visitor.sign_in("responsable-seul")
    await visitor.open("/mon-compte/declaration", DECLARATIONS)
    await visitor.reads("À envoyer avant le 30 novembre 2026.")
    yield Screen("declaration", DECLARATIONS)
    program.api.advance(14 * DAY_S)
    # The session is over, and the next one goes on at the same place.
    await visitor.sign_in("responsable-seul", heading=DECLARATIONS)
    await visitor.reads("En retard")
    yield Screen("declaration-en-retard", f"{DECLARATIONS}, en retard")
    await begin(visitor)
    yield Screen("declaration-revenus", f"{DECLARATIONS}, ce que la Caf sait")
    await fill(visitor, "9 000,00")
    await visitor.reads("C’est au moins le double de septembre.")
    yield Screen("declaration-double", f"{DECLARATIONS}, le double du mois d'avant")
    await recapitulate(visitor)
    yield Screen("declaration-effet", f"{DECLARATIONS}, son effet avant l'envoi")
    await send(visitor)
    yield Screen("declaration-envoyee", f"{DECLARATIONS}, envoyée")
    await visitor.open("/mon-compte/declaration", DECLARATIONS)
    await visitor.reads("Vous n'avez rien à déclarer pour le moment.")
    yield Screen("declaration-rien", f"{DECLARATIONS}, rien à déclarer")
    await begin(visitor, re.compile("^Corriger"))
    yield Screen("declaration-correction", f"{DECLARATIONS}, correction")
