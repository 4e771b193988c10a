"""What the feature registers with the server: enrolment."""

from server.db.sweeper import Expiry
from server.enrolment import router, scans
from server.enrolment.rules import BIRTH_DATE_REQUIRED, NAME_REQUIRED, Step
from server.enrolment.tables import Enrolment
from server.feature import Feature
from server.http.kinds import ProblemMember
from server.rules.steps import DRAFT_LIFE

FEATURE = Feature(
    routers=(router.router, scans.router),
    upload_paths=("/v1/enrolments/current/scans/",),
    problems=(BIRTH_DATE_REQUIRED, NAME_REQUIRED),
    members=(ProblemMember("step", Step),),
    expiries=(Expiry(Enrolment.id, lambda now: Enrolment.touched_at < now - DRAFT_LIFE),),
)
