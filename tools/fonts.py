"""Reduce the font that the program ships to the glyphs that it shows, and write what pages of HTML take of fonts.

`make icons` writes the outlines of the icons after a screen has taken a new one. The text font is made from its
upstream file (https://github.com/googlefonts/atkinson-hyperlegible-next, SIL OFL) by
`python -m tools.fonts <AtkinsonHyperlegibleNext[wght].ttf>`, and from it the two files for pages: what French needs,
and what names of elsewhere do, which a browser asks for where it has to show any.
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import flet_web
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from views.design import tokens

ROOT = Path(__file__).parent.parent
TEXT_FONT = ROOT / "assets/fonts/AtkinsonHyperlegibleNext.ttf"
OUTLINES = ROOT / "web/drawing/icons.json"
FULL_ICON_FONT = Path(flet_web.get_package_web_dir()) / "assets/fonts/MaterialIcons-Regular.otf"

NARROW_NO_BREAK_SPACE = 0x202F
PAGE_FONTS = ROOT / "assets/fonts/web"


def icons_used(source: Path) -> Iterator[str]:
    """Yield the names of Flet's icons in the Python files under `source`: `ft.Icons.LOCK` gives LOCK."""
    for file in source.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Attribute):
                continue
            owner = node.value
            if (isinstance(owner, ast.Attribute) and owner.attr == "Icons") or (
                isinstance(owner, ast.Name) and owner.id == "Icons"
            ):
                yield node.attr


def glyph_of(icon: str) -> str:
    """Return the name of an icon's glyph: `baseline` for the plain style, else the suffix of the icon."""
    name = icon.lower()
    return name if name.endswith(("_outlined", "_rounded", "_sharp")) else f"{name}_baseline"


def outline_icons() -> None:
    """Write the outlines of the icons that the screens draw, in a square of 24: a page of HTML has them in itself."""
    font = TTFont(FULL_ICON_FONT)
    glyphs = font.getGlyphSet()
    scale = 24 / font["head"].unitsPerEm
    outlines = {}
    for icon in sorted(set(icons_used(ROOT / "views"))):
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.3g}")
        glyphs[glyph_of(icon)].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 24)))
        outlines[icon.lower()] = pen.getCommands()
    OUTLINES.write_text(json.dumps(outlines, indent=1) + "\n", encoding="utf-8")


def cut_text(upstream: Path) -> None:
    """Write the text font: weights 400 to 700 in one file, with the narrow space of French, which upstream lacks."""
    font = TTFont(upstream)
    instantiateVariableFont(font, {"wght": (400, 700)}, inplace=True)
    order = font.getGlyphOrder()
    font.setGlyphOrder([*order, "uni202F"])
    font["glyf"]["uni202F"] = font["glyf"]["space"]
    width, bearing = font["hmtx"]["space"]
    font["hmtx"]["uni202F"] = (round(width * 0.7), bearing)
    font["gvar"].variations["uni202F"] = []
    widths = font["HVAR"].table.AdvWidthMap.mapping
    widths["uni202F"] = widths["space"]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_NO_BREAK_SPACE] = "uni202F"
    TEXT_FONT.parent.mkdir(parents=True, exist_ok=True)
    font.save(TEXT_FONT)


def cut_page_fonts() -> None:
    """Write the text font once more as the files of pages, each with the characters that its page asks for there."""
    PAGE_FONTS.mkdir(exist_ok=True)
    for name, ranges in tokens.PAGE_FONTS.items():
        font = TTFont(TEXT_FONT)
        options = Options()
        options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
        options.hinting = False
        options.name_IDs = []
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=set(characters(ranges)))
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(ROOT / "assets" / name)


def characters(ranges: str) -> Iterator[int]:
    """Yield the characters that CSS names: `U+20-7E, U+152`."""
    for each in ranges.split(","):
        first, _, last = each.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        cut_text(Path(sys.argv[1]))
        cut_page_fonts()
    else:
        outline_icons()
