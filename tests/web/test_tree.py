"""Controls that a page shows."""

import asyncio
from typing import Any

import flet as ft

from tests.views.flutter import Flutter
from web.inside import number_of
from web.tree import find, walk


@ft.component
def _screen() -> ft.Control:
    return ft.Column(
        [
            ft.Text("shown"),
            ft.Row([ft.Text("hidden")], visible=False),
            ft.Container(disabled=True, content=ft.TextButton("closed", on_click=print)),
            ft.TextButton(ft.Text("open"), on_click=print),
        ]
    )


async def test_one_is_found_as_all_are_walked() -> None:
    """What is found by its number is what is there as all are gone through: no other, and as open as it is."""

    @ft.component
    def view() -> Any:
        return ft.View(controls=[_screen()])

    page = Flutter("/", view).page
    await asyncio.sleep(0.02)
    shown = {number_of(control): (control, open_) for control, open_ in walk(page)}
    numbers = list(page.session.index)
    found = {number: find(page, number) for number in numbers}
    assert len(shown) > 6
    for number, there in found.items():
        assert (there is None) is (number not in shown)
        if there is not None:
            assert there[0] is shown[number][0]
            assert there[1] is shown[number][1]
    assert {open_ for _, open_ in shown.values()} == {True, False}
    assert find(page, max(numbers) + 1000) is None
