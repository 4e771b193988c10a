"""Pages that anybody may read."""

from app.public.paths import ACCESSIBILITY, PERSONAL_DATA, SITE_MAP, TERMS
from app.steps.easy_words import EASY_WORDS
from app.steps.terms import TermsInForce
from views.public.accessibility import accessibility
from views.public.audit import audit
from views.public.personal_data import personal_data
from views.public.site_map import site_map
from views.public.terms import terms
from views.public.text import AccessibilityText, PersonalDataText, SiteMapText, TermsText
from views.shell.feature import Feature, FootLink, Route

FEATURE = Feature(
    routes=(
        Route(
            ACCESSIBILITY, lambda page: accessibility(page.shared(EASY_WORDS)), name=AccessibilityText.HEADING
        ),
        Route(
            TERMS,
            lambda page: terms(page.state(TermsInForce.of), page.shared(EASY_WORDS)),
            name=TermsText.HEADING,
        ),
        Route(
            PERSONAL_DATA, lambda page: personal_data(page.shared(EASY_WORDS)), name=PersonalDataText.HEADING
        ),
        Route(SITE_MAP, lambda _: site_map(), name=SiteMapText.HEADING),
    ),
    foot=(
        FootLink(10, AccessibilityText.place(audit().conformity), ACCESSIBILITY),
        FootLink(20, TermsText.HEADING, TERMS),
        FootLink(30, PersonalDataText.HEADING, PERSONAL_DATA),
        FootLink(60, SiteMapText.HEADING, SITE_MAP),
    ),
)
