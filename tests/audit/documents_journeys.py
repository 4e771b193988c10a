"""Screens of papers: what is asked for, made and refused, and the public check of a code."""

import re

from playwright.async_api import expect

from server.documents.codes import new_code
from tests.audit.screen import Screen, Screens
from tests.support.papers import code_on
from tests.support.processes import Program
from tests.support.visitor import Visitor

_HEADING = "Mes attestations et mes relevés"
_CHECK = "Vérifier un document"


async def documents(visitor: Visitor, program: Program) -> Screens:
    """Show the papers of a file: none yet, a period refused, one that is ready, the list; then their public check."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Demander un autre document").click()
    await visitor.sees(_HEADING)
    await visitor.reads("Vous n'avez demandé aucun document")
    yield Screen("documents", _HEADING)
    await visitor.type("Du mois de", "11/2026")
    await visitor.type("Au mois de", "10/2026")
    await visitor.button("Préparer le document").click()
    await visitor.told("Au mois de", "Ce mois vient avant le premier")
    yield Screen("documents-refuse", f"{_HEADING}, période refusée")
    await visitor.radio(re.compile("^Attestation de droits$")).click()
    program.api.fail("/v1/files", 500)
    await visitor.button("Préparer le document").click()
    await visitor.reads("Le service rencontre un problème")
    yield Screen("documents-panne", f"{_HEADING}, panne du serveur")
    await visitor.button("Préparer le document").click()
    await visitor.reads("Votre document est prêt")
    yield Screen("documents-pret", f"{_HEADING}, document prêt")
    async with visitor.page.expect_download() as downloading:
        await visitor.button("Télécharger le document").click()
    code = code_on((await (await downloading.value).path()).read_bytes())
    await visitor.reads("Le document est enregistré")
    yield Screen("documents-enregistre", f"{_HEADING}, document enregistré")
    await visitor.link(_CHECK).first.click()
    await visitor.sees(_CHECK)
    await expect(visitor.field("Code de vérification")).to_be_visible()
    yield Screen("verifier", _CHECK)
    await visitor.type("Code de vérification", code[:-1])
    await visitor.button("Vérifier").click()
    await visitor.told("Code de vérification", "Il manque 1 caractère")
    yield Screen("verifier-refuse", f"{_CHECK}, code incomplet")
    await visitor.type("Code de vérification", code)
    await visitor.button("Vérifier").click()
    await visitor.reads("Ce document est authentique")
    yield Screen("verifier-authentique", f"{_CHECK}, authentique")
    await visitor.button("Vérifier un autre document").click()
    await visitor.type("Code de vérification", new_code())
    await visitor.button("Vérifier").click()
    await visitor.reads("Ce code ne correspond à aucun document")
    yield Screen("verifier-inconnu", f"{_CHECK}, code inconnu")
    program.api.write("UPDATE issued_papers SET revoked_at = issued_at")
    await visitor.button("Vérifier un autre document").click()
    await visitor.type("Code de vérification", code)
    await visitor.button("Vérifier").click()
    await visitor.reads("Ce document a été annulé")
    yield Screen("verifier-annule", f"{_CHECK}, document annulé")
