"""The refusals of scans."""

from server.http.kinds import ProblemKind

SCAN_TOO_LARGE = ProblemKind("scan_too_large", 422, "The scan is too large")
SCAN_TYPE_REFUSED = ProblemKind("scan_type_refused", 422, "The scan is of a kind that is not accepted")
SCAN_DAMAGED = ProblemKind("scan_damaged", 422, "The scan is cut short, or does not open")
SCAN_TOO_COMPLEX = ProblemKind("scan_too_complex", 422, "The scan has too many pixels or pages")
SCAN_LOCKED = ProblemKind("scan_locked", 422, "The scan opens with a password only")
SCAN_UNSAFE = ProblemKind("scan_unsafe", 422, "The scan holds more than a picture or a document")
SCAN_UNCHECKED = ProblemKind("scan_unchecked", 503, "The scan cannot be checked for the moment")
SCAN_UNSTORED = ProblemKind("scan_unstored", 507, "There is no room for the scan at the moment")
OFFSET_MISMATCH = ProblemKind("offset_mismatch", 409, "The scan goes on from another offset")
