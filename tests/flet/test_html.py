"""The private parts of Flet that the drawing in HTML stands on."""

import asyncio
import gc
import weakref
from collections.abc import Callable
from typing import Any

import flet as ft
import pytest
from flet.components.component import Component
from flet.controls.context import context
from flet.messaging.session import Session

from web.connection import TabConnection
from web.inside import (
    body_of,
    control_of,
    dialogs_of,
    empty,
    number_of,
    pack,
    parent_of,
    stand_for,
    values_of,
)

SECRET = "2850559123456"


def opened(changed: Callable[[int], None] = lambda _: None) -> Session:
    ends = TabConnection("http://localhost", changed=changed, called=lambda _: None, crashed=lambda: None)
    session = Session(ends)
    stand_for(session.page)
    pack(session.get_page_patch())
    return session


@ft.component
def counter() -> ft.Control:
    count, set_count = ft.use_state(0)
    return ft.TextButton(str(count), on_click=lambda _: set_count(count + 1))


def drawn(shown: Any) -> ft.TextButton:
    while not isinstance(shown, ft.TextButton):
        shown = body_of(shown) if isinstance(shown, Component) else shown[0]
    return shown


async def test_parts_are_where_we_look() -> None:
    """What a component drew, a control's number and a page's questions are found; an event comes to its control."""
    change = asyncio.Event()
    session = opened(lambda _: change.set())
    assert context.page is session.page
    session.page.render(counter)
    await change.wait()
    change.clear()
    assert dialogs_of(session.page) == []
    button = drawn(session.page.controls)
    assert button.content == "0"
    await session.dispatch_event(number_of(button), "click", None)
    await change.wait()
    assert drawn(session.page.controls).content == "1"
    session.close()


async def test_the_log_tells_what_is_typed(caplog: pytest.LogCaptureFixture) -> None:
    """At debug, what a person types is in Flet's log."""
    session = opened()
    field = ft.TextField()
    session.page.add(field)
    with caplog.at_level("DEBUG"):
        await session.dispatch_event(number_of(field), "change", SECRET)
        session.apply_patch(number_of(field), {"value": SECRET})
        field.value = f"{SECRET} "
        field.update()
    session.close()
    told = {record.name for record in caplog.records if SECRET in record.getMessage()}
    assert told
    assert told <= {"flet", "flet_components", "flet_controls", "flet_object_patch", "flet_transport"}


async def test_a_control_is_found_by_its_number_and_leads_to_the_page() -> None:
    """Of a component that was drawn again with its parent, the number is that of the one that stands there now."""
    change = asyncio.Event()
    session = opened(lambda _: change.set())

    @ft.component
    def around() -> ft.Control:
        count, set_count = ft.use_state(0)
        return ft.Column([counter(), ft.TextButton(str(count), on_click=lambda _: set_count(count + 1))])

    session.page.render(around)
    await change.wait()
    outer: Any = session.page.controls
    while not isinstance(outer, ft.Column):
        outer = body_of(outer) if isinstance(outer, Component) else outer[0]
    inner = outer.controls[0]
    change.clear()
    await session.dispatch_event(number_of(outer.controls[1]), "click", None)
    await change.wait()
    await asyncio.sleep(0)
    found: Any = control_of(session.page, number_of(inner))
    assert number_of(found) == number_of(inner)
    assert body_of(found) is not None
    up: Any = found
    while parent_of(up) is not None:
        up = parent_of(up)
    assert up is session.page
    session.close()


async def test_a_page_that_is_closed_holds_nothing_of_what_it_showed() -> None:
    """Whatever is left that was begun in its context, the screen is gone."""
    change = asyncio.Event()
    session = opened(lambda _: change.set())
    session.page.on_connect = lambda _: None
    session.page.render(counter)
    await change.wait()
    session.close()
    await asyncio.sleep(0)
    shown = weakref.ref(drawn(session.page.controls))
    empty(session)
    change.clear()
    gc.collect()
    assert shown() is None
    assert session.page.views == []
    assert session.page.on_connect is None


def test_what_is_set_on_a_control_is_told_from_what_is_not() -> None:
    """A property that is as it is by default is not among them."""
    assert dict(values_of(ft.Container(width=3, padding=None))) == {"width": 3}
    assert dict(values_of(ft.TextStyle(size=3))) == {"size": 3}
