from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from views.design import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

VIEWS = Path(__file__).parents[2] / "views"
DESIGN = VIEWS / "design"
PALETTES = DESIGN / "theme.py"
TOKENS = DESIGN / "tokens.py"
# Where French stands: the `text.py` of each folder, parts of it with a name (`why_text.py`), what several screens say
# of one thing, and what the shell says of errors, sums, dates, benefits and reach.
WORDS = {
    *(path for path in VIEWS.rglob("text.py") if path.parent != DESIGN),
    *VIEWS.glob("*/*_text.py"),
    *(VIEWS / "shell" / f"{name}.py" for name in ("benefit_names", "error_text", "formats", "reach_text")),
}
MODULES = sorted(path for path in VIEWS.rglob("*.py") if path not in WORDS)

_COLOR = re.compile(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(")
# Two words with a space between them, or one word that starts a sentence: nothing else in the code reads so.
_SENTENCE = re.compile(r"[A-Za-zÀ-ÿ'’]{2,} [A-Za-zÀ-ÿ'’]{2,}")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Give the string literals of a module with their lines; those that only document are left out."""
    tree = tree_of(path)
    prose = {
        id(statement.value)
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def named(path: Path) -> str:
    return path.relative_to(VIEWS).as_posix()


def test_words_stand_in_one_place() -> None:
    """French stands in the `text.py` of each folder alone: elsewhere no literal has accents or reads as a sentence."""
    found = [
        f"{named(path)}:{line}: {text!r}"
        for path in MODULES
        for line, text in literals(path)
        if text != tokens.FONT
        and (
            any(character.isalpha() and not character.isascii() for character in text)
            or _SENTENCE.search(text)
        )
    ]
    assert not found, "\n".join(found)


def test_colours_stand_in_one_place() -> None:
    """Colours have values in the palettes alone: a screen names what it paints."""
    modules = [path for path in sorted(VIEWS.rglob("*.py")) if path != PALETTES]
    found = [
        f"{named(path)}:{line}: {text!r}"
        for path in modules
        for line, text in literals(path)
        if _COLOR.search(text)
    ] + [
        f"{named(path)}:{node.lineno}: Colors.{node.attr}"
        for path in modules
        if path != TOKENS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "Colors"
    ]
    assert not found, "\n".join(found)


def test_raw_buttons_and_fields_stay_in_the_design_system() -> None:
    """A screen takes its buttons and fields from `views.design`, which is where they are made accessible."""
    raw = re.compile(r"(Button|TextField|Checkbox|Dropdown|Switch|Radio|Slider)$")
    found = [
        f"{named(path)}:{call.lineno}: {call.func.attr}"
        for path in MODULES
        if DESIGN not in path.parents
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and raw.search(call.func.attr)
    ]
    assert not found, "\n".join(found)
