"""HTML elements: the one place where what is written into a page is escaped."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from markupsafe import Markup, escape

Attribute: TypeAlias = str | int | bool | None
"""What an attribute holds: True for one that is there without a value, None or False for one that is not."""

_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})

EMPTY: Final = Markup()


def element(tag: str, attributes: Mapping[str, Attribute], *children: Markup | str) -> Markup:
    """Return an element; text among its children is escaped, as is each value of an attribute."""
    written = "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")  # noqa: S704 - escaped above
    return Markup(f"<{tag}{written}>{EMPTY.join(children)}</{tag}>")  # noqa: S704 - as above; `join` escapes text


def joined(*parts: Markup) -> Markup:
    """Return parts one after the other."""
    return EMPTY.join(parts)
