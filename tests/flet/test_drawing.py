"""What Flet still does between a change and the screen, for which `views` has a remedy: docs/flet.md lists them.

A test that fails here says that Flet has mended a defect, or moved a part: the remedy may go, or must follow.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakSet

import flet as ft
from flet.components.router import LocationInfo, _location_context

from app.core.state import Observed
from tests.flet.bare import Window, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@ft.component
def here() -> ft.Control:
    return ft.View(route="/", controls=[ft.Text("Ici")])


@ft.component
def there() -> ft.Control:
    return ft.View(route="/la", controls=[ft.Text("Là")])


@ft.component
def two_screens() -> ft.Control:
    return ft.Router(
        [ft.Route(index=True, component=here), ft.Route(path="la", component=there)], manage_views=True
    )


def screens(window: Window) -> list[str]:
    return [str(view.route) for view in _views(window.page.views)]


def _views(node: Any) -> Iterator[ft.View]:
    """What was drawn: a component holds what it drew."""
    if isinstance(node, ft.View):
        yield node
    for drawn in node if isinstance(node, list) else [getattr(node, "_b", [])]:
        if drawn:
            yield from _views(drawn)


async def test_a_screen_waits_for_its_address() -> None:
    """A screen is shown once the client has told its new address, one journey there and back later."""
    window = Window(two_screens)
    await settle()
    assert screens(window) == ["/"]
    window.page.navigate("/la")
    await settle()
    assert window.asked == ["push_route"]
    assert screens(window) == ["/"]
    window.session.close()


async def test_the_router_listens_to_the_page() -> None:
    """What the page calls when its address changes is the router's own, and shows the screen at once."""
    window = Window(two_screens)
    await settle()
    show = cast("Callable[[ft.RouteChangeEvent], None]", window.page.on_route_change)
    show(ft.RouteChangeEvent(name="route_change", control=window.page, route="/la"))
    await settle()
    assert screens(window)[-1] == "/la"
    window.session.close()


async def test_a_drawing_takes_back_what_was_typed() -> None:
    """A drawing between a change and its `on_change` puts the older value back, on the screen and in the control."""
    draw_again: list[Callable[[int], None]] = []
    field: ft.Ref[ft.TextField] = ft.Ref()

    @ft.component
    def form() -> ft.Control:
        drawn, draw = ft.use_state(0)
        typed, _ = ft.use_state("")
        draw_again[:] = [draw]
        return ft.View(controls=[ft.Text(str(drawn)), ft.TextField(ref=field, value=typed)])

    window = Window(form)
    await settle()
    assert field.current is not None
    window.session.apply_patch(field.current._i, {"value": "7"})
    assert field.current.value == "7"
    draw_again[0](1)
    await settle()
    assert field.current.value == ""
    window.session.close()


async def test_a_page_keeps_what_it_is_given() -> None:
    """The store of a page's session keeps what belongs to one visitor, whatever it is."""
    window = Window(two_screens)
    window.page.session.store.set("moves", {1, 2})
    assert window.page.session.store.get("moves") == {1, 2}
    assert window.page.session.store.get("nothing") is None
    window.session.close()


def test_each_change_of_an_observable_is_told() -> None:
    """There is no quiet way to set what a view holds already, as what is typed, but around Flet."""
    told: list[str | None] = []
    state = ft.Observable()

    def hear(_: object, name: str | None) -> None:
        told.append(name)

    state.subscribe(hear)
    state.typed = "7"
    assert told == ["typed"]
    state._typed = "78"
    object.__setattr__(state, "typed", "78")
    assert told == ["typed"]
    state.notify()
    assert told == ["typed", None]


def test_a_change_makes_a_set_of_listeners() -> None:
    """Nobody listens, and a set of whoever does is made; what the program observes has none until somebody does."""
    bare, ours = ft.Observable(), Observed()
    for state in (bare, ours):
        cast("Any", state).typed = "7"
    assert any(isinstance(each, WeakSet) for each in vars(bare).values())
    assert vars(ours) == {"typed": "7"}


def test_what_is_observed_tells_whoever_listens() -> None:
    """From the first who listens on, until the last has gone."""
    told: list[str | None] = []
    state: Any = Observed()

    def hear(_: object, name: str | None) -> None:
        told.append(name)

    state.typed = "7"
    leave = state.subscribe(hear)
    state.typed = "8"
    state.notify()
    leave()
    state.typed = "9"
    assert told == ["typed", None]


def test_a_listener_is_kept_weakly() -> None:
    """What nobody else holds is no longer told, though it never unsubscribed."""
    told: list[str | None] = []
    state = ft.Observable()
    state.subscribe(lambda _, name: told.append(name))
    gc.collect()
    state.typed = "7"
    assert told == []


async def test_a_component_hears_its_arguments_alone() -> None:
    """What an argument holds may change unseen, though the component read it."""
    drawn: list[str] = []
    outer, inner = ft.Observable(), ft.Observable()
    outer.inner, inner.text = inner, "1"

    @ft.component
    def shown(state: Any) -> ft.Control:
        drawn.append(state.inner.text)
        return ft.View(controls=[ft.Text(state.inner.text)])

    @ft.component
    def root() -> ft.Control:
        return shown(outer)

    window = Window(root)
    await settle()
    inner.text = "2"
    await settle()
    assert drawn == ["1"]
    outer.notify()
    await settle()
    assert drawn == ["1", "2"]
    window.session.close()


def test_a_page_has_no_scale_of_text() -> None:
    """Text is as large as it is told, each by itself."""
    kinds = (ft.Page, ft.View, ft.Theme, ft.Text)
    assert [name for kind in kinds for name in dir(kind) if "scale" in name and "text" in name] == []


async def test_a_child_that_is_kept_does_not_know_its_new_parent() -> None:
    """It stays with the one that was drawn before, which is gone, where it stands in a property; not in a list."""
    state = ft.Observable()
    state.padding = 1
    in_property, in_list = ft.Text("propriété"), ft.Text("liste")

    @ft.component
    def around(state: Any) -> ft.Control:
        column = ft.Column(controls=[ft.Container(content=in_property), in_list])
        return ft.View(controls=[ft.Container(padding=state.padding, content=column)])

    window = Window(lambda: around(state))
    await settle()
    assert in_property.page is in_list.page is window.page
    state.padding = 2
    await settle()
    gc.collect()
    assert in_property.parent is None
    assert in_list.page is window.page
    window.session.close()


async def test_a_screen_is_told_no_query_of_its_address() -> None:
    """Of the address a screen hears the path alone; the router has the query in a context of its own."""
    told: list[tuple[str, object]] = []

    @ft.component
    def listening() -> ft.Control:
        told.append((ft.use_route_location(), ft.use_context(_location_context)))
        return ft.View(route="/", controls=[])

    @ft.component
    def one_screen() -> ft.Control:
        return ft.Router([ft.Route(index=True, component=listening)], manage_views=True)

    window = Window(one_screen)
    await settle()
    await window.session.dispatch_event(window.page._i, "route_change", {"route": "/?annee=2025"})
    await settle()
    window.session.close()
    assert told[-1] == ("/", LocationInfo("/", "annee=2025"))
