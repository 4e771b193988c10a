"""Affichage: colours, contrast, size of text, words."""

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import TypeVar

import flet as ft

from app.appearance.appearance import Appearance, Contrast, Motion, Scheme, TextSize, Words
from views.appearance.text import AppearanceText
from views.design import tokens
from views.design.card import card, column
from views.design.choice import choice
from views.design.text import heading, section, soft
from views.shell.layout import Layout, screen

E = TypeVar("E", bound=Enum)

_SCHEMES = {
    Scheme.SYSTEM: AppearanceText.SYSTEM,
    Scheme.LIGHT: AppearanceText.LIGHT,
    Scheme.DARK: AppearanceText.DARK,
}
_CONTRASTS = {
    Contrast.SYSTEM: AppearanceText.SYSTEM,
    Contrast.NORMAL: AppearanceText.NORMAL,
    Contrast.HIGH: AppearanceText.HIGH,
}

_TEXT_SIZES = dict(zip(TextSize, AppearanceText.TEXT_SIZES, strict=True))
_MOTIONS = {Motion.SYSTEM: AppearanceText.MOTION_SYSTEM, Motion.REDUCED: AppearanceText.MOTION_REDUCED}

_WORDS = {Words.USUAL: AppearanceText.WORDS_USUAL, Words.EASY: AppearanceText.WORDS_EASY}


def appearance(state: Appearance) -> ft.Control:
    """Return the choices of colours and contrast."""
    return screen(
        AppearanceText.HEADING,
        column(heading(AppearanceText.HEADING), soft(AppearanceText.LEAD)),
        _choices(state),
        layout=Layout.FORM,
    )


@ft.component
def _choices(state: Appearance) -> ft.Control:
    return column(
        _group(AppearanceText.SCHEME, _SCHEMES, state.scheme, state.choose_scheme),
        _group(
            AppearanceText.CONTRAST,
            _CONTRASTS,
            state.contrast,
            state.choose_contrast,
            more=AppearanceText.SYSTEM_HIGH if state.system_contrast else "",
        ),
        _group(
            AppearanceText.TEXT_SIZE,
            _TEXT_SIZES,
            state.text_size,
            state.choose_text_size,
            more=AppearanceText.TEXT_SIZE_MORE,
        ),
        _group(AppearanceText.WORDS, _WORDS, state.words, state.choose_words, more=AppearanceText.WORDS_MORE),
        # A page of HTML moves nothing by itself: nothing is left to choose.
        card(section(AppearanceText.MOTION), soft(AppearanceText.MOTION_STILL))
        if ft.context.page.web
        else _group(AppearanceText.MOTION, _MOTIONS, state.motion, state.choose_motion),
        spacing=tokens.SPACE_24,
    )


def _group(
    title: str, choices: dict[E, str], chosen: E, choose: Callable[[E], Awaitable[None]], *, more: str = ""
) -> ft.Control:
    by_value = {str(member.value): member for member in choices}

    async def pick(value: str) -> None:
        await choose(by_value[value])

    options = {str(member.value): label for member, label in choices.items()}
    return card(
        choice(
            title,
            options,
            str(chosen.value),
            pick,
            legend=section(title),
            note=soft(more) if more else None,
            spacing=tokens.SPACE_8,
            immediate=True,
        )
    )
