"""What codes register with the server."""

from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.feature import Feature
from server.http.kinds import ProblemMember

FEATURE = Feature(
    problems=(CODE_REFUSED, CODE_EXPIRED, CODE_EXHAUSTED, RESEND_TOO_SOON, TOO_MANY_CODES),
    members=(ProblemMember("tries_left", int),),
)
