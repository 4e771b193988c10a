"""What a control is, for a drawing that can say it: a navigation, a list, a field, a place with an address.

The design system puts these marks on its controls (`mark`), whose `data` stays in Python: Flutter is told through its
own semantics, as far as they go, and a drawing in HTML finds the marks (`marked`). Nothing here knows either drawing.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeVar

__all__ = [
    "Absent",
    "Anchor",
    "Appearance",
    "Aside",
    "Brings",
    "Busy",
    "Cell",
    "Chart",
    "Choices",
    "Combobox",
    "Copies",
    "Current",
    "Detail",
    "Details",
    "Error",
    "Field",
    "Form",
    "Group",
    "Hint",
    "Immediate",
    "Item",
    "Items",
    "Label",
    "Landmark",
    "LandmarkKind",
    "Language",
    "Legend",
    "Line",
    "Mark",
    "Marker",
    "OnPaper",
    "Option",
    "Options",
    "Picks",
    "Place",
    "Saves",
    "Sends",
    "Shows",
    "Summary",
    "Table",
    "Term",
    "Toggle",
    "Varies",
    "mark",
    "marked",
]


class Mark:
    """One thing that is said of a control."""

    __slots__ = ()


class LandmarkKind(Enum):
    """A part of the page that a reader can go to; the values are HTML's names."""

    HEADER = "header"
    NAVIGATION = "nav"
    MAIN = "main"
    FOOTER = "footer"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Landmark(Mark):
    """The control is a part of the page, named `label` where there are several of its kind."""

    kind: LandmarkKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Items(Mark):
    """The children of the control (a column or a row) are the items of a list; `ordered`, their order says something.

    `bullets` tells whether each has a dot or a figure before it (`Marker`).
    """

    ordered: bool = False
    label: str = ""
    bullets: bool = False


@dataclass(frozen=True, slots=True)
class Item(Mark):
    """The control is an item of the list around it. Needed where it is not a direct child of what is `Items`."""


@dataclass(frozen=True, slots=True)
class Marker(Mark):
    """The control is the dot or the figure before an item, for a drawing that has none of its own."""


@dataclass(frozen=True, slots=True)
class Details(Mark):
    """The control holds pairs of a name and a value (HTML's `dl`); each child, a row or column, is one pair."""


@dataclass(frozen=True, slots=True)
class Term(Mark):
    """The control is the name in a pair of `Details`."""


@dataclass(frozen=True, slots=True)
class Detail(Mark):
    """The control is the value in a pair of `Details`."""


@dataclass(frozen=True, slots=True)
class Form(Mark):
    """The control holds fields that are sent together, by the one main button in it.

    Attributes:
        kept: whether what is typed is told after a pause, and as the page is left: the program keeps it as one goes.
        path: of the screen that is asked, where they are no more than a question: without script, its query.
    """

    kept: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class Sends(Mark):
    """Pressing the control sends the form around it, which has no main button."""


@dataclass(frozen=True, slots=True)
class Field(Mark):
    """The control holds one field: its `Label`, `Hint` and `Error`, and the box that they are about.

    Attributes:
        purpose: what a browser may fill in, as HTML's `autocomplete` names it; empty for "off".
        keyboard: what HTML's `inputmode` calls the keyboard that it wants; empty for text.
        required: whether it must be filled in.
        description: what is said after the hint, where it stands elsewhere on the screen for who sees it.
        asked_as: its name in the query of an address (`Form.path`).
    """

    purpose: str = ""
    keyboard: str = ""
    required: bool = True
    description: str = ""
    asked_as: str = ""


@dataclass(frozen=True, slots=True)
class Label(Mark):
    """The control is the label of the field around it."""


@dataclass(frozen=True, slots=True)
class Hint(Mark):
    """The control is about the field or the group around it, and is said after its name."""


@dataclass(frozen=True, slots=True)
class Error(Mark):
    """The control says what is wrong with the field or the group around it."""


@dataclass(frozen=True, slots=True)
class Group(Mark):
    """The control holds fields or choices that belong together, under a `Legend`.

    It may hold a control named like it for a drawing that takes the name of a group from no text: it is one group.
    """


@dataclass(frozen=True, slots=True)
class Legend(Mark):
    """The control is what the group around it is called."""


@dataclass(frozen=True, slots=True)
class Choices(Mark):
    """The control holds one choice, a radio button or a checkbox, and its words: a press on them is one on it.

    Attributes:
        required: whether it must be taken.
        error: what is wrong with it, in words that stand elsewhere on the screen for who sees it.
    """

    required: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Immediate(Mark):
    """What is chosen among these radio buttons changes the screen at once: what else is asked, or how it looks."""


@dataclass(frozen=True, slots=True)
class Combobox(Mark):
    """The control holds a field and the `Options` that are found for what is typed in it."""


@dataclass(frozen=True, slots=True)
class Options(Mark):
    """The control holds what was found, each an `Option`; `label` names them together."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Option(Mark):
    """The control, which can be pressed, is one of those found."""


@dataclass(frozen=True, slots=True)
class Place(Mark):
    """Pressing the control leads to a screen of the program, which has this path; `current`, it is where one stands.

    `note` is a number beside its sign, and `spoken` says its name with that number.
    """

    path: str
    current: bool = False
    note: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Anchor(Mark):
    """Pressing the control gives the focus to another one of the page, which `target` returns; None if it is gone."""

    target: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Brings(Mark):
    """Pressing the control, which stands in no form, brings along what is typed in the form before it."""


@dataclass(frozen=True, slots=True)
class Current(Mark):
    """The control is where one stands among its likes, and leads nowhere: `page` or `step`, as ARIA names it."""

    among: str = "page"


@dataclass(frozen=True, slots=True)
class Absent(Mark):
    """The control says that nothing is at this address."""


@dataclass(frozen=True, slots=True)
class Aside(Mark):
    """What is said in the control is left unsaid where an answer to what was done comes with it."""


@dataclass(frozen=True, slots=True)
class Summary(Mark):
    """The control sums up what came of a press, a refusal or a success: it is where a reader goes on from there."""


@dataclass(frozen=True, slots=True)
class Picks(Mark):
    """Pressing the control lets the person choose a file: `accept` as HTML takes it (".pdf,.jpg").

    Of `several` each is given to the program by a press of its own, one after the other.
    """

    accept: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Saves(Mark):
    """Pressing the control hands the person a file of that name, to be kept."""

    name: str


@dataclass(frozen=True, slots=True, repr=False)
class Shows(Mark):
    """Pressing the control has a browser show a PDF beside the page, at an address that has `path` in it.

    Attributes:
        path: what tells it from others of the same person, and ends in the name of the file.
        content: returns it; None where it cannot be had now.
    """

    path: str
    content: Callable[[], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Copies(Mark):
    """Pressing the control puts this text on the clipboard. It may be a person's: it is never written out."""

    text: str

    def __repr__(self) -> str:
        """Say nothing of the text."""
        return "Copies()"


@dataclass(frozen=True, slots=True)
class Subscribes(Mark):
    """Pressing the control asks the person whether the browser may show what is sent by who has this key (Push API)."""

    key: str


@dataclass(frozen=True, slots=True)
class Busy(Mark):
    """The control stands for something that is being read, or waits for an answer."""


@dataclass(frozen=True, slots=True)
class Chart(Mark):
    """The control is a row of bars, `label` its name. Each can be pressed, and is named by what it stands for."""

    label: str


@dataclass(frozen=True, slots=True)
class Toggle(Mark):
    """The control, which can be pressed, is one of several of which one is `on`."""

    on: bool


@dataclass(frozen=True, slots=True)
class Table(Mark):
    """The control holds the lines of a table (`Line`), the one that heads its columns first; `label` is its name."""

    label: str


@dataclass(frozen=True, slots=True)
class Line(Mark):
    """The control, a row, is one line of a table; each child is a `Cell`."""


@dataclass(frozen=True, slots=True)
class Cell(Mark):
    """The control is a cell of a line; `heads` tells what it is the name of: `col`, `row`, or nothing."""

    heads: str = ""


@dataclass(frozen=True, slots=True)
class Language(Mark):
    """The words in the control are in another language than the page's; `code` is its name in BCP 47, such as "en"."""

    code: str


@dataclass(frozen=True, slots=True)
class OnPaper(Mark):
    """The control, which is not visible, is drawn where the page is printed."""


@dataclass(frozen=True, slots=True)
class Varies(Mark):
    """Properties of the control that depend on the room there is.

    `base` has each at its value in a phone's window; the others, in rising order of width, replace what they name:
    `narrow` under the narrowest bound of the design, `medium` from a small tablet on, `wide` where there is room for
    two columns. What the control itself holds is what a drawing needs that has one width at a time.
    """

    base: Mapping[str, Any]
    narrow: Mapping[str, Any]
    medium: Mapping[str, Any]
    wide: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Appearance:
    """How a person wants a page to look; a page carries it as its `data`.

    Attributes:
        scheme: `system`, `light` or `dark`.
        contrast: whether more contrast is wanted; None as the system says.
        text_scale: by what the size of text is multiplied.
        still: whether nothing moves by itself; None as the system says.
    """

    scheme: str = "system"
    contrast: bool | None = None
    text_scale: float = 1.0
    still: bool | None = None


class Marked(Protocol):
    """What can be marked: any control of Flet's."""

    data: Any


C = TypeVar("C", bound=Marked)
M = TypeVar("M", bound=Mark)


def mark(control: C, *marks: Mark) -> C:
    """Say what a control is, besides what was said already; return it."""
    control.data = (*(control.data or ()), *marks)
    return control


def marked(control: Marked, kind: type[M]) -> M | None:
    """Return what was said of that kind of a control, None where nothing was."""
    data = getattr(control, "data", None)
    if not isinstance(data, tuple):
        return None
    return next((each for each in data if isinstance(each, kind)), None)
