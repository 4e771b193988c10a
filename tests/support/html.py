"""What holds of every page of HTML: it is valid, its names and ids are right, and each part says what it is."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, tostring

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator

_PHRASES: Final = frozenset({
    "a", "abbr", "b", "br", "button", "em", "i", "img", "input", "label", "noscript", "progress", "small", "span",
    "strong",
})  # fmt: skip
_HOLD_PHRASES: Final = frozenset({
    "button", "em", "h1", "h2", "h3", "h4", "label", "legend", "p", "small", "span", "strong",
})  # fmt: skip
_HEADINGS: Final = ("h1", "h2", "h3", "h4")
_CHILDREN: Final = {
    "dl": frozenset({"div", "dt", "dd"}),
    "ol": frozenset({"li"}),
    "ul": frozenset({"li"}),
}
_PARENTS: Final = {
    "dd": frozenset({"dl", "div"}),
    "dt": frozenset({"dl", "div"}),
    "legend": frozenset({"fieldset"}),
    "li": frozenset({"ol", "ul"}),
}
_REFERENCES: Final = ("aria-controls", "aria-describedby", "aria-labelledby", "for")
_FIELDS: Final = frozenset({"input", "textarea", "select"})
_UNSAID: Final = frozenset({"hidden", "submit"})


@cache
def faults(root: str) -> tuple[str, ...]:
    """Return what is wrong with what a page draws."""
    page = f'<!DOCTYPE html><html lang="fr"><head><title>Page</title></head><body>{root}</body></html>'
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=False
    )
    body = parser.parse(page).find("body")
    assert body is not None
    wrong = [
        f"{code} at {where}: {page[where[1] - 60 : where[1] + 20]!r}" for where, code, _ in parser.errors
    ]
    return (*wrong, *_Page(body).faults())


class _Page:
    def __init__(self, body: Element) -> None:
        self._body = body
        self._all = [each for each in body.iter() if not str(each.tag).startswith("{")]  # pictures
        self._parents = {child: parent for parent in self._all for child in parent}
        labels = [each for each in self._all if each.tag == "label" and "for" in each.attrib]
        self._labels = {each.attrib["for"]: each for each in labels}
        self._ids = [each.attrib["id"] for each in self._all if "id" in each.attrib]

    def faults(self) -> Iterator[str]:
        for each in self._all:
            yield from (f"{fault}: {_start(each)}" for fault in (*self._nesting(each), *self._empty(each)))
            if each.tag in _FIELDS and each.attrib.get("type") not in _UNSAID:
                yield from (f"{fault}: {_start(each)}" for fault in self._field(each))
        yield from self._naming()
        yield from self._parts()
        yield from self._forms()

    def _nesting(self, element: Element) -> Iterator[str]:
        parent = self._parents.get(element)
        inside = parent.tag if parent is not None else ""
        around = {up.tag for up in self._up(element)}
        if element.tag in _PARENTS and inside not in _PARENTS[element.tag]:
            yield f"{element.tag} in {inside}"
        if inside in _CHILDREN and element.tag not in _CHILDREN[inside]:
            yield f"{element.tag} in {inside}"
        words = _HOLD_PHRASES - {"legend"} if element.tag in _HEADINGS else _HOLD_PHRASES
        if element.tag not in _PHRASES and around & words:
            yield f"{element.tag} among words"
        if element.tag in {"a", "button"} and around & {"a", "button", "label"}:
            yield f"{element.tag} in what is pressed"
        if element.tag == "form" and "form" in around:
            yield "a form in a form"

    def _empty(self, element: Element) -> Iterator[str]:
        is_empty = not len(element) and not _words(element)
        if element.tag in {"div", "span"} and not element.attrib:
            yield f"a {element.tag} that says nothing"
        if is_empty and element.tag in {"p", "ul", "ol", "dl", "li", "dt", "dd", *_HEADINGS}:
            yield "nothing in it"
        if int(element.attrib.get("tabindex", "0")) > 0:
            yield "a place of its own in the order of Tab"

    def _naming(self) -> Iterator[str]:
        for id_ in {each for each in self._ids if self._ids.count(each) > 1}:
            yield f"the id {id_} twice"
        for each in self._all:
            for name in _REFERENCES:
                for id_ in each.attrib.get(name, "").split():
                    if id_ not in self._ids:
                        yield f"{name} of nothing: {_start(each)}"
            where = each.attrib.get("href", "")
            if where.startswith("#") and where[1:] not in self._ids:
                yield f"a link to nothing: {_start(each)}"
            if each.tag in {"a", "button"} and not self._said(each) and not self._is_silent(each):
                yield f"no name: {_start(each)}"
            if each.tag == "a" and "href" not in each.attrib:
                yield f"a link to nowhere: {_start(each)}"

    def _parts(self) -> Iterator[str]:
        levels = [int(each.tag[1]) for each in self._all if each.tag in _HEADINGS]
        if levels.count(1) != 1:
            yield f"{levels.count(1)} main headings"
        questions = [each for each in self._all if each.tag == "dialog"]
        yield from (f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1)
        for tag in ("header", "main", "footer"):
            number = sum(each.tag == tag for each in self._all)
            if number != 1:
                yield f"{number} {tag}"
        names = [each.attrib.get("aria-label", "") for each in self._all if each.tag == "nav"]
        if len(names) > 1 and "" in names:
            yield "a nav without a name beside another"
        for each in questions:
            if not each.attrib.get("aria-label") and not each.attrib.get("aria-labelledby"):
                yield "a question without a name"

    def _field(self, element: Element) -> Iterator[str]:
        kind, form = element.attrib.get("type", "text"), element.attrib.get("form")
        within = next((up for up in self._up(element) if up.tag == "label"), None)
        label = self._labels.get(element.attrib.get("id", ""), within)
        if label is None or not self._said(label):
            yield "a field without a label"
        if not element.attrib.get("name"):
            yield "a field without a name"
        if form != "acts" and not any(up.tag == "form" for up in self._up(element)):
            yield "a field without a form"
        if kind in {"text", "password"} and "autocomplete" not in element.attrib:
            yield "a field without a purpose"
        if kind in {"text", "password"} and form == "acts":
            yield "a field that no form sends"

    def _forms(self) -> Iterator[str]:
        names: dict[str, list[str]] = {}
        for each in self._all:
            if each.tag in _FIELDS and each.attrib.get("type") not in _UNSAID:
                names.setdefault(each.attrib.get("name", ""), []).append(each.attrib.get("type", "text"))
            if each.tag == "fieldset" and (not len(each) or each[0].tag != "legend"):
                yield "a fieldset without a legend"
            if each.tag == "form":
                # A form that is the query of an address says in it what was asked, and not what was pressed.
                name = "press" if each.get("method") == "post" else None
                presses = [on.get("value") for on in each.iter("button") if on.get("name") == name]
                if not presses or presses[0] not in presses[1:]:
                    yield f"Enter presses what is not in the form: {presses}"
        for name, kinds in names.items():
            if len(kinds) > 1 and set(kinds) != {"radio"}:
                yield f"{len(kinds)} fields named {name}"

    def _up(self, element: Element) -> Iterator[Element]:
        while element in self._parents:
            element = self._parents[element]
            yield element

    def _is_silent(self, element: Element) -> bool:
        return any(each.attrib.get("aria-hidden") == "true" for each in (element, *self._up(element)))

    def _said(self, element: Element) -> str:
        if "aria-label" in element.attrib:
            return element.attrib["aria-label"]
        if element.attrib.get("aria-hidden") == "true":
            return ""
        return (
            (element.text or "") + "".join(self._said(each) + (each.tail or "") for each in element)
        ).strip()


def _words(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _start(element: Element) -> str:
    return tostring(element, encoding="unicode")[:160]
