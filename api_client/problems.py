"""Problem details (RFC 9457) read into errors: the one place that says which error an answer is."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus

from api_client.errors import (
    BirthDateRequired,
    Busy,
    ChangedMeanwhile,
    ClientError,
    CodeExhausted,
    CodeExpired,
    CodeRefused,
    CredentialsRefused,
    DeadlinePassed,
    DocumentRefused,
    DoorClosed,
    FranceConnectExpired,
    FranceConnectMismatch,
    FranceConnectUnavailable,
    Maintenance,
    MigrationRequired,
    NameRequired,
    NotFound,
    PasswordRefused,
    PasswordRequired,
    RateLimited,
    Refused,
    ResponseInvalid,
    ScanRefused,
    ScanUnchecked,
    ScanUnstored,
    ServerFailed,
    SessionExpired,
    SimulationStarting,
    SimulationUnavailable,
    SlotTaken,
    StepOutOfOrder,
    TooManyAppointments,
    TooYoung,
    UpdateRequired,
)

_BY_CODE: Mapping[str, type[Refused]] = {
    "session_expired": SessionExpired,
    "credentials_refused": CredentialsRefused,
    "password_refused": PasswordRefused,
    "password_required": PasswordRequired,
    "changed_meanwhile": ChangedMeanwhile,
    "deadline_passed": DeadlinePassed,
    "slot_taken": SlotTaken,
    "too_many_appointments": TooManyAppointments,
    "code_refused": CodeRefused,
    "code_expired": CodeExpired,
    "code_exhausted": CodeExhausted,
    "birth_date_required": BirthDateRequired,
    "name_required": NameRequired,
    "rate_limited": RateLimited,
    "resend_too_soon": RateLimited,
    "too_many_codes": RateLimited,
    "door_closed": DoorClosed,
    "migration_required": MigrationRequired,
    "not_found": NotFound,
    "step_out_of_order": StepOutOfOrder,
    "too_young": TooYoung,
    "document_refused": DocumentRefused,
    "scan_too_large": ScanRefused,
    "scan_type_refused": ScanRefused,
    "scan_damaged": ScanRefused,
    "scan_too_complex": ScanRefused,
    "scan_locked": ScanRefused,
    "scan_unsafe": ScanRefused,
    "scan_unchecked": ScanUnchecked,
    "scan_unstored": ScanUnstored,
    "franceconnect_unavailable": FranceConnectUnavailable,
    "franceconnect_expired": FranceConnectExpired,
    "franceconnect_mismatch": FranceConnectMismatch,
    "simulation_unavailable": SimulationUnavailable,
    "simulation_starting": SimulationStarting,
    "update_required": UpdateRequired,
    "busy": Busy,
    "maintenance": Maintenance,
}

# An answer from a proxy before the server has no code: its status alone has to tell.
_BY_STATUS: Mapping[int, str] = {
    HTTPStatus.TOO_MANY_REQUESTS: "rate_limited",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal_error",
    HTTPStatus.BAD_GATEWAY: "internal_error",
    HTTPStatus.SERVICE_UNAVAILABLE: "internal_error",
    HTTPStatus.GATEWAY_TIMEOUT: "internal_error",
}


def error_for(status: int, content: bytes, headers: Mapping[str, str]) -> ClientError:
    """Return the error that an answer other than a success is.

    Args:
        status: the HTTP status, outside 200-299.
        content: the body as received, problem details or anything else.
        headers: the headers, looked up without regard to case.
    """
    problem = _problem(content)
    code = problem.get("code")
    if not isinstance(code, str):
        if status not in _BY_STATUS:
            return ResponseInvalid(f"status {status} without problem details")
        code = _BY_STATUS[status]
    kind = _BY_CODE.get(code) or (ServerFailed if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Refused)
    said = {"retry_after": headers.get("Retry-After"), **problem}
    details = {
        name: read(said.get(name)) for name, read in _DETAILS.items() if name in kind.__dataclass_fields__
    }
    return kind(
        code=code,
        status=status,
        request_id=_text(problem.get("request_id")) or headers.get("X-Request-Id", ""),
        fields=_fields(problem.get("errors")),
        **details,
    )


def _problem(content: bytes) -> dict[str, object]:
    try:
        problem = json.loads(content)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _fields(errors: object) -> dict[str, str]:
    if not isinstance(errors, list):
        return {}
    return {
        _text(error.get("field")): _text(error.get("code")) for error in errors if isinstance(error, dict)
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, value)) if isinstance(value, list) else ()


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _seconds(value: object) -> float | None:
    """Read a delay: a number, or what a Retry-After header holds (RFC 9110, 10.2.3)."""
    if isinstance(value, int | float):
        return max(0.0, float(value))
    text = _text(value)
    if text.isdecimal():
        return float(text)
    from email.utils import parsedate_to_datetime  # ten milliseconds that only a proxy's date is worth

    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def _instant(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


_DETAILS: Mapping[str, Callable[[object], float | int | str | datetime | tuple[str, ...] | None]] = {
    "tries_left": _count,
    "retry_after": _seconds,
    "until": _instant,
    "door": _text,
    "reason": _text,
    "step": _text,
    "age_limit": _count,
    "verdict": _text,
    "limit": _count,
    "differs": _texts,
}
