"""What challenges register with the server."""

from datetime import timedelta

from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.challenges.tables import Challenge
from server.db.sweeper import Expiry
from server.feature import Feature
from server.http.kinds import ProblemMember

_KEPT = timedelta(days=1)

FEATURE = Feature(
    problems=(CODE_REFUSED, CODE_EXPIRED, CODE_EXHAUSTED, RESEND_TOO_SOON, TOO_MANY_CODES),
    members=(ProblemMember("tries_left", int),),
    expiries=(Expiry(Challenge.id, lambda now: Challenge.created_at < now - _KEPT),),
)
