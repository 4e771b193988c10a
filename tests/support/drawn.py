"""A browser's end of the drawing in HTML: it has what it is told of, which is to be what a new page is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.support.html import faults
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.drawing.element import element
from web.drawing.elements import ROOT
from web.drawing.rules import Rules

if TYPE_CHECKING:
    import flet as ft

_IDS: Final = re.compile(r'(?<=["# ])e\d+\b')
_TYPED: Final = re.compile(r'(?<=")( value="[^"]*"(?= auto)| data-filled(?= auto)| checked(?=[ >]))')
RULES: Final = Rules()


class Drawn:
    """What one browser tab has.

    Attributes:
        html: of the page's root.
        drawing: what drew it.
        parts: the ids of what was drawn last.
    """

    def __init__(self) -> None:
        self.drawing = Drawing(RULES, CONTROLS, strict=True)
        self.html = ""
        self.parts: list[str] = []

    def look(self, page: ft.Page, changed: set[int]) -> None:
        """Take what changed, and see that nothing is wrong with it.

        Args:
            page: what is drawn.
            changed: Flet's numbers of the controls that changed since last time.
        """
        if not self.html:
            self.html = str(element("div", {"id": ROOT}, self.drawing.body(page)))
        else:
            parts = self.drawing.changes(changed)
            self.parts = list(parts)
            for id_, html in parts.items():
                start, end = _span(self.html, id_)
                self.html = f"{self.html[:start]}{html}{self.html[end:]}"
        anew = str(element("div", {"id": ROOT}, Drawing(RULES, CONTROLS, strict=True).body(page)))
        _same(_numbered(self.html), _numbered(anew))
        if "<h1" in anew:
            wrong = faults(_numbered(anew))
            assert not wrong, "\n".join(wrong)


def _same(had: str, anew: str) -> None:
    at = next((at for at, (one, other) in enumerate(zip(had, anew, strict=False)) if one != other), None)
    if at is not None or len(had) != len(anew):
        near = slice(max(0, (at or 0) - 200), (at or 0) + 200)
        raise AssertionError(f"the browser has {had[near]!r}\nand is to have {anew[near]!r}")


def _span(html: str, id_: str) -> tuple[int, int]:
    """Return where an element begins and ends."""
    at = html.index(f' id="{id_}"')
    start = html.rindex("<", 0, at)
    tag = re.match(r"<([a-z0-9]+)", html[start:])
    assert tag
    depth = 0
    for each in re.finditer(rf"<(/?){tag[1]}\b[^>]*>", html[start:]):
        depth += -1 if each[1] else 1
        if not depth or tag[1] == "input":
            return start, start + each.end()
    raise AssertionError(f"{id_} has no end")


def _numbered(html: str) -> str:
    """Return a page with its ids in the order of the page, and without what was typed: that is the browser's own."""
    ids: dict[str, str] = {}
    html = _TYPED.sub("", html)
    return _IDS.sub(lambda found: ids.setdefault(found[0], f"e{len(ids) + 1}"), html)
