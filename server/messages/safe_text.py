"""Letters as safe text: whatever an agent's program wrote, what is kept is paragraphs and the addresses of links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

from server.messages.rules import LETTER_MAX
from server.messages.text import CUT
from text_rules.cleaning import cleaned, cleaned_lines

_BLOCKS = frozenset({"p", "br", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote"})
_CELLS = frozenset({"td", "th"})
_KEPT = _BLOCKS | _CELLS | {"a", "ul", "ol", "table", "tbody", "thead"}
_MOST_LINKS = 20
_ADDRESS_MAX = 2000
# What a parser makes of tags grows with their depth times their number: no letter has as many, and what follows is cut.
_MOST_TAGS = 20_000
_DEEPEST = 100
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED_BY_THEMSELVES = frozenset({
    "area", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "td", "th", "tr", "wbr",
})  # fmt: skip


class SafeText(NamedTuple):
    """Paragraphs of plain text, and the addresses that they link to."""

    paragraphs: list[str]
    links: list[str]


def of_plain(text: str) -> SafeText:
    """Return plain text as paragraphs, which an empty line separates; a line may be broken within one."""
    return SafeText(_bounded(cleaned_lines(text).split("\n\n")), [])


def of_html(html: str) -> SafeText:
    """Return what HTML says, without anything that it does.

    Scripts, styles, pictures and forms go, with what they hold; so does what turns text around or hides in it. A link
    stays where it leads to a host by https, and names that host beside its words: they may name another.
    """
    import nh3  # not needed to serve, and not there in a client alone

    whole = _end(html)
    clean = nh3.clean(
        html[:whole],
        tags=set(_KEPT),
        attributes={"a": {"href"}},
        url_schemes={"https"},
        clean_content_tags={"script", "style", "template", "iframe", "object", "svg", "math", "title"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    paragraphs = _bounded(reader.paragraphs())
    if whole < len(html) and paragraphs[-1:] != [CUT]:
        paragraphs.append(CUT)
    return SafeText(paragraphs, reader.links[:_MOST_LINKS])


def _end(html: str) -> int:
    """Return up to where HTML is read: its end, unless it has more tags, or deeper ones, than any letter."""
    depth = 0
    for number, tag in enumerate(_TAG.finditer(html)):
        if tag[2].lower() not in _CLOSED_BY_THEMSELVES:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if number >= _MOST_TAGS or depth > _DEEPEST:
            return tag.start()
    return len(html)


class _Reader(HTMLParser):
    """Reads paragraphs out of HTML that was cleaned."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        self._host = ""
        self.links: list[str] = []

    def paragraphs(self) -> list[str]:
        """Return what was read."""
        return [line for each in "".join(self._said).split("\n") if (line := cleaned(each))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._said.append("\n")
        elif tag in _CELLS:
            self._said.append(" ")
        elif tag == "a":
            self._follow(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._said.append("\n")
        elif tag == "a" and self._host:
            self._said.append(f" ({self._host})")
            self._host = ""

    def handle_data(self, data: str) -> None:
        self._said.append(" ".join(data.split("\n")))

    def _follow(self, address: str) -> None:
        self._host = host_of(address)
        if self._host and address not in self.links:
            self.links.append(address)


def host_of(address: str) -> str:
    """Return the host of an address that may be linked to; empty for any other, which nobody is led to.

    >>> [host_of(each) for each in ("https://www.caf.fr/aide", "https://caf.fr@evil.example", "javascript:alert(1)")]
    ['www.caf.fr', '', '']
    """
    if (
        len(address) > _ADDRESS_MAX
        or address != cleaned(address)
        or not address.isascii()
        or not address.isprintable()
    ):
        return ""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    sound = parts.scheme == "https" and "@" not in parts.netloc and port is None and "." in host
    return host if sound and not set(address) & set("\\\"'<>") else ""


def _bounded(paragraphs: list[str]) -> list[str]:
    """Return as many paragraphs as are shown, the last one cut where they are more."""
    kept: list[str] = []
    room = LETTER_MAX
    for each in paragraphs:
        if len(each) > room:
            return [*kept, each[:room].rstrip(), CUT] if room else [*kept, CUT]
        kept.append(each)
        room -= len(each)
    return kept
