"""What every form shows of what went wrong: the summary on top, and the focus on the first fault."""

from collections.abc import Sequence
from typing import NamedTuple

import flet as ft

from api_client.errors import ClientError, Refused
from views.design import tokens
from views.design.button import link
from views.design.card import column
from views.design.notice import Tone, notice
from views.design.text import body, hint
from views.shell.errors import explain
from views.shell.text import FieldText


class FieldFault(NamedTuple):
    """A field, what is wrong with it in words (empty when nothing is), and what gives it the focus if anything does."""

    name: str
    words: str
    ref: ft.Ref[ft.TextField] | None

    async def focus(self) -> None:
        """Give the field the focus, where one can have it."""
        if self.ref is not None and self.ref.current is not None:
            await self.ref.current.focus()


def fault_summary(faults: Sequence[FieldFault], error: ClientError | None) -> list[ft.Control]:
    """Return what stands on top of a form: its faults, with a way to each, or what the server answered."""
    wrong = [fault for fault in faults if fault.words]
    if wrong:
        ways = [_way(fault) for fault in wrong]
        return [notice(Tone.ERROR, FieldText.summary(len(wrong)), "", *ways, live=True, level=2)]
    # A refusal that names its fields is said beside them.
    if error is None or (isinstance(error, Refused) and error.fields):
        return []
    message = explain(error)
    return [notice(Tone.ERROR, message.title, message.text, live=True, level=2)]


def group(label: str, error: str, *controls: ft.Control) -> ft.Control:
    """Return related fields under the name of their group, with what is wrong with them."""
    wrong = [hint(error, color=tokens.ERROR, bold=True)] if error else []
    return column(body(label, bold=True), wrong, *controls, spacing=tokens.SPACE_4)


def use_fault_focus(attempts: int, faults: Sequence[FieldFault]) -> None:
    """Give the focus to the first faulty field, after the drawing that shows the fault, at each refused attempt."""
    first = next((fault for fault in faults if fault.words and fault.ref is not None), None)
    ft.use_effect(first.focus if first is not None else _nowhere, [attempts])


def _way(fault: FieldFault) -> ft.Control:
    return link(f"{fault.name} : {fault.words}", fault.focus, color=tokens.ERROR, size=tokens.TEXT_SIZE)


def _nowhere() -> None:
    """Leave the focus where it is."""
