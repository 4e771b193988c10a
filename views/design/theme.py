"""The four palettes, and the Flet themes made of them.

Ratios against the background they stand on: text at least 7:1, the words of an alert, an error or a success at least
4.5:1 on their tints and 6.5:1 on page and card, borders and bars at least 3:1; text at least 7:1 everywhere in high
contrast.
"""

from dataclasses import dataclass
from functools import lru_cache

import flet as ft

from views.design import tokens
from views.design.button_style import link_style, primary_style, secondary_style


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme, as hexadecimal values; the names are those of the tokens."""

    page: str
    card: str
    ink: str
    soft: str
    line: str
    hair: str
    primary: str
    on_primary: str
    tint: str
    on_tint: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    error: str
    error_tint: str
    accent: str
    mark: str


LIGHT = Palette(
    page="#F6F5F1", card="#FFFFFF", ink="#1B1D26", soft="#4D5160", line="#8A8D98", hair="#E2E0D9",
    primary="#24389B", on_primary="#FFFFFF", tint="#E7EAFA", on_tint="#1C2C7A",
    ok="#17693F", ok_tint="#E2F3E9", warn="#7A4B00", warn_tint="#FCEFD6", error="#A61B1B", error_tint="#FBE6E4",
    accent="#B86E00", mark="#E9A23B",
)  # fmt: skip

DARK = Palette(
    page="#12131A", card="#1C1E29", ink="#F1F2F7", soft="#B9BDCB", line="#8E93A6", hair="#2E3140",
    primary="#AEBBFF", on_primary="#101B57", tint="#272E57", on_tint="#D6DCFF",
    ok="#7FD6A4", ok_tint="#143324", warn="#F2C46D", warn_tint="#3A2C10", error="#FFB0A8", error_tint="#431E1C",
    accent="#F2B65A", mark="#F2B65A",
)  # fmt: skip

# High contrast: ink on pure white or black, lines as strong as the ink, no tints.
CONTRAST_LIGHT = Palette(
    page="#FFFFFF", card="#FFFFFF", ink="#000000", soft="#000000", line="#000000", hair="#000000",
    primary="#00127A", on_primary="#FFFFFF", tint="#FFFFFF", on_tint="#00127A",
    ok="#00401F", ok_tint="#FFFFFF", warn="#4A2D00", warn_tint="#FFFFFF", error="#7A0000", error_tint="#FFFFFF",
    accent="#000000", mark="#000000",
)  # fmt: skip

CONTRAST_DARK = Palette(
    page="#000000", card="#000000", ink="#FFFFFF", soft="#FFFFFF", line="#FFFFFF", hair="#FFFFFF",
    primary="#CDD5FF", on_primary="#000000", tint="#000000", on_tint="#CDD5FF",
    ok="#A8F0C6", ok_tint="#000000", warn="#FFDB94", warn_tint="#000000", error="#FFC9C4", error_tint="#000000",
    accent="#FFFFFF", mark="#FFFFFF",
)  # fmt: skip


@lru_cache(maxsize=32)
def theme(palette: Palette, *, scale: float = 1.0, motionless: bool = False) -> ft.Theme:
    """Return the Flet theme that paints `palette`, with no animation between screens; one of each, for all pages.

    Args:
        palette: its colours.
        scale: by what the sizes of text are multiplied.
        motionless: whether the little that moves by itself, the ripple under a press, is left out too.
    """
    ripple = tokens.TRANSPARENT if motionless else None
    still = ft.PageTransitionTheme.NONE
    return ft.Theme(
        font_family=tokens.FONT,
        use_material3=True,
        visual_density=ft.VisualDensity.STANDARD,
        splash_color=ripple,
        highlight_color=ripple,
        page_transitions=ft.PageTransitionsTheme(
            android=still, ios=still, linux=still, macos=still, windows=still
        ),
        filled_button_theme=ft.FilledButtonTheme(
            style=primary_style(primary=palette.primary, accent=palette.accent)
        ),
        outlined_button_theme=ft.OutlinedButtonTheme(
            style=secondary_style(
                primary=palette.primary,
                on_primary=palette.on_primary,
                tint=palette.tint,
                card=palette.card,
                accent=palette.accent,
            )
        ),
        text_button_theme=ft.TextButtonTheme(style=link_style(tint=palette.tint, ink=palette.ink)),
        navigation_bar_theme=ft.NavigationBarTheme(
            label_text_style={
                ft.ControlState.SELECTED: _place(palette.ink, scale),
                ft.ControlState.DEFAULT: _place(palette.soft, scale),
            }
        ),
        color_scheme=ft.ColorScheme(
            primary=palette.primary,
            on_primary=palette.on_primary,
            primary_container=palette.tint,
            on_primary_container=palette.on_tint,
            secondary=palette.ok,
            secondary_container=palette.ok_tint,
            tertiary=palette.warn,
            tertiary_container=palette.warn_tint,
            error=palette.error,
            error_container=palette.error_tint,
            surface=palette.page,
            surface_container_lowest=palette.card,
            surface_container=palette.card,
            surface_container_high=palette.card,
            on_surface=palette.ink,
            on_surface_variant=palette.soft,
            outline=palette.line,
            outline_variant=palette.hair,
            inverse_primary=palette.accent,
            inverse_surface=palette.mark,
            surface_tint=palette.card,
        ),
    )


def _place(color: str, scale: float) -> ft.TextStyle:
    size = min(tokens.PLACE_SIZE * scale, tokens.PLACE_MAX_SIZE)
    return ft.TextStyle(size=size, weight=tokens.SEMIBOLD, letter_spacing=0, color=color)
