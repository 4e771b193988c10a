"""`/v1/challenges`: the code that a sign-in may ask for."""

from time import monotonic
from typing import Literal

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.held_session import Session
from api_client.model import Model, Secret
from api_client.transport import Call, Transport

Channel = Literal["mail", "sms"]
"""What a code goes by."""


class Challenge(Model):
    """A code that was sent, and what is left to give it back; delays in seconds.

    `resend_in` is the wait before another code may be asked for.
    """

    challenge_id: str
    channel: Channel
    masked_destination: str
    expires_in: float
    resend_in: float
    code_length: int
    tries_left: int


class Verification(Model):
    """A code given back."""

    code: Secret


class Challenges:
    """The codes of a sign-in under way."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def verify(self, challenge_id: str, code: str) -> Session:
        """Give the code; the client holds the tokens from then on.

        Raises:
            CodeRefused: another code, with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
            NotFound: no such challenge, or it was passed already.
        """
        call = Call.of(
            "POST", "v1", "challenges", challenge_id, "verification", body=Verification(code=SecretStr(code))
        )
        asked_at = monotonic()
        session = Session.read(await self._transport.send(call))
        self._keeper.keep(session, asked_at=asked_at)
        return session

    async def resend(self, challenge_id: str) -> Challenge:
        """Have another code sent; the one before is no longer valid.

        Raises:
            RateLimited: `resend_too_soon` (30 s between two) or `too_many_codes` (5 an hour).
            NotFound: no such challenge.
        """
        return Challenge.read(
            await self._transport.send(Call.of("POST", "v1", "challenges", challenge_id, "resend"))
        )
