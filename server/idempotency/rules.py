"""The refusal of an idempotency key that was used for another request."""

from server.http.kinds import ProblemKind

IDEMPOTENCY_CONFLICT = ProblemKind(
    "idempotency_conflict", 409, "The idempotency key was used for another request"
)
