"""The list of places in memory, laid out so that a scan of plain text answers.

37,000 objects would weigh ten times as much as their text, and an index more still. The file is kept as it is, two
megabytes of lines, the likeliest places first, each beginning with the names that the place is found by: `bytes.find`
goes through all of it in a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["commune", "country"]

_COUNTRY_CODES = "99"
_JOINT = "/"
_LETTERS = str.maketrans({
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "’": "'",
    **dict.fromkeys("‐‑‒–—−", "-"),
})  # fmt: skip
_OTHER = re.compile(r"[^a-z0-9]+")
_ORDINAL = re.compile(r"\b([0-9]+)/?(?:er|ere|e|eme|ieme)\b")
_SAINT = re.compile(r"\bst(e?)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A commune or a country.

    Attributes:
        kind: which of the two.
        code: of the INSEE: five characters, 99xxx for a country.
        label: its name.
        detail: the département, or the territory overseas; None for a country.
        former: whether the commune is part of another today. The two may share one code: `find` then gives the
            one of today.
    """

    kind: Kind
    code: str
    label: str
    detail: str | None
    former: bool


class _Gazetteer:
    """The places, a line each: `|le/mans|mans|`, then code, label, detail and mark of a former commune."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def find(self, code: str) -> Place | None:
        """The first place of that code, which is the one of today."""
        at = self._text.find(f"|\t{code}\t".encode())
        return _place(self._line_around(at)) if at >= 0 else None

    def search(self, text: str) -> Iterator[Place]:
        """Places by what is typed of their names, the likeliest first."""
        typed = folded(text)
        if not typed:
            return
        seen: set[bytes] = set()
        for at in self._occurrences(typed):
            line = self._line_around(at)
            if line not in seen:
                seen.add(line)
                yield _place(line)

    def _occurrences(self, typed: str) -> Iterator[int]:
        # "st" at the end may be the beginning of Steenvoorde as well as that of a saint.
        head, joint, last = typed.rpartition(_JOINT)
        readings = dict.fromkeys((with_saints(typed), with_saints(head) + joint + last))
        # The whole name, whole words at its beginning, its beginning, the beginning of another of its words.
        for before, after in (("|", "|"), ("|", _JOINT), ("|", ""), (_JOINT, "")):
            for reading in readings:
                wanted = f"{before}{reading}{after}".encode()
                at = self._text.find(wanted)
                while at >= 0:
                    yield at
                    at = self._text.find(wanted, at + 1)
        # Written without its spaces, hyphens or apostrophes.
        together = r"\|" + f"{_JOINT}?".join(typed.replace(_JOINT, ""))
        yield from (match.start() for match in re.finditer(together.encode(), self._text))

    def _line_around(self, position: int) -> bytes:
        return self._text[self._text.rfind(b"\n", 0, position) + 1 : self._text.index(b"\n", position)]


def folded(name: str) -> str:
    """Return lower-case letters and digits, with one slash for whatever stands between them.

    No label has a slash: what is searched is never found in what is shown.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return _ORDINAL.sub(r"\1", _OTHER.sub(_JOINT, plain.lower()).strip(_JOINT))


def with_saints(folded_name: str) -> str:
    """Return the name with `st` and `ste` in full."""
    return _SAINT.sub(r"saint\1", folded_name)


def _place(line: bytes) -> Place:
    _, code, label, detail, former = line.decode().split("\t")
    kind: Kind = "country" if code.startswith(_COUNTRY_CODES) else "commune"
    return Place(kind, code, label, detail or None, former == "1")


_loading = Lock()
_loaded: list[_Gazetteer] = []


def _gazetteer() -> _Gazetteer:
    with _loading:
        if not _loaded:
            _loaded.append(_Gazetteer(files("server.places").joinpath("places.txt").read_bytes()))
    return _loaded[0]


def find(kind: Kind, code: str) -> Place | None:
    """Return the place of that INSEE code, None where there is none of that kind."""
    place = _gazetteer().find(code)
    return place if place is not None and place.kind == kind else None


def search(text: str, limit: int = 10) -> list[Place]:
    """Find places by the beginning of their names.

    Args:
        text: as typed: accents, hyphens, apostrophes, capitals and articles do not count, `st` is `saint`.
        limit: how many at most.

    Returns:
        Whole names first, then names that begin so, then names of which a word begins so; within each, the most
        populous first.
    """
    return list(islice(_gazetteer().search(text), limit))
