"""What depends on the room there is: properties of controls, never which controls there are.

What is being typed in a window, and what has the focus, stays when the window is turned; and a drawing that does not
know the width, as in HTML, has all that it needs in the tree.
"""

import weakref
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

import flet as ft

from semantics import Varies, mark
from views.design import tokens
from views.design.window import Room, present_window, use_room

C = TypeVar("C", bound=ft.Control)
Properties: TypeAlias = Mapping[str, Any]

WHOLE_LINE: Final = 10_000
"""A width, in logical pixels: wider than any window, it has a line of a row that wraps to itself."""

_NONE: Final[Properties] = MappingProxyType({})


def varies(
    draw: Callable[[], C],
    *,
    base: Properties = _NONE,
    narrow: Properties = _NONE,
    medium: Properties = _NONE,
    wide: Properties = _NONE,
) -> C:
    """Return what `draw` returns, with properties that depend on the room there is; it is drawn again by itself.

    What is said of the control (`mark`) is said in `draw`. Without a window the room never changes: no component waits
    for it, which would cost as much as what it draws.

    Args:
        draw: returns a new control, as it is in a phone's window, around others that were drawn before.
        base: properties in a phone's window, where `draw` leaves them otherwise.
        narrow: those that are others in the narrowest windows.
        medium: those that are others from a small tablet on.
        wide: those that are others where there is room for two columns.
    """
    if present_window() is None:
        return vary(draw(), Room.PHONE, base=base, narrow=narrow, medium=medium, wide=wide)
    varying: Callable[..., C] = _varying
    return varying(draw, base, narrow, medium, wide)


def vary(
    control: C,
    room: Room,
    *,
    base: Properties = _NONE,
    narrow: Properties = _NONE,
    medium: Properties = _NONE,
    wide: Properties = _NONE,
) -> C:
    """Return the control as it is where there is that much room; for a component that arranges several at once."""
    for name, value in base.items():
        setattr(control, name, value)
    names = {*base, *narrow, *medium, *wide}
    mark(control, Varies({name: getattr(control, name) for name in names}, narrow, medium, wide))
    here = {Room.NARROW: narrow, Room.MEDIUM: medium, Room.WIDE: {**medium, **wide}}.get(room, _NONE)
    for name, value in here.items():
        setattr(control, name, value)
    _adopt(control)
    return control


def _adopt(control: ft.Control) -> None:
    """Have what stands in the control know it.

    Flet 1.0.5 leaves a child that is kept, in a control that is drawn anew around it, with the parent that is gone (it
    does not where the child stands in a list): one would expect its parent to be the one that it stands in.
    """
    kept: Any = getattr(control, "content", None)
    if isinstance(kept, ft.BaseControl):
        kept._parent = weakref.ref(control)  # type: ignore[attr-defined] # noqa: SLF001


@ft.component
def _varying(
    draw: Callable[[], C], base: Properties, narrow: Properties, medium: Properties, wide: Properties
) -> C:
    return vary(draw(), use_room(), base=base, narrow=narrow, medium=medium, wide=wide)


def when_wide(draw: Callable[[], C]) -> C:
    """Return what `draw` returns, shown where the window is wide alone."""
    return varies(draw, base={"visible": False}, wide={"visible": True})


def unless_wide(draw: Callable[[], C]) -> C:
    """Return what `draw` returns, shown where the window is not wide."""
    return varies(draw, wide={"visible": False})


@ft.component
def beside(words: ft.Control, note: ft.Control) -> ft.Control:
    """Return `words` with `note` at the end of their line, or under them in a narrow window."""
    room = use_room()
    first = vary(ft.Container(expand=True, content=words), room, narrow={"expand": None, "width": WHOLE_LINE})
    return vary(
        ft.Row(
            spacing=tokens.SPACE_16,
            run_spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[first, note],
        ),
        room,
        narrow={"wrap": True, "spacing": 0},
    )


def in_line(control: ft.Control, width: float) -> ft.Control:
    """Return `control` with a width for its place in a row that wraps, or a line to itself in a narrow window."""
    return varies(lambda: ft.Container(width=width, content=control), narrow={"width": WHOLE_LINE})


def side_by_side(
    first: ft.Control,
    second: ft.Control,
    *,
    shares: tuple[int, int] = (1, 1),
    gap: int,
    wide_gap: int,
) -> ft.Control:
    """Return two columns side by side in a wide window, one under the other in another.

    Args:
        first: the column read first.
        second: the one read after it.
        shares: of the width, of the one and the other.
        gap: between the two, in logical pixels, where one stands under the other.
        wide_gap: between the two where they stand side by side.
    """
    columns: Callable[..., ft.Control] = _columns
    return columns(first, second, shares, gap, wide_gap)


@ft.component
def _columns(
    first: ft.Control, second: ft.Control, shares: tuple[int, int], gap: int, wide_gap: int
) -> ft.Control:
    room, whole = use_room(), sum(shares)
    before, after = ft.Padding.only(right=wide_gap / 2), ft.Padding.only(left=wide_gap / 2)
    return ft.ResponsiveRow(
        columns=whole,
        spacing=0,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            vary(
                ft.Container(col=whole, padding=ft.Padding.all(0), content=as_read(first)),
                room,
                wide={"col": shares[0], "padding": before},
            ),
            vary(
                ft.Container(col=whole, padding=ft.Padding.only(top=gap), content=as_read(second)),
                room,
                wide={"col": shares[1], "padding": after},
            ),
            # Where all fits one line, Flet makes another kind of row, and all that is in it anew: this never fits.
            ft.Container(col=whole, height=0),
        ],
    )


def as_read(content: ft.Control) -> ft.Column:
    """Return one of the columns of a wide screen, which is read to its end before the other.

    It scrolls by its nature, never in fact: that is what has a screen reader do so, where Flutter would go from left to
    right, line by line. A labelled group would swallow its texts.
    """
    return ft.Column(
        scroll=ft.ScrollMode.HIDDEN,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[content],
    )
