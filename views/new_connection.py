"""Votre connexion change: what the holder of an 8-digit password is told."""

import flet as ft

from views.context import use_program
from views.design import tokens
from views.design.button import primary
from views.design.card import card, stack
from views.design.text import body, heading, section, soft
from views.shell import Layout, screen
from views.strings import NewConnectionText


@ft.component
def new_connection() -> ft.View:
    """Return what an old account is told after its password was recognised."""
    session = use_program().session
    return screen(
        NewConnectionText.HEADING,
        stack(
            heading(NewConnectionText.HEADING),
            body(NewConnectionText.LEAD),
            card(section(NewConnectionText.WHY), soft(NewConnectionText.WHY_MORE)),
            card(section(NewConnectionText.NEXT), soft(NewConnectionText.NEXT_MORE)),
            primary(NewConnectionText.LEAVE, session.sign_out),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )
