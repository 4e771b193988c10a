"""Créer Mon Compte."""

from app.enrolment.paths import ENROLMENT, ENROLMENT_DONE, ENROLMENT_RESUMPTION
from app.enrolment.wizard import EnrolmentWizard
from views.enrolment.enrolment import enrolment
from views.enrolment.resumption import resumption
from views.enrolment.wizard import ENROLMENT_WIZARD, done_screen
from views.shell.feature import Feature, Route
from views.steps.franceconnect_button import franceconnect_of

FEATURE = Feature(
    routes=(
        Route(ENROLMENT, lambda page: enrolment(page.state(EnrolmentWizard.of), franceconnect_of(page))),
        Route(ENROLMENT_RESUMPTION, lambda page: resumption(page.state(EnrolmentWizard.of))),
        *ENROLMENT_WIZARD.routes(),
        Route(ENROLMENT_DONE, done_screen),
    ),
    kept=(EnrolmentWizard.of,),
)
