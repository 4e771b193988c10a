"""Mes démarches in a browser: from a newcomer's account to the decision, and a separation."""

import re

import pytest

from tests.support.enrolment import begin_with_nir, come_to_recap, sign_in_after
from tests.support.processes import Program
from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

REQUEST = re.compile(r"/mon-compte/demarches/([0-9a-f-]{36})")


async def come_with_an_account(visitor: Visitor, program: Program) -> None:
    """Create an account for a benefit of the catalogue, and sign in."""
    await visitor.open("/aides/apl", "Aide personnalisée au logement")
    await visitor.button("Faire la demande").click()
    await visitor.button("Créer un compte").click()
    await begin_with_nir(visitor)
    await come_to_recap(visitor, program, "maelle@example.org")
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre compte est créé")
    await visitor.reads("Elle se fait dans « Mes démarches »")
    await sign_in_after(visitor, "Mes démarches")


async def fill_in(visitor: Visitor) -> None:
    """Fill in the request, from its first page to the recap."""
    await visitor.sees("Votre logement")
    await visitor.button("Continuer").click()
    await visitor.reads("corrections à faire")
    await visitor.type("Numéro et rue", "4 rue du Port")
    await visitor.type("Code postal", "35000")
    await visitor.type("Commune", "Rennes")
    for part, typed in (("Jour", "1"), ("Mois", "9"), ("Année", "2026")):
        await visitor.type(part, typed)
    await visitor.radio("Locataire").click()
    await visitor.button("Continuer").click()
    await visitor.sees("Votre loyer")
    await visitor.group("Le logement est-il meublé ?").get_by_role("radio", name="Non").click()
    await visitor.type("À qui payez-vous le loyer ?", "Foncière du Port")
    await visitor.type("Loyer par mois", "612")
    await visitor.group("Vivez-vous en colocation ?").get_by_role("radio", name="Non").click()
    await visitor.button("Continuer").click()
    await visitor.sees("Vous")
    await visitor.radio("Célibataire").click()
    await visitor.radio("Je travaille").click()
    await visitor.group("Avez-vous des enfants à charge ?").get_by_role("radio", name="Non").click()
    await visitor.button("Continuer").click()
    await visitor.sees("Vos revenus")
    await visitor.type("Vos salaires nets", "1 450,50")
    await visitor.type("Vos autres revenus", "0")
    await visitor.button("Continuer").click()
    await visitor.sees("Où verser l'aide")
    await visitor.type("IBAN", "FR76 3000 6000 0112 3456 7890 189")
    await visitor.button("Continuer").click()
    await visitor.sees("Récapitulatif")


async def test_from_a_newcomers_account_to_the_decision(visitor: Visitor, program: Program) -> None:
    """A benefit of the catalogue, an account for it, the request that waits there, filled in, sent and accepted."""
    await come_with_an_account(visitor, program)
    await visitor.link(re.compile("^Reprendre")).click()
    await fill_in(visitor)
    await visitor.reads("612,00", "1 450,50", "Foncière du Port")
    await visitor.checkbox(re.compile("certifie")).check()
    await visitor.button("Envoyer").click()
    await visitor.sees("Aide au logement")
    await visitor.reads("Reçue", "Décision, avant le")
    [request_id] = REQUEST.findall(visitor.page.url)
    program.api.move_request(request_id, "accepted")
    await visitor.page.reload()
    await visitor.reads("Acceptée")
    await visitor.open("/mon-compte", "Mon Compte")
    await visitor.reads("Vous êtes responsable de ce dossier")


async def test_a_spouse_without_procuration_declares_a_separation(visitor: Visitor, program: Program) -> None:
    """All else is closed with its reason; the separation is sent, and is not among what the other one sees."""
    await visitor.sign_in("conjoint-sans-procuration")
    await visitor.link("Déclarer un changement").click()
    await visitor.sees("Déclarer un changement")
    await visitor.reads("Fermé : le responsable du dossier ne vous a pas donné son autorisation.")
    await visitor.link(re.compile("^Séparation")).click()
    await visitor.sees("Séparation")
    await visitor.reads("L'autre personne ne voit pas ce que vous écrivez ici.")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre séparation")
    for part, typed in (("Jour", "4"), ("Mois", "10"), ("Année", "2026")):
        await visitor.type(part, typed)
    await visitor.radio("En couple, sans mariage ni Pacs").click()
    await visitor.radio(re.compile("^Moi")).click()
    await visitor.button("Continuer").click()
    await visitor.sees("Vos enfants")
    await visitor.radio("Non").click()
    await visitor.button("Continuer").click()
    await visitor.sees("Vos revenus")
    await visitor.radio("Je travaille").click()
    await visitor.type("Ce que vous recevez par mois", "1 300")
    await visitor.button("Continuer").click()
    await visitor.sees("Récapitulatif")
    await visitor.checkbox(re.compile("certifie")).check()
    await visitor.button("Envoyer").click()
    await visitor.sees("Séparation")
    await visitor.reads("Reçue")
    [request_id] = REQUEST.findall(visitor.page.url)
    program.api.move_request(request_id, "accepted")
    await visitor.page.reload()
    await visitor.reads("Acceptée")
