"""Mes droits, as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from app.entitlements.paths import ENTITLEMENTS
from app.uploads.paths import upload_path
from server.entitlements.rules import EndingEvent, EntitlementReason, EntitlementState, LiftingAct
from views.entitlements.text import EntitlementsText
from views.shell.benefit_names import benefit
from views.steps.entitlement_text import EntitlementText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open


@pytest.mark.parametrize("role", ["responsable-couple", "responsable-seul"])
async def test_each_benefit_says_where_it_stands(
    open_at: Open, session: Session, find: Find, role: str
) -> None:
    """Its state, its amount, since when and until when."""
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    screen = open_at(ENTITLEMENTS)
    await screen.until(lambda: screen.heading == EntitlementsText.HEADING)
    await screen.until(lambda: screen.says(EntitlementText.STATES["open"]))
    for words in ("Allocations familiales", EntitlementsText.MONTHLY, EntitlementsText.SINCE):
        assert screen.says(words)


async def test_a_suspended_right_leads_to_what_lifts_it(open_at: Open, session: Session, find: Find) -> None:
    """From the right that waits for a document, one press leads to where it is sent."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(ENTITLEMENTS)
    await screen.until(lambda: screen.says(EntitlementText.STATES["suspended"]))
    await screen.press(EntitlementText.lifts(EntitlementText.SEND, benefit("apl")))
    await screen.until(lambda: screen.route == upload_path("rent_certificate"))


async def test_a_suspended_right_has_no_end_to_foresee(open_at: Open, session: Session, find: Find) -> None:
    """It says that it is not paid meanwhile; that no end is foreseen, those that are open say alone."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(ENTITLEMENTS)
    await screen.until(lambda: screen.says(EntitlementText.STATES["suspended"]))
    assert screen.says("En attendant, cette aide n'est plus versée.")
    assert screen.words.count(EntitlementsText.NO_END) == screen.words.count(EntitlementText.STATES["open"])


def test_every_code_has_its_words() -> None:
    """Whatever the server may answer is said in French, and nothing of it as a code."""
    for state in get_args(EntitlementState):
        assert EntitlementText.STATES[state]
    unknown = EntitlementText.why("closed", None, None)
    for reason in get_args(EntitlementReason):
        assert EntitlementText.why("closed", reason, None) != unknown
    for act in get_args(LiftingAct):
        assert len(EntitlementText.why("suspended", None, act)) == 2
    assert len(EntitlementsText.ends_when(get_args(EndingEvent))) == len(get_args(EndingEvent))
