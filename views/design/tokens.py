"""Every colour, size, space and duration of the interface, by what it is for.

Colours are named after Material roles so that the client itself swaps them when the theme changes: a screen
says ``CARD``, never a hexadecimal value. The palettes behind the roles stand in `theme`.
"""

from typing import Final

import flet as ft

# Colours: what each role paints.
PAGE: Final = ft.Colors.SURFACE
CARD: Final = ft.Colors.SURFACE_CONTAINER_LOWEST
INK: Final = ft.Colors.ON_SURFACE
SOFT: Final = ft.Colors.ON_SURFACE_VARIANT
LINE: Final = ft.Colors.OUTLINE
HAIR: Final = ft.Colors.OUTLINE_VARIANT
PRIMARY: Final = ft.Colors.PRIMARY
ON_PRIMARY: Final = ft.Colors.ON_PRIMARY
TINT: Final = ft.Colors.PRIMARY_CONTAINER
ON_TINT: Final = ft.Colors.ON_PRIMARY_CONTAINER
OK: Final = ft.Colors.SECONDARY
OK_TINT: Final = ft.Colors.SECONDARY_CONTAINER
WARN: Final = ft.Colors.TERTIARY
WARN_TINT: Final = ft.Colors.TERTIARY_CONTAINER
ERROR: Final = ft.Colors.ERROR
ERROR_TINT: Final = ft.Colors.ERROR_CONTAINER
ACCENT: Final = ft.Colors.INVERSE_PRIMARY
MARK: Final = ft.Colors.INVERSE_SURFACE
TRANSPARENT: Final = ft.Colors.TRANSPARENT

# Type: sizes in logical pixels at 100 %; the system's text size scales them all.
PLACE_SIZE: Final = 12.5  # a third larger, as the system may have it, "Paiements" is 78 pixels of 80
PLACE_MAX_SIZE: Final = 15  # four places stand side by side in 320 pixels, whatever the size of text
HINT_SIZE: Final = 15
TEXT_SIZE: Final = 17
SECTION_SIZE: Final = 20
HEADING_SIZE: Final = 30
AMOUNT_SIZE: Final = 40
NARROW_LARGE_SIZE: Final = 21
LINE_HEIGHT: Final = 1.5
HEADING_HEIGHT: Final = 1.2

# One variable font carries the three weights.
FONT: Final = "Atkinson Hyperlegible Next"
FONT_FILES: Final = {FONT: "/fonts/AtkinsonHyperlegibleNext.ttf"}
PAGE_FONTS: Final = {
    "fonts/web/latin-extended.woff2": "U+100-24F,U+300-36F,U+1E00-1EFF",
    "fonts/web/latin.woff2": (
        "U+20-7E,U+A0-FF,U+152-153,U+178,U+2013-2014,U+2018-2019,U+201C-201D,U+2022,U+2026,U+202F,U+2039-203A,"
        "U+20AC,U+2212"
    ),
}
"""Its files for pages of HTML, by the characters that are looked for in each; of two that have one, in the last."""
REGULAR: Final = ft.FontWeight.W_400
SEMIBOLD: Final = ft.FontWeight.W_600
BOLD: Final = ft.FontWeight.W_700

# Spaces, in logical pixels: the whole scale, nothing between.
SPACE_4: Final = 4
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_16: Final = 16
SPACE_24: Final = 24
SPACE_32: Final = 32
SPACE_48: Final = 48

# Shapes.
FIELD_RADIUS: Final = 10
BUTTON_RADIUS: Final = 12
CARD_RADIUS: Final = 16
CONTROL_HEIGHT: Final = 56
BORDER: Final = 2
RING: Final = 3

# Widths.
FORM_WIDTH: Final = 480
ACCOUNT_WIDTH: Final = 1080
RAIL_WIDTH: Final = 232
NARROW_MAX: Final = 360
PHONE_MAX: Final = 600
WIDE_MIN: Final = 840

# Delays, in seconds: a skeleton shows only when loading lasts.
SKELETON_AFTER: Final = 0.2
