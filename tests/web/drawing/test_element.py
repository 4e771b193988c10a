"""Whatever a person, a server or a letter says is text in a page, and nothing else."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from web.drawing.element import element

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</title></textarea></style><!--",
    "&lt;b&gt; &amp;#x3C;",
    "\u202eevil\u2066\u2069",
    "a\x00b\x0bc\x1f\x7f\x85",
    "\ud800 \udfff \ufdd0 \uffff",
    "Zoë N'Guyễn \U0001f469\u200d\U0001f467",
    "]]> <![CDATA[",
    "javascript:alert(1)",
]
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
anything = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(HOSTILE)


def held(text: str) -> str:
    """What a browser has of a text: a mark for what no page holds, and one kind of end of line."""
    return re.sub("\r\n?", "\n", _NEVER.sub("\ufffd", text))


def parsed(html: str) -> html5lib.treebuilders.etree.Element:  # type: ignore[name-defined] # it has no types
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    [found] = parser.parse(f"<!DOCTYPE html><title>t</title><body>{html}").find("body")
    return found


@given(anything, anything)
@example(HOSTILE[0], HOSTILE[1])
def test_text_stays_text(words: str, value: str) -> None:
    """Its page is valid, has the one element, and shows the very words."""
    found = parsed(element("p", {"title": value}, words))
    assert found.tag == "p"
    assert len(found) == 0
    assert (found.text or "") == held(words)
    assert found.attrib == {"title": held(value)}


@pytest.mark.parametrize("words", HOSTILE)
def test_what_was_drawn_can_be_sent(words: str) -> None:
    """Halves of surrogates would end the answer in the middle."""
    assert element("p", {}, words).encode()


def test_an_attribute_without_value_and_one_that_is_not() -> None:
    """`True` has a name alone; `None` and `False` are left out; 0 is a value."""
    html = element("input", {"required": True, "disabled": False, "form": None, "tabindex": 0})
    assert html == '<input required tabindex="0">'
