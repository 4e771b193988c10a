from fontTools.ttLib import TTFont

from tools import fonts


def test_every_icon_in_use_is_in_the_font() -> None:
    """An icon that the font lacks shows as an empty box: `make icons` puts it in."""
    held = set(TTFont(fonts.ICON_FONT).getGlyphOrder())
    used = set(fonts.icons_used(fonts.ROOT / "views"))
    assert {icon for icon in used if fonts.glyph_of(icon) not in held} == set()


def test_text_font_writes_french() -> None:
    """Every character of French text, its spaces and its quotes included, is in the font."""
    written = "aàâæbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿz«»‹›’“”…•–—·€°²−×\u00a0\u202f 0123456789!?;:.,%()[]/@&#+=*_'\""
    held = TTFont(fonts.TEXT_FONT).getBestCmap()
    assert {letter for letter in written + written.upper() if ord(letter) not in held} == set()
