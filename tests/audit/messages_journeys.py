"""Screens of Courriers: the list and its boxes, a thread, what is written, and what can go wrong."""

import re

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor

_MESSAGES = "Courriers"
_WRITE = "Écrire à ma Caf"
_MISSING = "Il nous manque un document"
_ANSWER = "Réponse à votre question"


async def messages(visitor: Visitor, program: Program) -> Screens:
    """Show the list, a letter of the file, an answer from nothing to sent, and where nothing can be read."""
    await visitor.sign_in("responsable-couple")
    await visitor.open("/mon-compte/courriers", _MESSAGES)
    await visitor.reads(_MISSING)
    yield Screen("courriers", _MESSAGES)
    await visitor.type("Chercher dans vos courriers", "girafe")
    await visitor.button("Chercher").click()
    await visitor.reads("Aucun courrier ne contient")
    yield Screen("courriers-rien", f"{_MESSAGES}, mot introuvable")
    await visitor.button("Afficher tous les courriers").click()
    await visitor.link(re.compile(_MISSING)).click()
    await visitor.sees(_MISSING)
    await visitor.reads("Votre réponse")
    yield Screen("courrier", "Un courrier du dossier")
    await visitor.open("/mon-compte/courriers", _MESSAGES)
    await visitor.link(re.compile(_ANSWER)).click()
    await visitor.sees(_ANSWER)
    await visitor.button("Envoyer ma réponse").click()
    await visitor.reads("Une correction à faire")
    yield Screen("courrier-refuse", "Un échange, rien d'écrit")
    await visitor.type("Votre réponse", "Merci pour tout. " * 180 + "Fin")
    await visitor.reads("de trop")
    yield Screen("courrier-trop-long", "Un échange, réponse trop longue")
    await visitor.type("Votre réponse", "Merci, c'est clair.")
    await visitor.button("Envoyer ma réponse").click()
    await visitor.reads("Votre réponse est envoyée")
    yield Screen("courrier-envoye", "Un échange, réponse envoyée")
    await visitor.button("Archiver").click()
    await visitor.reads("Ce courrier est archivé")
    yield Screen("courrier-archive", "Un échange archivé")
    program.api.fail("/v1/me/messages", 500, times=9)  # the number of unread ones is asked for, too
    await visitor.open("/mon-compte/courriers?boite=archives", _MESSAGES)
    await visitor.reads("Le service rencontre un problème")
    yield Screen("courriers-panne", f"{_MESSAGES}, panne du serveur")


async def messages_empty(visitor: Visitor, _: Program) -> Screens:
    """Show boxes with nothing in them, and what is written to the fund."""
    await visitor.sign_in("enfant")
    await visitor.open("/mon-compte/courriers?boite=archives", _MESSAGES)
    await visitor.reads("Aucun courrier archivé")
    yield Screen("courriers-vide", f"{_MESSAGES}, aucun archivé")
    await visitor.open("/mon-compte/courriers/ecrire", _WRITE)
    await visitor.reads("De quoi s'agit-il ?")
    yield Screen("courrier-ecrire", _WRITE)
    await visitor.button("Envoyer mon message").click()
    await visitor.reads("2 corrections à faire")
    yield Screen("courrier-ecrire-refuse", f"{_WRITE}, refusé")
