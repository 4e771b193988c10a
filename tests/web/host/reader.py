"""A person whose browser runs no script: links, fields and buttons by their names, over HTTP alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str | None]
    above: Element | None = None
    inside: list[Element | str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        yield self
        for each in self.inside:
            if isinstance(each, Element):
                yield from each.all()

    @property
    def words(self) -> str:
        parts = [each if isinstance(each, str) else each.words for each in self.inside]
        return plain(" ".join(parts))

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def around(self, tag: str) -> Element | None:
        found = self.above
        while found is not None and found.tag != tag:
            found = found.above
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self._at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs), self._at)
        self._at.inside.append(made)
        if tag not in _VOID:
            self._at = made

    def handle_endtag(self, tag: str) -> None:
        assert self._at.tag == tag, f"</{tag}> in <{self._at.tag}>"
        assert self._at.above is not None
        self._at = self._at.above

    def handle_data(self, data: str) -> None:
        self._at.inside.append(data)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


class Reader:
    """A browser, and the page that it shows."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._typed: dict[str, str] = {}

    async def open(self, route: str, heading: str) -> Self:
        self._show(await self._client.get(route, follow_redirects=True))
        self.sees(heading)
        return self

    def _show(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.route = answer.url.path
        parser = _Parser()
        parser.feed(answer.text)
        self.page = parser.root
        # What the page holds is what it sends, unless the person changes it.
        self._typed = {}
        for each in self._all("input", "textarea"):
            kind, name = each.get("type"), each.get("name")
            if (
                name
                and not (kind in {"checkbox", "radio"} and "checked" not in each.attributes)
                and kind != "file"
            ):
                self._typed[name] = each.get("value") or ("on" if kind == "checkbox" else "")

    def sees(self, heading: str) -> None:
        assert [each.words for each in self._all("h1")] == [heading], self.page.words

    def reads(self, *texts: str) -> None:
        for text in texts:
            assert text in self.page.words, self.page.words

    def value(self, label: str) -> str:
        return self._field(label, typed=True).get("value")

    def type(self, label: str, text: str) -> None:
        self._typed[self._field(label, typed=True).get("name")] = text

    def choose(self, label: str) -> None:
        """Choose a radio button, or tick a box."""
        found = self._field(label)
        self._typed[found.get("name")] = found.get("value") or "on"

    def is_chosen(self, label: str) -> bool:
        return "checked" in self._field(label).attributes

    async def follow(self, words: str) -> None:
        link = next(each for each in self._all("a") if each.words.startswith(words))
        self._show(await self._client.get(link.get("href"), follow_redirects=True))

    async def press(self, words: str, *, file: tuple[str, bytes] | None = None) -> None:
        """Press the first button that begins so."""
        buttons = [each for each in self._all("button") if each.words.startswith(words)]
        assert buttons, f"{words!r} is not among {[each.words for each in self._all('button')]}"
        await self._send(buttons[0], file)

    async def enter(self, label: str) -> None:
        """Press Enter in a field: the first button of its form."""
        form = self._form(self._field(label, typed=True))
        await self._send(next(each for each in self._all("button") if self._form(each) is form), None)

    @property
    def buttons(self) -> list[str]:
        return [each.words for each in self._all("button")]

    async def _send(self, button: Element, file: tuple[str, bytes] | None) -> None:
        assert "disabled" not in button.attributes
        form = self._form(button)
        names = {each.get("name") for each in self._all("input", "textarea") if self._form(each) is form}
        data = {name: value for name, value in self._typed.items() if name in names}
        data[button.get("name")] = button.get("value")
        files = {"fichier": (*file, "application/octet-stream")} if file is not None else None
        origin = str(self._client.base_url).rstrip("/")
        answer = await self._client.post(
            self.route, data=data, files=files, headers={"Origin": origin}, follow_redirects=True
        )
        if "attachment" in answer.headers.get("content-disposition", ""):
            self.answer = answer
        else:
            self._show(answer)

    def _field(self, label: str, *, typed: bool = False) -> Element:
        for each in self._all("label"):
            if re.match(re.escape(label) + r"( \(facultatif\))?$", each.words):
                where = each.get("for")
                named = [found for found in self.page.all() if where and found.get("id") == where]
                inside = [found for found in each.all() if found.tag == "input"]
                found = (named or inside)[0]
                if typed != (found.get("type") in {"checkbox", "radio"}):
                    return found
        raise LookupError(f"{label!r} is not among {[each.words for each in self._all('label')]}")

    def _form(self, element: Element) -> Element | None:
        named = element.get("form")
        if named:
            return next(each for each in self._all("form") if each.get("id") == named)
        return element.around("form")

    def _all(self, *tags: str) -> Iterator[Element]:
        return (each for each in self.page.all() if each.tag in tags)
