"""How often a form is drawn: each drawing takes an old phone a moment, and a server shared by many its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from tests.views.shell.test_fields_stay import FORMS, Stage, settled, stage, stands

if TYPE_CHECKING:
    from tests.views.conftest import Open

__all__ = ["stage"]

_SHOWN_AND_FOCUSED = 2
"""Messages that a refused attempt may cost: one with all that it changes, one that gives the first fault the focus."""

COUNTED = [form for form in FORMS if not form.endswith(", code") and form not in {"code at sign-in", "paper"}]
"""All forms but those of a code, which count the seconds that it still holds, and one that can be sent as it is."""


@pytest.mark.parametrize("form", COUNTED)
async def test_an_attempt_and_a_key_draw_no_more_than_they_change(
    form: str, stage: Stage, open_at: Open
) -> None:
    """A refused attempt is drawn once; the first key takes its fault away at once; those after it draw nothing."""
    come, route, submit = FORMS[form]
    if come is not None:
        await come(stage)()
    screen = open_at(route)
    screen.html = None  # drawing it as HTML meanwhile lets more than one message come
    await screen.until(lambda: stands(screen, submit))
    await settled(screen)
    for attempt in ("first", "second"):
        before = screen.drawings
        await screen.press(submit)
        assert screen.drawings - before <= _SHOWN_AND_FOCUSED, f"the {attempt} attempt"
        await settled(screen)
    for field in screen.controls(ft.TextField):
        for key, text in enumerate(("1", "12")):
            before = screen.drawings
            await screen.type_in(field, text)
            assert screen.drawings - before <= (1 if key == 0 else 0), f"key {key} in {field.label}"
            await settled(screen)
