import json

from fontTools.ttLib import TTFont

from tools import fonts
from views.design import tokens

_FRENCH = (
    "aàâæbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿz«»‹›’“”…•–—·€°²−×\u00a0\u202f 0123456789!?;:.,%()[]/@&#+=*_'\""
)


def test_every_icon_in_use_has_an_outline() -> None:
    """A page of HTML has icons in itself: one that is missing shows nothing. `make icons` puts it in."""
    outlines = json.loads(fonts.OUTLINES.read_text(encoding="utf-8"))
    assert set(outlines) == {icon.lower() for icon in fonts.icons_used(fonts.ROOT / "views")}


def test_text_font_writes_french() -> None:
    """Every character of French text, its spaces and its quotes included, is in the font."""
    held = TTFont(fonts.TEXT_FONT).getBestCmap()
    assert {letter for letter in _FRENCH + _FRENCH.upper() if ord(letter) not in held} == set()


def test_a_page_in_french_asks_for_one_file() -> None:
    """The second file is for names of elsewhere; both together have all that the whole font has."""
    *_, first = tokens.PAGE_FONTS
    held = [set(TTFont(fonts.ROOT / "assets" / name).getBestCmap()) for name in tokens.PAGE_FONTS]
    written = {ord(letter) for letter in _FRENCH + _FRENCH.upper()}
    assert written <= set(fonts.characters(tokens.PAGE_FONTS[first])) & held[-1]
    assert (fonts.ROOT / "assets" / first).stat().st_size < 20_000
    assert {0x141, 0x158, 0x219} <= held[0]
