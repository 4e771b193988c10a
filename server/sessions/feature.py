"""What sessions register with the server."""

from server.feature import Feature
from server.http.kinds import ProblemMember
from server.sessions.rules import CREDENTIALS_REFUSED, MIGRATION_REQUIRED, SESSION_EXPIRED, End

FEATURE = Feature(
    problems=(CREDENTIALS_REFUSED, SESSION_EXPIRED, MIGRATION_REQUIRED),
    members=(ProblemMember("reason", End),),
)
