"""What a person waits for from one screen to the next, in Chromium: signing in, and a step of the enrolment."""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import asynccontextmanager
from statistics import median
from typing import TYPE_CHECKING, Any

import httpx
from argon2 import PasswordHasher
from playwright.async_api import async_playwright

from benchmarks.browser import FLAGS, SEMANTICS, WATCH
from benchmarks.forms import SWAP
from benchmarks.hosts import running
from benchmarks.server import serving
from tests.audit.enrolment_journeys import BY_CASE, give_civil_status
from tests.flutter.visitor import FlutterVisitor
from tests.server.enrolment_steps import Draft, civil_status
from tests.support.browser import executable
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Locator, Page, ViewportSize

ROUNDS = 15
_WINDOW: ViewportSize = {"width": 1280, "height": 720}
_WHOLE: ViewportSize = {"width": 1280, "height": 1600}
"""Tall enough to show the whole form: nothing scrolls."""
_NEWCOMER = BY_CASE["avec-nir"]
_ACCOUNT = ACCOUNTS["responsable-seul"]
_CIVIL_STATUS, _IDENTITY = "Votre état civil", "Votre titre d'identité"


def sign_in() -> list[dict[str, Any]]:
    """Return the row of the table: "Se connecter" to Mon Compte, against one password check and four bare swaps."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running("-m", "main", "--web", "--data-dir", folder, "--port") as ours,
        running("-m", "benchmarks.forms", "flet") as flet,
    ):
        signed_in, bare = asyncio.run(_signed_in(ours.url, flet.url))
    return [
        {
            "name": "Sign-in pressed to Mon Compte shown (ms)",
            "ours": median(signed_in),
            "reference": median(bare),
            "limit": "≤ 1",
        }
    ]


async def _signed_in(ours: str, flet: str) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each sign-in, and of a password check with four swaps, in turn."""
    hasher = PasswordHasher()
    kept = hasher.hash(_ACCOUNT.password)
    signed_in: list[float] = []
    bare: list[float] = []
    async with _chromium() as browser:
        for _ in range(ROUNDS):
            context = await browser.new_context(locale="fr-FR", viewport=_WINDOW)
            visitor = await FlutterVisitor.enter(context, ours)
            await visitor.open("/connexion", "Connexion")
            await visitor.type(NIR, _ACCOUNT.identifier)
            await visitor.type(PASSWORD, _ACCOUNT.password)
            signed_in.append(await _acted(visitor.page, "La Caf m", visitor.button("Se connecter")))
            await context.close()
            started = time.perf_counter()
            hasher.verify(kept, _ACCOUNT.password)
            checked = (time.perf_counter() - started) * 1000
            bare.append(checked + 4 * await _swap(browser, flet))
    return signed_in, bare


def enrolment() -> list[dict[str, Any]]:
    """Return the row of the table: from "Continuer" to the next step, against its call and two bare swaps."""
    with (
        serving({}) as server,
        running("-m", "main", "--web", "--api-url", server, "--port") as ours,
        running("-m", "benchmarks.forms", "flet") as flet,
        httpx.Client(base_url=server) as http,
    ):
        steps, swaps = asyncio.run(_watched(ours.url, flet.url))
        call = _call(http)
    return [
        {
            "name": "From one step of the creation to the next (ms)",
            "ours": median(steps),
            "reference": call + 2 * median(swaps),
            "limit": "≤ 1",
        }
    ]


async def _watched(ours: str, flet: str) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each step and of each swap, in turn."""
    steps: list[float] = []
    swaps: list[float] = []
    async with _chromium() as browser:
        visitor = await FlutterVisitor.enter(await browser.new_context(locale="fr-FR", viewport=_WHOLE), ours)
        await visitor.open("/creer-mon-compte", "Créer Mon Compte")
        await visitor.button("Commencer").click()
        await visitor.sees(_CIVIL_STATUS)
        await give_civil_status(visitor, _NEWCOMER, "rennes", "Rennes (")
        await visitor.sees(_IDENTITY)
        await visitor.page.set_viewport_size(_WINDOW)
        for _ in range(ROUNDS):
            await visitor.link("Étape précédente").click()
            await visitor.sees(_CIVIL_STATUS)
            steps.append(await _acted(visitor.page, _IDENTITY, visitor.button("Continuer")))
            swaps.append(await _swap(browser, flet))
    return steps, swaps


@asynccontextmanager
async def _chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        await browser.close()


async def _swap(browser: Browser, url: str) -> float:
    """Return the milliseconds from a press to another screen of bare Flet."""
    context = await browser.new_context(viewport=_WINDOW)
    await context.add_init_script(SEMANTICS)
    page = await context.new_page()
    await page.goto(url)
    took = await _acted(page, "Ligne 11", page.get_by_role("button", name=SWAP))
    await context.close()
    return took


async def _acted(page: Page, words: str, button: Locator) -> float:
    await page.evaluate(WATCH, words)
    await button.click()
    return float(await page.evaluate("window.took"))


def _call(http: httpx.Client) -> float:
    """Return the milliseconds of the call that the step makes."""
    draft, took = Draft.begun(http), []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answer = draft.put("civil-status", civil_status(_NEWCOMER))
        took.append((time.perf_counter() - started) * 1000)
        assert answer.is_success, answer.text
    return median(took)


if __name__ == "__main__":
    print(sign_in(), enrolment())
