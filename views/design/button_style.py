"""How buttons look, as Material's themes take it: said once for the window rather than with each of its buttons."""

from collections.abc import Mapping
from typing import TypeAlias

import flet as ft

from views.design import tokens

Color: TypeAlias = str | ft.Colors

_FOCUSED, _HOVERED, _DEFAULT = ft.ControlState.FOCUSED, ft.ControlState.HOVERED, ft.ControlState.DEFAULT
_PADDING = ft.Padding.symmetric(vertical=tokens.SPACE_16, horizontal=tokens.SPACE_24)


def primary_style(*, primary: Color, accent: Color) -> ft.ButtonStyle:
    """Return the looks of the one main button of a screen."""
    return _style(
        bgcolor={_DEFAULT: primary},
        side={_FOCUSED: ft.BorderSide(tokens.RING, accent), _DEFAULT: ft.BorderSide(tokens.RING, primary)},
    )


def secondary_style(
    *, primary: Color, on_primary: Color, tint: Color, card: Color, accent: Color
) -> ft.ButtonStyle:
    """Return the looks of a button beside the main one."""
    return _style(
        color={_FOCUSED: on_primary, _DEFAULT: primary},
        bgcolor={_FOCUSED: primary, _HOVERED: tint, _DEFAULT: card},
        side={_FOCUSED: ft.BorderSide(tokens.RING, accent), _DEFAULT: ft.BorderSide(tokens.BORDER, primary)},
    )


def link_style(*, tint: Color, ink: Color, resting: Color = tokens.TRANSPARENT) -> ft.ButtonStyle:
    """Return the looks of what has no frame; `resting` is behind it while nothing points at it.

    The accent has 3:1 beside the main colour only: what stands on paper takes its ring in ink.
    """
    return _style(
        bgcolor={_FOCUSED: tint, _HOVERED: tint, _DEFAULT: resting},
        side={
            _FOCUSED: ft.BorderSide(tokens.RING, ink, stroke_align=ft.BorderSideStrokeAlign.OUTSIDE),
            _DEFAULT: ft.BorderSide(tokens.RING, tokens.TRANSPARENT),
        },
        # Beside the words too: neither the tint nor the ring, which is drawn around it, touches a letter.
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_8, horizontal=tokens.SPACE_4),
        radius=tokens.SPACE_8,
        alignment=ft.Alignment.CENTER_LEFT,
    )


def switch_style(*, on: bool) -> ft.ButtonStyle:
    """Return the looks of one of several buttons of which one is on."""
    paper = tokens.PRIMARY if on else tokens.CARD
    return _style(
        bgcolor={_HOVERED: tokens.PRIMARY if on else tokens.TINT, _DEFAULT: paper},
        side={
            _FOCUSED: ft.BorderSide(tokens.RING, tokens.INK, stroke_align=ft.BorderSideStrokeAlign.OUTSIDE),
            _DEFAULT: ft.BorderSide(tokens.BORDER, tokens.PRIMARY if on else tokens.LINE),
        },
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_8, horizontal=tokens.SPACE_16),
    )


def segment_style(*, on: bool) -> ft.ButtonStyle:
    """Return the looks of one of several places in one frame."""
    return _style(
        bgcolor={
            _HOVERED: tokens.PRIMARY if on else tokens.TINT,
            _DEFAULT: tokens.PRIMARY if on else tokens.CARD,
        },
        side={
            _FOCUSED: ft.BorderSide(tokens.RING, tokens.ACCENT),
            _DEFAULT: ft.BorderSide(0, tokens.TRANSPARENT),
        },
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_12, horizontal=tokens.SPACE_16),
        radius=tokens.FIELD_RADIUS,
    )


def bar_style() -> ft.ButtonStyle:
    """Return the looks of one bar of a chart: the bar alone is seen."""
    return _style(
        bgcolor={_HOVERED: tokens.TINT, _DEFAULT: tokens.TRANSPARENT},
        side={_FOCUSED: ft.BorderSide(tokens.RING, tokens.INK)},
        padding=ft.Padding.all(0),
        radius=tokens.SPACE_4,
    )


def _style(
    *,
    bgcolor: Mapping[ft.ControlState, Color],
    side: Mapping[ft.ControlState, ft.BorderSide],
    color: Mapping[ft.ControlState, Color] | None = None,
    padding: ft.Padding = _PADDING,
    radius: int = tokens.BUTTON_RADIUS,
    alignment: ft.Alignment | None = None,
) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        color=dict(color) if color else None,
        bgcolor=dict(bgcolor),
        overlay_color=tokens.TRANSPARENT,
        elevation=0,
        padding=padding,
        alignment=alignment,
        side=dict(side),
        shape=ft.RoundedRectangleBorder(radius=radius),
        animation_duration=0,
    )
