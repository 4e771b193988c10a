"""What an event is made of, found out once for each kind of it.

Flet 1.0.5 looks at the annotations of all classes above a control for each event of it, and evaluates them again. One
would expect it to know, from the second event on, what it has found at the first.
"""

from functools import cache
from typing import Any, Final

from flet.controls import base_control, control_event

_find: Final = control_event.get_event_field_type


def remember() -> None:
    """Have this process find out once what each kind of event is made of."""
    base_control.get_event_field_type = _type_of  # type: ignore[attr-defined] # by this name Flet calls it


def _type_of(control: Any, field_name: str) -> Any:
    kind: Any = type(control)
    return _of_kind(kind, field_name)


@cache
def _of_kind(kind: Any, field_name: str) -> Any:
    return _find(object.__new__(kind), field_name)
