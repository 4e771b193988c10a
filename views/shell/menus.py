"""Where one goes from every screen, as the features say it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.core import routes
from app.core.account import Account
from app.core.scope import PageScope
from search_rules.shelf import Shelf
from views.shell.feature import (
    Counter,
    Feature,
    Finds,
    FootLink,
    HelpEntry,
    Place,
    Searched,
    SearchEntry,
    SearchKind,
)


@dataclass(frozen=True)
class Menus:
    """Their entries.

    Attributes:
        foot: the links at the foot of every screen.
        help: what Aide leads to.
        covered: the paths of screens that others lie over.
        crumbs: what the breadcrumbs call those of them that they name, by path, outermost first.
        beside: draws what is asked for beside a step; None where no feature has anything.
        named: the screens that the plan du site names, by path, in the order of the features.
        search: what Rechercher finds by itself.
        finds: what the server finds, by what the API calls it, in the order in which it is shown.
    """

    foot: tuple[FootLink, ...]
    help: tuple[HelpEntry, ...]
    covered: frozenset[str]
    crumbs: tuple[tuple[str, str], ...]
    named: tuple[tuple[str, str], ...]
    beside: Callable[[PageScope, str], ft.Control] | None
    search: Shelf[SearchEntry]
    finds: Mapping[str, Finds]
    _places: tuple[Place, ...]

    @classmethod
    def of(cls, features: Sequence[Feature]) -> "Menus":
        """Return the menus of a program with these features."""
        all_routes = [route for feature in features for route in feature.routes]
        crumbs = [(route.path, route.crumb) for route in all_routes if route.crumb]
        return cls(
            foot=tuple(sorted((link for each in features for link in each.foot), key=lambda link: link.rank)),
            help=tuple(entry for each in features for entry in each.help),
            covered=frozenset(route.over for route in all_routes if route.over is not None),
            named=tuple((route.path, route.name) for route in all_routes if route.name),
            beside=next((feature.beside for feature in features if feature.beside is not None), None),
            search=Shelf(
                partial(_entries, features),
                lambda each: each.said.title,
                lambda each: f"{each.said.text} {each.said.words}",
            ),
            finds={
                found.kind: found
                for found in sorted(
                    (each for of in features for each in of.finds), key=lambda each: each.rank
                )
            },
            crumbs=tuple(sorted(crumbs, key=lambda crumb: len(crumb[0]))),
            _places=tuple(
                sorted((place for each in features for place in each.places), key=lambda place: place.rank)
            ),
        )

    def places(self, account: Account | None, *, wide: bool) -> list[Place]:
        """Return the places of the rail of a wide window, or of the bar of another, for the person signed in."""
        return [
            place
            for place in self._places
            if (wide or place.short is not None) and (account is None or place.shown(account))
        ]

    def counters(self, page: PageScope) -> list[Counter]:
        """Return the states of the numbers that stand in the menus."""
        return [page.state(place.counts) for place in self._places if place.counts is not None]

    def is_first_level(self, route: str) -> bool:
        """Tell whether the screen at a path lies over no other."""
        path = routes.path_of(route)
        return not any(path != over and routes.is_under(path, over) for over in self.covered)


def _entries(features: Sequence[Feature]) -> list[SearchEntry]:
    """Return what a search finds of the features, with the screens that have a name, each path and title once."""
    said = [entry for each in features for entry in (*each.search, *each.search_later())]
    about = {entry.path: entry.text for each in features for entry in each.help}
    named = [
        SearchEntry(route.path, Searched(route.name, about.get(route.path, ""), ""), SearchKind.PAGE)
        for each in features
        for route in each.routes
        if route.name
    ]
    known = {entry.path for entry in said}
    return [*said, *(entry for entry in named if entry.path not in known)]
