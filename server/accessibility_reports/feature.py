"""What the feature registers with the server: accessibility reports."""

from server.accessibility_reports.router import router
from server.accessibility_reports.service import KEPT
from server.accessibility_reports.tables import AccessibilityReport
from server.db.sweeper import Expiry
from server.feature import Feature

FEATURE = Feature(
    routers=(router,),
    expiries=(
        Expiry(AccessibilityReport.reference, lambda now: AccessibilityReport.received_at < now - KEPT),
    ),
)
