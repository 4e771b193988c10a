"""Screens of Rechercher: empty, suggestions, results, none, and where what is the person's could not be searched."""

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor

_HEADING = "Rechercher"
_LABEL = "Que cherchez-vous ?"


async def search(visitor: Visitor, program: Program) -> Screens:
    """Show what a person finds, and what nobody does."""
    await visitor.sign_in("responsable-couple")
    await visitor.link(_HEADING).first.click()
    await visitor.sees(_HEADING)
    yield Screen("rechercher", _HEADING)
    await visitor.type(_LABEL, "allocation")
    await visitor.hears("suggestions")
    yield Screen("rechercher-suggestions", f"{_HEADING}, suggestions")
    await visitor.type(_LABEL, "paiement novembre")
    await visitor.button(_HEADING).click()
    await visitor.reads("Paiements (")
    yield Screen("rechercher-resultats", f"{_HEADING}, résultats")
    await visitor.type(_LABEL, "xylophone")
    await visitor.button(_HEADING).click()
    await visitor.reads("Rien ne correspond")
    yield Screen("rechercher-rien", f"{_HEADING}, rien")
    program.api.fail("/v1/me/search", 503, times=3)
    await visitor.type(_LABEL, "attestation")
    await visitor.button(_HEADING).click()
    await visitor.reads("n'ont pas pu être cherchés")
    yield Screen("rechercher-en-partie", f"{_HEADING}, en partie")
