"""What the steps of a wizard share: where one stands, the way back, the way out."""

import flet as ft

from views.design import tokens
from views.design.button import Press, link
from views.design.card import stack, start
from views.design.stepper import stepper
from views.design.text import heading, soft
from views.shell import Layout, go, screen
from views.strings import CreationText


def step(
    title: str,
    number: int,
    *controls: ft.Control,
    lead: str = "",
    notices: list[ft.Control] | None = None,
    back: Press | None = None,
    quit_to: str = "/",
) -> ft.View:
    """Return one step of the creation.

    Args:
        title: its heading.
        number: its place among the steps, from 1.
        controls: what it asks.
        lead: what is said under the heading.
        notices: what went wrong; they share a place with the heading, so that the fields keep theirs.
        back: goes to the step before; None on the first.
        quit_to: path that "Quitter" leads to; what was filled in is kept.
    """
    total = len(CreationText.STEPS)
    head = stack(
        stepper(CreationText.step(number, total), number, total),
        stack(heading(title), *([soft(lead)] if lead else []), spacing=tokens.SPACE_8),
        *(notices or []),
    )
    ways = [*([start(link(CreationText.BACK, back))] if back is not None else [])]
    out = stack(start(link(CreationText.QUIT, go(quit_to))), soft(CreationText.QUIT_KEPT), spacing=0)
    return screen(title, stack(head, *controls, *ways, out, spacing=tokens.SPACE_24), layout=Layout.FORM)
