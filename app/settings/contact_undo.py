"""State of the undoing of a change of contact, by the code that the old contact was sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Self

from app.core.command import Command
from app.core.typed_form import TypedForm
from app.rules.problem import Fault, Problem
from app.settings.paths import CONTACT_UNDO
from text_rules.cleaning import cleaned
from text_rules.numbers import compacted

if TYPE_CHECKING:
    from collections.abc import Callable

    from api_client import Client
    from api_client.challenges import Channel
    from api_client.errors import ClientError
    from app.core.scope import PageScope

_LENGTH = 8
# In capitals, without the letters and digits that are taken for one another.
_CODE = re.compile(rf"(?<![^\W_])[2-9A-HJKMNP-Z]{{{_LENGTH}}}(?![^\W_])")


class Undo(TypedForm):
    """A code of eight letters and digits.

    Attributes:
        typed: what the field holds.
        problem: what is wrong with it before it is sent.
        attempts: submissions refused; changes each time.
        undone: the contact that was put back, once one was.
        submit: sends what is typed.
    """

    place: ClassVar = CONTACT_UNDO
    _TYPED: ClassVar = frozenset({"typed"})

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.typed = ""
        self.problem: Problem | None = None
        self.attempts = 0
        self.undone: Channel | None = None
        self.submit = Command(self._send, observe=observe)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, observe=page.session.observe)

    def type(self, text: str) -> None:
        """Take what the field holds now; of a message that was pasted, the code that it holds."""
        self.typed, self.problem = text, None
        found = set(_CODE.findall(cleaned(text)))
        if len(found) == 1 and len(compacted(text)) > _LENGTH:
            self.typed = found.pop()
            self.tell()
        self.submit.clear()

    def put_away(self) -> None:
        """Keep nothing of what was typed, nor of how it went: the screen is left."""
        self.typed, self.problem, self.undone = "", None, None
        self.submit.drop()
        self.tell()

    async def run(self) -> None:
        """Send the code, unless it is plainly none."""
        self.submit.clear()
        self.undone = None
        code = compacted(self.typed)
        self.problem = None
        if not code:
            self.problem = Problem(Fault.EMPTY)
        elif len(code) != _LENGTH or not code.isalnum():
            self.problem = Problem(Fault.WRONG_SHAPE)
        else:
            await self.submit.run()
        if self.problem is not None or self.submit.error is not None:
            self.attempts += 1

    async def _send(self) -> None:
        self.undone = await self._client.contacts.undo_by_code(compacted(self.typed))
        self.typed = ""
