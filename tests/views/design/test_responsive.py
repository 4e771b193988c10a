"""What depends on the room there is: said of the control for any drawing, and done in Flutter's window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import flet as ft
import pytest

from semantics import Varies, marked
from tests.flet.bare import Window as Client
from tests.flet.bare import settle
from tests.views.flutter import parts_of
from views.design import tokens
from views.design.responsive import WHOLE_LINE, beside, in_line, side_by_side, unless_wide, varies, when_wide
from views.design.text import body, heading
from views.design.window import Room, Window

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from flet.controls.base_control import BaseControl

    Show = Callable[[Callable[[], ft.Control]], Client]

C = TypeVar("C", bound=ft.Control)

WIDTHS = {320: Room.NARROW, 412: Room.PHONE, 720: Room.MEDIUM, 1280: Room.WIDE}


@pytest.fixture
def window() -> Window:
    return Window(412)


@pytest.fixture
async def show(window: Window) -> AsyncIterator[Show]:
    """Show what is drawn in the window."""
    clients = []

    def showing(draw: Callable[[], ft.Control]) -> Client:
        @ft.component
        def screen() -> ft.Control:
            window.show(ft.context.page)
            return ft.View(controls=[draw()])

        client = Client(screen)
        clients.append(client)
        return client

    yield showing
    for client in clients:
        client.session.close()


def found(client: Client, kind: type[C]) -> list[C]:
    """The controls of a kind, from first to last."""

    def walk(control: BaseControl) -> Iterator[BaseControl]:
        yield control
        for part in parts_of(control):
            yield from walk(part)

    return [control for control in walk(client.page) if type(control) is kind]


async def test_properties_vary_with_the_room(show: Show, window: Window) -> None:
    """Each width has its own; a wider one has those of the one under it too, but those that it names itself."""

    def drawn() -> ft.Control:
        return varies(
            lambda: ft.Text("Aide", width=1, height=1, opacity=1),
            narrow={"width": 0},
            medium={"width": 2, "height": 2},
            wide={"width": 3, "opacity": 0.5},
        )

    client = show(drawn)
    await settle()
    expected = {320: (0, 1, 1), 412: (1, 1, 1), 720: (2, 2, 1), 1280: (3, 2, 0.5)}
    for width, properties in expected.items():
        window.resize(width)
        await settle()
        [text] = found(client, ft.Text)
        assert (text.width, text.height, text.opacity) == properties
        assert window.room is WIDTHS[width]


async def test_what_varies_is_said_of_the_control(show: Show, window: Window) -> None:
    """Whatever the window, the mark has what the control is in a phone's, and what is other elsewhere."""
    client = show(lambda: varies(lambda: ft.Text("Aide"), base={"width": 1}, wide={"width": 3, "opacity": 0}))
    for width in WIDTHS:
        window.resize(width)
        await settle()
        [text] = found(client, ft.Text)
        assert marked(text, Varies) == Varies(
            base={"width": 1, "opacity": 1.0}, narrow={}, medium={}, wide={"width": 3, "opacity": 0}
        )


async def test_larger_text_has_less_room(window: Window) -> None:
    """With text twice as large a wide window has the room of a phone's."""
    window.resize(1280)
    window.rescale(2.0)
    assert window.room is Room.MEDIUM
    window.resize(1100)
    assert window.room is Room.PHONE


async def test_what_is_shown_in_some_windows_is_in_all(show: Show, window: Window) -> None:
    """It is hidden where it is not shown, never left out."""
    client = show(
        lambda: ft.Row(
            controls=[when_wide(lambda: ft.Text("large")), unless_wide(lambda: ft.Text("étroite"))]
        )
    )
    await settle()
    assert [text.visible for text in found(client, ft.Text)] == [False, True]
    window.resize(tokens.WIDE_MIN)
    await settle()
    assert [text.visible for text in found(client, ft.Text)] == [True, False]


async def test_what_varies_alone_is_drawn_again(show: Show, window: Window) -> None:
    """A window that is turned has the screen around it left alone, and what stands in it knows where it is."""
    drawings = []

    def drawn() -> ft.Control:
        drawings.append(window.room)
        kept = ft.Text("resté")
        return varies(lambda: ft.Container(content=kept), wide={"padding": 4})

    client = show(drawn)
    await settle()
    for width in (1280, 412, 1280):
        window.resize(width)
        await settle()
    [text], [container] = found(client, ft.Text), found(client, ft.Container)
    assert drawings == [Room.PHONE]
    assert container.padding == 4
    assert text.parent is container
    assert text.page is client.page


async def test_a_note_goes_under_its_words_in_a_narrow_window(show: Show, window: Window) -> None:
    """Elsewhere it stands at the end of their line."""
    client = show(lambda: beside(ft.Text("Total"), ft.Text("12 €")))
    await settle()
    [row], [words] = found(client, ft.Row), found(client, ft.Container)
    assert (row.wrap, words.expand) == (False, True)
    window.resize(320)
    await settle()
    [row], [words] = found(client, ft.Row), found(client, ft.Container)
    assert (row.wrap, words.expand, words.width) == (True, None, WHOLE_LINE)


async def test_a_box_has_a_line_to_itself_in_a_narrow_window(show: Show, window: Window) -> None:
    """Elsewhere it is as wide as what is typed in it."""
    client = show(lambda: in_line(ft.Text("Jour"), 88))
    await settle()
    assert [box.width for box in found(client, ft.Container)] == [88]
    window.resize(320)
    await settle()
    assert [box.width for box in found(client, ft.Container)] == [WHOLE_LINE]


async def test_two_columns_stand_side_by_side_in_a_wide_window(show: Show, window: Window) -> None:
    """Each with its share of the width; elsewhere the first has a whole line, and the other the next."""
    client = show(lambda: side_by_side(ft.Text("1"), ft.Text("2"), shares=(5, 4), gap=16, wide_gap=20))
    await settle()
    assert [part.col for part in found(client, ft.Container)] == [9, 9, 9]
    window.resize(1280)
    await settle()
    assert [part.col for part in found(client, ft.Container)] == [5, 4, 9]


async def test_a_heading_fits_a_narrow_window(show: Show, window: Window) -> None:
    """It is smaller there, and may be larger in a wide one; other text is as large in any."""
    client = show(lambda: ft.Column(controls=[heading("Connexion", wide_size=40), body("Aide")]))
    for width, size in {320: tokens.NARROW_LARGE_SIZE, 412: tokens.HEADING_SIZE, 1280: 40}.items():
        window.resize(width)
        await settle()
        sizes = [text.style.size for text in found(client, ft.Text) if text.style]
        assert sizes == [size, tokens.TEXT_SIZE]
