"""`/v1/me/closing`: closing the account, and changing one's mind."""

from datetime import datetime

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.model import Model, Secret
from api_client.transport import Call

_PATH = ("v1", "me", "closing")


class _Wanted(Model):
    password: Secret


class _Asked(Model):
    closes_at: datetime


class Closings:
    """The closing of the account of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def ask(self, password: str) -> datetime:
        """Have the account closed; return when. Every other session ends.

        Raises:
            PasswordRefused: it is another one.
            ChangedMeanwhile: another device changed the password since.
            RateLimited: too many guesses.
        """
        body = _Wanted(password=SecretStr(password))
        return _Asked.read(await self._keeper.send(Call.of("POST", *_PATH, body=body))).closes_at

    async def take_back(self) -> None:
        """Keep the account after all."""
        await self._keeper.send(Call.of("DELETE", *_PATH))
