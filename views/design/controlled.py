"""What a control holds that the person changes as well as the program."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

import flet as ft

V = TypeVar("V", bool, str)


class Controlled(NamedTuple, Generic[V]):
    """What to draw a control with.

    Attributes:
        ref: for the control, which has a `value`.
        value: what it is to hold.
        hear: takes what its `on_change` says that it holds.
    """

    ref: ft.Ref[Any]
    value: V
    hear: Callable[[V], None]


def use_controlled(value: V, ref: ft.Ref[Any] | None = None) -> Controlled[V]:
    """Return what to draw a control with, so that a drawing never undoes what the person did a moment before.

    Flet 1.0.5 first takes what a control holds now, and calls its `on_change` a little later. On a busy machine the
    program draws in between, for what came earlier, with a `value` that knows nothing of the change: drawn as it is, it
    takes the change back, on the screen and in the control that `on_change` reads. One would expect a value that nobody
    changed since the last drawing to leave the control alone.

    Args:
        value: what the program says that it holds.
        ref: where the control is put for somebody else too.
    """
    own: ft.Ref[Any] = ft.use_memo(ft.Ref, [])
    ref = own if ref is None else ref
    known = ft.use_ref(value)

    def hear(told: V) -> None:
        known.current = told

    if ref.current is not None and ref.current.value != known.current:
        return Controlled(ref, ref.current.value, hear)
    known.current = value
    return Controlled(ref, value, hear)
