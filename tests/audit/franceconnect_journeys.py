"""The screens of FranceConnect, and the demonstration's own pages on the way."""

from playwright.async_api import expect

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, Visitor

BUTTON = "S'identifier avec FranceConnect"
DEMONSTRATION = "FranceConnect de démonstration"


async def go_to_franceconnect(visitor: Visitor) -> None:
    """Press the button, up to the demonstration's FranceConnect, which takes the program's place in the tab."""
    await visitor.button(BUTTON).click()
    await expect(visitor.page.get_by_role("heading", level=1)).to_have_text(DEMONSTRATION)


async def identify(visitor: Visitor, name: str) -> None:
    """Choose somebody there; the tab comes back to the program."""
    await visitor.page.get_by_role("button", name="Les impôts de démonstration").click()
    await visitor.page.get_by_role("button", name=name).first.click()


async def give_up(visitor: Visitor) -> None:
    """Refuse there."""
    await visitor.page.get_by_role("button", name="Refuser et revenir à Mon Compte").click()


async def franceconnect(visitor: Visitor, program: Program) -> Screens:
    """Show the page that explains it, what came of it, and its place in the account."""
    await visitor.open("/franceconnect", "Qu'est-ce que FranceConnect ?")
    yield Screen("franceconnect-explication", "Qu'est-ce que FranceConnect ?")
    await visitor.open("/connexion/franceconnect", "Aucune identification en cours")
    yield Screen("franceconnect-rien", "FranceConnect, rien en cours")
    await visitor.open("/connexion", "Connexion")
    program.api.fail("/v1/franceconnect/authorizations", 503)
    await visitor.button(BUTTON).click()
    await visitor.sees("Identification interrompue")
    yield Screen("franceconnect-panne", "FranceConnect, le serveur ne répond pas")
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await give_up(visitor)
    await visitor.sees("Vous avez quitté FranceConnect")
    yield Screen("franceconnect-refus", "FranceConnect, la personne a refusé")
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await go_to_franceconnect(visitor)
    await identify(visitor, "Maëlle Anne Le Goff")
    await visitor.sees("Bienvenue Maëlle Le Goff")
    yield Screen("franceconnect-nouveau", "FranceConnect, pas encore de compte")
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre état civil")
    await visitor.reads("transmis par FranceConnect")
    yield Screen("franceconnect-etat-civil", "Création, état civil transmis par FranceConnect")


async def franceconnect_joined(visitor: Visitor, _: Program) -> Screens:
    """Show somebody who has an account, and joins FranceConnect to it."""
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await identify(visitor, "Claire Anne Lefèvre")
    await visitor.sees("Bienvenue Claire Lefèvre")
    await visitor.button("Voir le détail des données").click()
    await visitor.reads("Ce que FranceConnect a transmis")
    yield Screen("franceconnect-compte", "FranceConnect, un compte à relier, détail des données")
    await visitor.button("Me connecter pour relier mon compte").click()
    await visitor.sees("Connexion")
    yield Screen("franceconnect-connexion", "Connexion, pour relier FranceConnect")
    await visitor.give(ACCOUNTS["responsable-seul"])
    await visitor.sees("Bienvenue Claire Lefèvre")
    yield Screen("franceconnect-relie", "FranceConnect, relié")
    await visitor.way("Continuer").click()
    await visitor.sees("Mon Compte")
    await visitor.link("Gérer mon compte").first.click()
    await visitor.sees("Gérer mon compte")
    await visitor.link("FranceConnect").click()
    await visitor.sees("FranceConnect")
    await visitor.reads("Ne plus utiliser FranceConnect")
    yield Screen("franceconnect-gerer", "Gérer mon compte, FranceConnect")


async def franceconnect_unproved(visitor: Visitor, _: Program) -> Screens:
    """Show somebody in whose name an account waits for a check: theirs, or a stranger's."""
    await visitor.open("/connexion", "Connexion")
    await go_to_franceconnect(visitor)
    await identify(visitor, "Salomé Bertin")
    await visitor.sees("Bienvenue Salomé Bertin")
    await visitor.reads("Un compte existe à votre nom")
    yield Screen(
        "franceconnect-compte-non-verifie", "FranceConnect, un compte dont l'identité est à vérifier"
    )
