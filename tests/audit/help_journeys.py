"""The screens of Aide: articles in both kinds of words, and all that the assistant says."""

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor, written

_QUESTION = "Votre question"
_ASK = "Chercher la réponse"


async def help_pages(visitor: Visitor, _: Program) -> Screens:
    """Show the articles, and the assistant: nothing asked, an answer, no answer."""
    await visitor.open("/aide", "Aide")
    await visitor.button(_ASK).click()
    await visitor.told(_QUESTION, "Tapez votre question")
    yield Screen("aide-question-vide", "Aide, rien de demandé")
    await visitor.type(_QUESTION, "pourquoi jai recu moins ce mois ci")
    await visitor.button(_ASK).click()
    await visitor.sees("Poser une question")
    await visitor.reads("Pourquoi mon paiement a-t-il changé ?")
    yield Screen("aide-reponse", "Aide, une réponse")
    await visitor.type(_QUESTION, "recette de la tarte aux pommes")
    await visitor.button(_ASK).click()
    await visitor.reads("Je ne sais pas")
    yield Screen("aide-sans-reponse", "Aide, pas de réponse")
    await visitor.link(written("Lire toute la réponse : Pourquoi mon paiement a-t-il changé ?")).click()
    await visitor.sees("Pourquoi mon paiement a-t-il changé ?")
    yield Screen("aide-article", "Aide, un article")


async def easy_words(visitor: Visitor, _: Program) -> Screens:
    """Show pages in easy words."""
    await visitor.open("/aide/naissance", "J'attends un enfant, ou mon enfant est né")
    await visitor.button("Lire ce texte en facile à lire").click()
    await visitor.sees("J'attends un bébé")
    yield Screen("aide-article-facile", "Aide, un article en facile à lire")
    for path, heading, name in (
        ("/", "Vos droits, vos paiements, au même endroit", "accueil"),
        ("/aide", "Aide", "aide"),
        ("/conditions", "Conditions d'utilisation", "conditions"),
        ("/verifier", "Vérifier un document", "verifier"),
    ):
        await visitor.open(path, heading)
        await visitor.reads("Lire le texte habituel")
        yield Screen(f"{name}-facile", f"{heading}, en facile à lire")


async def help_beside(visitor: Visitor, _: Program) -> Screens:
    """Show the assistant beside a step of the creation."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await visitor.button("Une question ?").click()
    await visitor.sees("Poser une question")
    await visitor.type(_QUESTION, "je n'ai pas de numéro de sécurité sociale")
    await visitor.button(_ASK).click()
    await visitor.reads("Je n'ai pas de numéro de Sécurité sociale")
    yield Screen("creation-question", "Création, une question")
