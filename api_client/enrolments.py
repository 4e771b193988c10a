"""`/v1/enrolments`: an enrolment, step by step, kept by the server for 24 hours."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import SecretStr

from api_client.bearer import BearerToken
from api_client.challenges import Challenge, Channel, Verification
from api_client.model import Model, Secret, secret
from api_client.places import BirthPlace, PlaceId
from api_client.scans import Scan, Scans
from api_client.transport import Call, Transport

Step = Literal["civil_status", "identity", "contact", "code", "password", "summary", "done"]
Civility = Literal["madame", "monsieur"]
DocumentKind = Literal["cni", "passport", "residence_permit", "none"]
Element = Literal["birth_name", "first_names", "birth_date", "civility", "birth_place"]
Question = Literal["nir_birth_date", "nir_sex", "nir_birth_place"]

_PATH = ("v1", "enrolments", "current")


class Vouched(Model):
    """What FranceConnect said of a person; what it did not say is None, or empty.

    Attributes:
        birth_date: `YYYY-MM-DD`, with 00 for a month or a day that nobody knows.
        no_birth_name, no_first_name: whether there is none.
        missing: what the person is asked for.
    """

    birth_name: str | None
    first_names: tuple[str, ...]
    birth_date: str | None
    civility: Civility | None
    birth_place: BirthPlace | None
    mail: str | None
    no_birth_name: bool = False
    no_first_name: bool = False
    missing: tuple[Element, ...]

    @property
    def proves_identity(self) -> bool:
        """Whether it takes the place of an identity document: all but the sex was transmitted."""
        return not set(self.missing) - {"civility"}


class CivilStatus(Model):
    """Who the person is, the NIR hidden but for its end.

    Attributes:
        birth_name: empty for a person who has only first names.
        first_names: none for a person who has only a name.
        birth_date: `YYYY-MM-DD`, with 00 for a day or a month that nobody knows.
    """

    identifier_kind: Literal["nir", "none"]
    masked_nir: str | None
    civility: Civility
    birth_name: str
    used_name: str | None
    first_names: tuple[str, ...]
    birth_date: str
    birth_place: BirthPlace


class Identity(Model):
    """The document shown, its number hidden but for its end.

    `verdict` is `to_check` when the checker could not be asked: a scan may be asked for later. Kind `franceconnect`
    is no document: FranceConnect vouched for the person.
    """

    kind: DocumentKind | Literal["franceconnect"]
    masked_number: str | None
    verdict: Literal["verified", "to_check", "scan_asked"]
    scans: tuple[Scan, ...]


class EnrolmentContact(Model):
    """Where the person is written to; `destination` is None for a contact that was offered masked, and taken."""

    channel: Channel
    destination: Secret | None
    masked_destination: str
    verified: bool


class Enrolment(Model):
    """An enrolment under way; what is None has not been said yet.

    Attributes:
        step: the one that the server waits for.
        benefit: what the person came to ask for.
        expires_in: seconds before the draft is erased, if nothing more is said.
        vouched: what FranceConnect said, where the enrolment began there; it is not the person's to change.
        challenge: the code that was sent, while it is waited for.
    """

    enrolment_id: str
    step: Step
    benefit: str | None
    expires_in: float
    vouched: Vouched | None = None
    civil_status: CivilStatus | None
    identity: Identity | None
    contact: EnrolmentContact | None
    challenge: Challenge | None
    password_chosen: bool


class CivilStatusTaken(Model):
    """What came of a civil status; with `questions`, the step is not passed before the person confirms."""

    enrolment: Enrolment
    questions: tuple[Question, ...]


class ContactTaken(Model):
    """What came of a contact: the code that went there."""

    enrolment: Enrolment
    challenge: Challenge


class Completion(Model):
    """The account is made.

    `provisional` is the identifiant provisoire of a person without a NIR; `reach` is what this enrolment proved;
    `asked_here` tells whether the benefit is asked for by a form here.
    """

    identifier_kind: Literal["nir", "provisional"]
    provisional: Secret | None
    channel: Channel
    masked_destination: str
    benefit: str | None
    reach: Literal["full", "limited"] = "full"
    asked_here: bool = False


class _Started(Model):
    enrolment_id: str
    token: SecretStr
    enrolment: Enrolment


class _Start(Model):
    benefit: str | None


class _VouchedStart(_Start):
    ticket: Secret


class _CivilStatus(Model):
    nir: Secret | None
    civility: Civility
    birth_name: str
    used_name: str | None
    first_names: tuple[str, ...]
    no_first_name: bool
    no_birth_name: bool
    birth_date: str
    birth_place: PlaceId
    confirmed: bool


class _Identity(Model):
    kind: DocumentKind
    number: Secret | None


class ContactGiven(Model):
    """A contact as it is sent to the server; `received_code` as for `Enrolments.contact`."""

    channel: Channel
    value: Secret
    received_code: Secret | None = None

    @classmethod
    def of(cls, channel: Channel, value: str, received_code: str | None) -> Self:
        """Return what is sent for a contact as it was typed."""
        return cls(channel=channel, value=SecretStr(value), received_code=secret(received_code))


class _Password(Model):
    password: Secret


class Enrolments:
    """The enrolment under way on this client, whose token it holds in memory.

    Every call on it raises `SessionExpired` when there is none, or when the draft was erased, and
    `StepOutOfOrder` when the server waits for an earlier step.

    Attributes:
        scans: the pictures of the document.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._bearer = BearerToken(transport)
        self.scans = Scans(self._bearer, *_PATH, "scans")

    @property
    def token(self) -> SecretStr | None:
        """What gives the enrolment back to `take_up` later; None when none is under way."""
        return self._bearer.token

    def take_up(self, token: str) -> None:
        """Go on with an enrolment, by the token kept from before."""
        self._bearer.token = SecretStr(token)

    def forget(self) -> None:
        """Drop the token: the enrolment stays on the server until it is taken up, or erased in time."""
        self._bearer.token = None

    async def start(self, benefit: str | None = None) -> Enrolment:
        """Begin; `benefit` is the code of what the person came to ask for."""
        call = Call.of("POST", "v1", "enrolments", body=_Start(benefit=benefit))
        started = _Started.read(await self._transport.send(call))
        self._bearer.token = started.token
        return started.enrolment

    async def start_vouched(self, ticket: SecretStr, benefit: str | None = None) -> Enrolment:
        """Begin with the identity that FranceConnect vouched for.

        Args:
            ticket: of an outcome of FranceConnect; it serves once.
            benefit: as for `start`.

        Raises:
            FranceConnectExpired: the ticket has served, or is an hour old.
            TooYoung: the person is `age_limit` years old or less.
        """
        body = _VouchedStart(benefit=benefit, ticket=ticket)
        started = _Started.read(
            await self._transport.send(Call.of("POST", "v1", "franceconnect", "enrolments", body=body))
        )
        self._bearer.token = started.token
        return started.enrolment

    async def current(self) -> Enrolment:
        """Ask how far it has come."""
        return Enrolment.read(await self._bearer.send(Call.of("GET", *_PATH)))

    async def abandon(self) -> None:
        """Have the draft and its scans erased.

        Raises:
            ConnectionFailed: the server was not told; the token is still held, to ask again.
        """
        await self._bearer.send(Call.of("DELETE", *_PATH))
        self.forget()

    async def civil_status(
        self,
        *,
        nir: str | None,
        civility: Civility,
        birth_name: str,
        used_name: str | None,
        first_names: Sequence[str],
        birth_date: str,
        birth_place: PlaceId,
        no_first_name: bool = False,
        no_birth_name: bool = False,
        confirmed: bool = False,
    ) -> CivilStatusTaken:
        """Give the civil status.

        Args:
            nir: 13 or 15 characters; None for a person who has none.
            civility: as on the documents.
            birth_name: the name of birth.
            used_name: the name used, where it is another.
            first_names: in their order.
            birth_date: `YYYY-MM-DD`, with 00 for a day or a month that nobody knows.
            birth_place: commune or country; a found `Place` will do.
            no_first_name: whether there is none.
            no_birth_name: whether there are first names alone.
            confirmed: whether the person stands by what the NIR seems to contradict.

        Raises:
            TooYoung: the person is `age_limit` years old or less.
            Refused: `validation_failed`, with a code for each field.
        """
        body = _CivilStatus(
            nir=secret(nir),
            civility=civility,
            birth_name=birth_name,
            used_name=used_name,
            first_names=tuple(first_names),
            no_first_name=no_first_name,
            no_birth_name=no_birth_name,
            birth_date=birth_date,
            birth_place=PlaceId(kind=birth_place.kind, code=birth_place.code),
            confirmed=confirmed,
        )
        call = Call.of("PUT", *_PATH, "civil-status", body=body)
        return CivilStatusTaken.read(await self._bearer.send(call))

    async def identity(self, kind: DocumentKind, number: str | None = None) -> Enrolment:
        """Show a document by its number; kind `none` takes no number and leads to a scan.

        Raises:
            DocumentRefused: with its `verdict`.
            Refused: `validation_failed`; the field is `number`.
        """
        body = _Identity(kind=kind, number=secret(number))
        return await self._answer("PUT", "identity", body=body)

    async def continue_identity(self) -> Enrolment:
        """Go on without a French document, with the scans sent or without any."""
        return await self._answer("POST", "identity", "continue")

    async def contact(self, channel: Channel, value: str, received_code: str | None = None) -> ContactTaken:
        """Give the contact, and have a code sent there.

        Args:
            channel: phone or mail.
            value: the number or the address.
            received_code: a code that came there before, whoever asked for it: it shows whose contact it is, where
                strangers have asked for too many.

        Raises:
            RateLimited: `resend_too_soon` (30 s between two) or `too_many_codes` (5 an hour).
            CodeRefused: what was received is another code.
            Refused: `validation_failed`; the field is `value`.
        """
        body = ContactGiven.of(channel, value, received_code)
        return ContactTaken.read(await self._bearer.send(Call.of("PUT", *_PATH, "contact", body=body)))

    async def verify(self, code: str) -> Enrolment:
        """Give the code.

        Raises:
            CodeRefused: another code, with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
        """
        return await self._answer("POST", "contact", "verification", body=Verification(code=SecretStr(code)))

    async def resend(self) -> Challenge:
        """Have another code sent; the one before is no longer valid.

        Raises:
            RateLimited: as for `contact`.
        """
        return Challenge.read(await self._bearer.send(Call.of("POST", *_PATH, "contact", "resend")))

    async def password(self, password: str) -> Enrolment:
        """Choose the password.

        Raises:
            Refused: `validation_failed`; the field is `password`.
        """
        return await self._answer("PUT", "password", body=_Password(password=SecretStr(password)))

    async def complete(self) -> Completion:
        """Make the account; asked again, the same answer comes and no second account.

        The token is held until `forget`, so that a lost answer can be asked for again.
        """
        return Completion.read(await self._bearer.send(Call.of("POST", *_PATH, "completion")))

    async def _answer(self, method: str, *path: str, body: Model | None = None) -> Enrolment:
        return Enrolment.read(await self._bearer.send(Call.of(method, *_PATH, *path, body=body)))
