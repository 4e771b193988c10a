"""A question asked over the screen, which waits for its answer."""

from typing import NamedTuple

import flet as ft

from views.design import tokens
from views.design.button import Press, primary, secondary
from views.design.card import column
from views.design.text import body, section


class Answer(NamedTuple):
    """One of the two answers to a question."""

    label: str
    press: Press


def use_question(title: str, text: str, *, yes: Answer, no: Answer, asked: bool) -> None:
    """Show the question over the screen while it is `asked`, with the focus on the answer that changes nothing.

    Args:
        title: what is asked.
        text: what it means.
        yes: does it.
        no: closes the question; closing it by the keyboard or beside it is the same answer.
        asked: whether it is asked now.
    """
    dialog = ft.AlertDialog(
        bgcolor=tokens.CARD,
        shape=ft.RoundedRectangleBorder(radius=tokens.CARD_RADIUS),
        # Flutter's own margin leaves a phone too little room for words twice as large.
        inset_padding=ft.Padding.symmetric(horizontal=tokens.SPACE_16, vertical=tokens.SPACE_24),
        scrollable=True,
        semantics_label=title,
        on_dismiss=no.press,
        title=section(title),
        content=ft.Container(
            width=tokens.FORM_WIDTH,
            content=column(
                body(text), primary(yes.label, yes.press), secondary(no.label, no.press, autofocus=True)
            ),
        ),
    )
    ft.use_dialog(dialog if asked else None)
