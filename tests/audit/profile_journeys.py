"""Screens of La Caf m'informe: of a household, of somebody to whom it is closed, of one of several files."""

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor

_PROFILE = "La Caf m'informe"


async def profile(visitor: Visitor, program: Program) -> Screens:
    """Show what the fund knows of a household."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Consulter ou modifier").click()
    await visitor.sees(_PROFILE)
    await visitor.reads("Hugo Martin")
    yield Screen("profil", _PROFILE)


async def profile_of_one_of_several(visitor: Visitor, program: Program) -> Screens:
    """Show it to somebody who stands in several files."""
    await visitor.sign_in("conjoint-autorise")
    await visitor.link("Consulter ou modifier").click()
    await visitor.sees(_PROFILE)
    await visitor.reads("Sofia Moreau", "Dossier 1073915 de Karim Moreau")
    yield Screen("profil-plusieurs-dossiers", f"{_PROFILE}, un dossier parmi plusieurs")


async def profile_closed(visitor: Visitor, program: Program) -> Screens:
    """Show it to somebody who sees their own contact alone."""
    await visitor.sign_in("conjoint-sans-procuration")
    await visitor.link("Consulter ou modifier").click()
    await visitor.sees(_PROFILE)
    await visitor.reads("ines.martin@example.org")
    yield Screen("profil-ferme", f"{_PROFILE}, fermé")
