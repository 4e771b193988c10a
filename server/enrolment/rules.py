"""The refusals of a resumption."""

from server.http.kinds import ProblemKind

BIRTH_DATE_REQUIRED = ProblemKind(
    "birth_date_required", 409, "The code is right; the date of birth is asked too"
)
NAME_REQUIRED = ProblemKind("name_required", 409, "The code and the date are right; the name is asked too")
