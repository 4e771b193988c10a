"""Letters in HTML, hostile or only careless: what is kept of them is text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.messages.rules import LETTER_MAX
from server.messages.safe_text import host_of, of_html, of_plain
from server.messages.text import CUT

_PIECES = (
    "<script>alert(1)</script>", "<style>p{background:url(https://t.example/p.gif)}</style>", "<p>", "</p>", "<br>",
    '<img src="https://t.example/p.gif" onerror="alert(1)">', '<a href="javascript:alert(1)">ici</a>',
    '<a href="https://www.caf.fr/aide" onclick="x()">l’aide</a>', '<a href="https://caf.fr@evil.example">Caf</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>', "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>'></iframe>", "<form action=https://evil.example><input name=nir></form>", "\u202e",
    "\u2066", "\u200b", "&lt;script&gt;", "&#x202e;", "<!--", "-->", "<![CDATA[", "<math><mtext>", "<table><tr><td>",
    "Bonjour", " ", "\n", "é", "<", ">", '"', "'", "&", "<p style=position:fixed>", "<base href=//x>",
    "\x00", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=20), max_size=30).map("".join))
def test_whatever_is_written_becomes_plain_text(html: str) -> None:
    """No paragraph hides, turns or ends a line; every link leads to a host that it names, by https."""
    found = of_html(html)
    for paragraph in found.paragraphs:
        assert paragraph == paragraph.strip() != ""
        for character in paragraph:
            assert unicodedata.category(character) not in {"Cf", "Zl", "Zp"}, ascii(paragraph)
    for address in found.links:
        assert address.startswith("https://")
        assert host_of(address) in "".join(found.paragraphs)
        assert "@" not in address.split("/")[2]


def test_a_hostile_letter_says_what_it_says_and_does_nothing() -> None:
    """Scripts, styles and pictures go with what they hold; words stay, in their paragraphs."""
    html = (
        "<html><head><title>x</title><style>body{display:none}</style></head><body onload=alert(1)>"
        "<h1>Votre dossier</h1><p>Bonjour <b>Thomas</b>,</p><script>document.location='https://evil.example'</script>"
        "<p>Voyez <a href='https://www.service-public.fr/x'>le site du service public</a>.</p>"
        "<p>Ou <a href='javascript:alert(1)'>cliquez ici</a>, <a href='http://evil.example'>ou ici</a>.</p>"
        "<img src='https://t.example/pixel.gif' width=1><ul><li>Un</li><li>Deux</li></ul>"
        "<p>fdp.\u202eexe</p></body></html>"
    )
    found = of_html(html)
    assert found.paragraphs == [
        "Votre dossier",
        "Bonjour Thomas,",
        "Voyez le site du service public (www.service-public.fr).",
        "Ou cliquez ici, ou ici.",
        "Un",
        "Deux",
        "fdp.exe",
    ]
    assert found.links == ["https://www.service-public.fr/x"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "http://www.caf.fr",
        "//evil.example",
        "/v1/me",
        "https://caf.fr@evil.example/",
        "https://www.caf.fr\u202e/",
        "https://xn--cf-eka.fr:8443/",
        "https://caf.fr\\@evil.example",
        "https:///evil.example",
        "https://[::1",
        "https://localhost/",
        "https://cаf.fr/",
        "",
    ],
)
def test_addresses_that_nobody_is_led_to(address: str) -> None:
    """Other schemes, addresses that pretend to another host, and hosts of one's own machine."""
    assert host_of(address) == ""


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "mot " * 250_000 + "</p>",
        "<p>mot</p>" * 100_000,
        "<div>" * 200_000 + "fin",
        "".join(f"<b class=x{number}>" for number in range(90)) + "<p>mot" * 160_000,
        "<" * 1_000_000,
        "<a href='https://caf.fr/" + "x" * 1_000_000 + "'>ici</a>",
        "<!--" * 250_000,
    ],
    ids=["long", "many", "deep", "formatted", "open", "link", "comments"],
)
def test_a_letter_of_a_megabyte_is_cut_and_says_so(html: str) -> None:
    """What is shown stays readable, however it is made, and to read it takes no minutes."""
    found = of_html(html)
    assert sum(map(len, found.paragraphs)) <= LETTER_MAX + len(CUT)
    assert all(len(each) <= 2000 for each in found.links)


def test_plain_text_keeps_its_lines() -> None:
    """An empty line parts paragraphs; what looks like markup is what was typed."""
    found = of_plain("Bonjour,\r\n\r\n<b>1 < 2</b>\nligne\u202e\n\n\n\nFin")
    assert found.paragraphs == ["Bonjour,", "<b>1 < 2</b>\nligne", "Fin"]
    assert re.search("[\u202a-\u202e]", "".join(found.paragraphs)) is None
