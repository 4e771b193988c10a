"""What scans register with the server."""

from server.db import Store
from server.feature import Feature
from server.http.kinds import ProblemMember
from server.scans import rules
from server.scans.service import Scans

FEATURE = Feature(
    problems=(
        rules.SCAN_TOO_LARGE,
        rules.SCAN_TYPE_REFUSED,
        rules.SCAN_DAMAGED,
        rules.SCAN_TOO_COMPLEX,
        rules.SCAN_LOCKED,
        rules.SCAN_UNSAFE,
        rules.SCAN_UNCHECKED,
        rules.OFFSET_MISMATCH,
        rules.SCAN_UNSTORED,
    ),
    members=(ProblemMember("limit", int, "bytes"), ProblemMember("received", int, "bytes")),
    jobs=(lambda services: services[Scans].erase_orphans(services[Store]),),
)
