"""Flet's session, with comparisons of two trees that look at what is set in a control, not at all that might be.

Flet 1.0.5 asks each field of each control that came or went for what it holds: some sixty, of which a screen sets a
handful. One would expect it to look at what is set, as its comparison of two controls does.

What a component drew is compared here more quickly still: a page of HTML needs to know that the component changed, and
Flet's session what came and what went; nobody needs the operations that lead from the one tree to the other.
"""

from __future__ import annotations

import logging
import weakref
from collections import Counter
from inspect import iscoroutinefunction
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder, ObjectPatch, get_control_key
from flet.controls.page import ServiceRegistry
from flet.messaging.protocol import Message, MessageAction, PatchControlBody
from flet.messaging.session import Session
from flet.utils.validation import validate

from web.inside import SNAPSHOTS
from web.kinds import DATACLASSES, HOLDS, KINDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator

    from flet.components.hooks.use_effect import EffectHook

    from web.kinds import Kind

logger = logging.getLogger(__name__)

_CHANGED: Final = [[0], None]
"""Of what changed nobody reads more than that it did."""


class QuickSession(Session):
    """A session that compares trees by what is set in them, and says where a drawing or an effect fails.

    Flet 1.0.5 draws nothing any more once one component has failed as it was drawn again, and tells nobody; nor does it
    of an effect that failed while it waited for something. One would expect either to be said as it is of an event.
    """

    def patch_control(
        self,
        control: Any,
        prev_control: Any = None,
        parent: Any = None,
        path: list[Any] | None = None,
        frozen: bool = False,
    ) -> None:
        """Have a control that was drawn again take the place of what it was; of what a component drew, no more is told.

        Flet 1.0.5 asks each control that came or went whether it has anything to do then; components alone have.
        """
        if not frozen:
            super().patch_control(control, prev_control, parent, path, frozen)
            return
        drawn = Reconciliation()
        drawn.compare(parent, prev_control, control)
        went, came = drawn.removed(), drawn.added()
        if drawn.changed:
            self._Session__send_message(  # type: ignore[attr-defined] # private to Flet's
                Message(MessageAction.PATCH_CONTROL, PatchControlBody(parent._i, _CHANGED))
            )
        index = self.index
        for each in went:
            index.pop(each._i, None)
        for each in came:
            index[each._i] = each
        # A control that stands for another has its number.
        stays = {each._i for each in came}.intersection([each._i for each in went])
        for each in went:
            if KINDS[type(each)].mounts and each._i not in stays:
                each.will_unmount()
        for each in came:
            if KINDS[type(each)].mounts and each._i not in stays:
                each.did_mount()

    async def _Session__updates_scheduler(self) -> None:  # noqa: N802 - the name by which Flet calls it
        try:
            await super()._Session__updates_scheduler()  # type: ignore[misc]
        except Exception as error:
            logger.exception("a screen could not be drawn again")
            self.error(repr(error))

    def schedule_effect(self, hook: EffectHook, is_cleanup: bool) -> None:
        """Have an effect run, and say where it fails."""
        super().schedule_effect(hook, is_cleanup)
        if not is_cleanup and iscoroutinefunction(hook.setup):
            hook.setup = self._saying(hook.setup)

    def _saying(self, setup: Callable[[], Awaitable[Any]]) -> Callable[[], Awaitable[Any]]:
        async def run() -> None:
            try:
                await setup()
            except Exception as error:
                logger.exception("an effect failed")
                self.error(repr(error))

        return run

    def _Session__get_update_control_patch(  # noqa: N802 - the name by which Flet calls it
        self,
        control: Any,
        prev_control: Any,
        parent: Any = None,
        path: list[Any] | None = None,
        frozen: bool = False,
    ) -> tuple[list[Any], list[Any], list[Any]]:
        comparison = Comparison(prev_control, control, control_cls=BaseControl)
        comparison._compare_values(parent, path or [], None, prev_control, control, frozen=frozen)
        operations = list(comparison.execute())
        added = list(comparison.get_added_controls())
        removed = list(comparison.get_removed_controls())
        comparison.teardown()
        return ObjectPatch(operations).to_message(), added, removed


class Comparison(DiffBuilder):
    """A comparison of two trees."""

    def _compare_dataclasses(self, parent: Any, path: list[Any], src: Any, dst: Any, frozen: bool) -> None:
        if src is not dst or not _is_still(dst):
            super()._compare_dataclasses(parent, path, src, dst, frozen)

    def _configure_dataclass(
        self, item: Any, parent: Any, frozen: bool, configure_setattr_only: bool = False
    ) -> Iterator[Any]:
        """Return the controls in a value that came, each made ready."""
        if configure_setattr_only:
            return super()._configure_dataclass(item, parent, frozen, configure_setattr_only)
        found: list[Any] = []
        _make_ready(item, parent, found, frozen=frozen)
        return iter(found)

    def _removed_controls(self, item: Any, recurse: bool) -> Iterator[Any]:
        """Return the controls in a value that went, what a control holds before itself."""
        found: list[Any] = []
        _take_apart(item, found, recurse=recurse)
        return iter(found)


_STILL: Final = (ft.LocaleConfiguration, ft.PageMediaData, ft.Theme, ft.Window)
"""What a page has besides what it shows: nobody changes a theme, there is another; and here is no client to tell."""


def _is_still(item: Any) -> bool:
    """Return whether something that is there still holds no control, and has nothing to tell of itself."""
    if isinstance(item, ft.Service) and not isinstance(item, ServiceRegistry):
        return not item._dirty
    return isinstance(item, _STILL)


class Reconciliation:
    """A comparison of what a component drew before with what it drew now.

    A control stands for one from before where Flet would have it so: it has the same place or key, and the same type.
    It then has the number, the state and the data of that one.

    Attributes:
        changed: whether anything is another.
    """

    def __init__(self) -> None:
        self.changed = False
        self._came: dict[int, Any] = {}
        self._went: dict[int, Any] = {}

    def added(self) -> list[Any]:
        """Return the controls that came, each made ready, and those that stand for one from before."""
        found: list[Any] = []
        for key, item in self._came.items():
            if key in self._went:
                found.append(item)
            else:
                _make_ready(item, None, found, frozen=False)
        return found

    def removed(self) -> list[Any]:
        """Return the controls that went, and those for which another stands now."""
        found: list[Any] = []
        for key, item in self._went.items():
            if key in self._came:
                found.append(item)
            else:
                _take_apart(item, found, recurse=True)
        return found

    def compare(self, parent: Any, old: Any, new: Any) -> None:
        """Compare two values of a control, the parent."""
        if old is new:
            _keep(parent, new)
        elif isinstance(old, list) and isinstance(new, list):
            self._compare_lists(parent, old, new)
        elif isinstance(old, dict) and isinstance(new, dict):
            for key in old.keys() | new.keys():
                self.compare(parent, old.get(key), new.get(key))
        elif DATACLASSES[type(new)] and _stands_for(new, old):
            self._compare_dataclasses(parent, old, new)
        elif DATACLASSES[type(new)] or type(old) is not type(new) or old != new:
            self._replace(parent, old, new)

    def _replace(self, parent: Any, old: Any, new: Any) -> None:
        self.changed = True
        self._note_gone(old)
        self._note_come(parent, new)

    def _note_come(self, parent: Any, item: Any) -> None:
        if DATACLASSES[type(item)]:
            if parent is not None:
                item._parent = weakref.ref(parent)
            item._frozen = True
            self._came[_number(item)] = item
        elif isinstance(item, list | dict):
            for each in _inside(item):
                self._note_come(parent, each)

    def _note_gone(self, item: Any) -> None:
        if DATACLASSES[type(item)]:
            self._went[_number(item)] = item
        elif isinstance(item, list | dict):
            for each in _inside(item):
                self._note_gone(each)

    def _compare_lists(self, parent: Any, old: list[Any], new: list[Any]) -> None:
        before = dict(zip(_ranked(old), old, strict=True))
        after = dict(zip(_ranked(new), new, strict=True))
        if list(before) != list(after):
            self.changed = True
        for key, item in after.items():
            if key in before:
                self.compare(parent, before.pop(key), item)
            else:
                self._note_come(parent, item)
        for item in before.values():
            self._note_gone(item)

    def _compare_dataclasses(self, parent: Any, old: Any, new: Any) -> None:
        kind = KINDS[type(new)]
        if isinstance(new, BaseControl):
            _take_over(new, old, parent)
            self._went[old._i] = old
            self._came[new._i] = new
            _prepare(new, kind)
            parent = new  # of what it holds; what a mere value holds is its control's
        for name in kind.structure:
            self.compare(parent, getattr(old, name), getattr(new, name))
        if kind.defaults is not None:
            self._compare_set(parent, old._values, new._values, kind)

    def _compare_set(self, parent: Any, old: dict[str, Any], new: dict[str, Any], kind: Kind) -> None:
        defaults: Any = kind.defaults
        for name in chain(new, old.keys() - new.keys()):
            before, after = old.get(name, defaults[name]), new.get(name, defaults[name])
            if before is after:
                if HOLDS[type(after)]:
                    _keep(parent, after)
            elif name in kind.events:
                if (before is None) is not (after is None):
                    self.changed = True
            else:
                self.compare(parent, before, after)


def _stands_for(new: Any, old: Any) -> bool:
    """Return whether a control, or a value, is what another was before."""
    return (
        type(new) is type(old)
        and getattr(new, "fn", None) is getattr(old, "fn", None)
        and get_control_key(new) == get_control_key(old)
    )


def _take_over(new: Any, old: Any, parent: Any) -> None:
    """Have a control be what another was."""
    new._migrate_state(old)
    if not hasattr(new, "_initialized"):
        kind = KINDS[type(new)]
        if kind.builds:
            _unfrozen(new, new.build)
        object.__setattr__(new, "_initialized", True)
    if parent is not None:
        new._parent = weakref.ref(parent)
    new._frozen = True


def _prepare(control: Any, kind: Kind) -> None:
    """Have a control do what it does before it is drawn."""
    if kind.updates:
        control._before_update_safe()
    elif kind.is_ruled or not kind.ruled.isdisjoint(control._values):
        validate(control, suppress_repeated_errors=True)


def _unfrozen(control: Any, act: Callable[[], object]) -> None:
    frozen = control.__dict__.pop("_frozen", None)
    act()
    if frozen is not None:
        control._frozen = frozen


def _keep(parent: Any, value: Any) -> None:
    """Have what is kept in a control that is drawn anew know it."""
    if parent is None:
        return
    if isinstance(value, BaseControl):
        value._parent = weakref.ref(parent)  # type: ignore[attr-defined]
    elif isinstance(value, list | dict):
        for each in _inside(value):
            _keep(parent, each)


def _make_ready(item: Any, parent: Any, found: list[Any], *, frozen: bool) -> None:
    """Make the controls in a value that came ready, and add them to those that were found."""
    if isinstance(item, list | dict):
        for each in _inside(item):
            _make_ready(each, parent, found, frozen=frozen)
        return
    if not DATACLASSES[type(item)]:
        return
    kind = KINDS[type(item)]
    if kind.defaults is None:
        plain = Comparison(None, None, control_cls=BaseControl)
        found += DiffBuilder._configure_dataclass(plain, item, parent, frozen)
        return
    parent, frozen = _attach(item, parent, frozen)
    if isinstance(item, BaseControl):
        if kind.builds:
            item.build()
        _prepare(item, kind)
        object.__setattr__(item, "_initialized", True)
        found.append(item)
        parent = item  # of what it holds; what a mere value holds is its control's
    for each in held_by(item):
        _make_ready(each, parent, found, frozen=frozen)
    if not frozen:
        item._dirty.clear()


def _take_apart(item: Any, found: list[Any], *, recurse: bool) -> None:
    """Add the controls in a value that went to those that were found, what one holds before itself."""
    if isinstance(item, BaseControl):
        if hasattr(item, SNAPSHOTS[0]):
            held = [each for kind in SNAPSHOTS for each in getattr(item, kind, {}).values()]
        else:
            held = held_by(item) if recurse else []
        for each in held:
            _take_apart(each, found, recurse=recurse)
        found.append(item)
    elif isinstance(item, list | dict):
        for each in _inside(item):
            _take_apart(each, found, recurse=recurse)


def _attach(item: Any, parent: Any, frozen: bool) -> tuple[Any, bool]:
    """Have an item know its parent, and whether it is frozen; return both."""
    if parent is None:
        reference = getattr(item, "_parent", None)
        parent = reference() if reference else None
    if parent is not None:
        item._parent = weakref.ref(parent)
    if hasattr(item, "_frozen"):
        frozen = item._frozen
    elif frozen:
        item._frozen = frozen
    return parent, frozen


def held_by(item: Any) -> list[Any]:
    """Return what is set in a control or a value, and may hold controls."""
    held = [value for value in item._values.values() if HOLDS[type(value)]]
    for name in KINDS[type(item)].structure:
        value = getattr(item, name)
        if HOLDS[type(value)]:
            held.append(value)
    return held


def _inside(held: list[Any] | dict[Any, Any]) -> Iterable[Any]:
    return [each for each in (held.values() if isinstance(held, dict) else held) if HOLDS[type(each)]]


def _number(item: Any) -> int:
    return item._i if isinstance(item, BaseControl) else id(item)


def _ranked(items: list[Any]) -> list[tuple[Any, int]]:
    """Return by what each item of a list is known again: its key, else its place among those like it without one."""
    seen = Counter[Any]()
    ranks = []
    for item in items:
        is_dataclass = DATACLASSES[type(item)]
        key = get_control_key(item) if is_dataclass else None
        kind = (is_dataclass, key)
        ranks.append((kind, seen[kind]))
        seen[kind] += 1
    return ranks
