"""The refusals of codes."""

from server.http.kinds import ProblemKind

CODE_REFUSED = ProblemKind("code_refused", 422, "The code is wrong")
CODE_EXPIRED = ProblemKind("code_expired", 410, "The code is no longer valid")
CODE_EXHAUSTED = ProblemKind("code_exhausted", 410, "The code was tried too often")
RESEND_TOO_SOON = ProblemKind("resend_too_soon", 429, "A code was sent a moment ago")
TOO_MANY_CODES = ProblemKind("too_many_codes", 429, "Too many codes were sent")
