from __future__ import annotations

from typing import TYPE_CHECKING

from app.benefits.paths import BENEFITS, benefit_path
from app.core import routes
from app.enrolment.paths import enrolment_step_path
from tests.app.enrolment_steps import NEWCOMER, PASSWORD, bring
from tests.views.enrolment_steps import arrive
from views.benefits.text import BenefitsText
from views.enrolment.text import EnrolmentDoneText, EnrolmentText, SummaryText
from views.home.text import HomeText
from views.requests.text import RequestsText
from views.shell.benefit_names import benefit as benefit_name
from views.sign_in.text import SignInText
from views.steps.text import IdentifierText, RequestText

if TYPE_CHECKING:
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo, Find
    from tests.views.conftest import Open


async def test_a_benefit_leads_to_an_account_and_back(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """From the catalogue through the enrolment and the first sign-in to the request, which waits there."""
    name = benefit_name("apl")
    screen = open_at(BENEFITS)
    await screen.until(lambda: screen.says(name))
    await screen.press(name)
    await arrive(screen, name)
    assert not screen.says(RequestText.TODAY_MORE)
    await screen.press(BenefitsText.REQUEST)
    assert screen.says(BenefitsText.ACCOUNT_NEEDED)
    await screen.press(BenefitsText.CREATE)
    await arrive(screen, EnrolmentText.HEADING)
    assert screen.says(EnrolmentText.for_benefit(name))
    await bring(enrolment, demo, "summary")
    screen.go(enrolment_step_path("summary"))
    await arrive(screen, SummaryText.HEADING)
    await screen.press(SummaryText.CREATE)
    await arrive(screen, EnrolmentDoneText.HEADING)
    assert screen.says(EnrolmentDoneText.ASKED_HERE)
    await screen.press(EnrolmentDoneText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.type(IdentifierText.NIR, NEWCOMER["avec-nir"].nir or "")
    await screen.type(SignInText.PASSWORD, PASSWORD)
    await screen.press(SignInText.SUBMIT)
    await arrive(screen, RequestsText.HEADING)
    await screen.until(lambda: screen.says("Aide au logement"))
    assert screen.says(RequestsText.STATES["draft"])
    screen.go(routes.HOME)
    await arrive(screen, HomeText.HEADING)
    assert screen.says(HomeText.NEXT_BENEFITS)
    await screen.press(HomeText.asked_for(name))
    await arrive(screen, RequestsText.HEADING)


async def test_who_has_an_account_signs_in_to_the_benefit(open_at: Open, find: Find) -> None:
    """The request comes after the form; a benefit that has none here says how to ask for it."""
    screen = open_at(benefit_path("apl"))
    await arrive(screen, benefit_name("apl"))
    await screen.press(BenefitsText.REQUEST)
    await screen.press(BenefitsText.HAVE)
    await arrive(screen, SignInText.HEADING)
    account = find("responsable-couple")
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, account.password)
    await screen.press(SignInText.SUBMIT)
    await arrive(screen, "Aide au logement")
    screen.go(benefit_path("aah"))
    await arrive(screen, benefit_name("aah"))
    await screen.until(lambda: screen.says(RequestText.TODAY_MORE))
