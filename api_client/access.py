"""`/v1/me/contacts`, `/v1/me/password`, `/v1/me/sign-in-code`, `/v1/contact-undos`: what opens the account.

Changes ask for the password again, unless the person signed in with it less than five minutes ago.
"""

from datetime import datetime

from pydantic import SecretStr

from api_client._model import Model, Secret
from api_client._transport import Call, Transport
from api_client.auth import Keeper
from api_client.challenges import Challenge, Channel, Verification

_ME = ("v1", "me")


class PendingContact(Model):
    """A contact that waits for its code."""

    masked: str
    challenge: Challenge


class UndoableContact(Model):
    """What the last change replaced (None where there was nothing), and until when that can be put back."""

    masked: str | None
    until: datetime


class ContactState(Model):
    """One of the two contacts, whole for its owner; `revision` names the state seen, for who changes it."""

    channel: Channel
    destination: Secret | None
    masked: str | None
    verified: bool
    pending: PendingContact | None
    undo: UndoableContact | None
    revision: str


class Contacts(Model):
    """Both contacts."""

    contacts: tuple[ContactState, ...]


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


class _ContactWanted(Model):
    channel: Channel
    destination: Secret
    password: Secret | None
    expected_revision: str


class _PasswordChange(Model):
    current: Secret
    new: Secret


class _SignInCodeWanted(Model):
    enabled: bool
    channel: Channel | None
    password: Secret | None
    expected: str


class _UndoCode(Model):
    code: Secret


class _Undone(Model):
    channel: Channel


def secret(text: str | None) -> SecretStr | None:
    """Return a text that may be missing as one that is shown nowhere."""
    return SecretStr(text) if text is not None else None


class Access:
    """The contacts, the password and the code at sign-in of the person who is signed in."""

    def __init__(self, transport: Transport, keeper: Keeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def contacts(self) -> Contacts:
        """Read both contacts.

        Raises:
            SessionExpired: nobody is signed in any more, here as for the calls below.
        """
        return Contacts.read(await self._keeper.send(Call.of("GET", *_ME, "contacts")))

    async def change_contact(
        self, channel: Channel, destination: str, *, seen: str, password: str | None = None
    ) -> Challenge:
        """Have a code sent to a new contact.

        Args:
            channel: which of the two.
            destination: a mobile number or a mail address, as typed.
            seen: the `revision` of the contact that is replaced.
            password: the one that holds; None for who signed in a moment ago.

        Raises:
            PasswordRequired: the sign-in is too old to go without.
            PasswordRefused: it is another one.
            ChangedMeanwhile: the contact is no longer the one that was seen.
            Refused: `validation_failed`; the field is `destination`.
            RateLimited: too many guesses, or too many codes.
        """
        body = _ContactWanted(
            channel=channel,
            destination=SecretStr(destination),
            password=secret(password),
            expected_revision=seen,
        )
        return Challenge.read(await self._keeper.send(Call.of("POST", *_ME, "contacts", body=body)))

    async def resend_code(self, channel: Channel) -> Challenge:
        """Have another code sent to the new contact.

        Raises:
            RateLimited: `resend_too_soon` (30 s between two) or `too_many_codes` (5 an hour).
            NotFound: nothing waits for a code.
        """
        return Challenge.read(await self._keeper.send(Call.of("POST", *_ME, "contacts", channel, "resend")))

    async def verify_contact(self, channel: Channel, code: str) -> Contacts:
        """Give the code: the new contact holds, and the old one is told how to undo that.

        Raises:
            CodeRefused: another code, with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
            ChangedMeanwhile: another device changed the contact since.
            NotFound: nothing waits for a code.
        """
        body = Verification(code=SecretStr(code))
        call = Call.of("POST", *_ME, "contacts", channel, "verification", body=body)
        return Contacts.read(await self._keeper.send(call))

    async def undo_contact(self, channel: Channel) -> Contacts:
        """Put back what the last change replaced; every other session ends.

        Raises:
            NotFound: there is nothing to undo, or no longer.
        """
        return Contacts.read(await self._keeper.send(Call.of("POST", *_ME, "contacts", channel, "undo")))

    async def undo_by_code(self, code: str) -> Channel:
        """Put back a contact with the code that it was sent when it was replaced; nobody need be signed in.

        Raises:
            CodeRefused: wrong, used, or more than 72 hours old.
            RateLimited: too many tries.
        """
        call = Call.of("POST", "v1", "contact-undos", body=_UndoCode(code=SecretStr(code)))
        return _Undone.read(await self._transport.send(call)).channel

    async def change_password(self, current: str, new: str) -> None:
        """Change the password; every other session ends.

        Raises:
            PasswordRefused: `current` is another one.
            Refused: `validation_failed`; the field is `new`.
            ChangedMeanwhile: another device changed it since.
            RateLimited: too many guesses.
        """
        body = _PasswordChange(current=SecretStr(current), new=SecretStr(new))
        await self._keeper.send(Call.of("POST", *_ME, "password", body=body))

    async def sign_in_code(self) -> SignInCode:
        """Ask whether a code is asked at sign-in."""
        return SignInCode.read(await self._keeper.send(Call.of("GET", *_ME, "sign-in-code")))

    async def switch_sign_in_code(
        self, channel: Channel | None, *, seen: str, password: str | None = None
    ) -> SignInCode:
        """Have a code sent by `channel` at each sign-in, or none.

        Raises:
            PasswordRequired, PasswordRefused, ChangedMeanwhile, RateLimited: as for `change_contact`.
            Refused: `validation_failed`: the contact was never verified; the field is `channel`.
        """
        body = _SignInCodeWanted(
            enabled=channel is not None, channel=channel, password=secret(password), expected=seen
        )
        return SignInCode.read(await self._keeper.send(Call.of("PUT", *_ME, "sign-in-code", body=body)))
