"""State of the undoing of a change of contact, by the code that the old contact was sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Self

from app.core.field import OneTimeCode
from app.core.form import Form
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
# In capitals, without letters and digits that look alike.
_CODE = re.compile(rf"(?<![^\W_])[2-9A-HJKMNP-Z]{{{_LENGTH}}}(?![^\W_])")


def _code_of_message(text: str) -> str | None:
    found = set(_CODE.findall(cleaned(text)))
    return found.pop() if len(found) == 1 and len(compacted(text)) > _LENGTH else None


def _check(text: str) -> Problem | None:
    code = compacted(text)
    if not code:
        return Problem(Fault.EMPTY)
    return None if len(code) == _LENGTH and code.isalnum() else Problem(Fault.WRONG_SHAPE)


class Undo(Form):
    """A code of eight letters and digits.

    Attributes:
        typed: what is typed of it.
        undone: the contact that was put back, once one was.
    """

    place: ClassVar = CONTACT_UNDO

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.typed = OneTimeCode(_check, meant=_code_of_message, on_change=self._forget_refusal)
        self.undone: Channel | None = None
        super().__init__(self.typed, send=self._send, observe=observe)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, observe=page.session.observe)

    def put_away(self) -> None:
        """Keep nothing of what was typed, nor of how it went: the screen is left."""
        super().put_away()
        self.undone = None

    async def run(self) -> None:
        """Send the code, unless it is plainly none."""
        self.undone = None
        await super().run()

    def _forget_refusal(self) -> None:
        """Forget the refusal: another code is being typed."""
        self.submit.clear()

    async def _send(self) -> None:
        self.undone = await self._client.contacts.undo_by_code(compacted(self.typed.text))
        self.typed.clear()
