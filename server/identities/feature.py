"""What the identities of holders register with the server."""

from server.feature import Feature
from server.http.kinds import ProblemMember
from server.identities.rules import DOCUMENT_REFUSED, TOO_YOUNG
from server.rules.documents import Verdict

FEATURE = Feature(
    problems=(TOO_YOUNG, DOCUMENT_REFUSED),
    members=(ProblemMember("age_limit", int, "full years"), ProblemMember("verdict", Verdict)),
)
