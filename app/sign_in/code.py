"""State of the code asked at sign-in, for an account that asks for one each time."""

from typing import TYPE_CHECKING, ClassVar, Self

from api_client import Client
from api_client.challenges import Challenge
from app.core import routes
from app.core.scope import PageScope
from app.core.session import Session
from app.steps.code import Code

if TYPE_CHECKING:
    from api_client.held_session import Scope


class SignInCode:
    """The code that the session waits for, if it waits for one."""

    place: ClassVar = routes.CODE

    def __init__(self, client: Client, session: Session) -> None:
        self._client = client
        self._session = session
        self._asked: tuple[Challenge, Code] | None = None

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, page.session)

    @property
    def code(self) -> Code | None:
        """State of the code waited for; None where none is."""
        challenge = self._session.challenge
        if challenge is None:
            self._asked = None
        elif self._asked is None or self._asked[0] is not challenge:
            self._asked = challenge, self._code_of(challenge)
        return self._asked[1] if self._asked is not None else None

    def put_away(self) -> None:
        """Keep nothing of what was typed: the screen is left."""
        if (code := self.code) is not None:
            code.put_away()

    def _code_of(self, challenge: Challenge) -> Code:
        scope: Scope | None = None

        async def verify(code: str) -> None:
            nonlocal scope
            # A code serves once: where the account could not be read after it, only that is tried again.
            if scope is None:
                scope = (await self._client.challenges.verify(challenge.challenge_id, code)).scope
            await self._session.enter(scope)

        async def resend() -> Challenge:
            sent = await self._client.challenges.resend(challenge.challenge_id)
            self._session.keep_code(sent)
            return sent

        return Code(
            challenge,
            verify=verify,
            resend=resend,
            reveal_demo_code=self._session.reveal_demo_code(challenge),
            observe=self._session.observe,
            clock=self._session.clock,
        )
