"""When the server is away, slow, or answers something else."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_COUPLE = ACCOUNTS["responsable-couple"]


@pytest.fixture
def outage(program: Program) -> Iterator[Program]:
    """A program whose server a test may stop, or have refuse all: it runs again afterwards.

    So does the host of browsers: what it drew for all meanwhile, it shows for up to a minute.
    """
    yield program
    program.restart()


async def test_down_at_start(visitor: Visitor, outage: Program) -> None:
    """With the server away the form is there all the same; what was typed serves once the server is back."""
    outage.api.stop()
    await visitor.open("/connexion", "Connexion")
    await visitor.take_focus(NIR)  # who reads alone is shown what was drawn for all a moment ago
    await visitor.reads("Le service de la Caf ne répond pas")
    await visitor.give(_COUPLE)
    await visitor.reads("Votre demande n'a pas abouti")
    outage.api.start()
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")
    await visitor.reads_no("Le service de la Caf ne répond pas")


async def test_down_between_two_screens(visitor: Visitor, outage: Program) -> None:
    """The last known figures stay, with their date."""
    await visitor.sign_in("responsable-couple")
    await visitor.reads("617,42 €")
    await visitor.link("Aide").last.click()
    await visitor.sees("Aide")
    outage.api.stop()
    await visitor.place("Accueil").click()
    await visitor.sees("Mon Compte")
    await visitor.reads("Le service de la Caf ne répond pas", "Derniers chiffres connus, le", "617,42 €")
    outage.api.start()
    await visitor.button("Réessayer").click()
    await visitor.reads_no("Le service de la Caf ne répond pas", "Derniers chiffres connus")
    await visitor.reads("617,42 €")


async def test_slow(visitor: Visitor, program: Program) -> None:
    """Eight seconds are waited for, and the button says that it works."""
    program.api.fail("/v1/sessions", latency_ms=8_000)
    await visitor.open("/connexion", "Connexion")
    await visitor.give(_COUPLE)
    await expect(visitor.button("Connexion en cours…")).to_be_visible()
    await visitor.sees("Mon Compte")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (418, "Une réponse inattendue est arrivée"),
        (500, "Le service rencontre un problème"),
        (503, "C'est impossible pour l'instant"),
        (429, "Trop d'essais"),
    ],
    ids=["html", "error", "maintenance", "too-many"],
)
async def test_sign_in_refused(visitor: Visitor, program: Program, status: int, said: str) -> None:
    """The form says what happened and until when, and keeps what was typed for another try."""
    program.api.fail("/v1/sessions", status)
    await visitor.open("/connexion", "Connexion")
    await visitor.give(_COUPLE)
    await visitor.reads(said)
    if status == 503:
        await visitor.reads("Le service revient le 22 novembre 2026 à ")
    if status == 429:
        await visitor.reads("Réessayez dans 10 minutes.")
    await expect(visitor.field(PASSWORD)).to_have_value(_COUPLE.password)
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")


async def test_account_refused_then_read(visitor: Visitor, program: Program) -> None:
    """Where Mon Compte cannot be read the screen says why, and "Réessayer" reads it."""
    program.api.fail("/v1/files", 500)
    await visitor.sign_in("responsable-couple")
    await visitor.reads("Le service rencontre un problème")
    await visitor.button("Réessayer").click()
    await visitor.reads("617,42 €")


async def test_too_old(visitor: Visitor, outage: Program) -> None:
    """A program that the server no longer speaks to says so, and nothing else."""
    await visitor.open("/connexion", "Connexion")
    # Refused everything, as by a real server: an answer to anything else would say that the version will do.
    outage.api.fail("/", 426, times=99)
    await visitor.take_focus(NIR)  # who reads alone is shown what was drawn for all a moment ago
    await visitor.sees("Une mise à jour est nécessaire")


async def test_closed_for_maintenance(visitor: Visitor, outage: Program) -> None:
    """Who opens the program meanwhile is told before typing anything."""
    await visitor.open("/connexion", "Connexion")
    # Closed to everything: an answer to anything else would say that it is open again.
    outage.api.fail("/", 503, times=99)
    await visitor.take_focus(NIR)
    await visitor.reads("Mon Compte est en maintenance")


async def test_double_tap(visitor: Visitor, program: Program) -> None:
    """Se connecter pressed twice asks for one session."""
    await visitor.open("/connexion", "Connexion")
    before = _sign_ins(program)
    program.api.fail("/v1/sessions", latency_ms=500)
    await visitor.type("Numéro de Sécurité sociale", _COUPLE.identifier)
    await visitor.type(PASSWORD, _COUPLE.password)
    await visitor.button("Se connecter").dblclick()
    await visitor.sees("Mon Compte")
    assert _sign_ins(program) == before + 1


def _sign_ins(program: Program) -> int:
    return program.api.log.read_text().count("POST /v1/sessions ")
