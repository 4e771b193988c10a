"""`/v1/sessions`: sign in, stay, sign out."""

from time import monotonic
from typing import Annotated, Literal

from pydantic import Field, RootModel, SecretStr

from api_client.auth import SessionKeeper
from api_client.challenges import Challenge
from api_client.errors import SessionExpired
from api_client.held_session import Scope, Session
from api_client.model import Model, Secret
from api_client.transport import Call, Transport


class CurrentSession(Model):
    """The session as the server sees it; `idle_expires_in` in seconds."""

    session_id: str
    scope: Scope
    idle_expires_in: float


class SignedIn(Model):
    """The password was enough."""

    kind: Literal["session"]
    session: Session


class CodeRequired(Model):
    """A code was sent: the sign-in goes on with `client.challenges.verify`."""

    kind: Literal["code_required"]
    challenge: Challenge


class _Outcome(Model, RootModel[Annotated[SignedIn | CodeRequired, Field(discriminator="kind")]]):
    pass


class _Credentials(Model):
    identifier: Secret
    password: Secret
    device_name: str | None


class Sessions:
    """The session of this client."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def create(
        self, *, identifier: str, password: str, device_name: str | None = None
    ) -> SignedIn | CodeRequired:
        """Sign in; on `SignedIn` the client holds the tokens from then on.

        Args:
            identifier: a NIR or an identifiant provisoire, spaced in any way.
            password: as typed.
            device_name: how the person will recognise this device in the list of signed-in devices.

        Raises:
            CredentialsRefused: one of the two is wrong.
            RateLimited: too many attempts; come back after `retry_after` seconds.
        """
        body = _Credentials(
            identifier=SecretStr(identifier), password=SecretStr(password), device_name=device_name
        )
        asked_at = monotonic()
        outcome = _Outcome.read(await self._transport.send(Call.of("POST", "v1", "sessions", body=body))).root
        if isinstance(outcome, SignedIn):
            self._keeper.keep(outcome.session, asked_at=asked_at)
        return outcome

    async def current(self) -> CurrentSession:
        """Ask about the session; being a call, this keeps it alive ("Rester connecté").

        Raises:
            SessionExpired: it has ended.
        """
        asked_at = monotonic()
        session = CurrentSession.read(await self._keeper.send(Call.of("GET", "v1", "sessions", "current")))
        self._keeper.learn(session.idle_expires_in, asked_at=asked_at)
        return session

    async def end(self) -> None:
        """Sign out. Whatever happens on the way, this client and those beside it have forgotten their tokens.

        Raises:
            ConnectionFailed: the server was not told; there the session will end by idleness.
        """
        try:
            await self._keeper.leave(Call.of("DELETE", "v1", "sessions", "current"))
        except SessionExpired:
            return
