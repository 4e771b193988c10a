"""Mes ressources, a correction of one, and Mon quotient familial, as a person meets them."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.resources.paths import CORRECTIONS, QUOTIENT, RESOURCES, resources_path
from views.resources.text import CorrectionsText, CorrectionText, QuotientText, ResourcesText
from views.shell.text import FieldText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def enter(session: Session, find: Find, role: str = "responsable-couple") -> None:
    account = find(role)
    await session.sign_in(account.identifier, account.password)


async def at(open_at: Open, route: str, heading: str) -> Flutter:
    screen = open_at(route)
    await screen.until(lambda: screen.heading == heading)
    return screen


async def test_an_error_is_reported_and_followed(open_at: Open, session: Session, find: Find) -> None:
    """From a resource to the form, its faults beside their fields, the number of the request, and the list."""
    await enter(session, find)
    screen = await at(open_at, RESOURCES, ResourcesText.HEADING)
    await screen.until(lambda: screen.says("Thomas Martin"))
    await screen.press(
        next(words for words in screen.words if words.startswith(f"{ResourcesText.CORRECT} :"))
    )
    await screen.until(lambda: screen.heading == CorrectionText.HEADING and screen.says(CorrectionText.KIND))
    await screen.press(CorrectionText.SUBMIT)
    await screen.until(lambda: screen.says(FieldText.summary(1)))
    assert screen.says(CorrectionText.CHOOSE)
    [kinds] = screen.controls(ft.RadioGroup)
    await screen.choose(kinds, "amount")
    await screen.until(lambda: screen.says(CorrectionText.AMOUNT))
    await screen.type(CorrectionText.AMOUNT, "1 500")
    await screen.press(CorrectionText.SUBMIT)
    await screen.until(lambda: screen.says(CorrectionText.DONE))
    await screen.press(CorrectionsText.HEADING)
    await screen.until(lambda: screen.heading == CorrectionsText.HEADING and screen.says("1\u202f500,00"))
    assert screen.says(CorrectionsText.STATES["received"])


async def test_a_choice_that_is_missing_breaks_nothing(
    open_at: Open, session: Session, find: Find, caplog: pytest.LogCaptureFixture
) -> None:
    """Radio buttons have no box to stand on: the summary alone leads to them."""
    await enter(session, find)
    screen = await at(open_at, RESOURCES, ResourcesText.HEADING)
    await screen.until(lambda: screen.says("Thomas Martin"))
    await screen.press(
        next(words for words in screen.words if words.startswith(f"{ResourcesText.CORRECT} :"))
    )
    await screen.until(lambda: screen.says(CorrectionText.KIND))
    await screen.press(CorrectionText.SUBMIT)
    await screen.until(lambda: screen.says(FieldText.summary(1)))
    await screen.press(f"{CorrectionText.KIND} : {CorrectionText.CHOOSE}")
    gc.collect()  # asyncio tells of a task that failed once nobody can look at it any more
    assert caplog.records == []


async def test_the_quotient_says_how_it_is_made(open_at: Open, session: Session, find: Find) -> None:
    """Its value, whose incomes and which benefits make it, the parts, and the months before."""
    await enter(session, find)
    screen = await at(open_at, QUOTIENT, QuotientText.HEADING)
    await screen.until(lambda: screen.says("687\xa0€"))
    for words in (
        QuotientText.HOW,
        "Revenus de Thomas Martin",
        "Revenus d'Inès Martin",
        QuotientText.WHOLE_PARTS,
        QuotientText.HISTORY,
    ):
        assert screen.says(words)


async def test_what_is_unknown_is_said(open_at: Open, session: Session, find: Find) -> None:
    """A newcomer has no quotient and no resources: each says why, and no screen is empty."""
    await enter(session, find, "provisoire")
    screen = await at(open_at, QUOTIENT, QuotientText.HEADING)
    await screen.until(lambda: screen.says(QuotientText.UNAVAILABLE))
    assert screen.says(QuotientText.why("income_unknown"))
    await screen.press(QuotientText.RESOURCES)
    await screen.until(lambda: screen.says(ResourcesText.EMPTY))
    await screen.press(ResourcesText.FOLLOW)
    await screen.until(lambda: screen.says(CorrectionsText.EMPTY))


@pytest.mark.parametrize("year", [1990, 2100])
async def test_a_year_without_resources_leads_back(
    open_at: Open, session: Session, find: Find, year: int
) -> None:
    """An address that was mistyped is answered with the way to what there is."""
    await enter(session, find)
    screen = await at(open_at, resources_path(year), ResourcesText.HEADING)
    await screen.until(lambda: screen.says(ResourcesText.NO_YEAR))
    await screen.press(ResourcesText.SHOW_NEWEST)
    await screen.until(lambda: screen.says("Thomas Martin"))


async def test_who_may_not_see_is_told_why(open_at: Open, session: Session, find: Find) -> None:
    """The spouse without authorisation finds a closed door with its reason, not an empty page."""
    await enter(session, find, "conjoint-sans-procuration")
    screen = await at(open_at, CORRECTIONS, CorrectionsText.HEADING)
    await screen.until(lambda: screen.says("autorisation"))
