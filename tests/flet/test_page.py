"""What Flutter's page still lacks in a browser, for which `assets/*.js` have a remedy: docs/flet.md lists them.

A test that fails here says that Flutter has mended a defect: the remedy may go.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import NamedTuple

import flet as ft
import pytest
import pytest_asyncio
import uvicorn
from flet_web.fastapi import app
from playwright.async_api import Page, expect

from tests.support import browser

pytestmark = pytest.mark.asyncio(loop_scope="module")

_PATIENCE_MS = 60_000
_PRESS_HIDDEN_BUTTON = """(button) => {
  const { left, top, width, height } = button.getBoundingClientRect();
  button.dispatchEvent(new MouseEvent('click', {
    bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2,
  }));
}"""


class Visit(NamedTuple):
    """A visit to a page of bare Flet.

    Attributes:
        page: the page, described since the hidden button was pressed.
        fields_before: how many fields were described before that.
        asked: the addresses that the page asked for.
        address: of the host.
    """

    page: Page
    fields_before: int
    asked: list[str]
    address: str


def main(page: ft.Page) -> None:
    def ask(_: ft.Event[ft.TextButton]) -> None:
        title = ft.Semantics(heading_level=2, content=ft.Text("Quitter ?"))
        page.show_dialog(ft.AlertDialog(title=title))

    link = ft.Semantics(link=True, content=ft.TextButton("Aide", on_click=ask))
    page.add(
        ft.TextField(label="Numéro", value="78", error="Trop court", autofill_hints=ft.AutofillHint.USERNAME),
        ft.MergeSemantics(content=link),
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visit() -> AsyncIterator[Visit]:
    """One visit for all."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        host = uvicorn.Server(
            uvicorn.Config(app(main, no_cdn=True), log_level="error", ws="websockets-sansio")
        )
        serving = asyncio.create_task(host.serve([listener]))
        async with browser.chromium() as chromium:
            page = await chromium.new_page()
            page.set_default_timeout(_PATIENCE_MS)
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            await page.goto(address)
            button = await page.wait_for_selector("flt-semantics-placeholder", state="attached")
            assert button is not None
            fields_before = await page.locator("flt-semantics-host input").count()
            await button.evaluate(_PRESS_HIDDEN_BUTTON)
            await page.wait_for_selector("flt-semantics-host input")
            yield Visit(page, fields_before, asked, address)
        host.should_exit = True
        await serving


async def test_nothing_is_described_before_a_button_is_pressed(visit: Visit) -> None:
    """A screen reader finds an empty page, and a button that nobody sees."""
    assert visit.fields_before == 0
    assert await visit.page.locator("flt-semantics-host input").count() == 1


async def test_a_field_says_little_of_itself(visit: Visit) -> None:
    """Without the focus, it has neither what it holds nor what it is for; and what is wrong leaves it valid."""
    field = visit.page.get_by_label("Numéro")
    await expect(field).to_have_attribute("aria-description", "Trop court")
    await expect(field).to_have_attribute("aria-invalid", "false")
    await expect(field).to_have_attribute("autocomplete", "off")
    await expect(field).to_have_value("")


async def test_a_link_is_none(visit: Visit) -> None:
    """An element `a` without an address or a role is no link."""
    link = visit.page.locator("flt-semantics-host a")
    assert await link.get_attribute("href") is None
    assert await link.get_attribute("role") is None


async def test_the_page_cannot_be_enlarged(visit: Visit) -> None:
    """Two fingers do not enlarge it (WCAG 1.4.4)."""
    content = await visit.page.locator("meta[flt-viewport]").get_attribute("content")
    assert "user-scalable=no" in (content or "")


async def test_the_page_has_no_main_part(visit: Visit) -> None:
    """What is drawn stands in no landmark."""
    assert await visit.page.locator("flutter-view").get_attribute("role") is None


async def test_another_host_is_asked(visit: Visit) -> None:
    """The client asks a CDN for an animation engine, whatever `no_cdn` says."""
    others = [url for url in visit.asked if not url.startswith((visit.address, "blob:"))]
    assert [url for url in others if "rive" in url]


async def test_a_dialog_has_no_name(visit: Visit) -> None:
    """Whoever does not see it hears "alert", not what is asked."""
    await visit.page.locator("flt-semantics-host a").click()
    dialog = visit.page.locator("flt-semantics-host [role=alertdialog]")
    await expect(dialog).to_be_visible(timeout=_PATIENCE_MS)
    assert await dialog.get_attribute("aria-label") is None
