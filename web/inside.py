"""The private parts of Flet 1.0.5 that the drawing in HTML stands on: `tests/flet/test_html.py` holds each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page
from flet.messaging.protocol import configure_encode_object_for_msgpack

if TYPE_CHECKING:
    from collections.abc import Mapping

    import flet as ft
    from flet.components.component import Component
    from flet.messaging.session import Session

SNAPSHOTS: Final = ("__prev_lists", "__prev_dicts", "__prev_classes")
"""Where Flet keeps the picture of a control that it compares with next time."""
_encode: Final = configure_encode_object_for_msgpack(BaseControl)


def number_of(control: BaseControl) -> int:
    """Return the number by which Flet's messages name a control."""
    return control._i


def values_of(control: Any) -> Mapping[str, Any]:
    """Return the properties of a control, or of what says how one looks, that are not as they are by default."""
    found: Mapping[str, Any] = control._values
    return found


def body_of(component: Component) -> Any:
    """Return what a component drew: a control, a list of them, or None."""
    return component._b


def dialogs_of(page: ft.Page) -> list[Any]:
    """Return the questions over the page, those that are closing included."""
    return page._dialogs.controls


def control_of(page: ft.Page, number: int) -> BaseControl | None:
    """Return the control that Flet's messages name by a number; None once it is gone."""
    found: BaseControl | None = page.session.index.get(number)
    return found


def parent_of(control: BaseControl) -> BaseControl | None:
    """Return what a control is in; None for the page."""
    return control.parent


def stand_for(page: ft.Page) -> None:
    """Have what is begun from here on be of that page."""
    _context_page.set(page)  # type: ignore[arg-type] # declared with its default alone


def empty(session: Session) -> None:
    """Have a session that is closed show nothing, and know nothing of the program that it showed."""
    page = session.page
    page._dialogs.controls = []
    for each in (page, page._dialogs):
        each._values.clear()
        for name in SNAPSHOTS:
            vars(each).pop(name, None)
    page.views = []
    session.index.clear()
    session.store.clear()


def pack(body: object) -> None:
    """Have Flet take, as it packs a message, the picture that it compares with next time."""
    msgpack.packb(body, default=_encode)
