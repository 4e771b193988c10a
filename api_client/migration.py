"""`/v1/migration`: the migration of an old account to the new way to sign in, kept by the server for 24 hours."""

from time import monotonic
from typing import Literal
from uuid import uuid4

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.challenges import Challenge, Channel, Verification
from api_client.enrolments import EnrolmentContact
from api_client.held_session import Session
from api_client.model import Model, Secret
from api_client.transport import Call

MigrationStep = Literal["terms", "password", "contact", "code", "authorisations", "done"]

_PATH = ("v1", "migration")


class KnownContact(Model):
    """Where the Caf already knows that the person can be reached."""

    channel: Channel
    masked_destination: str


class SpouseChoice(Model):
    """What was said of the spouse; `settled` without `authorised` is "Passer"."""

    spouse_name: str
    authorised: bool | None
    settled: bool


class Migration(Model):
    """A migration, as far as it has come.

    Attributes:
        step: the one that the server waits for; `done` when only the completion is left.
        expires_in: seconds before what is kept is erased; None when nothing is kept yet.
        accepted_terms: the version that was accepted.
        password_chosen: whether the new password is kept; the old one works until the completion.
        known_contacts: what can be offered before anything is typed.
        contact: the contact chosen.
        contact_postponed: whether the person passed that step.
        challenge: the code that was sent, while it is waited for.
        spouse: of the responsable of a couple only.
    """

    step: MigrationStep
    expires_in: float | None
    accepted_terms: str | None
    password_chosen: bool
    known_contacts: tuple[KnownContact, ...]
    contact: EnrolmentContact | None
    contact_postponed: bool
    challenge: Challenge | None
    spouse: SpouseChoice | None


class MigrationContactTaken(Model):
    """What came of a contact: the code that went there."""

    migration: Migration
    challenge: Challenge


class MigrationCompletion(Model):
    """The migration is done. `confirmed` is where the person was told: nowhere when no contact is known."""

    session: Session
    confirmed: tuple[KnownContact, ...]


class _Terms(Model):
    version: str


class _Password(Model):
    password: Secret


class _Contact(Model):
    channel: Channel
    destination: Secret | None
    known: bool


class _Spouse(Model):
    spouse_authorised: bool | None


class AccountMigration:
    """The migration of the person who signed in with an 8-digit password.

    Every call raises `SessionExpired` when nobody is signed in, or when the migration was completed elsewhere, and
    `StepOutOfOrder` when the server waits for an earlier step.
    """

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper
        # Of the completion under way: asked again after a lost answer, it must be the same request, because the
        # session that asks is over once it is done.
        self._completing: tuple[str, str] | None = None

    async def current(self) -> Migration:
        """Ask how far it has come."""
        return Migration.read(await self._keeper.send(Call.of("GET", *_PATH)))

    async def accept_terms(self, version: str) -> Migration:
        """Accept the terms that were read.

        Raises:
            ChangedMeanwhile: others are in force by now.
        """
        return await self._answer("terms", body=_Terms(version=version))

    async def password(self, password: str) -> Migration:
        """Choose the new password.

        Raises:
            Refused: `validation_failed`; the field is `password`, its code `same_as_old` for the present one.
        """
        return await self._answer("password", body=_Password(password=SecretStr(password)))

    async def contact(self, channel: Channel, destination: str) -> MigrationContactTaken:
        """Give the contact, and have a code sent there.

        Raises:
            RateLimited: `too_many_codes` (5 an hour).
            Refused: `validation_failed`; the field is `destination`.
        """
        body = _Contact(channel=channel, destination=SecretStr(destination), known=False)
        return await self._code_sent(body)

    async def known_contact(self, channel: Channel) -> MigrationContactTaken:
        """Have a code sent to the contact of that channel that the Caf knows.

        Raises:
            RateLimited: as for `contact`.
        """
        return await self._code_sent(_Contact(channel=channel, destination=None, known=True))

    async def skip_contact(self) -> Migration:
        """Postpone the verification: Mon Compte reminds the person of it."""
        return await self._answer("contact", "skip")

    async def verify(self, code: str) -> Migration:
        """Give the code.

        Raises:
            CodeRefused: another code, with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
        """
        return await self._answer("contact", "verification", body=Verification(code=SecretStr(code)))

    async def resend(self) -> Challenge:
        """Have another code sent; the one before is no longer valid.

        Raises:
            RateLimited: `resend_too_soon` (30 s between two) or `too_many_codes` (5 an hour).
        """
        return Challenge.read(await self._keeper.send(Call.of("POST", *_PATH, "contact", "resend")))

    async def authorise(self, authorised: bool | None) -> Migration:  # noqa: FBT001 - the answer, or none
        """Tell whether the spouse may manage the file; None for no answer."""
        return await self._answer("authorisation", body=_Spouse(spouse_authorised=authorised))

    async def complete(self) -> MigrationCompletion:
        """Complete the migration: the old password is no longer valid, and this client is signed in for everything.

        Raises:
            ConnectionFailed: it may be done or not; asked again, the same answer comes.
        """
        session = self._keeper.session
        whose = session.session_id if session else ""
        if self._completing is None or self._completing[0] != whose:
            self._completing = (whose, str(uuid4()))
        call = Call.of("POST", *_PATH, "completion", key=self._completing[1])
        asked_at = monotonic()
        done = MigrationCompletion.read(await self._keeper.send(call))
        self._keeper.keep(done.session, asked_at=asked_at)
        self._completing = None
        return done

    async def _code_sent(self, body: _Contact) -> MigrationContactTaken:
        return MigrationContactTaken.read(
            await self._keeper.send(Call.of("POST", *_PATH, "contact", body=body))
        )

    async def _answer(self, *path: str, body: Model | None = None) -> Migration:
        return Migration.read(await self._keeper.send(Call.of("POST", *_PATH, *path, body=body)))
