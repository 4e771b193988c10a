"""A field whose characters are hidden, with a button that shows them."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.rules.passwords import PASSWORD_MAX_LENGTH
from views.design.button import text_button
from views.design.field import field
from views.shell.text import SecretText

# Longer than any right value, so that an excess is seen and explained rather than dropped.
_TYPED_MAX = 2 * PASSWORD_MAX_LENGTH


@ft.component
def secret_field(
    label: str,
    *,
    value: Callable[[], str],
    on_change: Callable[[str], Any],
    on_submit: Callable[..., Any],
    error: str = "",
    purpose: ft.AutofillHint,
    description: str = "",
    autofocus: bool = False,
    ref: ft.Ref[ft.TextField] | None = None,
) -> ft.Control:
    """Return a password's field; the parameters are those of `views.design.field.field`."""
    shown, show = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    return field(
        label,
        value=value,
        on_change=on_change,
        on_submit=on_submit,
        error=error,
        password=not shown,
        purpose=purpose,
        max_length=_TYPED_MAX,
        description=description,
        autofocus=autofocus,
        ref=ref,
        end=text_button(
            SecretText.HIDE if shown else SecretText.SHOW,
            lambda: show(not shown),
            spoken=SecretText.HIDE_PASSWORD if shown else SecretText.SHOW_PASSWORD,
        ),
    )
