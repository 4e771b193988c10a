"""Créer Mon Compte."""

from app.enrolment.paths import ENROLMENT, ENROLMENT_DONE, ENROLMENT_RESUMPTION
from app.enrolment.wizard import EnrolmentWizard
from app.steps.enrolment_start import ENROLMENT_START
from app.steps.franceconnect import FRANCECONNECT_OFFER
from views.enrolment.enrolment import enrolment
from views.enrolment.resumption import resumption
from views.enrolment.text import EnrolmentSearchText, EnrolmentText, ResumptionText
from views.enrolment.wizard import ENROLMENT_WIZARD, done_screen
from views.shell.feature import Feature, Route, SearchEntry

FEATURE = Feature(
    routes=(
        Route(
            ENROLMENT,
            lambda page: enrolment(page.state(EnrolmentWizard.of), page.shared(FRANCECONNECT_OFFER)),
            name=EnrolmentText.HEADING,
        ),
        Route(
            ENROLMENT_RESUMPTION,
            lambda page: resumption(page.state(EnrolmentWizard.of)),
            name=ResumptionText.HEADING,
        ),
        *ENROLMENT_WIZARD.routes(),
        Route(ENROLMENT_DONE, done_screen),
    ),
    kept=(EnrolmentWizard.of,),
    shared={ENROLMENT_START: EnrolmentWizard.of},
    search=(
        SearchEntry(ENROLMENT, EnrolmentSearchText.CREATE),
        SearchEntry(ENROLMENT_RESUMPTION, EnrolmentSearchText.RESUME),
    ),
)
