"""What people ask for and declare changes the payments of the demonstration, and what explains these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.server.declarations.test_declarations import WHOLE, declarations, declare
from tests.server.enrolment_steps import NEWCOMER, PASSWORD
from tests.server.requests_steps import HOUSED, begun, file_of, moved_by_fund, newcomer, sent

if TYPE_CHECKING:
    from tests.server.conftest import Api

DAY = 86_400
# From the start of the clock of tests, 20 November, past the next day of payment.
AFTER_PAY_DAY = 17 * DAY


def month_of(api: Api, session: dict[str, Any], file_id: str, month: str) -> dict[str, Any]:
    """Return a month of payments, whose every sum agrees with the others."""
    found: dict[str, Any] = api.get(f"/v1/files/{file_id}/payment-months/{month}", session).json()
    for payment in found["payments"]:
        lines = sum(each["amount"] for each in payment["lines"])
        assert payment["amount"] == lines - sum(each["amount"] for each in payment["recoveries"])
    assert found["amount"] == sum(each["amount"] for each in found["payments"] if each["status"] == "paid")
    if why := found["why"]:
        assert sum(each["difference"] for each in why["changes"]) == why["difference"]
        assert why["difference"] == found["amount"] - why["before"]
    return found


def changes_of(month: dict[str, Any], benefit: str) -> list[dict[str, Any]]:
    return [each for each in month["why"]["changes"] if (each["benefit"], each["part"]) == (benefit, "right")]


def declare_more(api: Api, session: dict[str, Any], more: int) -> None:
    """Declare what the fund knows of the quarter that waits, and so much more in its last month."""
    quarter = declarations(api, session)[0]["quarter"]
    draft = begun(api, session, "quarterly_declaration", file_of(api, session), period=quarter)
    known = {name: draft["answers"][name] for name in ("wages_0_0", "wages_0_1", "wages_0_2")}
    declare(api, session, quarter, WHOLE | known | {"wages_0_2": known["wages_0_2"] + more})


def right_of(api: Api, session: dict[str, Any], file_id: str, benefit: str) -> dict[str, Any]:
    items = api.get(f"/v1/files/{file_id}/entitlements", session).json()["items"]
    return next(each for each in items if each["benefit"] == benefit)


@pytest.mark.parametrize(("more", "kind"), [(150_00, "changed"), (9_900_00, "removed")])
def test_a_declaration_changes_the_next_payment(api: Api, more: int, kind: str) -> None:
    """The next payment has another amount, named after the declaration; the month after it nothing changes."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    before = right_of(api, session, file_id, "prime_activite")["amount"]
    declare_more(api, session, more)
    api.advance(AFTER_PAY_DAY)
    session = api.sign_in("responsable-seul")
    december = month_of(api, session, file_id, "2026-12")
    [change] = changes_of(december, "prime_activite")
    assert (change["kind"], change["before"], change["event"]["kind"]) == (kind, before, "declaration")
    assert change["difference"] != 0
    right = right_of(api, session, file_id, "prime_activite")
    assert (right["state"] == "closed") == (kind == "removed")
    api.advance(31 * DAY)
    session = api.sign_in("responsable-seul")
    assert all(
        not each["difference"]
        for each in changes_of(month_of(api, session, file_id, "2027-01"), "prime_activite")
    )
    assert month_of(api, session, file_id, "2026-12")["amount"] > 0


def test_a_correction_counts_once(api: Api) -> None:
    """Who declares too much, then what is right, is paid as who was right at once."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    amounts = []
    for steps in ((200_00,), (90_00, 110_00)):
        for more in steps:
            declare_more(api, session, more)
        api.advance(AFTER_PAY_DAY)
        session = api.sign_in("responsable-seul")
        amounts.append(month_of(api, session, file_id, "2026-12")["amount"])
        api.http.post("/demo/reset")
        session = api.sign_in("responsable-seul")
    assert abs(amounts[0] - amounts[1]) <= 1


def test_what_is_granted_is_paid(api: Api) -> None:
    """Who had no payment has one after the acceptance, with the months since the request, and a message of it."""
    session = newcomer(api)
    request = sent(api, session, "housing_benefit", None, HOUSED)
    moved_by_fund(api, request, "accepted")
    file_id = file_of(api, session)
    right = right_of(api, session, file_id, "apl")
    for month in ("2026-12", "2027-01"):
        api.advance(AFTER_PAY_DAY if month == "2026-12" else 31 * DAY)
        session = signed_in_again(api)
        assert month_of(api, session, file_id, month)["amount"] == right["amount"]
    assert right_of(api, session, file_id, "apl") == right
    subjects = [each["subject"] for each in api.get("/v1/me/messages", session).json()["items"]]
    assert any("paiement" in each.lower() for each in subjects), subjects


def signed_in_again(api: Api) -> dict[str, Any]:

    session: dict[str, Any] = api.try_sign_in(NEWCOMER["avec-nir"].nir or "", PASSWORD).json()["session"]
    return session


def test_an_amount_that_is_granted_anew_is_explained(api: Api) -> None:
    """Who has the benefit already is paid the new amount, and told since when."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    before = right_of(api, session, file_id, "apl")["amount"]
    moved_by_fund(api, sent(api, session, "housing_benefit", file_id, HOUSED), "accepted")
    api.advance(AFTER_PAY_DAY)
    session = api.sign_in("responsable-seul")
    [change] = changes_of(month_of(api, session, file_id, "2026-12"), "apl")
    assert (change["before"], change["event"]["kind"]) == (before, "right_opened")
    assert change["now"] == right_of(api, session, file_id, "apl")["amount"] != before
