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
    """From the catalogue through the enrolment and the first sign-in to the benefit's own page.

    What can be done at the end is said before the enrolment, and Mon Compte keeps what the person came for.
    """
    name = benefit_name("apl")
    screen = open_at(BENEFITS)
    await screen.until(lambda: screen.says(name))
    await screen.press(name)
    await arrive(screen, name)
    assert screen.says(RequestText.TODAY_MORE)
    await screen.press(BenefitsText.REQUEST)
    await screen.press(BenefitsText.CREATE)
    await arrive(screen, EnrolmentText.HEADING)
    assert screen.says(EnrolmentText.for_benefit(name))
    await bring(enrolment, demo, "summary")
    screen.go(enrolment_step_path("summary"))
    await arrive(screen, SummaryText.HEADING)
    await screen.press(SummaryText.CREATE)
    await arrive(screen, EnrolmentDoneText.HEADING)
    await screen.press(EnrolmentDoneText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.type(IdentifierText.NIR, NEWCOMER["avec-nir"].nir or "")
    await screen.type(SignInText.PASSWORD, PASSWORD)
    await screen.press(SignInText.SUBMIT)
    await arrive(screen, name)
    assert screen.route == benefit_path("apl")
    assert screen.says(RequestText.TODAY_MORE)
    screen.go(routes.HOME)
    await arrive(screen, HomeText.HEADING)
    assert screen.says(HomeText.NEXT_BENEFITS)
    await screen.press(HomeText.asked_for(name))
    await arrive(screen, name)


async def test_who_has_an_account_signs_in_to_the_benefit(open_at: Open, find: Find) -> None:
    """The page asked for comes after the form."""
    screen = open_at(benefit_path("apl"))
    await arrive(screen, benefit_name("apl"))
    await screen.press(BenefitsText.REQUEST)
    await screen.press(BenefitsText.HAVE)
    await arrive(screen, SignInText.HEADING)
    account = find("responsable-couple")
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, account.password)
    await screen.press(SignInText.SUBMIT)
    await arrive(screen, benefit_name("apl"))
