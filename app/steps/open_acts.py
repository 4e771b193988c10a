"""What a person has to do, as the features know it that have something to be done."""

from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple, TypeAlias

from app.core.scope import Shared


class OpenAct(NamedTuple):
    """One thing that a person has to do.

    Attributes:
        code: what it is, such as `declaration_due`.
        title: what is to be done.
        text: more of it, such as until when.
        label: what leads to where it is done; empty where nothing does.
        path: where that is.
    """

    code: str
    title: str
    text: str
    label: str
    path: str


OpenActs: TypeAlias = Callable[[], Awaitable[tuple[OpenAct, ...]]]
"""Returns what the person who is here has to do; nothing where nobody is."""

OPEN_ACTS: Final[Shared[OpenActs]] = Shared("what is to be done")
