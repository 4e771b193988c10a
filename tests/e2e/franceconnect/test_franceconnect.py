"""FranceConnect in a browser: the tab goes to the demonstration's provider, and comes back."""

from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Error, expect

from tests.audit.franceconnect_journeys import BUTTON, give_up, go_to_franceconnect, identify
from tests.support.enrolment import PASSWORD, give_code, give_contact, give_password
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(autouse=True)
def away(visitor: Visitor, program: Program) -> None:
    """The tab goes to the server's own pages too."""
    visitor.hosts.add(urlsplit(program.api.url).netloc)


async def join(visitor: Visitor, role: str, name: str, welcome: str) -> None:
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await identify(visitor, name)
    await visitor.sees(welcome)
    await visitor.button("Me connecter pour relier mon compte").click()
    await visitor.sees("Connexion")
    await visitor.give(ACCOUNTS[role])


async def test_joined_once_then_straight_in(visitor: Visitor) -> None:
    """The first time the password is asked for, once; the second time FranceConnect is enough."""
    await join(visitor, "responsable-seul", "Claire Anne Lefèvre", "Bienvenue Claire Lefèvre")
    await visitor.sees("Bienvenue Claire Lefèvre")
    await visitor.reads("FranceConnect est relié à votre compte")
    await visitor.way("Continuer").click()
    await visitor.sees("Mon Compte")
    await visitor.button("Déconnexion").click()
    await visitor.sees("Vos droits, vos paiements, au même endroit")
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await visitor.page.get_by_role("button", name="Continuer avec Claire Anne Lefèvre").click()
    await visitor.sees("Mon Compte")
    await visitor.reads("FranceConnect a confirmé votre identité")


async def test_nothing_of_it_stays_in_the_address(visitor: Visitor) -> None:
    """Neither in the address, nor in the history, nor in what the browser keeps."""
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await identify(visitor, "Claire Anne Lefèvre")
    await visitor.sees("Bienvenue Claire Lefèvre")
    assert urlsplit(visitor.page.url).query == ""
    kept = await visitor.kept()
    assert "verifier" not in kept
    assert "code=" not in kept
    with suppress(Error):  # the page before is FranceConnect's own, which a browser does not show again
        await visitor.page.go_back()
    assert "code=" not in visitor.page.url


async def test_an_account_is_created(visitor: Visitor, program: Program) -> None:
    """What FranceConnect transmitted is filled in and locked, and no document is asked for."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await go_to_franceconnect(visitor)
    await identify(visitor, "Maëlle Anne Le Goff")
    await visitor.sees("Bienvenue Maëlle Le Goff")
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre état civil")
    await visitor.reads("Étape 1 sur 5", "Le Goff", "17 mars 1992", "transmis par FranceConnect")
    await expect(visitor.field("Nom de naissance")).to_have_count(0)
    await visitor.button("Je n'ai pas de numéro de Sécurité sociale").click()
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")
    await give_contact(visitor, "maelle@example.org")
    await give_code(visitor, program)
    await visitor.sees("Mon mot de passe")
    await give_password(visitor, "Continuer")
    await visitor.sees("Récapitulatif")
    await visitor.reads("Identité confirmée par FranceConnect")
    assert PASSWORD not in await visitor.page.content()
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre compte est créé")
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await identify(visitor, "Maëlle Anne Le Goff")
    await visitor.reads("FranceConnect a confirmé votre identité")


async def test_refused_there(visitor: Visitor) -> None:
    """The person gives up at FranceConnect's: said, with both ways to go on."""
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await give_up(visitor)
    await visitor.sees("Vous avez quitté FranceConnect")
    await visitor.way("Me connecter avec mon mot de passe").click()
    await visitor.sees("Connexion")
    await expect(visitor.button(BUTTON)).to_be_visible()


async def test_given_up_half_way(visitor: Visitor) -> None:
    """The person comes back by the browser's own button: the program is there, and can begin again."""
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await visitor.page.go_back()
    await expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await identify(visitor, "Claire Anne Lefèvre")
    await visitor.sees("Bienvenue Claire Lefèvre")
