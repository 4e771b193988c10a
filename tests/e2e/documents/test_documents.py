"""Papers in a browser: each is asked for, downloaded, opened and read; anybody checks its code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.support.papers import code_on, words_of
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Browser

    from tests.support.processes import Program

    Visit = Callable[..., Awaitable[Visitor]]

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEADING = "Mes attestations et mes relevés"


async def _saved(visitor: Visitor, row: str | re.Pattern[str]) -> tuple[str, bytes]:
    """Press a row, and return the name and the content of what the browser saved."""
    async with visitor.page.expect_download() as downloading:
        await visitor.button(row).click()
    download = await downloading.value
    return download.suggested_filename, (await download.path()).read_bytes()


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("Attestation de paiement", "attestation-paiement-2026-11.pdf", "617,42 €"),
        ("Relevé de compte", "releve-2026-11.pdf", "Paiement du 5 novembre 2026"),
        ("Attestation de droits", r"attestation-droits-2026-\d\d-\d\d.pdf", "Allocations familiales"),
        ("Attestation de quotient familial", r"attestation-quotient-familial-.*.pdf", "687,00 €"),
    ],
)
async def test_each_paper_is_downloaded_and_checked(
    visitor: Visitor, visit: Visit, kind: str, name: str, said: str
) -> None:
    """Its figures are on it; its code, typed by somebody who is not signed in, shows the same."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Demander un autre document").click()
    await visitor.sees(HEADING)
    await visitor.radio(re.compile(f"^{kind}$")).click()
    await visitor.button("Préparer le document").click()
    await visitor.is_told("Votre document est prêt")
    saved, content = await _saved(visitor, "Télécharger le document")
    assert re.fullmatch(name, saved)
    words = words_of(content)
    assert kind in words
    assert said in words
    await visitor.reads("Le document est enregistré")
    assert (await _saved(visitor, re.compile(f"^Télécharger : {kind}")))[1] == content
    beside = visitor.page.get_by_role("link", name=re.compile(f"^Ouvrir dans un nouvel onglet : {kind}"))
    assert await beside.get_attribute("target") == "_blank"
    address = visitor.address + (await beside.get_attribute("href") or "")
    shown = await visitor.page.request.get(address)
    assert await shown.body() == content
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-disposition"].startswith("inline")
    other = await visit()
    assert (await other.page.request.get(address)).status == 404
    await other.open("/verifier", "Vérifier un document")
    await other.type("Code de vérification", code_on(content).lower())
    await other.button("Vérifier").click()
    await other.is_told("Ce document est authentique")
    await other.reads("T. M., I. M.")


async def test_one_press_on_mon_compte(visitor: Visitor) -> None:
    """The statement and the attestation of the newest month are saved by one press each."""
    await visitor.sign_in("responsable-couple")
    for row, name in (
        ("Télécharger mon relevé de compte de novembre 2026", "releve-2026-11.pdf"),
        ("Télécharger ma dernière attestation de paiement", "attestation-paiement-2026-11.pdf"),
    ):
        saved, content = await _saved(visitor, row)
        assert saved == name
        assert "617,42 €" in words_of(content)


async def test_without_script_one_press_brings_a_paper(program: Program, chromium: Browser) -> None:
    """The form's answer is the file; what is ready is shown by a link, and the page is where it was."""
    account = ACCOUNTS["responsable-couple"]
    context = await chromium.new_context(java_script_enabled=False, accept_downloads=True)
    visitor = await Visitor.enter(context, program.web.url)
    page = visitor.page
    await page.goto(f"{program.web.url}/connexion")
    await visitor.field(NIR).fill(account.identifier)
    await visitor.field(PASSWORD).fill(account.password)
    await visitor.button("Se connecter").click()
    _, content = await _saved(visitor, "Télécharger mon relevé de compte de novembre 2026")
    assert "617,42 €" in words_of(content)
    await visitor.link("Demander un autre document").click()
    beside = page.get_by_role("link", name=re.compile("^Ouvrir dans un nouvel onglet : Relevé"))
    shown = await page.request.get(program.web.url + (await beside.first.get_attribute("href") or ""))
    assert await shown.body() == content
    await context.close()


async def test_a_qr_code_leads_to_the_answer(visitor: Visitor) -> None:
    """The address that a QR code holds shows the answer at once; a mistyped code is told at its field."""
    await visitor.sign_in("responsable-couple")
    _, content = await _saved(visitor, "Télécharger ma dernière attestation de paiement")
    code = code_on(content)
    await visitor.open(f"/verifier?code={code}", "Vérifier un document")
    await visitor.reads("Ce document est authentique")
    await visitor.open(f"/verifier?code={code[:-1]}", "Vérifier un document")
    await visitor.told("Code de vérification", "Il manque 1 caractère")


async def test_a_paper_that_counts_no_more(visitor: Visitor, program: Program) -> None:
    """What the fund revoked is said to be revoked, with the day, and without its figures."""
    await visitor.sign_in("responsable-couple")
    _, content = await _saved(visitor, "Télécharger ma dernière attestation de paiement")
    code = code_on(content)
    program.api.revoke(code)
    await visitor.open(f"/verifier?code={code}", "Vérifier un document")
    await visitor.reads("Ce document a été annulé")
    await expect(visitor.page.get_by_text("617,42")).to_have_count(0)


async def test_a_period_that_cannot_be_is_told_at_its_field(visitor: Visitor) -> None:
    """Reversed, and beyond ten years."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Demander un autre document").click()
    await visitor.sees(HEADING)
    await visitor.type("Du mois de", "11/2026")
    await visitor.type("Au mois de", "10/2026")
    await visitor.button("Préparer le document").click()
    await visitor.told("Au mois de", "Ce mois vient avant le premier")
    await visitor.type("Du mois de", "01/1999")
    await visitor.button("Préparer le document").click()
    await visitor.told("Du mois de", "Mon Compte remonte à dix ans")
