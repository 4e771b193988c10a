"""What the components of the design system say that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from semantics import Anchor, Place, marked
from views.design.button import link, nav_link, primary, row, secondary
from views.shell.layout import go

if TYPE_CHECKING:
    from collections.abc import Callable

    Component = Callable[..., ft.Control]

_BUTTONS = (ft.FilledButton, ft.OutlinedButton, ft.TextButton)


def pressed(control: ft.Control) -> ft.Control:
    """The part of a component that is pressed, and whether Flutter says that it is a link."""
    while not isinstance(control, _BUTTONS):
        assert isinstance(control, ft.MergeSemantics | ft.Semantics)
        control = control.content if isinstance(control.content, ft.Control) else ft.Text("")
    return control


@pytest.mark.parametrize("component", [primary, secondary, link, nav_link, row])
def test_what_leads_to_a_screen_is_a_place(component: Component) -> None:
    """A press that leads somewhere has its address; one that does something has none."""
    assert marked(pressed(component("Aide", go("/aide"))), Place) == Place("/aide")
    assert marked(pressed(component("Déconnexion", lambda: None)), Place) is None


@pytest.mark.parametrize("component", [link, nav_link, row])
def test_an_act_is_a_button(component: Component) -> None:
    """Words without a frame are a link for Flutter where they lead somewhere, and a button where they do something."""
    place = component("Aide", go("/aide"))
    assert isinstance(place, ft.MergeSemantics)
    assert isinstance(place.content, ft.Semantics)
    assert place.content.link
    assert isinstance(component("Déconnexion", lambda: None), ft.TextButton)


def test_where_one_stands_is_told() -> None:
    """Among its likes, the place where one stands says so."""
    here = pressed(nav_link("Paiements", go("/mon-compte/paiements"), selected=True))
    assert marked(here, Place) == Place("/mon-compte/paiements", current=True)


def test_a_link_to_a_field_has_it() -> None:
    """What gives the focus to a field of the same screen is a link to it, wherever it is drawn."""
    box: ft.Ref[ft.TextField] = ft.Ref()
    leads = marked(pressed(link("Mot de passe", lambda: None, target=box)), Anchor)
    assert leads is not None
    assert leads.target() is None
    field = ft.TextField(ref=box)
    assert leads.target() is field
