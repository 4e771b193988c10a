"""Fields: label above, hint under the label, error above the field, all three tied to it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import flet as ft

from semantics import Error, Field, Hint, Label, mark
from views.design import tokens
from views.design.card import column
from views.design.controlled import use_controlled
from views.design.text import body, hint, scale

_END_WIDTH = 110
"""Room kept for the control at the end of a field, in logical pixels."""

_MOST_LINES = 12
"""A long text scrolls in its box beyond that: what sends it stays near."""

_PURPOSES: Final[Mapping[ft.AutofillHint, str]] = {
    ft.AutofillHint.USERNAME: "username",
    ft.AutofillHint.PASSWORD: "current-password",
    ft.AutofillHint.NEW_PASSWORD: "new-password",
    ft.AutofillHint.ONE_TIME_CODE: "one-time-code",
    ft.AutofillHint.EMAIL: "email",
    ft.AutofillHint.TELEPHONE_NUMBER: "tel",
    ft.AutofillHint.FAMILY_NAME: "family-name",
    ft.AutofillHint.GIVEN_NAME: "given-name",
    ft.AutofillHint.BIRTHDAY_DAY: "bday-day",
    ft.AutofillHint.BIRTHDAY_MONTH: "bday-month",
    ft.AutofillHint.BIRTHDAY_YEAR: "bday-year",
}
"""What may be filled in, as HTML names it."""

_KEYBOARDS: Final[Mapping[ft.KeyboardType, str]] = {
    ft.KeyboardType.TEXT: "",
    ft.KeyboardType.NUMBER: "numeric",
    ft.KeyboardType.PHONE: "tel",
    ft.KeyboardType.EMAIL: "email",
}

_UNSEEN = ft.TextStyle(color=tokens.TRANSPARENT, size=0.01, height=0.1, letter_spacing=0)


@ft.component
def field(
    label: str,
    *,
    value: Callable[[], str],
    on_change: Callable[[str], Any],
    on_leave: Callable[[], Any] | None = None,
    on_submit: Callable[..., Any] | None = None,
    hint_text: str = "",
    error: str = "",
    error_shown: bool = True,
    password: bool = False,
    description: str = "",
    purpose: ft.AutofillHint | None = None,
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT,
    max_length: int | None = None,
    lines: int = 1,
    required: bool = True,
    size: int = tokens.TEXT_SIZE,
    letter_spacing: float | None = None,
    end: ft.Control | None = None,
    autofocus: bool = False,
    asked_as: str = "",
    ref: ft.Ref[ft.TextField] | None = None,
) -> ft.Control:
    """Return a text field.

    Flutter names an input after its own label, not after a text nearby: the visible label is kept out of the semantic
    tree and said again as a transparent one, so that a screen reader hears it once, as the name of the input. (A hint
    would do while the input is empty, and no longer.) In the same way the visible error is said as the input's own
    `error`, which becomes its description.

    Args:
        label: Visible label and accessible name.
        value: Says what the field holds; asked whenever it is drawn, which it is without its form when the focus
            comes or goes. A form need not be drawn again for a key.
        on_change: Called with the text at each change.
        on_leave: Called when the field loses the focus.
        on_submit: Called on Enter.
        hint_text: Help under the label; also part of the description.
        error: What is wrong and how to mend it, in words; empty when nothing is.
        error_shown: Whether it stands at the field; not where it stands at the group that the field is in.
        password: Whether the characters are hidden.
        description: What a screen reader says after the name in a browser; it stands near the field for who sees it.
        purpose: What the system may fill in (WCAG 1.3.5).
        keyboard: Keyboard that a phone shows.
        max_length: Longest text that can be typed, in characters.
        lines: How many are seen; where more than one, Enter begins the next.
        required: Whether it must be filled in.
        size: Text size in logical pixels.
        letter_spacing: Space between characters in logical pixels.
        end: Control at the end of the field.
        autofocus: Whether the field takes the focus when it appears.
        asked_as: Its name in the query of an address, where it stands in what is `asked_together`.
        ref: Where the `TextField` is put, for who gives it the focus.
    """
    focused, set_focused = ft.use_state(False)  # noqa: FBT003 - Flet's own signature

    controlled = use_controlled(value(), ref)
    name = ", ".join(filter(None, (label, hint_text)))

    def changed(event: ft.Event[ft.TextField]) -> None:
        typed = str(event.data)
        controlled.hear(typed)
        on_change(typed)

    def left(_: ft.Event[ft.TextField]) -> None:
        set_focused(False)
        if on_leave is not None:
            on_leave()

    # One control stands above the box whether there is an error or not: a box that moves loses the focus.
    words = [mark(body(label, bold=True), Label())]
    if hint_text:
        words.append(mark(hint(hint_text), Hint()))
    told = error if error_shown else ""
    if told:
        words.append(mark(hint(told, color=tokens.ERROR, bold=True), Error()))
    above = ft.Semantics(
        exclude_semantics=True,
        content=column(*words, spacing=tokens.SPACE_4),
    )
    box: ft.Control = ft.Container(
        border_radius=tokens.FIELD_RADIUS,
        # The ring is a shadow: it takes no room, so nothing moves when it appears.
        shadow=ft.BoxShadow(spread_radius=tokens.RING, color=tokens.ACCENT) if focused else None,
        content=ft.TextField(
            ref=controlled.ref,
            value=controlled.value,
            on_change=changed,
            on_focus=lambda _: set_focused(True),
            on_blur=left,
            on_submit=on_submit if lines == 1 else None,
            label=name,
            label_style=_UNSEEN,
            error=error or None,
            error_style=_UNSEEN,
            password=password,
            autofill_hints=purpose,
            keyboard_type=keyboard if lines == 1 else ft.KeyboardType.MULTILINE,
            max_length=max_length,
            multiline=lines > 1,
            min_lines=lines if lines > 1 else None,
            max_lines=_MOST_LINES if lines > 1 else None,
            counter="" if max_length else None,
            autofocus=autofocus,
            # What is written in sentences may be corrected, and nothing else.
            autocorrect=lines > 1,
            enable_suggestions=lines > 1,
            filled=True,
            fill_color=tokens.CARD,
            border={
                ft.ControlState.FOCUSED: _outline(tokens.ERROR if error else tokens.PRIMARY),
                ft.ControlState.DEFAULT: _outline(tokens.ERROR if error else tokens.LINE),
            },
            content_padding=ft.Padding.only(
                left=tokens.SPACE_16,
                top=tokens.SPACE_16,
                bottom=tokens.SPACE_16,
                right=_END_WIDTH if end else tokens.SPACE_16,
            ),
            text_style=ft.TextStyle(
                size=size * scale(),
                weight=tokens.REGULAR,
                color=tokens.INK,
                letter_spacing=letter_spacing or 0,
            ),
        ),
    )
    if end is not None:
        # Not in the field's own suffix: Flutter would nest one pressable thing in another there.
        box = ft.Stack(
            fit=ft.StackFit.PASS_THROUGH,
            controls=[
                box,
                ft.Container(
                    content=end, right=tokens.SPACE_8, top=0, bottom=0, alignment=ft.Alignment.CENTER
                ),
            ],
        )
    what = Field(
        purpose=_PURPOSES[purpose] if purpose is not None else "",
        keyboard=_KEYBOARDS[keyboard],
        required=required,
        description=description,
        asked_as=asked_as,
    )
    return mark(
        ft.Container(
            border=ft.Border.only(left=ft.BorderSide(tokens.SPACE_4, tokens.ERROR)) if told else None,
            padding=ft.Padding.only(left=tokens.SPACE_12 if told else 0),
            content=column(above, box, spacing=tokens.SPACE_4),
        ),
        what,
    )


def _outline(color: ft.Colors) -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(
        gap_padding=0, side=ft.BorderSide(tokens.BORDER, color), border_radius=tokens.FIELD_RADIUS
    )
