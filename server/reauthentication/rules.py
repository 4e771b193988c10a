"""The refusals of reauthentication."""

from server.http.kinds import ProblemKind

PASSWORD_REFUSED = ProblemKind("password_refused", 422, "The password is wrong")
PASSWORD_REQUIRED = ProblemKind("password_required", 403, "The password is asked for again")
