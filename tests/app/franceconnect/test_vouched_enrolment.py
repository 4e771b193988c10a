from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client.errors import TooYoung
from app.franceconnect.identification import FranceConnect, Stage
from tests.app.enrolment_steps import faults
from tests.app.franceconnect_steps import identified

if TYPE_CHECKING:
    from api_client import Client
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import BrowserOfTest


async def test_a_newcomer_creates_an_account_without_a_document(
    franceconnect: FranceConnect, enrolment: EnrolmentWizard, browser: BrowserOfTest
) -> None:
    """What was vouched for is filled in and locked, and the step of the document is not there."""
    await identified(franceconnect, browser, "avec-nir")
    await franceconnect.create.run()
    assert franceconnect.create.completed
    assert franceconnect.stage is Stage.NOTHING
    assert enrolment.step == "civil_status"
    assert enrolment.steps == ("civil_status", "contact", "code", "password", "summary")
    assert enrolment.draft is not None
    state = enrolment.civil_status
    state.fill(enrolment.draft)
    assert (state.birth_name.text, state.birth_place.typed) == ("Le Goff", "Rennes")
    assert state.vouched == {"birth_name", "first_names", "birth_date", "civility", "birth_place"}
    state.swap_nir()
    await state.run()
    assert faults(state) == {}
    assert enrolment.step == "contact"
    assert not enrolment.may_stand_at("identity")


async def test_a_first_name_with_a_blank_travels_as_it_came(
    franceconnect: FranceConnect, enrolment: EnrolmentWizard, client: Client, browser: BrowserOfTest
) -> None:
    """Locked and sent back untouched, at the first visit, once more, and by a program that takes the draft up."""
    await identified(franceconnect, browser, "prenom-compose")
    await franceconnect.create.run()
    for visit in ("the first", "after Modifier", "taken up anew"):
        state = enrolment.civil_status
        assert enrolment.draft is not None
        state.fill(enrolment.draft)
        assert state.first_names.names == ("Jean Pierre", "Marc"), visit
        if state.has_nir:
            state.swap_nir()
        await state.run()
        assert faults(state) == {}, visit
        assert enrolment.step == "contact", visit
        known = (await client.enrolments.current()).civil_status
        assert known is not None
        assert known.first_names == ("Jean Pierre", "Marc"), visit
        if visit == "after Modifier":
            await enrolment.take_up(enrolment.draft)


@pytest.mark.parametrize(
    ("identity", "known"),
    [("date-incomplete", ("03", "", "1977")), ("annee-seule", ("", "", "1992"))],
)
async def test_a_date_known_in_part_is_locked(
    franceconnect: FranceConnect,
    enrolment: EnrolmentWizard,
    browser: BrowserOfTest,
    identity: str,
    known: tuple[str, str, str],
) -> None:
    """What FranceConnect transmitted of it is all there is: nothing is asked, and no document either."""
    await identified(franceconnect, browser, identity)
    assert franceconnect.case is not None
    assert franceconnect.case.kind == "creation"
    await franceconnect.create.run()
    assert "identity" not in enrolment.steps
    assert enrolment.draft is not None
    state = enrolment.civil_status
    state.fill(enrolment.draft)
    date = state.birth_date
    assert (date.day.text, date.month.text, date.year.text) == known
    assert "birth_date" in state.vouched
    state.swap_nir()
    await state.run()
    assert (faults(state), enrolment.step) == ({}, "contact")


async def test_what_was_not_transmitted_is_asked_for(
    franceconnect: FranceConnect, enrolment: EnrolmentWizard, browser: BrowserOfTest
) -> None:
    """A place that FranceConnect does not know is the person's to say, and a document is asked for."""
    await identified(franceconnect, browser, "sans-lieu")
    assert franceconnect.case is not None
    assert franceconnect.case.kind == "incomplete"
    await franceconnect.create.run()
    assert "identity" in enrolment.steps
    assert enrolment.draft is not None
    state = enrolment.civil_status
    state.fill(enrolment.draft)
    state.swap_nir()
    await state.run()
    assert set(faults(state)) == {"birth_place"}


async def test_too_young_is_said_at_once(franceconnect: FranceConnect, browser: BrowserOfTest) -> None:
    """Before the form, where the person still sees what FranceConnect said."""
    await identified(franceconnect, browser, "trop-jeune")
    await franceconnect.create.run()
    assert isinstance(franceconnect.create.error, TooYoung)
    assert franceconnect.stage is Stage.FOUND
