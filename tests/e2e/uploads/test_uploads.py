"""Documents à fournir in a browser: from the alert to the sent photographs, cut and gone on with, without a script."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.support.files import pdf
from tests.support.uploads import PIECE, begin_elsewhere, uploads_of
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Browser, FilePayload, Request

    from tests.support.processes import Program

    Visit = Callable[..., Awaitable[Visitor]]

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME = "Attestation de loyer"
PDF = pdf(padding=4 * PIECE)


def photograph(name: str, side: int = 4000) -> FilePayload:
    """A photograph as large as telephones take them."""
    content = io.BytesIO()
    Image.effect_noise((side, side * 3 // 4), 60).convert("RGB").save(content, "JPEG", quality=85)
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue()}


def document() -> FilePayload:
    return {"name": "bail.pdf", "mimeType": "application/pdf", "buffer": PDF}


async def come(visitor: Visitor) -> None:
    """Come from the alert to the screen that sends the document."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Envoyer ce document").first.click()
    await visitor.sees(NAME)
    await visitor.reads("Avant le")


async def test_one_document_after_an_alert(visitor: Visitor) -> None:
    """Two photographs become one document, made smaller before they leave the browser; the alert is gone."""
    sent: list[int] = []

    def note(request: Request) -> None:
        if "/-/files?" in request.url:
            sent.append(len(request.post_data_buffer or b""))

    visitor.page.on("request", note)
    await come(visitor)
    photographs = [photograph("1.jpg"), photograph("2.jpg", 3900)]
    await visitor.page.get_by_label("Ajouter des photos ou un PDF").set_input_files(photographs)
    await visitor.reads("Page 1 sur 2", "Page 2 sur 2")
    assert len(sent) == 2
    for told, photo in zip(sent, photographs, strict=True):
        assert told < len(photo["buffer"]) / 2
    picture = visitor.page.get_by_role("img", name="Aperçu de la page 1")
    assert await picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 320
    await visitor.button(re.compile("^Tourner : Page 1 sur 2")).click()
    await expect(picture).to_have_js_property("naturalHeight", 320)
    await visitor.button("Envoyer").click()
    await visitor.is_told(f"{NAME} : bien reçu")
    await visitor.open("/mon-compte", "Mon Compte")
    await visitor.reads("Mes paiements et mes droits")
    await visitor.reads_no("Un document manque")
    await visitor.open("/mon-compte/documents-a-fournir", "Documents à fournir")
    await visitor.reads("Votre Caf ne vous demande aucun document", "Reçu, en cours d'examen")


async def test_a_cut_is_gone_on_with(visitor: Visitor, program: Program) -> None:
    """A server that fails is said; the rest is sent by one press."""
    await come(visitor)
    await visitor.page.get_by_label("Ajouter des photos ou un PDF").set_input_files(document())
    await visitor.reads("bail.pdf")
    program.api.fail("/v1/me/uploads/", 503)
    await visitor.button("Envoyer").click()
    await visitor.reads("Reprendre l'envoi")
    await visitor.button("Reprendre l'envoi").click()
    await visitor.is_told(f"{NAME} : bien reçu")


async def test_another_device_goes_on_where_it_was_cut(visitor: Visitor, program: Program) -> None:
    """What a telephone had sent is not sent again by the computer that has the same file."""
    begin_elsewhere(program, PDF, "téléphone.pdf")
    await come(visitor)
    await visitor.reads("L'envoi s'est arrêté en route", f"{round(100 * PIECE / len(PDF))} % envoyés")
    await visitor.page.get_by_label("Choisir à nouveau").set_input_files(document())
    await visitor.is_told(f"{NAME} : bien reçu")
    assert [(each["file_name"], each["state"]) for each in uploads_of(program)] == [("téléphone.pdf", "sent")]


async def test_what_is_no_document(visitor: Visitor) -> None:
    """A renamed program is refused in words, and another file can be chosen."""
    await come(visitor)
    program: FilePayload = {
        "name": "loyer.jpg",
        "mimeType": "image/jpeg",
        "buffer": b"MZ\x90" + b"\0" * 900,
    }
    await visitor.page.get_by_label("Ajouter des photos ou un PDF").set_input_files(program)
    await visitor.reads("loyer.jpg")
    await visitor.button("Envoyer").click()
    await visitor.is_told("Ce fichier n'est ni un PDF, ni une image")


async def test_without_a_script(chromium: Browser, program: Program) -> None:
    """A posted form brings several photographs at once; the document is sent by another press."""
    program.api.reset()
    account = ACCOUNTS["responsable-couple"]
    context = await chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = await context.new_page()
    await page.goto(f"{program.web.url}/connexion")
    await page.get_by_label(NIR).fill(account.identifier)
    await page.get_by_label(PASSWORD, exact=True).fill(account.password)
    await page.get_by_role("button", name="Se connecter").click()
    await page.get_by_role("link", name="Envoyer ce document").first.click()
    await page.get_by_label("Ajouter des photos ou un PDF").set_input_files(
        [photograph("1.jpg", 900), photograph("2.jpg", 800)]
    )
    await page.get_by_role("button", name="Envoyer le fichier choisi").click()
    await expect(page.get_by_text("Page 2 sur 2", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Envoyer", exact=True).click()
    await expect(page.get_by_text(f"{NAME} : bien reçu")).to_be_visible()
    await context.close()
