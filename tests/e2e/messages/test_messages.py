"""Courriers in browsers: written to the fund with a document, answered with a letter, read on two devices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.support.files import pdf

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import FilePayload, Locator

    from tests.support.processes import Program
    from tests.support.visitor import Visitor

    Visit = Callable[..., Awaitable[Visitor]]

pytestmark = pytest.mark.asyncio(loop_scope="session")

SUBJECT = "Mon logement"
LEASE: FilePayload = {"name": "bail.pdf", "mimeType": "application/pdf", "buffer": pdf()}


def messages_of(visitor: Visitor) -> Locator:
    """The place of the bar, whose name says how many are unread."""
    bar = visitor.page.get_by_role("navigation", name="Menu principal")
    return bar.get_by_role("link", name=re.compile("^Courriers"))


async def test_a_message_with_its_answer_and_its_letter(
    visitor: Visitor, visit: Visit, program: Program
) -> None:
    """One writes with a document, the fund answers with a letter; what is read on one device is read on the other."""
    await visitor.sign_in("responsable-seul")
    await messages_of(visitor).click()
    await visitor.sees("Courriers")
    await visitor.link("Écrire à ma Caf").click()
    await visitor.sees("Écrire à ma Caf")
    await visitor.radio(SUBJECT).click()
    await visitor.type("Votre message", "Mon loyer a changé : voici le bail.")
    await visitor.page.get_by_label("Ajouter des photos ou un PDF").set_input_files(LEASE)
    await visitor.button("Envoyer ce document").click()
    await visitor.reads("bien reçu")
    await visitor.button("Envoyer mon message").click()
    await visitor.sees(SUBJECT)
    await visitor.reads("Mon loyer a changé", "Votre Caf vous répond avant le", "bail.pdf")
    thread_id = (await visitor.stands_at(re.compile("/mon-compte/courriers/[0-9a-f-]+"))).rsplit("/", 1)[1]

    html = (
        "<p>Bonjour,</p><p>C'est noté.<script>alert(1)</script></p><a href='https://www.caf.fr/x'>Le site</a>"
    )
    program.api.answer_thread(thread_id, html, html=True)
    other = await visit()
    await other.sign_in("responsable-seul")
    before = await messages_of(other).get_attribute("aria-label")
    await messages_of(other).click()
    await other.sees("Courriers")
    await other.link(re.compile("Non lu.*Mon logement")).click()
    await other.sees(SUBJECT)
    await other.reads("C'est noté.", "Le site (www.caf.fr)")
    async with other.page.expect_download() as downloading:
        await other.button("Télécharger ce courrier").click()
    letter = await (await downloading.value).path()
    assert letter.read_bytes().startswith(b"%PDF")
    await other.type("Votre réponse", "Merci beaucoup.")
    await other.button("Envoyer ma réponse").dblclick()
    await other.reads("Votre réponse est envoyée")

    await visitor.link("Retour aux courriers").click()
    await visitor.sees("Courriers")
    await expect(messages_of(visitor)).not_to_have_attribute("aria-label", before or "")
    await visitor.link(re.compile("Mon logement")).click()
    await visitor.sees(SUBJECT)
    await visitor.reads("Merci beaucoup.")
    await expect(visitor.page.get_by_text("Merci beaucoup.")).to_have_count(1)
