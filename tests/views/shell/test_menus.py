"""What features say of themselves, put together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from app.help.paths import HELP
from app.payments.paths import PAYMENT, PAYMENTS
from app.settings.paths import CLOSING, CONTACT_UNDO, EXPORTS, SETTINGS
from views.app import MENUS
from views.features import FEATURES
from views.messages.text import MessagesText
from views.requests.text import RequestsText
from views.shell.feature import Feature, FootLink, HelpEntry, Place, Route
from views.shell.menus import Menus
from views.shell.text import ShellText

if TYPE_CHECKING:
    from app.core.scope import PageScope

ROUTES = [route for feature in FEATURES for route in feature.routes]


def drawn(_: PageScope) -> ft.Control:
    return ft.Container()


def test_each_path_has_one_screen() -> None:
    """Two features at one path would hide one of them."""
    assert [path for path, number in Counter(route.path for route in ROUTES).items() if number > 1] == []


def test_what_is_said_of_a_path_is_said_of_a_screen() -> None:
    """Doors, menus and what screens lie over name paths where something stands."""
    paths = {route.path for route in ROUTES}
    named = {route.over for route in ROUTES if route.over is not None}
    for feature in FEATURES:
        named |= {*feature.doors, *(link.path for link in (*feature.places, *feature.foot, *feature.help))}
    assert named - paths == set()


def test_a_screen_lies_under_what_it_lies_over() -> None:
    """The router takes the path apart so."""
    over = [route for route in ROUTES if route.over is not None]
    assert [route.path for route in over if not route.path.startswith(f"{route.over}/")] == []


def test_a_name_leads_to_one_place() -> None:
    """A word of the menu, of the breadcrumbs, of the plan du site or of the foot means the same everywhere."""
    named = {
        *((place.label, place.path) for place in MENUS.places(None, wide=True)),
        *((label, path) for path, label in (*MENUS.crumbs, *MENUS.named)),
        *((link.label, link.path) for link in MENUS.foot),
    }
    assert [name for name, number in Counter(name for name, _ in named).items() if number > 1] == []


def test_entries_stand_by_their_rank() -> None:
    """Whatever the order in which features are listed, menus stay as people know them."""
    last = Feature(
        (Route("/b", drawn),),
        places=(Place(2, "B", "/b", ft.Icons.EURO, short=None),),
        foot=(FootLink(2, "B", "/b"),),
        help=(HelpEntry("B", "", "/b"),),
    )
    first = Feature(
        (Route("/a", drawn),),
        places=(Place(1, "A", "/a", ft.Icons.EURO, short="a"),),
        foot=(FootLink(1, "A", "/a"),),
    )
    menus = Menus.of((last, first))
    assert [link.label for link in menus.foot] == ["A", "B"]
    assert [place.label for place in menus.places(None, wide=True)] == ["A", "B"]
    assert [place.short for place in menus.places(None, wide=False)] == ["a"]
    assert [entry.title for entry in menus.help] == ["B"]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        (routes.WELCOME, True),
        (routes.HOME, True),
        (f"{routes.HOME}/?x=1", True),
        (PAYMENTS, False),
        (PAYMENT, False),
        (HELP, True),
        (CONTACT_UNDO, True),
        (routes.CODE, True),
    ],
)
def test_screens_of_the_first_level_lie_over_no_other(path: str, *, first: bool) -> None:
    """In a browser they share one page of Flutter's."""
    assert MENUS.is_first_level(path) is first


def test_the_way_to_a_screen_leads_through_those_that_it_lies_over() -> None:
    """Outermost first."""
    above = [path for path, _ in MENUS.crumbs if CLOSING.startswith(f"{path}/")]
    assert above == [routes.HOME, SETTINGS, EXPORTS]


def test_the_bar_of_a_phone_has_room_for_its_places() -> None:
    """Four stand side by side in 320 pixels, whatever the size of the text: one more would not."""
    short = [place.short for place in MENUS.places(None, wide=False)]
    assert short == [ShellText.HOME, "Paiements", RequestsText.SHORT, MessagesText.HEADING]
