"""The style sheet of a host: what holds for every page, the colours of its themes, and the looks drawn with."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from web.drawing import looks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import flet as ft

_BASE: Final = (Path(__file__).parent / "base.css").read_text(encoding="utf-8")
_DARK: Final = "(prefers-color-scheme:dark)"
_MORE: Final = "(prefers-contrast:more)"
_BUTTONS: Final = {
    "filled": "filled_button_theme",
    "outlined": "outlined_button_theme",
    "plain": "text_button_theme",
}
_HEX: Final = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """The four themes of a program, which are one but for their colours."""

    light: ft.Theme
    dark: ft.Theme
    contrast_light: ft.Theme
    contrast_dark: ft.Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One file of a font.

    Attributes:
        family: its name.
        file: the name of the file, among those of the program's pages.
        weights: those that it has, as CSS names them (`400 700`).
        range: the characters that it has, as CSS names them.
    """

    family: str
    file: str
    weights: str
    range: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a program looks, as far as each of its pages does."""

    themes: Themes
    faces: tuple[Face, ...] = ()


def base_sheet(look: Look, address: Callable[[str], str]) -> str:
    """Return what the style sheet of a host begins with, whatever is drawn.

    Args:
        look: the program's.
        address: returns where a file of the program's pages lies.
    """
    faces = [_face(face, address(face.file)) for face in look.faces]
    parts = [*faces, *_palettes(look.themes), _fonts(look.faces), _BASE, *_buttons(look.themes)]
    return "\n".join(filter(None, parts))


def _face(face: Face, url: str) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";src:url("{url}") format("woff2");'
        f"font-weight:{face.weights};font-display:swap;unicode-range:{face.range}}}"
    )


def _fonts(faces: Sequence[Face]) -> str:
    families = dict.fromkeys(f'"{face.family}"' for face in faces)
    return f":root{{--font:{','.join(families)},system-ui}}" if families else ""


def _palettes(themes: Themes) -> list[str]:
    light, dark = _colors(themes.light), _colors(themes.dark)
    more_light, more_dark = _colors(themes.contrast_light), _colors(themes.contrast_dark)
    more, less = ":root[data-contrast=more]", ":root:not([data-contrast=less])"
    is_light, is_dark = ":not([data-scheme=dark])", "[data-scheme=dark]"
    may_be_dark = ":not([data-scheme=light])"
    return [
        f":root{{color-scheme:light;{light}}}",
        f"@media {_DARK}{{:root{may_be_dark}{{color-scheme:dark;{dark}}}}}",
        f":root{is_dark}{{color-scheme:dark;{dark}}}",
        f"@media {_MORE}{{{less}{is_light}{{{more_light}}}{less}{is_dark}{{{more_dark}}}}}",
        f"@media {_MORE} and {_DARK}{{{less}{may_be_dark}{{{more_dark}}}}}",
        f"{more}{is_light}{{{more_light}}}",
        f"@media {_DARK}{{{more}{may_be_dark}{{{more_dark}}}}}",
        f"{more}{is_dark}{{{more_dark}}}",
    ]


def _colors(theme: ft.Theme) -> str:
    return ";".join(f"--{name}:{value}" for name, value in _roles(theme).items())


def _roles(theme: ft.Theme) -> dict[str, str]:
    scheme = theme.color_scheme
    if scheme is None:
        return {}
    found: dict[str, Any] = {each.name: getattr(scheme, each.name) for each in fields(scheme)}
    return {
        name.replace("_", ""): looks.color(value) for name, value in found.items() if isinstance(value, str)
    }


def _buttons(themes: Themes) -> list[str]:
    """Return how buttons look at rest and in their states."""
    rules = []
    for name, where in _BUTTONS.items():
        found = [getattr(theme, where) for theme in _all(themes)]
        styles: list[ft.ButtonStyle] = [each.style for each in found if each is not None and each.style]
        if len(styles) < len(found):
            continue
        resting = [looks.button(style) for style in styles]
        rules.append(_rule(f".{name}", resting, themes))
        for state, selector in looks.STATES.items():
            now = [looks.button(style, state) for style in styles]
            others = [
                key for key in now[0] if any(a[key] != b[key] for a, b in zip(now, resting, strict=True))
            ]
            changed = [{key: each[key] for key in others} for each in now]
            rules.append(_rule(f".{name}{selector}", changed, themes))
    return rules


def _rule(selector: str, looks_by_theme: Sequence[Mapping[str, str]], themes: Themes) -> str:
    if not looks_by_theme[0]:
        return ""
    declared = (
        f"{name}:{_common([each[name] for each in looks_by_theme], themes)}" for name in looks_by_theme[0]
    )
    return f"{selector}{{{';'.join(declared)}}}"


def _common(values: Sequence[str], themes: Themes) -> str:
    """Return a value that is right in each theme: in place of its colours, the roles that have them in all.

    Raises:
        ValueError: a colour is no role.
    """
    roles = [_roles(theme) for theme in _all(themes)]
    value = values[0]
    for colors in zip(*(_HEX.findall(each) for each in values), strict=True):
        role = next(
            (name for name in roles[0] if all(r.get(name) == c for r, c in zip(roles, colors, strict=True))),
            None,
        )
        if role is None:
            raise ValueError(f"no role of the themes has the colours {colors}")
        value = value.replace(colors[0], f"var(--{role})", 1)
    return value


def _all(themes: Themes) -> tuple[ft.Theme, ...]:
    return themes.light, themes.dark, themes.contrast_light, themes.contrast_dark
