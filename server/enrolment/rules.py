"""The steps of an enrolment, and the refusals of a resumption."""

from server.http.kinds import ProblemKind
from server.rules.steps import OrderedStep

BIRTH_DATE_REQUIRED = ProblemKind(
    "birth_date_required", 409, "The code is right; the date of birth is asked too"
)
NAME_REQUIRED = ProblemKind("name_required", 409, "The code and the date are right; the name is asked too")


class Step(OrderedStep):
    """The steps of an enrolment, in order."""

    CIVIL_STATUS = "civil_status"
    IDENTITY = "identity"
    CONTACT = "contact"
    CODE = "code"
    PASSWORD = "password"  # noqa: S105 - the name of a step
    SUMMARY = "summary"
    DONE = "done"
