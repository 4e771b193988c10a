"""What the components of the design system say that they are."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import flet as ft
import pytest

from semantics import (
    Anchor,
    Busy,
    Choices,
    Combobox,
    Copies,
    Current,
    Detail,
    Details,
    Error,
    Field,
    Form,
    Group,
    Hint,
    Items,
    Label,
    Landmark,
    LandmarkKind,
    Legend,
    Mark,
    Marker,
    Option,
    Options,
    Picks,
    Place,
    Saves,
    Sends,
    Term,
    marked,
)
from tests.views.flutter import Flutter, walk
from views.design.breadcrumbs import breadcrumbs
from views.design.button import (
    copies,
    link,
    nav_link,
    picks_file,
    primary,
    row,
    saves_file,
    secondary,
    sends,
)
from views.design.checkbox import checkbox
from views.design.choice import choice
from views.design.combobox import combobox, options
from views.design.details import details, fact, noted
from views.design.field import field
from views.design.group import sent_together
from views.design.items import bullets, items, rows
from views.design.skeleton import skeleton
from views.design.text import hint
from views.shell.layout import go

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from flet.controls.base_control import BaseControl

    Component = Callable[..., ft.Control]
    Drawn = Callable[[Callable[[], ft.Control]], Flutter]

_BUTTONS = (ft.FilledButton, ft.OutlinedButton, ft.TextButton)


@pytest.fixture
async def drawn() -> AsyncIterator[Drawn]:
    """Draw a component in a window of its own."""
    with ExitStack() as windows:

        def drawing(component: Callable[[], ft.Control]) -> Flutter:
            window = Flutter("/", lambda: ft.View(controls=[component()]))
            windows.callback(window.close)
            return window

        yield drawing


def found(within: Flutter | BaseControl, kind: type[Mark]) -> list[BaseControl]:
    """The controls of which something of this kind is said."""
    controls = within.controls(ft.Control) if isinstance(within, Flutter) else list(walk(within))
    return [control for control in controls if marked(control, kind) is not None]


def texts(controls: list[BaseControl]) -> list[str]:
    """What the controls say."""
    return [words for control in controls for words in Flutter.words_of(control)]


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


async def test_a_field_says_what_it_is(drawn: Drawn) -> None:
    """Its label, its help and what is wrong with it are told apart; so is what may be filled in."""
    shown = drawn(
        partial(
            field,
            "Code",
            value=str,
            on_change=lambda _: None,
            hint_text="6 chiffres",
            error="Tapez le code.",
            purpose=ft.AutofillHint.ONE_TIME_CODE,
            keyboard=ft.KeyboardType.NUMBER,
            description="Il est dans votre mail.",
        )
    )
    [whole] = found(shown, Field)
    assert marked(whole, Field) == Field("one-time-code", "numeric", description="Il est dans votre mail.")
    assert texts(found(whole, Label)) == ["Code"]
    assert texts(found(whole, Hint)) == ["6 chiffres"]
    assert texts(found(whole, Error)) == ["Tapez le code."]


async def test_a_choice_is_a_group(drawn: Drawn) -> None:
    """Its name, its help and what is wrong with it stand in it, and each choice goes with its words."""
    options = {"sms": "Par SMS", "mail": "Par mail"}
    shown = drawn(partial(choice, "Où ?", options, "", _choose, note=hint("Un seul."), error="Choisissez."))
    [whole] = found(shown, Group)
    assert texts(found(whole, Legend)) == ["Où ?"]
    assert texts(found(whole, Hint)) == ["Un seul."]
    assert texts(found(whole, Error)) == ["Choisissez."]
    assert [texts(found(each, Label)) for each in found(whole, Choices)] == [["Par SMS"], ["Par mail"]]


async def test_a_box_goes_with_its_words(drawn: Drawn) -> None:
    """What is wrong with it, which stands elsewhere, is told with it."""
    tick = partial(checkbox, "J'accepte", value=False, on_change=_tick, required=True, error="Cochez.")
    [whole] = found(drawn(tick), Choices)
    assert marked(whole, Choices) == Choices(required=True, error="Cochez.")
    assert texts(found(whole, Label)) == ["J'accepte"]


async def test_fields_are_sent_together() -> None:
    """A form is the fields and the button that sends them."""
    assert marked(sent_together(primary("Valider", lambda: None)), Form) == Form()


async def _choose(_: str) -> None:
    """Do nothing."""


async def _tick(_: bool) -> None:  # noqa: FBT001
    """Do nothing."""


def test_lists_are_lists() -> None:
    """What is one thing after the other is a list, and each item a child of it; one alone is none."""
    listed = items(hint("a"), hint("b"), ordered=True, label="Lettres")
    assert marked(listed, Items) == Items(ordered=True, label="Lettres")
    assert marked(items(hint("a")), Items) is None
    lined = rows(hint("a"), hint("b"))
    assert marked(lined, Items) == Items()
    assert [texts([item]) for item in lined.controls] == [["a"], ["b"]]


def test_a_bullet_is_no_text() -> None:
    """The dot or the figure stands beside the words, told apart from them; a figure is said."""
    dotted, numbered = bullets(["a", "b"]), bullets(["a", "b"], ordered=True)
    assert marked(dotted, Items) == Items(bullets=True)
    assert marked(numbered, Items) == Items(ordered=True, bullets=True)
    assert [texts([item]) for item in dotted.controls] == [["", "a"], ["", "b"]]
    assert texts(found(numbered, Marker)) == ["1.", "2."]


def test_breadcrumbs_are_a_navigation() -> None:
    """A named navigation holds a list in order: places, then where one stands."""
    shown = breadcrumbs("Fil d'Ariane", [("Accueil", go("/"))], "Aide")
    assert marked(shown, Landmark) == Landmark(LandmarkKind.NAVIGATION, "Fil d'Ariane")
    [steps] = found(shown, Items)
    assert marked(steps, Items) == Items(ordered=True)
    assert texts(found(steps, Place)) == ["Accueil"]
    assert texts(found(steps, Current)) == ["Aide"]


def test_facts_are_names_and_values() -> None:
    """Each is a pair, and the parts of a pair stand side by side in it: nothing is between them in a list of HTML."""
    shown = details(fact("Téléphone", "06 12"), noted("Flet", "Apache 2.0"))
    assert marked(shown, Details) == Details()
    for pair, (name, value) in zip(
        shown.controls, (("Téléphone", "06 12"), ("Flet", "Apache 2.0")), strict=True
    ):
        assert isinstance(pair, ft.MergeSemantics)
        assert isinstance(pair.content, ft.Column)
        term, detail = pair.content.controls
        assert (marked(term, Term), marked(detail, Detail)) == (Term(), Detail())
        assert texts([term]) == [name]
        assert texts([detail]) == [value]


async def test_what_is_found_is_chosen_from(drawn: Drawn) -> None:
    """A field and what was found for it are one thing; each of those found is an option, and they have a name."""
    found_places = [("Rennes (Ille-et-Vilaine)", print), ("Rennes-en-Grenouilles (Mayenne)", print)]
    listed = options("2 lieux", "Choisissez.", found_places)
    shown = drawn(partial(combobox, hint("Lieu"), listed))
    [whole] = found(shown, Combobox)
    [among] = found(whole, Options)
    assert marked(among, Options) == Options("2 lieux")
    assert [texts([option])[0] for option in found(among, Option)] == [words for words, _ in found_places]


@pytest.mark.parametrize("component", [primary, secondary])
def test_what_works_says_so(component: Component) -> None:
    """A button whose act is under way is busy, and says what it does."""
    assert marked(component("Envoyer", print), Busy) is None
    working = component("Envoyer", print, busy="Envoi en cours")
    assert marked(working, Busy) == Busy()
    assert texts([working]) == ["Envoi en cours"]


async def test_what_is_read_is_busy(drawn: Drawn) -> None:
    """What stands in place of what is being read says so."""
    assert found(drawn(partial(skeleton, "Chargement", 24)), Busy)


def test_what_a_press_does_with_a_file_or_a_text_is_told() -> None:
    """A page does it in the gesture itself, where the program would come too late; a text is not written out."""
    chosen = picks_file(secondary("Choisir", print), ["pdf", "jpg"])
    assert marked(chosen, Picks) == Picks(".pdf,.jpg")
    copied = marked(copies(secondary("Copier", print), "P 1234"), Copies)
    assert copied == Copies("P 1234")
    assert "1234" not in repr(copied)
    assert marked(saves_file(row("Télécharger", print), "a.pdf"), Saves) == Saves("a.pdf")
    assert marked(sends(row("Envoyer", print)), Sends) == Sends()
