"""The last answers of what a person reads: shown with their date where the server cannot be reached.

Who may be shown old figures says so: within `old_answers()`, what was asked in vain is answered with what was kept of
the last time, and the block learns of what age it is, and why.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from api_client.errors import ConnectionFailed
from api_client.transport import Call

_KEPT: Final = re.compile(r"/v1/me(/agenda(\?.*)?|/appointments)?|/v1/files/[^?]+(\?.*)?")
"""Who the person is, what belongs to their files, and their dates.

What they are about to do is no figure, and is always asked.
"""


@dataclass(frozen=True, slots=True, repr=False)
class LastAnswer:
    """The body of an answer, and when it was read (aware, UTC)."""

    content: bytes
    read_at: datetime


class LastAnswers(Protocol):
    """Where the last answers are kept, for one person at a time."""

    @property
    def keeps(self) -> bool:
        """Whether what is noted now is kept."""

    def note(self, target: str, content: bytes) -> None:
        """Keep the answer to what was read at that path, soon: nobody waits for it."""

    async def find(self, target: str) -> LastAnswer | None:
        """Return what was read there last; None where nothing is kept."""


@dataclass(slots=True)
class OldAnswer:
    """An answer that was not read just now: of what moment it is, and why there is no newer one."""

    read_at: datetime
    error: ConnectionFailed


_taken: ContextVar[list[OldAnswer] | None] = ContextVar("old_answers", default=None)


@contextmanager
def old_answers() -> Iterator[list[OldAnswer]]:
    """Let what is asked in vain within the block be answered with what was kept; yield those that were."""
    taken: list[OldAnswer] = []
    token = _taken.set(taken)
    try:
        yield taken
    finally:
        _taken.reset(token)


def is_old() -> bool:
    """Return whether something that was asked for within the block was answered with what was kept."""
    return bool(_taken.get())


def is_kept(call: Call) -> bool:
    """Return whether the answer to a call is one that is kept: a whole one, of something that is read."""
    return call.method == "GET" and "Range" not in call.headers and _KEPT.fullmatch(call.target) is not None


async def last_answer(answers: LastAnswers | None, call: Call, error: ConnectionFailed) -> bytes:
    """Return the last answer to a call that failed, where its caller takes an old one.

    Raises:
        ConnectionFailed: `error`, where they do not, or none is kept.
    """
    taken = _taken.get()
    may = answers is not None and taken is not None and is_kept(call)
    kept = await answers.find(call.target) if answers is not None and may else None
    if taken is None or kept is None:
        raise error
    taken.append(OldAnswer(kept.read_at, error))
    return kept.content
