"""The refusal of one try too many."""

from server.http.kinds import ProblemKind

RATE_LIMITED = ProblemKind("rate_limited", 429, "Too many attempts")
