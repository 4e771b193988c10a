"""HTML elements: the one place where what is written into a page is escaped."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from markupsafe import Markup, escape

Attribute: TypeAlias = str | int | bool | None
"""What an attribute holds: True for one that is there without a value, None or False for one that is not."""
Attributes: TypeAlias = Mapping[str, Attribute]

_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})
_NEVER: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""What no page may hold: control characters, halves of surrogates, and what Unicode gave no meaning."""
_UNHELD: Final = re.compile(f"[{_NEVER}]")
_SPECIAL: Final = re.compile(f"[&<>'\"{_NEVER}]")

EMPTY: Final = Markup()


def written(text: str) -> str:
    """Return text as a page may hold it: escaped, and a mark in place of what no page may hold."""
    return text if _SPECIAL.search(text) is None else str(escape(_UNHELD.sub("\ufffd", str(text))))


def element(tag: str, attributes: Attributes, *children: Markup | str) -> Markup:
    """Return an element; text among its children is escaped, as is each value of an attribute."""
    told = "".join(
        [
            f" {name}" if value is True else f' {name}="{written(str(value))}"'
            for name, value in attributes.items()
            if value is not None and value is not False
        ]
    )
    if tag in _VOID:
        return Markup(f"<{tag}{told}>")  # noqa: S704 - escaped above
    inside = "".join([each if isinstance(each, Markup) else written(each) for each in children])
    return Markup(f"<{tag}{told}>{inside}</{tag}>")  # noqa: S704 - as above


def joined(parts: Iterable[Markup]) -> Markup:
    """Return what was drawn, one after the other."""
    return Markup("".join(parts))  # noqa: S704 - each is what `element` returned
