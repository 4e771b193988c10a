"""The elements with ids of one page: which controls they draw, what each of them is in, what the browser has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from web.drawing.scene import Scene

ROOT: Final = "root"
"""The id of the element that holds all that is drawn."""


class Drawn(NamedTuple):
    """An element that the browser has, or is about to have.

    Attributes:
        number: of the outermost control that is drawn by it.
        scene: in which that control is drawn.
        within: the ids of the elements in it, those in others among them left out.
        digest: of its HTML.
        live: what is said when it appears or changes; empty for nothing.
        waits: whether it stands in place of what is awaited.
    """

    number: int
    scene: Scene
    within: list[str]
    digest: int
    live: str
    waits: bool


class Elements:
    """Those of one tab.

    Each is drawn after what is in it: whoever draws says where a control begins (`begin`, `end`), and what was drawn
    since and stands in no element yet is in the one that comes next.

    Attributes:
        drawn: those that the browser has, by their ids.
        said: what is to be said, in its order, and whether it gives way to an answer.
    """

    def __init__(self) -> None:
        self.drawn: dict[str, Drawn] = {}
        self.said: list[tuple[str, bool]] = []
        self._given = 0
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._holders: dict[str, str] = {}
        self._loose: list[str] = []
        self._starts: list[int] = [0]
        self._heard: dict[str, str] = {}

    # Ids and numbers.

    def id_of(self, number: int) -> str:
        """Return the id of the element of a control by its number, whether it was drawn or is about to be."""
        id_ = self._ids.get(number)
        if id_ is None:
            id_ = self._ids[number] = self._new()
            self._numbers[id_] = number
        return id_

    def number_of(self, id_: str) -> int | None:
        """Return the number of the control whose element the browser has under an id."""
        return self._numbers.get(id_) if id_ in self.drawn else None

    def common_id(self, numbers: list[int], given: str) -> str:
        """Return the id of an element that several controls are drawn by, the innermost its own; `given` if it is."""
        id_ = given or next((self._ids[number] for number in reversed(numbers) if number in self._ids), "")
        if not id_ or (id_ in self.drawn and not given):
            id_ = self._new()
        for number in numbers:
            self._ids[number] = id_
        self._numbers[id_] = numbers[-1]
        return id_

    def known(self, number: int) -> str:
        """Return the id under which the browser has a control; empty where it has none of it."""
        id_ = self._ids.get(number, "")
        return id_ if id_ in self.drawn else ""

    def _new(self) -> str:
        self._given += 1
        return f"e{self._given}"

    # Drawing.

    def begin(self) -> None:
        """Take note that a control is being drawn."""
        self._starts.append(len(self._loose))

    def end(self) -> None:
        """Take note that it was."""
        self._starts.pop()

    def keep(self, id_: str, number: int, scene: Scene, digest: int, live: str, *, waits: bool) -> None:
        """Take note of an element, around what was drawn since its control began."""
        start = self._starts[-1]
        within = self._loose[start:]
        self._loose[start:] = [id_]
        self._note(id_, Drawn(number, scene, within, digest, live, waits))

    def _note(self, id_: str, drawn: Drawn) -> None:
        for each in drawn.within:
            self._holders[each] = id_
        live = drawn.live
        # That something is awaited is said once, in however many places.
        known = drawn.waits and any(each.waits and each.live == live for each in self.drawn.values())
        self.drawn[id_] = drawn
        if live and not known and self._heard.get(id_) != live:
            self.said.append((live, drawn.scene.aside))

    def is_last(self, id_: str) -> bool:
        """Return whether an element is what was drawn last."""
        return self._loose[-1:] == [id_]

    def whole(self, id_: str) -> dict[str, Drawn]:
        """Return an element and those in it, each after what is in it."""
        drawn = self.drawn[id_]
        found: dict[str, Drawn] = {}
        for each in drawn.within:
            found |= self.whole(each)
        found[id_] = drawn
        return found

    def put_back(self, whole: dict[str, Drawn]) -> None:
        """Take note that an element, and those in it, are there again as they were."""
        for id_, drawn in whole.items():
            self._note(id_, drawn)
        self._loose.append(id_)

    def take(self) -> list[str]:
        """Return the ids of what was drawn and stands in no element yet, once."""
        made, self._loose = self._loose, []
        return made

    def stand(self, id_: str, around: str) -> None:
        """Take note that an element that was drawn by itself stands in another, as it did before."""
        if around != ROOT:
            self._holders[id_] = around

    def touch(self, ids: Iterable[str]) -> None:
        """Take note that something in these elements is another than when they were drawn."""
        for id_ in ids:
            if id_ in self.drawn:
                self.drawn[id_] = self.drawn[id_]._replace(digest=0)

    # What the browser has.

    def around(self, id_: str) -> Iterator[str]:
        """Give the ids of the elements around one, innermost first."""
        while id_ != ROOT:
            id_ = self._holders.get(id_, ROOT)
            yield id_

    def forget(self, ids: Iterable[str]) -> None:
        """Take note that these elements, and those in them, are being drawn anew."""
        for id_ in list(ids):
            drawn = self.drawn.pop(id_, None)
            self._holders.pop(id_, None)
            if drawn is not None:
                if drawn.live:
                    self._heard[id_] = drawn.live
                self.forget(drawn.within)

    def forget_all(self) -> None:
        """Take note that all are."""
        self.forget(list(self.drawn))
        self._loose = []

    def settle(self, kept: set[str]) -> None:
        """Forget the numbers and the words of what is no longer shown, and the numbers of what is not kept either."""
        self._heard.clear()
        there = self.drawn.keys() | kept
        for number in [number for number, id_ in self._ids.items() if id_ not in there]:
            self._numbers.pop(self._ids.pop(number), None)
