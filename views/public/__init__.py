"""Pages that anybody may read."""

import flet as ft

from app.public.paths import ACCESSIBILITY, HELP, PERSONAL_DATA, TERMS
from app.steps.terms import TermsInForce
from views.public.accessibility import accessibility
from views.public.help import help_page
from views.public.personal_data import personal_data
from views.public.terms import terms
from views.public.text import AccessibilityText, HelpText, PersonalDataText, TermsText
from views.shell.feature import Feature, FootLink, Place, Route

FEATURE = Feature(
    routes=(
        Route(HELP, lambda _: help_page()),
        Route(ACCESSIBILITY, lambda _: accessibility()),
        Route(TERMS, lambda page: terms(page.state(TermsInForce.of))),
        Route(PERSONAL_DATA, lambda _: personal_data()),
    ),
    places=(Place(50, HelpText.HEADING, HELP, ft.Icons.HELP_OUTLINE, short=HelpText.HEADING),),
    foot=(
        FootLink(10, AccessibilityText.HEADING, ACCESSIBILITY),
        FootLink(20, TermsText.HEADING, TERMS),
        FootLink(30, PersonalDataText.HEADING, PERSONAL_DATA),
        FootLink(50, HelpText.HEADING, HELP),
    ),
)
