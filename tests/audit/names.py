"""What a screen reader says of a page, as the browser's own tree has it."""

import re
from collections.abc import Iterator
from typing import Any

from playwright.async_api import Page

_UNSAID = re.compile(r"[−•›→✓]|(?<![\w-])-\s?\d[\d\s]*(,\d\d)?\s?€")
"""Signs that many readers pass over or name after their shape: a minus, a dot for what is hidden, an arrow."""
_ICON = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(undefined|null|None|nan)\b")
_SHORT_DATE = re.compile(
    r"\b\d{1,2}/\d{1,2}(/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b(janv|févr|avr|juil|sept|oct|nov|déc)\."
)
_TWICE = re.compile(r"^(?=.*[^\W\d])(.{3,}?)[\s,.:–-]*\1$")
_SHOWN_ONLY = frozenset({"InlineTextBox", "LineBreak", "ListMarker"})


async def said(page: Page) -> list[str]:
    """Find what is read badly: names said twice, signs, names of icons, dates that are cut short."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    return [fault for node in tree["nodes"] if not node["ignored"] for fault in _faults(node)]


def _faults(node: dict[str, Any]) -> Iterator[str]:
    role, name, more = (str(node.get(part, {}).get("value", "")) for part in ("role", "name", "description"))
    if role in _SHOWN_ONLY or not name.strip("•"):  # a password as it is shown
        return
    for text in filter(None, (name, more)):
        for kind, pattern in (
            ("a sign", _UNSAID),
            ("the name of an icon", _ICON),
            ("a date cut short", _SHORT_DATE),
        ):
            if pattern.search(text):
                yield f"{role} has {kind}: {text[:80]!r}"
    if _TWICE.match(name) or (more and more.casefold() == name.casefold()):
        yield f"{role} is said twice: {name[:80]!r}"
