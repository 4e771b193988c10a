"""What people ask for and declare changes the payments of the demonstration, and what explains these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.declarations.test_declarations import WHOLE, declarations, declare
from tests.server.enrolment_steps import NEWCOMER, PASSWORD
from tests.server.requests_steps import HOUSED, begun, file_of, moved_by_fund, newcomer, sent
from tests.support.properties import examples

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
    """Declare what the fund knows of the quarter that waits, and so much more (or less) in its last month."""
    quarter = declarations(api, session)[0]["quarter"]
    draft = begun(api, session, "quarterly_declaration", file_of(api, session), period=quarter)
    known = {name: draft["answers"][name] for name in ("wages_0_0", "wages_0_1", "wages_0_2")}
    declare(api, session, quarter, WHOLE | known | {"wages_0_2": max(0, known["wages_0_2"] + more)})


def everything_agrees(api: Api, session: dict[str, Any], file_id: str) -> None:
    """Hold the months since the first act, the list, and the debts to one another."""

    def get(path: str, **params: Any) -> Any:
        answer = api.get(f"/v1/files/{file_id}/{path}", session, **params)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    amounts = {each["month"]: each["amount"] for each in get("payment-months", months=12)["items"]}
    taken: dict[str, int] = {}
    for month, amount in amounts.items():
        found = month_of(api, session, file_id, month)
        assert found["amount"] == amount
        for payment in found["payments"]:
            assert payment["amount"] >= 0
            for each in payment["recoveries"] if payment["status"] == "paid" else ():
                taken[each["debt_id"]] = taken.get(each["debt_id"], 0) + each["amount"]
    for debt in get("debts")["items"]:
        assert debt["amount"] == debt["recovered"] + debt["remaining"]
        assert debt["recovered"] == taken.get(debt["debt_id"], debt["recovered"])
    owed = sum(each["remaining"] for each in get("debts")["items"] if each["state"] == "open")
    told = [each["params"]["amount"] for each in get("overview")["alerts"] if each["code"] == "overpayment"]
    assert told == ([owed] if owed else [])


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


def test_a_late_declaration_of_less_brings_what_is_missing(api: Api) -> None:
    """Who declares late that income fell is paid the month that was too low, once, with the next payment."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    before = right_of(api, session, file_id, "prime_activite")["amount"]
    api.advance(AFTER_PAY_DAY)
    session = api.sign_in("responsable-seul")
    declare_more(api, session, -300_00)
    api.advance(31 * DAY)
    session = api.sign_in("responsable-seul")
    more = right_of(api, session, file_id, "prime_activite")["amount"] - before
    assert more > 0
    january = month_of(api, session, file_id, "2027-01")
    [arrears] = [each for each in january["payments"][0]["lines"] if each["kind"] == "arrears"]
    assert (arrears["benefit"], arrears["month"], arrears["amount"]) == ("prime_activite", "2026-11", more)
    [change] = [each for each in january["why"]["changes"] if each["part"] == "arrears"]
    assert (change["kind"], change["event"]["kind"]) == ("added", "declaration")
    everything_agrees(api, session, file_id)
    api.advance(31 * DAY)
    session = api.sign_in("responsable-seul")
    february = month_of(api, session, file_id, "2027-02")
    assert not [each for each in february["payments"][0]["lines"] if each["kind"] == "arrears"]


def test_a_late_declaration_of_more_is_a_debt(api: Api) -> None:
    """Who declares late that income rose owes the month that was too high, is told, and pays it back."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    before = right_of(api, session, file_id, "prime_activite")["amount"]
    known = {each["debt_id"] for each in api.get(f"/v1/files/{file_id}/debts", session).json()["items"]}
    api.advance(AFTER_PAY_DAY)
    session = api.sign_in("responsable-seul")
    declare_more(api, session, 9_900_00)
    api.advance(DAY)
    session = api.sign_in("responsable-seul")
    debts = api.get(f"/v1/files/{file_id}/debts", session).json()["items"]
    [debt] = [each for each in debts if each["debt_id"] not in known]
    assert (debt["benefit"], debt["amount"], debt["remaining"]) == ("prime_activite", before, before)
    right = right_of(api, session, file_id, "prime_activite")
    assert (right["state"], right["amount"], right["until"]) == ("closed", before, "2026-10-31")
    api.advance(31 * DAY)
    session = api.sign_in("responsable-seul")
    debt = api.get(f"/v1/files/{file_id}/debts/{debt['debt_id']}", session).json()
    assert (debt["recovered"], debt["remaining"]) == (before, 0)
    everything_agrees(api, session, file_id)


def test_a_right_that_ended_comes_back_with_a_correction(api: Api) -> None:
    """Who declares far too much, then what is right, has the benefit again open, and without an end."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    for more in (9_900_00, -9_900_00, 0):
        declare_more(api, session, more)
    api.advance(AFTER_PAY_DAY)
    session = api.sign_in("responsable-seul")
    after = right_of(api, session, file_id, "prime_activite")
    assert (after["state"], after["until"]) == ("open", None)
    assert after["amount"] > 0
    everything_agrees(api, session, file_id)


_acts = st.lists(
    st.tuples(st.integers(0, 25), st.integers(-2_400_00, 400_00) | st.just(9_900_00)), min_size=1, max_size=3
)


def test_whatever_is_declared_everything_agrees(api: Api) -> None:
    """Declarations and corrections of any amount, in time or late, leave payments and debts right to the cent."""

    @settings(
        max_examples=examples(4),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(_acts)
    def agrees(acts: list[tuple[int, int]]) -> None:
        assert api.http.post("/demo/reset").status_code == 204
        for days, more in acts:
            api.advance(days * DAY)
            declare_more(api, api.sign_in("responsable-seul"), more)
        api.advance(40 * DAY)
        session = api.sign_in("responsable-seul")
        everything_agrees(api, session, file_of(api, session))

    agrees()
