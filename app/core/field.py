"""Fields of a form: what is typed or chosen, and what is wrong with it. They know no widget."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import ClassVar, Generic, TypedDict, TypeVar, Unpack

from api_client.errors import ClientError
from app.core.state import State
from app.rules.codes import check_code, code_of_message
from app.rules.dates import check_birth_date, sent_birth_date
from app.rules.passwords import check_password
from app.rules.problem import Fault, Problem
from text_rules.dates import date_parts

V = TypeVar("V")


def _always() -> bool:
    return True


def _nothing() -> None:
    """Do nothing."""


def _wrong_shape(_code: str) -> Fault:
    return Fault.WRONG_SHAPE


class Common(TypedDict, total=False):
    """What any field may be made with.

    Attributes:
        name: what the server calls it where it refuses it.
        asked: tells whether it is asked now; if not, it is not checked.
        refused_as: maps the code of the server's refusal to a fault.
        on_change: called when the person changes it.
    """

    name: str
    asked: Callable[[], bool]
    refused_as: Callable[[str], Fault]
    on_change: Callable[[], None]


class Field(State):
    """One thing that a form asks.

    Attributes:
        has_box: whether it has a box that can have the focus: radio buttons and boxes to tick have none.
        name: what the server calls it where it refuses it.
        problem: what is wrong with it; None when nothing is, or it was not checked yet.
    """

    has_box: ClassVar[bool] = True

    def __init__(self, **common: Unpack[Common]) -> None:
        """Make the field, with nothing in it."""
        self._asked = common.get("asked", _always)
        self._refused_as = common.get("refused_as", _wrong_shape)
        self._on_change = common.get("on_change", _nothing)
        self.name = common.get("name", "")
        self.problem: Problem | None = None

    @property
    def asked(self) -> bool:
        """Whether it is asked now."""
        return self._asked()

    def check(self) -> bool:
        """Check what it holds; return whether it can be sent."""
        self.problem = self._fault() if self.asked else None
        return self.problem is None

    def refuse(self, code: str) -> None:
        """Note that the server refused it, with this code."""
        self.problem = Problem(self._refused_as(code))

    def mend(self) -> None:
        """Forget what was wrong: the person is correcting it, here or in another field."""
        self.problem = None

    def take_answer(self, error: ClientError | None) -> None:
        """Note how the server answered the form; None is a success."""

    def put_away(self) -> None:
        """Forget it if it is a secret: the screen is left."""

    @abstractmethod
    def _fault(self) -> Problem | None:
        """Return what is wrong with what it holds."""

    def _changed(self) -> None:
        """Note that the person changed it."""
        self.mend()
        self._on_change()


class Text(Field):
    """Text typed key by key. Views are not told of each key: the box shows it already.

    Drawing a form takes longer than a key, and a server shared by many would lag behind the person who types.
    """

    def __init__(
        self,
        check: Callable[[str], Problem | None] | None = None,
        *,
        tidy: Callable[[str], str] | None = None,
        meant: Callable[[str], str | None] | None = None,
        live: bool = False,
        **common: Unpack[Common],
    ) -> None:
        """Make the field, empty.

        Args:
            check: returns what is wrong with the text; without it any text is right.
            tidy: returns the text as it is printed; called when the box loses the focus.
            meant: returns what to hold instead of what was typed or pasted; None to keep that.
            live: whether views are told of each key, because something beside the box follows it.
            common: what any field may be made with.
        """
        super().__init__(**common)
        self._check = check
        self._tidy = tidy
        self._meant = meant
        self._live = live
        self._text = ""

    @property
    def text(self) -> str:
        """What it holds."""
        return self._text

    def type(self, text: str) -> None:
        """Note what the box holds now."""
        meant = self._meant(text) if self._meant is not None else None
        self._text = text if meant is None else meant
        if self._live or meant is not None:
            self.tell()
        self._changed()

    def put(self, text: str) -> None:
        """Set the text from the program, and have the views show it."""
        self.clear()
        self._text = text
        self.tell()

    def clear(self) -> None:
        """Empty it once sent. Views are not told: their screen is left, or is drawn for another reason."""
        self._text, self.problem = "", None

    def leave(self) -> None:
        """Write the text as it is printed: the box lost the focus."""
        tidied = self._text if self._tidy is None else self._tidy(self._text)
        if tidied != self._text:
            self._text = tidied
            self.tell()

    def _fault(self) -> Problem | None:
        return self._check(self._text) if self._check is not None else None


class Secret(Text):
    """Text that is hidden while typed, and that the next person at the device must not find."""

    def __init__(
        self,
        check: Callable[[str], Problem | None] = check_password,
        *,
        live: bool = False,
        **common: Unpack[Common],
    ) -> None:
        """Make the field, empty; the parameters are those of `Text`."""
        super().__init__(check, live=live, **common)

    def put_away(self) -> None:
        """Forget it: the screen is left."""
        self.put("")


class OneTimeCode(Text):
    """A code that was sent. When a whole message is pasted, the field keeps the code found in it."""

    def __init__(
        self,
        check: Callable[[str], Problem | None] = check_code,
        *,
        meant: Callable[[str], str | None] = code_of_message,
        **common: Unpack[Common],
    ) -> None:
        """Make the field, empty; the parameters are those of `Text`."""
        super().__init__(check, meant=meant, **common)

    def put_away(self) -> None:
        """Forget it: the screen is left."""
        self.put("")


class PartialDate(Field):
    """A date in three boxes; the day or the month may be unknown. A whole date pasted fills all three.

    Attributes:
        day, month, year: the boxes; a problem belongs to the date, not to a box.
        in_part: whether the person says not to know the day or the month.
    """

    def __init__(self, **common: Unpack[Common]) -> None:
        """Make the field, empty."""
        super().__init__(**common)
        self.day, self.month, self.year = self._parts = tuple(
            Text(meant=partial(self._part_of, index), on_change=self._changed) for index in range(3)
        )
        self._hear(*self._parts)
        self.in_part = False

    @property
    def iso(self) -> str:
        """The date, once checked, as the server takes it: `YYYY-MM-DD`, with 00 for an unknown part."""
        return sent_birth_date(*(part.text for part in self._parts))

    def put(self, iso: str) -> None:
        """Set a date that is known; an unknown part leaves its box empty."""
        year, month, day = ("" if not int(part) else part for part in iso.split("-"))
        self._spread((day, month, year))
        self.in_part = not (month and day)

    async def know_in_part(self, in_part: bool) -> None:  # noqa: FBT001 - what a box to tick tells
        """Note whether the day or the month is unknown."""
        self.in_part = in_part
        self._changed()

    def _part_of(self, index: int, text: str) -> str | None:
        parts = date_parts(text)
        if not parts:
            return None
        self._spread(parts)
        return parts[index]

    def _spread(self, parts: tuple[str, str, str]) -> None:
        for part, text in zip(self._parts, parts, strict=True):
            part.put(text)

    def _fault(self) -> Problem | None:
        day, month, year = (part.text for part in self._parts)
        return check_birth_date(day, month, year, in_part=self.in_part)


class Choice(Field, Generic[V]):
    """One of a few values.

    Attributes:
        value: the one chosen; None before any is.
    """

    has_box: ClassVar = False

    def __init__(self, value: V | None = None, **common: Unpack[Common]) -> None:
        """Make the field; `value` is chosen from the start."""
        super().__init__(**common)
        self.value = value

    def choose(self, value: V) -> None:
        """Choose one of them."""
        self.value = value
        self._changed()

    def _fault(self) -> Problem | None:
        return Problem(Fault.EMPTY) if self.value is None else None


class Checkbox(Field):
    """A box to tick.

    Attributes:
        ticked: whether it is.
    """

    has_box: ClassVar = False

    def __init__(self, *, required: bool = False, **common: Unpack[Common]) -> None:
        """Make the box, not ticked; `required` tells whether it must be ticked to send the form."""
        super().__init__(**common)
        self._required = required
        self.ticked = False

    async def tick(self, ticked: bool) -> None:  # noqa: FBT001 - what a box says
        """Note whether it is ticked now."""
        self.ticked = ticked
        self._changed()

    def _fault(self) -> Problem | None:
        return Problem(Fault.EMPTY) if self._required and not self.ticked else None
