"""A report of what is inaccessible, against the reference server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed, RateLimited
from app.accessibility_reports.paths import ACCESSIBILITY_REPORT
from app.accessibility_reports.report import TEXT_MAX, Report
from app.core.leaving import Leaving
from app.public.paths import ACCESSIBILITY
from app.rules.problem import Fault

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network

WRITTEN = "Le bouton « Valider »\nn'est pas lu."


@pytest.fixture
def report(page: PageScope) -> Report:
    state = page.state(Report.of)
    state.text.type(WRITTEN)
    return state


async def test_it_is_sent_and_has_a_reference(report: Report, demo: Demo) -> None:
    """Nobody need be signed in; an answer is promised where there is a way to give one, and what was typed goes."""
    report.mail.type(" Lea.Martin@Example.org ")
    await report.run()
    assert report.reference
    assert report.answered
    assert {field.text for field in (report.text, report.mail)} == {""}
    assert [report.reference in message for message in await demo.messages()] == [True, True]
    await report.begin_another()
    assert report.reference is None


async def test_without_a_contact_no_answer_is_promised(report: Report) -> None:
    """Blanks are no contact."""
    report.phone.type("  ")
    await report.run()
    assert report.reference
    assert not report.answered


@pytest.mark.parametrize(
    ("name", "typed", "fault"),
    [
        ("text", " \n ", Fault.EMPTY),
        ("text", "trop peu", Fault.TOO_SHORT),
        ("text", "x" * (TEXT_MAX + 1), Fault.TOO_LONG),
        ("screen", "x" * 201, Fault.TOO_LONG),
        ("tools", "x" * 201, Fault.TOO_LONG),
        ("mail", "lea.martin", Fault.WRONG_SHAPE),
        ("phone", "12", Fault.WRONG_SHAPE),
    ],
)
async def test_what_is_wrong_is_found_before_it_is_sent(
    report: Report, demo: Demo, name: str, typed: str, fault: Fault
) -> None:
    """The fault stands at its field, and what was typed stays."""
    field = getattr(report, name)
    field.type(typed)
    await report.run()
    assert field.problem is not None
    assert field.problem.fault is fault
    assert (field.text, report.reference) == (typed, None)
    assert await demo.messages() == []


async def test_what_the_server_refuses_stands_at_its_field(report: Report) -> None:
    """What only it knows of a text is said there, too."""
    report.screen.type("écran\x00")
    await report.run()
    assert report.screen.problem is not None
    assert report.screen.problem.fault is Fault.FORBIDDEN_CHARACTERS


async def test_a_number_that_rings_is_enough(report: Report) -> None:
    """Who is called need not receive SMS."""
    report.phone.type("01 23 45 67 89")
    await report.run()
    assert report.answered


async def test_without_a_network_nothing_is_lost(report: Report, network: Network) -> None:
    """What was typed can be sent once there is one again."""
    network.cut = True
    await report.run()
    assert isinstance(report.submit.error, ConnectionFailed)
    assert report.text.text == WRITTEN
    network.cut = False
    await report.run()
    assert report.reference


async def test_too_many_is_said(report: Report) -> None:
    """Eleven reports an hour are one too many."""
    for _ in range(11):
        report.text.type(WRITTEN)
        await report.run()
    assert isinstance(report.submit.error, RateLimited)


async def test_a_person_who_is_here_finds_their_contact(
    report: Report, page: PageScope, session: Session, find: Find
) -> None:
    """They see it, may take it away, and nothing of them is left once they are gone."""
    who = find("responsable-couple")
    await session.sign_in(who.identifier, who.password)
    report.open()
    assert session.account is not None
    assert report.mail.text == session.account.me.contact.mail
    assert report.phone.text == ""
    leaving = page.state(Leaving)
    leaving.stand(ACCESSIBILITY_REPORT)
    leaving.stand(ACCESSIBILITY)
    assert report.mail.text == ""
    assert report.text.text == WRITTEN, "they went to look at what does not work"
    report.open()
    await session.sign_out()
    assert {field.text for field in (report.text, report.mail, report.phone)} == {""}
