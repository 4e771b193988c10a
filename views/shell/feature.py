"""What a feature tells the rest of the program about itself, in the `__init__.py` of its own folder."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, NamedTuple, Protocol

import flet as ft

from app.core.account import Account
from app.core.routes import Door
from app.core.scope import Forgettable, PageScope, PersonScope, Shared
from app.steps.open_acts import OpenAct


@dataclass(frozen=True)
class Route:
    """A screen, and where it stands.

    Attributes:
        path: its whole path; `:name` stands for a part that varies.
        screen: draws it, handing it the states that it shows.
        over: path of the screen that it lies over; None where it lies over none.
        crumb: what it is called in the breadcrumbs of the screens that lie over it; empty where it is not in them.
        name: what the plan du site calls it; empty where one comes there by an act alone.
    """

    path: str
    screen: Callable[[PageScope], ft.Control]
    over: str | None = None
    crumb: str = ""
    name: str = ""


class Counter(Protocol):
    """State of a number that stands in the menu; an `Observable`, so that the menu follows it.

    Attributes:
        count: the number; 0 for none, and where it is not known.
    """

    count: int


@dataclass(frozen=True)
class Place:
    """Where one goes from every screen once signed in.

    Attributes:
        rank: its place among the others, in rising order.
        label: what the rail of a wide window calls it.
        path: where it leads.
        icon: shown in the bar of a phone.
        short: what that bar calls it; None where the bar, which has room for four, goes without it.
        shown: tells for whom it is.
        holds: paths beside its own, whose screens belong to it too.
        counts: builds the state of how many things wait there unread; None where nothing is counted.
        counted: says its name with that number, to be read out.
    """

    rank: int
    label: str
    path: str
    icon: ft.IconData
    short: str | None
    shown: Callable[[Account], bool] = field(default=lambda _: True)
    holds: tuple[str, ...] = ()
    counts: Callable[[PageScope], Counter] | None = None
    counted: Callable[[int], str] | None = None


@dataclass(frozen=True)
class FootLink:
    """A link at the foot of every screen; `rank` is its place among the others, in rising order."""

    rank: int
    label: str
    path: str


@dataclass(frozen=True)
class HelpEntry:
    """Something that Aide leads to: what it is, in a title and a line, and where it stands."""

    title: str
    text: str
    path: str


class SearchKind(Enum):
    """What the program itself can be searched for; in the order in which they are shown."""

    ACT = auto()
    """Something that one can do."""
    PAGE = auto()
    """A screen that one may want to come to."""
    HELP = auto()
    """An answer to a question."""


class Searched(NamedTuple):
    """What Rechercher says of something, and the words that people look for it by.

    Attributes:
        title: what it is called.
        text: a line about it; may be empty.
        words: what people call it in their own terms; accents, plurals and slips need not be among them.
    """

    title: str
    text: str
    words: str


@dataclass(frozen=True)
class SearchEntry:
    """Something of the program that Rechercher finds, without an account and without a network too.

    Attributes:
        path: where it stands. A closed door there says so, with its reason.
        said: what it is called, and by which words it is found.
        kind: what it is.
    """

    path: str
    said: Searched
    kind: SearchKind = SearchKind.ACT


@dataclass(frozen=True)
class Finds:
    """What the server finds of a feature.

    Attributes:
        kind: what the API calls it.
        rank: its place among the others, in rising order.
        called: what several are called, as a heading, and what one is.
        path: returns where one with that id stands.
    """

    kind: str
    rank: int
    called: tuple[str, str]
    path: Callable[[str], str]


@dataclass(frozen=True)
class Feature:
    """A feature, as the rest of the program sees it.

    Attributes:
        routes: its screens.
        doors: who may stand at those that are neither open to all nor, under Mon Compte, to people signed in.
        places: where it stands in the rail and the bar.
        foot: its links at the foot of every screen.
        help: what of it Aide leads to.
        acts: returns what of it a person has to do, as far as is known or can be read.
        beside: draws what the address of a step asks for beside it, in its place (`views/shell/beside.py`).
        search: what of it Rechercher finds by itself, beside the screens that the plan du site names.
        search_later: returns more of that, read at the first search.
        finds: what of it the server finds.
        kept: build the states of what the device keeps for its person.
        shared: build the states that it shares with other features.
        recalls: done before a browser's page shows anything, of what was under way when the one before it went.
        opens: done as the program opens, and again when a browser comes back to it.
        arrives: done for a person with an account before anything is shown to them.
    """

    routes: tuple[Route, ...]
    doors: Mapping[str, Door] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    foot: tuple[FootLink, ...] = ()
    help: tuple[HelpEntry, ...] = ()
    acts: Callable[[PersonScope], Awaitable[Sequence[OpenAct]]] | None = None
    beside: Callable[[PageScope, str], ft.Control] | None = None
    search: tuple[SearchEntry, ...] = ()
    search_later: Callable[[], tuple[SearchEntry, ...]] = tuple
    finds: tuple[Finds, ...] = ()
    kept: tuple[Callable[[PageScope], Forgettable], ...] = ()
    shared: Mapping[Shared[Any], Callable[[PageScope], object]] = field(default_factory=dict)
    recalls: Callable[[PageScope], Awaitable[None]] | None = None
    opens: Callable[[PageScope], Awaitable[None]] | None = None
    arrives: Callable[[PersonScope], Awaitable[None]] | None = None
