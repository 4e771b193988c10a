"""Several choices among a few, all of them shown."""

from collections.abc import Awaitable, Callable, Collection
from functools import partial
from typing import Any

import flet as ft

from views.design import tokens
from views.design.card import column
from views.design.checkbox import checkbox
from views.design.group import group as grouped
from views.design.text import body


def choices(
    label: str,
    options: dict[str, str],
    chosen: Collection[str],
    on_tick: Callable[[str, bool], Awaitable[None]],
    *,
    note: ft.Control | None = None,
    error: str = "",
    ref: ft.Ref[Any] | None = None,
) -> ft.Control:
    """Return a group of boxes to tick under its name.

    Args:
        label: the name.
        options: the words for each value.
        chosen: the values chosen.
        on_tick: called with a value, and whether it is chosen now.
        note: what helps to choose.
        error: what is wrong and how to mend it, in words; empty when nothing is.
        ref: where the first box is put, for what leads to it.
    """
    boxes = [
        checkbox(
            words,
            value=value in chosen,
            on_change=partial(on_tick, value),
            ref=ref if rank == 0 else None,
        )
        for rank, (value, words) in enumerate(options.items())
    ]
    named = ft.Semantics(
        container=True,
        label=", ".join(filter(None, (label, error))),
        content=column(*boxes, spacing=tokens.SPACE_4),
    )
    return grouped(body(label, bold=True), named, note=note, error=error)
