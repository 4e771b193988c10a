"""Signaler un défaut d'accessibilité."""

from app.accessibility_reports.paths import ACCESSIBILITY_REPORT
from app.accessibility_reports.report import Report
from views.accessibility_reports.report import report
from views.accessibility_reports.text import ReportSearchText, ReportText
from views.shell.feature import Feature, HelpEntry, Route, SearchEntry

FEATURE = Feature(
    routes=(
        Route(
            ACCESSIBILITY_REPORT,
            lambda page: report(page.state(Report.of)),
            name=ReportText.HEADING,
        ),
    ),
    help=(HelpEntry(ReportText.HEADING, ReportText.LEAD, ACCESSIBILITY_REPORT),),
    search=(SearchEntry(ACCESSIBILITY_REPORT, ReportSearchText.REPORT),),
)
