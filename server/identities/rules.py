"""The refusals of an identity."""

from server.http.kinds import ProblemKind

TOO_YOUNG = ProblemKind("too_young", 422, "This person is too young for an account")
DOCUMENT_REFUSED = ProblemKind("document_refused", 422, "The document is not accepted")
