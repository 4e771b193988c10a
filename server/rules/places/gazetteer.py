"""The list of places, held in memory as plain text and searched by scanning it.

50,000 objects would take ten times the memory of their text, and an index even more. The file stays as it is: three
megabytes of lines, the likeliest places first, each beginning with the names that find the place. `bytes.find` goes
through all of it in a millisecond. `tools/places.py` describes a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal

from text_rules.folding import folded_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["commune", "country"]

_COUNTRY_CODES: Final = "99"
_JOINT: Final = "/"
_WHOLE_JOINT: Final = "_"
_ORDINAL: Final = re.compile(r"\b([0-9]+)/?(?:er|ere|e|eme|ieme)\b")
_NO_LONGER: Final = f"ex{_JOINT}"
"""What people write before the name of a former country; no place's name begins with this word."""

_LEAST_ALIKE: Final = 5
"""Letters; too many shorter names are alike."""

_SAINT: Final = re.compile(r"\bst(e?)\b")
_CODE: Final = re.compile(r"[0-9AB]{5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A commune or a country, as it is today.

    Attributes:
        kind: commune or country.
        code: the INSEE code, five characters, 99xxx for a country.
        label: its name.
        detail: the département or the overseas territory; None for most countries.
        formerly: the former name that found it, its own or that of a place that is part of it today.
        city: the city abroad that found it.
    """

    kind: Kind
    code: str
    label: str
    detail: str | None
    formerly: str | None = None
    city: str | None = None

    @property
    def former(self) -> bool:
        """Whether a former name found it."""
        return self.formerly is not None


class _Gazetteer:
    """The places, one line each."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def find(self, code: str) -> Place | None:
        """Return the place with that code, today's or a former one."""
        if not _CODE.fullmatch(code):
            return None
        for column in (f"\t{code}\t", f"={code}="):
            at = self._text.find(column.encode())
            if at >= 0:
                return _place(self._line_around(at), found_by_name=False)
        return None

    def search(self, text: str) -> Iterator[Place]:
        """Yield the places that a typed text finds, each once, the likeliest first."""
        typed = folded(text).removeprefix(_NO_LONGER)
        if not typed:
            return
        seen: set[str] = set()
        found = self._occurrences(typed)
        first = next(found, None)
        for at in self._alike(with_saints(typed)) if first is None else chain((first,), found):
            place = _place(self._line_around(at), found_by_name=True)
            if place.code not in seen:
                seen.add(place.code)
                yield place

    def _occurrences(self, typed: str) -> Iterator[int]:
        # "st" at the end may begin Steenvoorde as well as mean "saint".
        head, joint, last = typed.rpartition(_JOINT)
        readings = tuple(dict.fromkeys((with_saints(typed), with_saints(head) + joint + last)))
        yield from self._positions(f"|{reading}|" for reading in readings)
        # Names that are only found when typed whole, such as those of a city in other languages.
        yield from self._positions(f"^{reading.replace(_JOINT, _WHOLE_JOINT)}^" for reading in readings)
        # Whole words at the beginning of a name. A city does not count here: "bou" is not yet Bou Saâda.
        for at in self._positions(f"|{reading}{_JOINT}" for reading in readings):
            if not _is_city(self._line_around(at)):
                yield at
        # The beginning of a name, then the beginning of another of its words.
        for before in ("|", _JOINT):
            yield from self._positions(f"{before}{reading}" for reading in readings)
        # Names written without their spaces, hyphens or apostrophes.
        together = r"\|" + f"{_JOINT}?".join(typed.replace(_JOINT, ""))
        yield from (match.start() for match in re.finditer(together.encode(), self._text))

    def _alike(self, typed: str) -> Iterator[int]:
        """Yield names that differ in one letter. One half of such a name is then as typed, and finds it."""
        if len(typed) < _LEAST_ALIKE:
            return
        from rapidfuzz.distance import OSA

        half = len(typed) // 2
        begun = self._positions((f"|{typed[:half]}",))
        ended = (self._text.rfind(b"|", 0, at) for at in self._positions((f"{typed[half:]}|",)))
        for at in chain(begun, ended):
            name = self._text[at + 1 : self._text.find(b"|", at + 1)]
            if OSA.distance(name.decode(), typed, score_cutoff=1) <= 1:
                yield at

    def _positions(self, wanted: Iterable[str]) -> Iterator[int]:
        for one in wanted:
            sought = one.encode()
            at = self._text.find(sought)
            while at >= 0:
                yield at
                at = self._text.find(sought, at + 1)

    def _line_around(self, position: int) -> bytes:
        return self._text[self._text.rfind(b"\n", 0, position) + 1 : self._text.index(b"\n", position)]


def folded(name: str) -> str:
    """Return the name folded, with a slash between words, and ordinals as numbers.

    No name that is shown has a slash, so a search never finds a shown name.
    """
    return _ORDINAL.sub(r"\1", folded_words(name).replace(" ", _JOINT))


def with_saints(folded_name: str) -> str:
    """Return the name with `st` and `ste` in full."""
    return _SAINT.sub(r"saint\1", folded_name)


def _is_city(line: bytes) -> bool:
    return line.split(b"\t")[5] != b""


def _place(line: bytes, *, found_by_name: bool) -> Place:
    _, code, label, detail, formerly, city, _ = line.decode().split("\t")
    kind: Kind = "country" if code.startswith(_COUNTRY_CODES) else "commune"
    if not found_by_name:
        formerly = city = ""
    return Place(kind, code, label, detail or None, formerly or None, city or None)


_loading = Lock()
_loaded: list[_Gazetteer] = []


def _gazetteer() -> _Gazetteer:
    with _loading:
        if not _loaded:
            _loaded.append(_Gazetteer(files("server.rules.places").joinpath("places.txt").read_bytes()))
    return _loaded[0]


def find(kind: Kind, code: str) -> Place | None:
    """Return the place of that kind with that INSEE code, today's or a former one; None where there is none."""
    place = place_of(code)
    return place if place is not None and place.kind == kind else None


def place_of(code: str) -> Place | None:
    """Return today's place for an INSEE code, today's or a former one, whatever its kind.

    A former commune may be in another country today: 91352 was in French Algeria.
    """
    return _gazetteer().find(code)


def search(text: str, limit: int = 10) -> list[Place]:
    """Find places by the beginning of their names.

    Args:
        text: as typed. Accents, hyphens, apostrophes, capitals and articles do not count; `st` is read as `saint`.
        limit: the most places to return. The successors of a former country are always returned together.

    Returns:
        Whole names first, then names that begin with the text, then names with a word that does; within each group
        the most populous first. If there are none, names that differ from the text in one letter.
    """
    found: list[Place] = []
    for place in _gazetteer().search(text):
        heir = found and place.kind == "country" and place.formerly and place.formerly == found[-1].formerly
        if len(found) >= limit and not heir:
            break
        found.append(place)
    return found
