"""The program in a real browser, with JavaScript off and on: the same way in."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.support.processes import Api, Program, Web
from tests.support.visitor import ACCOUNTS, NIR, Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from playwright.async_api import Browser

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("html")
    api = Api(folder)
    web = Web(folder, api.url)
    try:
        yield Program(api.start(), web.start())
    finally:
        web.stop()
        api.stop()


@asynccontextmanager
async def visiting(chromium: Browser, html: Program, *, script: bool) -> AsyncIterator[Visitor]:
    html.api.reset()
    context = await chromium.new_context(java_script_enabled=script, locale="fr-FR")
    try:
        yield await Visitor.enter(context, html.web.url)
    finally:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def scriptless(chromium: Browser, html: Program) -> AsyncIterator[Visitor]:
    async with visiting(chromium, html, script=False) as visitor:
        yield visitor


async def test_signing_in_without_script(scriptless: Visitor) -> None:
    """By Enter, after a refusal, to the place that was asked for; then by links and out."""
    account = ACCOUNTS["responsable-seul"]
    await scriptless.open("/mon-compte/paiements", "Connexion")
    await scriptless.type(NIR, account.identifier)
    await scriptless.type("Mot de passe", "faux")
    await scriptless.field("Mot de passe").press("Enter")
    await scriptless.reads("Identifiant ou mot de passe incorrect")
    await scriptless.type("Mot de passe", account.password)
    await scriptless.field("Mot de passe").press("Enter")
    await scriptless.sees("Paiements et droits")
    await scriptless.stands_at("/mon-compte/paiements")
    await scriptless.place("Gérer mon compte").first.click()
    await scriptless.sees("Gérer mon compte")
    await scriptless.button("Déconnexion").click()
    await scriptless.open("/mon-compte", "Connexion")


async def test_a_forgotten_password_without_script(scriptless: Visitor, html: Program) -> None:
    """Its dialogs, codes and refusals are pages."""
    await scriptless.open("/connexion", "Connexion")
    await scriptless.link("Mot de passe oublié ?").click()
    await scriptless.sees("Mot de passe oublié")
    await scriptless.type(NIR, ACCOUNTS["responsable-couple"].identifier)
    await scriptless.button("Continuer").click()
    await scriptless.sees("Où envoyer le code ?")
    await scriptless.button(re.compile("^Par mail")).click()
    await scriptless.sees("Code de vérification")
    await scriptless.type("Code", html.api.last_code())
    await scriptless.button("Valider").click()
    await scriptless.sees("Choisir un nouveau mot de passe")


async def test_with_script_nothing_is_posted(chromium: Browser, html: Program) -> None:
    """Signing in and out is said on the socket alone, once."""
    async with visiting(chromium, html, script=True) as visitor:
        posted: list[str] = []
        visitor.page.on(
            "request",
            lambda request: posted.append(request.url) if request.is_navigation_request() else None,
        )
        await visitor.sign_in("responsable-seul")
        await visitor.button("Déconnexion").click()
        await visitor.sees("Vos droits, vos paiements, au même endroit")
        assert posted == [f"{html.web.url}/connexion"]
