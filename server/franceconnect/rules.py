"""The refusals of FranceConnect."""

from server.http.kinds import ProblemKind

FRANCECONNECT_UNAVAILABLE = ProblemKind("franceconnect_unavailable", 503, "FranceConnect does not answer")
FRANCECONNECT_EXPIRED = ProblemKind("franceconnect_expired", 410, "The sign-in through FranceConnect is over")
FRANCECONNECT_MISMATCH = ProblemKind(
    "franceconnect_mismatch", 409, "FranceConnect vouched for another person than this one"
)
