"""`/v1/password-resets`: get back in without the password.

An identifier that nobody has goes through the same answers; no code is ever right for it.
"""

from time import monotonic

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.bearer import BearerToken
from api_client.challenges import Challenge, Channel, Verification
from api_client.held_session import Session
from api_client.model import Model, Secret
from api_client.transport import Call, Transport

_PATH = ("v1", "password-resets", "current")


class ResetChannel(Model):
    """Somewhere that a code can go."""

    channel: Channel
    masked_destination: str


class PasswordReset(Model):
    """A reset under way, and where its code can go."""

    reset_id: str
    channels: tuple[ResetChannel, ...]


class _Started(PasswordReset):
    token: SecretStr


class _Identifier(Model):
    identifier: Secret


class _Chosen(Model):
    channel: Channel
    received_code: Secret | None = None


class _NewPassword(Model):
    password: Secret


class PasswordResets:
    """The reset under way; this client holds its token, in memory."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper
        self._bearer = BearerToken(transport)

    @property
    def token(self) -> SecretStr | None:
        """What opens the reset under way, and nothing else; None where none is."""
        return self._bearer.token

    def resume(self, token: SecretStr) -> None:
        """Go on with a reset that was begun before."""
        self._bearer.token = token

    async def start(self, identifier: str) -> PasswordReset:
        """Start a reset for a person; whether they have an account is not told.

        Args:
            identifier: a NIR or an identifiant provisoire, spaced in any way.

        Raises:
            RateLimited: too many attempts.
        """
        body = _Identifier(identifier=SecretStr(identifier))
        started = _Started.read(
            await self._transport.send(Call.of("POST", "v1", "password-resets", body=body))
        )
        self._bearer.token = started.token
        return PasswordReset(reset_id=started.reset_id, channels=started.channels)

    async def send_code(self, channel: Channel, received_code: str | None = None) -> Challenge:
        """Have a code sent.

        Args:
            channel: where it goes.
            received_code: one that came to that person before, whoever asked for it. It shows whose contact it is,
                where strangers have asked for too many.

        Raises:
            RateLimited: `resend_too_soon` (30 s between two) or `too_many_codes` (5 an hour).
            CodeRefused: what was received is another code.
            SessionExpired: the reset is over, here as for the calls below: start again.
        """
        call = Call.of("POST", *_PATH, "code", body=_chosen(channel, received_code))
        return Challenge.read(await self._bearer.send(call))

    async def resend(self) -> Challenge:
        """Have another code sent; the one before is no longer valid.

        Raises:
            RateLimited: as for `send_code`.
        """
        return Challenge.read(await self._bearer.send(Call.of("POST", *_PATH, "resend")))

    async def verify(self, code: str) -> None:
        """Give the code.

        Raises:
            CodeRefused: another code, with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
        """
        body = Verification(code=SecretStr(code))
        await self._bearer.send(Call.of("POST", *_PATH, "verification", body=body))

    async def choose_password(self, password: str) -> Session:
        """Choose the new password: every other session ends, and this client is signed in.

        Raises:
            StepOutOfOrder: the code comes first.
            Refused: `validation_failed`; the field is `password`.
        """
        call = Call.of("PUT", *_PATH, "password", body=_NewPassword(password=SecretStr(password)))
        asked_at = monotonic()
        session = Session.read(await self._bearer.send(call))
        self._keeper.keep(session, asked_at=asked_at)
        self._bearer.token = None
        return session

    async def send_old_password(self, channel: Channel, received_code: str | None = None) -> None:
        """Have an 8-digit password sent, if the account is an old one; whether it is, is not told.

        The one that the person has holds until this one is used. `received_code` is that of `send_code`.

        Raises:
            RateLimited: `too_many_codes`.
            CodeRefused: what was received is another code.
        """
        body = _chosen(channel, received_code)
        await self._bearer.send(Call.of("POST", *_PATH, "old-password", body=body))

    def forget(self) -> None:
        """Drop the reset."""
        self._bearer.token = None


def _chosen(channel: Channel, received_code: str | None) -> _Chosen:
    return _Chosen(
        channel=channel, received_code=SecretStr(received_code) if received_code is not None else None
    )
