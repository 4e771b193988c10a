"""What can go wrong when the server is asked something.

ClientError
├── ConnectionFailed         no answer, and nobody can tell whose fault it is
│   ├── NoNetwork            this device has no network
│   ├── ServerDown           the way there is good, and nothing answers at its end
│   └── TimedOut             connected, yet no answer in time
├── ResponseInvalid          an answer that is not the API's: HTML, cut JSON, another schema, a redirect
└── Refused                  the server said no, with a stable code
    ├── SessionExpired       the session has ended: sign in again
    ├── CredentialsRefused   identifier or password wrong; the server never says which
    ├── PasswordRefused      the password asked for again is wrong
    ├── PasswordRequired     the sign-in is too old to go without the password
    ├── CodeRefused          wrong code, tries are left
    ├── CodeExpired          the code's time is over: ask for another
    ├── CodeExhausted        too many wrong tries: ask for another
    ├── BirthDateRequired    the code is right, and the date of birth is asked too
    ├── NameRequired         they are right, and the names are asked too
    ├── RateLimited          too many requests, sign-ins or codes: come back later
    ├── DoorClosed           this person may not do this on this file
    ├── MigrationRequired    an old account has to be migrated first
    ├── NotFound             it does not exist, or belongs to somebody else
    ├── ChangedMeanwhile     it is no longer what the person saw: nothing was overwritten
    ├── DeadlinePassed       it is too late for that
    ├── SlotTaken            somebody else has that hour, or it is not offered any more
    ├── TooManyAppointments  the person has as many appointments as one may
    ├── StepOutOfOrder       another step of the enrolment comes first
    ├── TooYoung             too young for an account of one's own
    ├── DocumentRefused      the identity document is not that of this person, or no longer holds
    ├── ScanRefused          the scan is too large, of no known type, damaged or unsafe
    ├── ScanUnchecked        the scan cannot be checked for the moment
    ├── ScanUnstored         there is no room for the scan for the moment
    ├── FranceConnectUnavailable  it does not answer: come back later, or use the password
    ├── FranceConnectExpired      what FranceConnect said has served, or is too old: start again
    ├── FranceConnectMismatch     it vouched for somebody else than the account's holder
    ├── SimulationUnavailable  benefits cannot be estimated here
    ├── SimulationStarting   they can be in some seconds: ask again
    ├── UpdateRequired       this client is too old for the server
    ├── Maintenance          closed for maintenance, perhaps until a known time
    ├── Busy                 so many sign in at once that one has to come back in a moment
    └── ServerFailed         the server or a proxy before it broke down

No message, repr or chained exception holds a password, a code, a token or a NIR.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus


class ClientError(Exception):
    """Anything that the client raises about a call."""


class ConnectionFailed(ClientError):
    """The server could not be reached, or the connection was cut before the answer."""


class NoNetwork(ConnectionFailed):
    """The device has no way to any other: the server is not to blame."""


class ServerDown(ConnectionFailed):
    """The way to the server is good, and nothing answers at its end: the device is not to blame."""


class TimedOut(ConnectionFailed):
    """The server was reached and did not answer in time: it may have done what was asked."""


class ResponseInvalid(ClientError):
    """The answer is not one that the API can give."""


@dataclass(eq=False, kw_only=True)
class Refused(ClientError):
    """The server's refusal (RFC 9457).

    Attributes:
        code: the stable code, such as `validation_failed`.
        status: the HTTP status.
        request_id: what to quote when reporting the refusal; empty when none was given.
        fields: for `validation_failed`, the code of the error for each field's name.
    """

    code: str
    status: int
    request_id: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} (status {self.status}, request {self.request_id or 'unknown'})"


@dataclass(eq=False, kw_only=True)
class SessionExpired(Refused):
    """Both tokens are dead; `reason` is why, such as `idle`, where the server says so."""

    code: str = "session_expired"
    status: int = HTTPStatus.UNAUTHORIZED
    reason: str = ""


@dataclass(eq=False, kw_only=True)
class CredentialsRefused(Refused):
    """The identifier or the password is wrong."""

    code: str = "credentials_refused"
    status: int = HTTPStatus.UNAUTHORIZED


@dataclass(eq=False, kw_only=True)
class PasswordRefused(Refused):
    """The password that a change asks for again is wrong."""

    code: str = "password_refused"
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(eq=False, kw_only=True)
class PasswordRequired(Refused):
    """The change asks for the password again: the sign-in is some minutes old."""

    code: str = "password_required"
    status: int = HTTPStatus.FORBIDDEN


@dataclass(eq=False, kw_only=True)
class ChangedMeanwhile(Refused):
    """What was to be changed is no longer what was seen; nothing was overwritten."""

    code: str = "changed_meanwhile"
    status: int = HTTPStatus.CONFLICT


@dataclass(eq=False, kw_only=True)
class CodeRefused(Refused):
    """The code is wrong; `tries_left` more may be made with it."""

    code: str = "code_refused"
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    tries_left: int = 0


@dataclass(eq=False, kw_only=True)
class CodeExpired(Refused):
    """The code was right once; its time is over."""

    code: str = "code_expired"
    status: int = HTTPStatus.GONE


@dataclass(eq=False, kw_only=True)
class CodeExhausted(Refused):
    """No try is left for this code."""

    code: str = "code_exhausted"
    status: int = HTTPStatus.GONE


@dataclass(eq=False, kw_only=True)
class BirthDateRequired(Refused):
    """The code alone does not give an enrolment back: several people may have one contact."""

    code: str = "birth_date_required"
    status: int = HTTPStatus.CONFLICT


@dataclass(eq=False, kw_only=True)
class NameRequired(Refused):
    """Two people with one contact have this date of birth."""

    code: str = "name_required"
    status: int = HTTPStatus.CONFLICT


@dataclass(eq=False, kw_only=True)
class RateLimited(Refused):
    """Too many at once: `rate_limited`, `resend_too_soon` or `too_many_codes`; `retry_after` in seconds."""

    code: str = "rate_limited"
    status: int = HTTPStatus.TOO_MANY_REQUESTS
    retry_after: float | None = None


@dataclass(eq=False, kw_only=True)
class DoorClosed(Refused):
    """The person may not pass: `door` is the part of the file, `reason` why it is shut."""

    code: str = "door_closed"
    status: int = HTTPStatus.FORBIDDEN
    door: str = ""
    reason: str = ""


@dataclass(eq=False, kw_only=True)
class MigrationRequired(Refused):
    """The account still has its 8-digit password; its session serves the migration alone."""

    code: str = "migration_required"
    status: int = HTTPStatus.FORBIDDEN


@dataclass(eq=False, kw_only=True)
class NotFound(Refused):
    """No such thing for this person."""

    code: str = "not_found"
    status: int = HTTPStatus.NOT_FOUND


@dataclass(eq=False, kw_only=True)
class DeadlinePassed(Refused):
    """The last day for what was asked is over."""

    code: str = "deadline_passed"
    status: int = HTTPStatus.CONFLICT


@dataclass(eq=False, kw_only=True)
class SlotTaken(Refused):
    """Somebody else has that slot, or the office does not offer it any more."""

    code: str = "slot_taken"
    status: int = HTTPStatus.CONFLICT


@dataclass(eq=False, kw_only=True)
class TooManyAppointments(Refused):
    """The person has as many appointments to come as one may have."""

    code: str = "too_many_appointments"
    status: int = HTTPStatus.CONFLICT


@dataclass(eq=False, kw_only=True)
class StepOutOfOrder(Refused):
    """The server waits for another `step` of the enrolment, such as `identity`."""

    code: str = "step_out_of_order"
    status: int = HTTPStatus.CONFLICT
    step: str = ""


@dataclass(eq=False, kw_only=True)
class TooYoung(Refused):
    """The person is `age_limit` years old or less."""

    code: str = "too_young"
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    age_limit: int = 0


@dataclass(eq=False, kw_only=True)
class DocumentRefused(Refused):
    """The number leads nowhere good: `verdict` is `not_found`, `mismatch` or `expired`."""

    code: str = "document_refused"
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    verdict: str = ""


@dataclass(eq=False, kw_only=True)
class ScanRefused(Refused):
    """The file is none to send, for one reason of these.

    `scan_too_large`: beyond `limit` bytes; `scan_type_refused`: neither PDF, JPEG, PNG nor HEIC; `scan_damaged`: cut
    short, or it does not open; `scan_too_complex`: too many pixels or pages; `scan_locked`: it opens with a password
    only; `scan_unsafe`: it holds more than a picture or a document.
    """

    code: str = "scan_type_refused"
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    limit: int = 0


@dataclass(eq=False, kw_only=True)
class ScanUnchecked(Refused):
    """The server cannot check the file for the moment: its last piece is to be sent again later."""

    code: str = "scan_unchecked"
    status: int = HTTPStatus.SERVICE_UNAVAILABLE


@dataclass(eq=False, kw_only=True)
class ScanUnstored(Refused):
    """The server has no room for files for the moment: what has arrived is kept, the rest to be sent later."""

    code: str = "scan_unstored"
    status: int = HTTPStatus.INSUFFICIENT_STORAGE


@dataclass(eq=False, kw_only=True)
class FranceConnectUnavailable(Refused):
    """FranceConnect does not answer the server."""

    code: str = "franceconnect_unavailable"
    status: int = HTTPStatus.SERVICE_UNAVAILABLE


@dataclass(eq=False, kw_only=True)
class FranceConnectExpired(Refused):
    """What FranceConnect said has served already, or came too late."""

    code: str = "franceconnect_expired"
    status: int = HTTPStatus.GONE


@dataclass(eq=False, kw_only=True)
class FranceConnectMismatch(Refused):
    """FranceConnect vouched for another person than the account's holder; `differs` says by what."""

    code: str = "franceconnect_mismatch"
    status: int = HTTPStatus.CONFLICT
    differs: tuple[str, ...] = ()


@dataclass(eq=False, kw_only=True)
class SimulationUnavailable(Refused):
    """The server has nothing that estimates benefits, or it does not answer."""

    code: str = "simulation_unavailable"
    status: int = HTTPStatus.SERVICE_UNAVAILABLE


@dataclass(eq=False, kw_only=True)
class SimulationStarting(Refused):
    """What estimates benefits is starting: it can be asked again in `retry_after` seconds."""

    code: str = "simulation_starting"
    status: int = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after: float | None = None


@dataclass(eq=False, kw_only=True)
class UpdateRequired(Refused):
    """The server no longer speaks to clients of this version."""

    code: str = "update_required"
    status: int = HTTPStatus.UPGRADE_REQUIRED


@dataclass(eq=False, kw_only=True)
class Busy(Refused):
    """So many sign in at once that it is asked again in `retry_after` seconds; nothing was done."""

    code: str = "busy"
    status: int = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after: float | None = None


@dataclass(eq=False, kw_only=True)
class Maintenance(Refused):
    """Closed for maintenance, `until` that instant (aware, UTC) where known; `retry_after` in seconds."""

    code: str = "maintenance"
    status: int = HTTPStatus.SERVICE_UNAVAILABLE
    until: datetime | None = None
    retry_after: float | None = None


@dataclass(eq=False, kw_only=True)
class ServerFailed(Refused):
    """The server broke down over the request."""

    code: str = "internal_error"
    status: int = HTTPStatus.INTERNAL_SERVER_ERROR
