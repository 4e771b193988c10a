"""The kinds of refusal. Each is declared beside the code that raises it, and registered by its feature."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of refusal.

    Attributes:
        code: its stable code, in snake case.
        status: its HTTP status.
        title: what happened, in English.
    """

    code: str
    status: int
    title: str


@dataclass(frozen=True, slots=True)
class ProblemMember:
    """A member of refusals beside the common ones (RFC 9457, 3.2).

    Attributes:
        name: its name in JSON.
        type: type of its value; features that share a name each add their own.
        description: text of the OpenAPI document.
    """

    name: str
    type: object
    description: str | None = None


VALIDATION_FAILED = ProblemKind("validation_failed", 422, "The request is not valid")
CHANGED_MEANWHILE = ProblemKind("changed_meanwhile", 409, "It has changed since it was read")
DEADLINE_PASSED = ProblemKind("deadline_passed", 409, "It is too late for that")
STEP_OUT_OF_ORDER = ProblemKind("step_out_of_order", 409, "Another step comes first")
NOT_FOUND = ProblemKind("not_found", 404, "There is nothing here")
METHOD_NOT_ALLOWED = ProblemKind("method_not_allowed", 405, "This method is not allowed here")
PAYLOAD_TOO_LARGE = ProblemKind("payload_too_large", 413, "The request is too large")
UPDATE_REQUIRED = ProblemKind("update_required", 426, "This version of the client is too old")
MAINTENANCE = ProblemKind("maintenance", 503, "The service is under maintenance")
BUSY = ProblemKind("busy", 503, "Too many sign in at once")
INTERNAL_ERROR = ProblemKind("internal_error", 500, "The server failed")

GENERAL = (
    VALIDATION_FAILED,
    CHANGED_MEANWHILE,
    DEADLINE_PASSED,
    STEP_OUT_OF_ORDER,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    PAYLOAD_TOO_LARGE,
    UPDATE_REQUIRED,
    MAINTENANCE,
    BUSY,
    INTERNAL_ERROR,
)
"""The refusals that any operation may answer with."""
