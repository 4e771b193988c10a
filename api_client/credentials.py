"""`/v1/me/password` and `/v1/me/sign-in-code`: what the person signs in with.

A change asks for the password again, unless the person signed in with it less than five minutes ago.
"""

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.challenges import Channel
from api_client.model import Model, Secret, secret
from api_client.transport import Call


class CodeChannel(Model):
    """A verified contact, that a code can go to."""

    channel: Channel
    masked_destination: str


class SignInCode(Model):
    """Whether a code is asked at sign-in, where it goes, where it could go; `revision` as for a contact."""

    enabled: bool
    channel: Channel | None
    channels: tuple[CodeChannel, ...]
    revision: str


class _PasswordChange(Model):
    current: Secret
    new: Secret


class _SignInCodeWanted(Model):
    enabled: bool
    channel: Channel | None
    password: Secret | None
    expected: str


class Credentials:
    """The password and the code at sign-in of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def change_password(self, current: str, new: str) -> None:
        """Change the password; every other session ends.

        Raises:
            PasswordRefused: `current` is another one.
            Refused: `validation_failed`; the field is `new`.
            ChangedMeanwhile: another device changed it since.
            RateLimited: too many guesses.
        """
        body = _PasswordChange(current=SecretStr(current), new=SecretStr(new))
        await self._keeper.send(Call.of("POST", "v1", "me", "password", body=body))

    async def sign_in_code(self) -> SignInCode:
        """Ask whether a code is asked at sign-in."""
        return SignInCode.read(await self._keeper.send(Call.of("GET", "v1", "me", "sign-in-code")))

    async def switch_sign_in_code(
        self, channel: Channel | None, *, seen: str, password: str | None = None
    ) -> SignInCode:
        """Have a code sent by `channel` at each sign-in, or none.

        Raises:
            PasswordRequired, PasswordRefused, ChangedMeanwhile, RateLimited: as for `Contacts.change`.
            Refused: `validation_failed`: the contact was never verified; the field is `channel`.
        """
        body = _SignInCodeWanted(
            enabled=channel is not None, channel=channel, password=secret(password), expected=seen
        )
        return SignInCode.read(await self._keeper.send(Call.of("PUT", "v1", "me", "sign-in-code", body=body)))
