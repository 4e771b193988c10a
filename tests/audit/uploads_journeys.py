"""Screens of Documents à fournir: what is asked, photographs that are worked on, a cut, a refusal."""

import re

from playwright.async_api import FilePayload, expect

from tests.audit.screen import Screen, Screens
from tests.support.files import locked_pdf, pdf, picture
from tests.support.processes import Program
from tests.support.uploads import refuse
from tests.support.visitor import Visitor

_HEADING = "Documents à fournir"
_NAME = "Attestation de loyer"
_CHOOSE = "Ajouter des photos ou un PDF"


def _photograph(name: str, side: int) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture("JPEG", side=side)}


async def uploads(visitor: Visitor, program: Program) -> Screens:
    """Show a document from its alert to the fund's refusal."""
    await visitor.sign_in("responsable-couple")
    await visitor.open("/mon-compte/documents-a-fournir", _HEADING)
    await visitor.reads("Vous n'avez envoyé aucun document")
    yield Screen("documents-a-fournir", _HEADING)
    await visitor.link(re.compile(f"^{_NAME}")).click()
    await visitor.sees(_NAME)
    await expect(visitor.page.get_by_label(_CHOOSE)).to_be_attached()
    yield Screen("document-a-fournir", f"{_HEADING}, un document")
    await visitor.page.get_by_label(_CHOOSE).set_input_files(
        [_photograph("1.jpg", 300), _photograph("2.jpg", 240)]
    )
    await visitor.reads("Page 2 sur 2")
    await visitor.button(re.compile("^Rogner : Page 2 sur 2")).click()
    await visitor.button(re.compile("^Rogner en haut : Page 2 sur 2")).click()
    await visitor.reads("Remettre l'image entière")
    yield Screen("document-a-fournir-photos", f"{_HEADING}, deux photos")
    lease: FilePayload = {"name": "bail.pdf", "mimeType": "application/pdf", "buffer": pdf(2)}
    await visitor.page.get_by_label("Ajouter une page").set_input_files(lease)
    await visitor.reads("Pages 3 à 4 sur 4")
    yield Screen("document-a-fournir-pdf", f"{_HEADING}, un PDF parmi des photos")
    unread: FilePayload = {"name": "bail.pdf", "mimeType": "application/pdf", "buffer": locked_pdf()}
    await visitor.page.get_by_label("Ajouter une page").set_input_files(unread)
    await visitor.reads("Ce fichier s'envoie seul")
    yield Screen("document-a-fournir-seul", f"{_HEADING}, un PDF protégé parmi des photos")
    program.api.fail("/v1/me/uploads/", 503)
    await visitor.button("Envoyer").click()
    await visitor.reads("Reprendre l'envoi")
    yield Screen("document-a-fournir-coupe", f"{_HEADING}, envoi coupé")
    await visitor.button("Reprendre l'envoi").click()
    await visitor.reads(f"{_NAME} : bien reçu")
    yield Screen("document-a-fournir-recu", f"{_HEADING}, document reçu")
    refuse(program, "incomplete")
    await visitor.link("Tous les documents à fournir").click()
    await visitor.sees(_HEADING)
    await visitor.reads("Il manque une page ou une partie")
    yield Screen("documents-a-fournir-refuse", f"{_HEADING}, document refusé")
    await visitor.link(re.compile("^Renvoyer ce document")).click()
    await visitor.sees(_NAME)
    await visitor.reads("votre Caf n'a pas pu l'accepter")
    yield Screen("document-a-fournir-refuse", f"{_HEADING}, document refusé à renvoyer")
