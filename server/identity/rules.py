"""The refusal of a document where the identity is proved."""

from server.http.kinds import ProblemKind

IDENTITY_CHECKED = ProblemKind("identity_checked", 409, "The identity is proved already")
