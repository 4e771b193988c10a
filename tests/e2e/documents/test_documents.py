"""Papers in a browser: each is asked for, downloaded, opened and read; anybody checks its code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.papers import code_on, words_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.visitor import Visitor

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
    other = await visit()
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


async def test_a_qr_code_leads_to_the_answer(visitor: Visitor) -> None:
    """The address that a QR code holds shows the answer at once; a mistyped code is told at its field."""
    await visitor.sign_in("responsable-couple")
    _, content = await _saved(visitor, "Télécharger ma dernière attestation de paiement")
    code = code_on(content)
    await visitor.open(f"/verifier?code={code}", "Vérifier un document")
    await visitor.reads("Ce document est authentique")
    await visitor.open(f"/verifier?code={code[:-1]}", "Vérifier un document")
    await visitor.told("Code de vérification", "Il manque 1 caractère")


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
