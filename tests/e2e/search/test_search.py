"""Rechercher in the browser: by the keyboard alone, and without script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.support.processes import Program
    from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_LABEL = "Que cherchez-vous ?"


async def test_by_the_keyboard_alone(visitor: Visitor) -> None:
    """From a screen to the search, through its suggestions to a result, and from all results to a payment."""
    await visitor.sign_in("responsable-couple")
    keys = visitor.page.keyboard
    await visitor.press_by_key(visitor.link("Rechercher"))
    await visitor.sees("Rechercher")
    box = visitor.page.get_by_role("combobox", name=re.compile("^Que cherchez-vous"))
    await visitor.tab_to(box)
    await keys.type("changer d'adrese")
    await expect(box).to_have_attribute("aria-expanded", "true")
    await visitor.hears("suggestion")
    await keys.press("Escape")
    await expect(box).to_have_attribute("aria-expanded", "false")
    await expect(box).to_be_focused()
    await keys.press("ArrowDown")
    await expect(visitor.page.get_by_role("option", selected=True)).to_have_accessible_name(
        re.compile("^Changer d.adresse")
    )
    await keys.press("Enter")
    await visitor.sees("Changement d'adresse")
    await visitor.press_by_key(visitor.link("Rechercher"))
    await visitor.sees("Rechercher")
    await visitor.tab_to(box)
    await keys.press("ControlOrMeta+a")
    await keys.type("paiments novembre")
    await keys.press("Enter")
    await visitor.hears("résultat")
    await expect(
        visitor.page.get_by_role("heading", level=2, name=re.compile(r"^Paiements \(\d+\)"))
    ).to_be_visible()
    assert "novembre" not in visitor.page.url
    paid = visitor.link(re.compile("^Paiement du .* novembre")).first
    await visitor.press_by_key(paid)
    await visitor.stands_at(re.compile("/mon-compte/paiements/[0-9a-f-]+"))
    await visitor.page.go_back()
    await visitor.sees("Rechercher")
    await expect(paid).to_be_visible()


async def test_without_script(program: Program, chromium: Browser) -> None:
    """A plain question by an address: no token of a tab stands in it, and what is found are links."""
    context = await chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = await context.new_page()
    await page.goto(program.web.url)
    await page.get_by_role("link", name="Rechercher").click()
    await page.get_by_label(_LABEL).fill("déménagement")
    await page.get_by_role("button", name="Rechercher").click()
    assert page.url == f"{program.web.url}/rechercher?q=d%C3%A9m%C3%A9nagement"
    await page.get_by_role("link", name=re.compile("^Changer d.adresse")).click()
    await expect(page.get_by_role("heading", level=1, name="Connexion")).to_be_visible()
    await page.goto(f"{program.web.url}/rechercher?q={'paiement+' * 200}")
    await expect(page.get_by_text("Votre recherche est très longue")).to_be_visible()
    await context.close()
