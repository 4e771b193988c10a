"""What a browser may say of a control: the values and events of its kind, while it is there and open."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import flet as ft
import pytest

from tests.web.host.visitor import Page, attribute, client
from web.drawing.controls import CONTROLS
from web.said import EVENTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.web.host.conftest import Serving


@pytest.fixture
async def page(host: Serving) -> AsyncIterator[Page]:
    """A page of boxes, radio buttons and a question."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/choices")
        await page.attach()
        yield page


def box(page: Page, kind: str, rank: int = 0) -> str:
    found = [each for each in page.shown.fields if attribute(each, "type") == kind]
    return attribute(found[rank], "id")


async def heard(page: Page) -> None:
    while page.heard < page.said:
        await page.hear()


async def test_a_box_is_ticked(host: Serving, page: Page) -> None:
    """Told once: the same again changes nothing."""
    for value in (True, True, False):
        await page.act("", "", fields={box(page, "checkbox"): value})
    await heard(page)
    assert host.told.pressed == ["Checkbox=True", "Checkbox=False"]


async def test_a_box_that_is_closed_is_passed_over(host: Serving, page: Page) -> None:
    """A person may have come before it was."""
    await page.act("", "", fields={box(page, "checkbox", 1): True})
    await heard(page)
    assert host.told.pressed == []


async def test_a_radio_button_is_chosen(host: Serving, page: Page) -> None:
    """Its group is told."""
    await page.act("", "", fields={box(page, "radio", 1): True})
    await heard(page)
    assert host.told.pressed == ["RadioGroup=deux"]


async def test_a_slider_is_moved(host: Serving, page: Page) -> None:
    """To one of its steps, whatever is said; what is the same is told once."""
    for value in ("2600", "2612", "99999", "-1"):
        await page.act("", "", fields={box(page, "range"): value})
    await heard(page)
    assert host.told.pressed == ["Slider=2600.0", "Slider=4000.0", "Slider=0.0"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("checkbox", "on"),
        ("radio", False),
        ("radio", "deux"),
        ("range", "beaucoup"),
        ("range", "nan"),
        ("range", "inf"),
        ("range", True),
    ],
    ids=str,
)
async def test_a_value_of_another_kind_is_refused(
    host: Serving, page: Page, kind: str, value: object
) -> None:
    """No page of ours says that."""
    await page.act("", "", fields={box(page, kind): value})
    await asyncio.wait_for(page.socket.wait_closed(), 30)
    assert page.socket.close_code == 1008
    assert host.told.pressed == []


async def test_what_lies_under_a_question_is_closed(host: Serving, page: Page) -> None:
    """As long as it is asked: then the question alone is answered."""
    under = page.shown.pressed("Dessous")
    await page.press("Demander")
    await page.hears("parts")
    await page.act(under)
    await page.press("Oui")
    dialog = re.search(r'<dialog\b[^>]*\bid="(e\d+)"', page.shown.html)
    assert dialog is not None
    await page.act(dialog[1], "dismiss")
    await heard(page)
    assert host.told.pressed == ["Oui", "Refermé"]


def test_the_list_is_of_what_can_be_drawn() -> None:
    """Nothing is allowed of a control that no page has."""
    assert EVENTS.keys() - {ft.NavigationBarDestination} <= CONTROLS.keys()
