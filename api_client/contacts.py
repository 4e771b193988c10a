"""`/v1/me/contacts` and `/v1/contact-undos`: where the person is written to.

A change asks for the password again, unless the person signed in with it less than five minutes ago.
"""

from datetime import datetime

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.challenges import Challenge, Channel, Verification
from api_client.model import Model, Secret, secret
from api_client.transport import Call, Transport

_PATH = ("v1", "me", "contacts")


class PendingContact(Model):
    """A contact that waits for its code."""

    masked: str
    challenge: Challenge


class UndoableContact(Model):
    """What the last change replaced (None where there was nothing), and until when that can be put back."""

    masked: str | None
    until: datetime


class ContactState(Model):
    """One of the two contacts, whole for its owner; `revision` names the state seen, for a change of it."""

    channel: Channel
    destination: Secret | None
    masked: str | None
    verified: bool
    pending: PendingContact | None
    undo: UndoableContact | None
    revision: str


class ContactStates(Model):
    """Both contacts."""

    contacts: tuple[ContactState, ...]


class _ContactWanted(Model):
    channel: Channel
    destination: Secret
    password: Secret | None
    expected_revision: str


class _UndoCode(Model):
    code: Secret


class _Undone(Model):
    channel: Channel


class Contacts:
    """The contacts of the person who is signed in."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def get(self) -> ContactStates:
        """Read both contacts.

        Raises:
            SessionExpired: nobody is signed in any more, here as for the calls below.
        """
        return ContactStates.read(await self._keeper.send(Call.of("GET", *_PATH)))

    async def change(
        self, channel: Channel, destination: str, *, seen: str, password: str | None = None
    ) -> Challenge:
        """Have a code sent to a new contact.

        Args:
            channel: which of the two.
            destination: a mobile number or a mail address, as typed.
            seen: the `revision` of the contact that is replaced.
            password: the present one; None for a person who signed in a moment ago.

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
        return Challenge.read(await self._keeper.send(Call.of("POST", *_PATH, body=body)))

    async def resend(self, channel: Channel) -> Challenge:
        """Have another code sent to the new contact.

        Raises:
            RateLimited: `resend_too_soon` (30 s between two) or `too_many_codes` (5 an hour).
            NotFound: nothing waits for a code.
        """
        return Challenge.read(await self._keeper.send(Call.of("POST", *_PATH, channel, "resend")))

    async def verify(self, channel: Channel, code: str) -> ContactStates:
        """Give the code: the new contact holds, and the old one is told how to undo that.

        Raises:
            CodeRefused: another code, with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
            ChangedMeanwhile: another device changed the contact since.
            NotFound: nothing waits for a code.
        """
        body = Verification(code=SecretStr(code))
        call = Call.of("POST", *_PATH, channel, "verification", body=body)
        return ContactStates.read(await self._keeper.send(call))

    async def undo(self, channel: Channel) -> ContactStates:
        """Put back what the last change replaced; every other session ends.

        Raises:
            NotFound: there is nothing to undo, or no longer.
        """
        return ContactStates.read(await self._keeper.send(Call.of("POST", *_PATH, channel, "undo")))

    async def undo_by_code(self, code: str) -> Channel:
        """Put back a contact with the code that it was sent when it was replaced; nobody need be signed in.

        Raises:
            CodeRefused: wrong, used, or more than 72 hours old.
            RateLimited: too many tries.
        """
        call = Call.of("POST", "v1", "contact-undos", body=_UndoCode(code=SecretStr(code)))
        return _Undone.read(await self._transport.send(call)).channel
