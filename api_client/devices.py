"""`/v1/me/devices`, `/v1/me/device-keys`, `/v1/sessions/device`: which devices reach the account, and how."""

from datetime import datetime
from time import monotonic

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.held_session import Session
from api_client.model import Model, Secret, secret
from api_client.transport import Call, Transport

_ME = ("v1", "me")


class Device(Model):
    """A device that is signed in, or that a fingerprint or a face unlocks (`unlocks`); `current` for this one."""

    session_id: str
    device_name: str | None
    created_at: datetime
    last_seen_at: datetime
    current: bool
    unlocks: bool


class _Devices(Model):
    devices: tuple[Device, ...]


class _Password(Model):
    password: Secret | None


class _Token(Model):
    token: Secret


class Devices:
    """The devices of the person who is signed in."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def list(self) -> tuple[Device, ...]:
        """Read them, this one first, then the last seen."""
        return _Devices.read(await self._keeper.send(Call.of("GET", *_ME, "devices"))).devices

    async def remove(self, session_id: str) -> None:
        """Sign a device out, and have it forget how to unlock.

        Raises:
            NotFound: it is gone already.
        """
        await self._keeper.send(Call.of("DELETE", *_ME, "devices", session_id))

    async def remove_others(self) -> None:
        """Sign every other device out."""
        await self._keeper.send(Call.of("DELETE", *_ME, "devices"))

    async def make_key(self, password: str | None = None) -> SecretStr:
        """Make the token by which this device opens sessions: to be kept where its own lock guards it.

        Raises:
            PasswordRequired: the sign-in is too old to go without the password.
            PasswordRefused: it is another one.
            RateLimited: too many guesses.
        """
        call = Call.of("POST", *_ME, "device-keys", body=_Password(password=secret(password)))
        return _Token.read(await self._keeper.send(call)).token

    async def drop_key(self) -> None:
        """Revoke the token of this device."""
        await self._keeper.send(Call.of("DELETE", *_ME, "device-keys", "current"))

    async def unlock(self, token: str) -> Session:
        """Sign in with this device's token; the client holds the session from then on.

        Raises:
            CredentialsRefused: the token is no longer valid.
        """
        asked_at = monotonic()
        call = Call.of("POST", "v1", "sessions", "device", body=_Token(token=SecretStr(token)))
        session = Session.read(await self._transport.send(call))
        self._keeper.keep(session, asked_at=asked_at)
        return session
