"""How Flet compares the trees of two moments, for which `web/comparison.py` has a quicker way."""

import asyncio
import inspect
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import flet as ft
import pytest
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder
from flet.messaging.protocol import Message, MessageAction
from flet.messaging.session import Session
from flet.utils.validation import validate

from tests.flet.bare import Window, settle
from web.comparison import Comparison, QuickSession, Reconciliation
from web.drawing.controls import CONTROLS
from web.kinds import about


class Counting(DiffBuilder):
    """Counts what is looked at."""

    looks = 0

    def _configure_dataclass(self, *arguments: Any) -> Any:
        self.looks += 1
        return super()._configure_dataclass(*arguments)


def test_each_field_of_what_came_is_asked() -> None:
    """Of a text, which holds no control, and has its words set alone, some sixty fields are asked for one."""
    before, after = ft.Column([]), ft.Column([ft.Text("Bonjour")])
    counting = Counting(before, after, control_cls=BaseControl)
    counting._compare_values(None, [], None, before, after, frozen=True)
    assert len(list(counting.get_added_controls())) > 1
    assert counting.looks > 40


def _words(number: int) -> ft.Control:
    return ft.Text(f"Ligne {number}", style=ft.TextStyle(size=number))


def _list(*keys: int) -> ft.Control:
    return ft.Column([ft.Container(_words(key), key=key, on_click=lambda _: None) for key in keys])


def _question(*words: ft.Control) -> ft.Control:
    return ft.Container(
        ft.AlertDialog(title=ft.Text("Sûr ?"), content=ft.Row(list(words)), actions=[ft.TextButton("Oui")]),
        padding=ft.Padding.all(4),
    )


def _bar(index: int) -> ft.Control:
    places = [ft.NavigationBarDestination(ft.Icon(ft.Icons.HOME), label=str(n)) for n in range(index + 1)]
    return ft.Column([ft.NavigationBar(places, selected_index=index, on_change=lambda _: None)])


def _kept(size: int, around: type[ft.Row] | type[ft.Column] = ft.Row) -> ft.Control:
    return ft.Container(around([_KEPT, ft.Text("a", size=size)]), padding=size)


_KEPT = ft.Text("Toujours la même")


pairs = pytest.mark.parametrize(
    ("before", "after"),
    [
        (lambda: _words(1), lambda: _words(1)),
        (lambda: _words(1), lambda: _words(2)),
        (lambda: _words(1), lambda: _list(1)),
        (lambda: _list(1, 2, 3), lambda: _list(3, 4, 1)),
        (_list, lambda: _list(1, 2)),
        (lambda: _list(1, 2), _list),
        (_question, lambda: _question(_words(1), _words(2))),
        (lambda: _question(_list(1, 2)), lambda: _words(1)),
        (lambda: _bar(0), lambda: _bar(2)),
        (lambda: ft.Text("a", on_tap=print), lambda: ft.Text("a")),
        (lambda: ft.Text("a", on_tap=print), lambda: ft.Text("a", on_tap=repr)),
        (lambda: ft.Text("a", width=3), lambda: ft.Text("a")),
        (lambda: ft.Row([ft.Text("a"), ft.Divider()]), lambda: ft.Row([ft.Divider(), ft.Text("a")])),
        (lambda: ft.Text("a", key=1), lambda: ft.Text("a", key=2)),
        (lambda: _kept(1), lambda: _kept(1)),
        (lambda: _kept(1), lambda: _kept(2)),
    ],
)


def _found_by_flet(before: Any, after: Any, *, frozen: bool, kind: type[DiffBuilder] = DiffBuilder) -> Any:
    root = ft.Container()
    old, new = {"content": before}, {"content": after}
    builder = kind(old, new, control_cls=BaseControl)
    builder._compare_values(root, [], None, old, new, frozen=frozen)
    changes = [(each["op"], each["path"]) for each in builder.execute()]
    return changes, _told(list(builder.get_added_controls())), _types(builder.get_removed_controls())


# Neither in order: a control that a host of browsers has made quickly, as others in this process may be, has its parts
# in the order in which they were said, and not in that of the fields of Flet.


def _told(controls: list[Any]) -> Counter[Any]:
    return Counter((type(each), type(each.parent), hasattr(each, "_frozen")) for each in controls)


def _types(controls: Iterable[Any]) -> Counter[type]:
    return Counter(type(each) for each in controls)


@pairs
def test_what_is_found_is_the_same(before: Callable[[], ft.Control], after: Callable[[], ft.Control]) -> None:
    """The changes, what came with whose child it is, and what went: as Flet finds them."""
    ours = _found_by_flet(before(), after(), frozen=False, kind=Comparison)
    assert ours == _found_by_flet(before(), after(), frozen=False)


@pairs
def test_what_a_component_drew_is_compared_to_the_same_end(
    before: Callable[[], ft.Control], after: Callable[[], ft.Control]
) -> None:
    """Whether anything changed, what came with whose child it is, and what went: as Flet finds them."""
    root = ft.Container()
    old, new = before(), after()
    numbers = [each._i for each in (old, new)]
    ours = Reconciliation()
    ours.compare(root, {"content": old}, {"content": new})
    found = _told(ours.added()), _types(ours.removed())
    changes, came, went = _found_by_flet(before(), after(), frozen=True)
    assert (ours.changed, *found) == (bool(changes), came, went)
    stays = type(old) is type(new) and old.key == new.key
    assert new._i == numbers[0 if stays else 1]


@ft.component
def _counter() -> ft.Control:
    count, set_count = ft.use_state(0)
    return ft.Column(
        [_list(*range(count, count + 3)), ft.TextButton("Plus", on_click=lambda _: set_count(count + 1))]
    )


@pytest.mark.parametrize("kind", [Session, QuickSession])
async def test_a_session_that_compares_quickly_draws_the_same(
    monkeypatch: pytest.MonkeyPatch, kind: type[Session]
) -> None:
    """A component drawn anew is the one that is shown, and its button the one that is heard."""
    monkeypatch.setattr("tests.flet.bare.Session", kind)
    window = Window(_counter)
    for count in range(3):
        await settle()
        indexed = [each for each in window.session.index.values() if isinstance(each, ft.TextButton)]
        texts = [each.value for each in window.session.index.values() if isinstance(each, ft.Text)]
        assert sorted(texts) == [f"Ligne {n}" for n in range(count, count + 3)]
        await window.session.dispatch_event(indexed[0]._i, "click", None)
    window.session.close()


_LIVES: list[str] = []


@ft.control("Lives")  # type: ignore[arg-type] # as its own controls are
class _Lives(ft.Text):
    """A control that does something once it is there, and before it goes."""

    def did_mount(self) -> None:
        _LIVES.append("came")

    def will_unmount(self) -> None:
        _LIVES.append("went")


@ft.component
def _at_first() -> ft.Control:
    count, set_count = ft.use_state(0)
    held: list[ft.Control] = [_Lives("Ici")] if count < 2 else []
    return ft.Column([*held, ft.TextButton("Encore", on_click=lambda _: set_count(count + 1))])


@pytest.mark.parametrize("kind", [Session, QuickSession])
async def test_a_control_is_told_once_that_it_came_and_once_that_it_goes(
    monkeypatch: pytest.MonkeyPatch, kind: type[Session]
) -> None:
    """One that is drawn again stays: it neither came nor went."""
    _LIVES.clear()
    monkeypatch.setattr("tests.flet.bare.Session", kind)
    window = Window(_at_first)
    for told in (["came"], ["came"], ["came", "went"]):
        await settle()
        assert told == _LIVES
        (button,) = [each for each in window.session.index.values() if isinstance(each, ft.TextButton)]
        await window.session.dispatch_event(button._i, "click", None)
    window.session.close()


class _Heard(ft.Observable):
    """What a component hears."""

    fails = False


@ft.component
def _fails_later(heard: _Heard) -> ft.Control:
    if heard.fails:
        raise ValueError
    return ft.Text("Ici")


@ft.component
def _fails_after(heard: _Heard) -> ft.Control:
    async def effect() -> None:
        await asyncio.sleep(0)
        if heard.fails:
            raise ValueError

    ft.use_effect(effect, [heard.fails])
    return ft.Text("Ici")


@pytest.mark.parametrize("component", [_fails_later, _fails_after])
@pytest.mark.parametrize(("kind", "said"), [(Session, []), (QuickSession, [MessageAction.SESSION_CRASHED])])
async def test_a_drawing_or_an_effect_that_fails_is_said(
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Session],
    said: list[Any],
    component: Callable[..., ft.Control],
) -> None:
    """Flet tells nobody, and draws nothing any more: the screen stands still, and nobody knows why."""
    monkeypatch.setattr("tests.flet.bare.Session", kind)
    heard, crashes = _Heard(), list[MessageAction]()
    window = Window(lambda: component(heard))
    await settle()
    send = window.send_message

    def note(message: Message) -> None:
        if message.action is MessageAction.SESSION_CRASHED:
            crashes.append(message.action)
        send(message)

    monkeypatch.setattr(window, "send_message", note)
    heard.fails = True
    await settle()
    assert crashes == said
    window.session.close()


async def test_what_a_page_has_besides_is_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flet compares media, window, languages and services at each change of a title; a service that came is found."""
    compared: list[str] = []
    by_flet = DiffBuilder._compare_dataclasses

    def noted(self: Any, *given: Any, **named: Any) -> None:
        compared.append(type(named.get("dst", given[3] if len(given) > 3 else None)).__name__)
        by_flet(self, *given, **named)

    @ft.component
    def view() -> ft.View:
        return ft.View(controls=[ft.Text("Ici")])

    monkeypatch.setattr(DiffBuilder, "_compare_dataclasses", noted)
    seen = []
    for kind in (Session, QuickSession):
        monkeypatch.setattr("tests.flet.bare.Session", kind)
        window = Window(view)
        await settle()
        clipboard = ft.Clipboard()
        window.page.services.append(clipboard)
        window.page.locale_configuration = ft.LocaleConfiguration(current_locale=ft.Locale("fr"))
        window.page.update()
        assert window.session.index.get(clipboard._i) is clipboard
        compared.clear()
        window.page.title = "Un autre"
        await settle()
        window.session.close()
        seen.append(set(compared))
    bare, quick = seen
    besides = {"PageMediaData", "Window", "LocaleConfiguration", "Clipboard"}
    assert besides | {"Page"} <= bare
    assert quick & (besides | {"Page"}) == {"Page"}


_RULED = [kind for kind in CONTROLS if not about(kind).is_ruled]


@pytest.mark.parametrize("kind", _RULED, ids=lambda kind: kind.__name__)
def test_what_is_not_set_keeps_the_rules(kind: Any) -> None:
    """A control of which nothing is said that a rule is about is as it may be: no rule need be asked."""
    needed = {"content": ft.Text("Ici"), "icon": ft.Icons.HOME, "src": "qr.png"}
    given = {name: value for name, value in needed.items() if name in inspect.signature(kind).parameters}
    validate(kind(**given))


@pytest.mark.parametrize("drawn_before", [None, "Bonjour"])
def test_what_breaks_a_rule_is_refused(drawn_before: str | None) -> None:
    """As by Flet, whether it came or stands for what was there."""

    def draw() -> None:
        before: list[ft.Control] = [ft.Text(drawn_before)] if drawn_before else []
        comparison = Reconciliation()
        comparison.compare(None, ft.Column(before), ft.Column([ft.Text("Bonsoir", opacity=2)]))
        comparison.added()

    with pytest.raises(ValueError, match="opacity"):
        draw()
