"""`/v1/enrolments/resumptions`: an enrolment begun on another device, found by its contact and taken up on this one."""

from pydantic import SecretStr

from api_client.challenges import Challenge, Channel, Verification
from api_client.enrolments import ContactGiven, Enrolment, Enrolments
from api_client.model import Model, Secret
from api_client.transport import Call, Transport

_PATH = ("v1", "enrolments", "resumptions")


class Resumption(Model):
    """A code sent to whoever says having begun on another device."""

    resumption_id: str
    challenge: Challenge


class _Proof(Verification):
    birth_date: str | None
    first_name: Secret | None
    birth_name: Secret | None


class _Resumed(Model):
    token: SecretStr
    enrolment: Enrolment


class Resumptions:
    """The enrolments that this client may take up."""

    def __init__(self, transport: Transport, enrolments: Enrolments) -> None:
        self._transport = transport
        self._enrolments = enrolments

    async def start(self, channel: Channel, value: str, received_code: str | None = None) -> Resumption:
        """Ask for the enrolment begun elsewhere with that contact; whether there is one is not told.

        The arguments and errors are those of `Enrolments.contact`.
        """
        body = ContactGiven.of(channel, value, received_code)
        call = Call.of("POST", *_PATH, body=body)
        return Resumption.read(await self._transport.send(call))

    async def verify(
        self,
        resumption_id: str,
        code: str,
        birth_date: str | None = None,
        *,
        names: tuple[str, str] | None = None,
    ) -> Enrolment:
        """Give the code, and go on with that enrolment here; the other device can no longer.

        Args:
            resumption_id: what the code was asked for.
            code: as received.
            birth_date: `YYYY-MM-DD`, once it is asked.
            names: first name and birth name, where they are asked.

        Raises:
            BirthDateRequired: the code is right, and the date of birth is asked too; the code serves again.
            NameRequired: both are right, and so are the dates of two people: the names are asked too.
            CodeRefused: another code, date or name, or no enrolment with that contact; with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
        """
        first_name, birth_name = map(SecretStr, names) if names is not None else (None, None)
        body = _Proof(
            code=SecretStr(code), birth_date=birth_date, first_name=first_name, birth_name=birth_name
        )
        call = Call.of("POST", *_PATH, resumption_id, "verification", body=body)
        resumed = _Resumed.read(await self._transport.send(call))
        self._enrolments.take_up(resumed.token.get_secret_value())
        return resumed.enrolment
