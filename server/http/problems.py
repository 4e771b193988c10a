"""Refusals as problem details (RFC 9457): a closed set of stable codes, one place that renders them."""

from collections.abc import Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from server.migration.rules import MigrationStep
from server.people.doors import Reason
from server.rules.civil_status import Step
from server.rules.documents import Verdict
from server.rules.likeness import Element
from server.sessions.rules import End

MEDIA_TYPE = "application/problem+json"


class Code(StrEnum):
    """Every code that a client may meet."""

    VALIDATION_FAILED = "validation_failed"
    CREDENTIALS_REFUSED = "credentials_refused"
    SESSION_EXPIRED = "session_expired"
    PASSWORD_REFUSED = "password_refused"  # noqa: S105 - a code of refusal
    PASSWORD_REQUIRED = "password_required"  # noqa: S105 - the same
    CHANGED_MEANWHILE = "changed_meanwhile"
    CODE_REFUSED = "code_refused"
    CODE_EXPIRED = "code_expired"
    CODE_EXHAUSTED = "code_exhausted"
    BIRTH_DATE_REQUIRED = "birth_date_required"
    NAME_REQUIRED = "name_required"
    RESEND_TOO_SOON = "resend_too_soon"
    TOO_MANY_CODES = "too_many_codes"
    RATE_LIMITED = "rate_limited"
    DOOR_CLOSED = "door_closed"
    MIGRATION_REQUIRED = "migration_required"
    MIGRATION_NOT_NEEDED = "migration_not_needed"
    STEP_OUT_OF_ORDER = "step_out_of_order"
    TOO_YOUNG = "too_young"
    DOCUMENT_REFUSED = "document_refused"
    IDENTITY_CHECKED = "identity_checked"
    SCAN_TOO_LARGE = "scan_too_large"
    SCAN_TYPE_REFUSED = "scan_type_refused"
    SCAN_DAMAGED = "scan_damaged"
    SCAN_TOO_COMPLEX = "scan_too_complex"
    SCAN_LOCKED = "scan_locked"
    SCAN_UNSAFE = "scan_unsafe"
    SCAN_UNCHECKED = "scan_unchecked"
    OFFSET_MISMATCH = "offset_mismatch"
    FRANCECONNECT_UNAVAILABLE = "franceconnect_unavailable"
    FRANCECONNECT_EXPIRED = "franceconnect_expired"
    FRANCECONNECT_MISMATCH = "franceconnect_mismatch"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    IDEMPOTENCY_CONFLICT = "idempotency_conflict"
    PAYLOAD_TOO_LARGE = "payload_too_large"
    UPDATE_REQUIRED = "update_required"
    MAINTENANCE = "maintenance"
    INTERNAL_ERROR = "internal_error"


_KINDS: dict[Code, tuple[int, str]] = {
    Code.VALIDATION_FAILED: (422, "The request is not valid"),
    Code.CREDENTIALS_REFUSED: (401, "The identifier or the password is wrong"),
    Code.SESSION_EXPIRED: (401, "There is no session, or it has ended"),
    Code.PASSWORD_REFUSED: (422, "The password is wrong"),
    Code.PASSWORD_REQUIRED: (403, "The password is asked for again"),
    Code.CODE_REFUSED: (422, "The code is wrong"),
    Code.CODE_EXPIRED: (410, "The code is no longer valid"),
    Code.CODE_EXHAUSTED: (410, "The code was tried too often"),
    Code.BIRTH_DATE_REQUIRED: (409, "The code is right; the date of birth is asked too"),
    Code.NAME_REQUIRED: (409, "The code and the date are right; the name is asked too"),
    Code.RESEND_TOO_SOON: (429, "A code was sent a moment ago"),
    Code.TOO_MANY_CODES: (429, "Too many codes were sent"),
    Code.RATE_LIMITED: (429, "Too many attempts"),
    Code.DOOR_CLOSED: (403, "This part of the file is closed to this person"),
    Code.MIGRATION_REQUIRED: (403, "The connection of this account must change first"),
    Code.MIGRATION_NOT_NEEDED: (409, "The connection of this account has changed already"),
    Code.CHANGED_MEANWHILE: (409, "It has changed since it was read"),
    Code.STEP_OUT_OF_ORDER: (409, "Another step comes first"),
    Code.TOO_YOUNG: (422, "This person is too young for an account"),
    Code.DOCUMENT_REFUSED: (422, "The document is not accepted"),
    Code.IDENTITY_CHECKED: (409, "The identity is proved already"),
    Code.SCAN_TOO_LARGE: (422, "The scan is too large"),
    Code.SCAN_TYPE_REFUSED: (422, "The scan is of a kind that is not accepted"),
    Code.SCAN_DAMAGED: (422, "The scan is cut short, or does not open"),
    Code.SCAN_TOO_COMPLEX: (422, "The scan has too many pixels or pages"),
    Code.SCAN_LOCKED: (422, "The scan opens with a password only"),
    Code.SCAN_UNSAFE: (422, "The scan holds more than a picture or a document"),
    Code.SCAN_UNCHECKED: (503, "The scan cannot be checked for the moment"),
    Code.OFFSET_MISMATCH: (409, "The scan goes on from another offset"),
    Code.FRANCECONNECT_UNAVAILABLE: (503, "FranceConnect does not answer"),
    Code.FRANCECONNECT_EXPIRED: (410, "The sign-in through FranceConnect is over"),
    Code.FRANCECONNECT_MISMATCH: (409, "FranceConnect vouched for another person than this one"),
    Code.NOT_FOUND: (404, "There is nothing here"),
    Code.METHOD_NOT_ALLOWED: (405, "This method is not allowed here"),
    Code.IDEMPOTENCY_CONFLICT: (409, "The idempotency key was used for another request"),
    Code.PAYLOAD_TOO_LARGE: (413, "The request is too large"),
    Code.UPDATE_REQUIRED: (426, "This version of the client is too old"),
    Code.MAINTENANCE: (503, "The service is under maintenance"),
    Code.INTERNAL_ERROR: (500, "The server failed"),
}


class FieldError(BaseModel):
    """What is wrong with one field of the request."""

    field: str
    code: str


class ProblemDetails(BaseModel):
    """The body of every refusal."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(pattern="^urn:mon-compte:problem:[a-z_]+$")
    title: str
    status: int
    code: Code
    request_id: UUID
    errors: list[FieldError] | None = None
    retry_after: int | None = Field(None, description="seconds")
    tries_left: int | None = None
    until: AwareDatetime | None = None
    door: str | None = None
    reason: Reason | End | None = None
    step: Step | MigrationStep | None = None
    age_limit: int | None = Field(None, description="full years")
    verdict: Verdict | None = None
    limit: int | None = Field(None, description="bytes")
    received: int | None = Field(None, description="bytes")
    differs: list[Element] | None = None


class Problem(Exception):
    """A refusal, raised anywhere below a router.

    Args:
        code: the stable code; it decides status and title.
        commits: what was written before it was raised stands (a try counted, a family of tokens killed),
            and the refusal is replayed to a retry of the same request.
        headers: header fields to add.
        extra: members of `ProblemDetails` that this code carries, as JSON values.
    """

    def __init__(
        self,
        code: Code,
        *,
        commits: bool = False,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.commits = commits
        self.headers = dict(headers or {})
        self.extra = extra

    @property
    def status(self) -> int:
        """HTTP status."""
        return _KINDS[self.code][0]

    def response(self, request_id: str) -> JSONResponse:
        """The answer that tells it to the client."""
        status, title = _KINDS[self.code]
        details = ProblemDetails(
            type=f"urn:mon-compte:problem:{self.code}",
            title=title,
            status=status,
            code=self.code,
            request_id=UUID(request_id),
            **self.extra,
        )
        headers = dict(self.headers)
        if status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        if details.retry_after is not None:
            headers["Retry-After"] = str(details.retry_after)
        return JSONResponse(
            details.model_dump(mode="json", exclude_none=True),
            status_code=status,
            headers=headers,
            media_type=MEDIA_TYPE,
        )


def invalid(*wrong: tuple[str, str]) -> Problem:
    """`validation_failed` for fields, each with the code of what is wrong with it."""
    return Problem(Code.VALIDATION_FAILED, errors=[{"field": field, "code": code} for field, code in wrong])


def documented(*codes: Code) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses for the codes an operation may answer with."""
    by_status: dict[int | str, list[Code]] = {}
    for code in codes:
        by_status.setdefault(_KINDS[code][0], []).append(code)
    return {
        status: {
            "description": " · ".join(together),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status, together in by_status.items()
    }
