"""The refusal of a document that proves nothing more."""

from server.http.kinds import ProblemKind

IDENTITY_CHECKED = ProblemKind("identity_checked", 409, "The identity is proved already")
