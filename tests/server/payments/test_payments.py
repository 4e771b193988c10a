"""Payments by page, by month and in full, and debts, as the demonstration's households have them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from server.rules.payments import month_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.conftest import Api

    Get = Callable[..., Any]


def reading(api: Api, role: str, index: int = 0) -> Get:
    """Return a function that reads a path of the person's file."""
    session = api.sign_in(role)
    file_id = api.get("/v1/me", session).json()["files"][index]["file_id"]

    def get(path: str, status: int = 200, **params: Any) -> Any:
        answer = api.get(f"/v1/files/{file_id}/{path}", session, **params)
        assert answer.status_code == status, answer.text
        return answer.json()

    return get


def pages(get: Get, **params: Any) -> list[dict[str, Any]]:
    """Return the payments of all pages."""
    page = get("payments", **params)
    items: list[dict[str, Any]] = page["items"]
    while page["next_cursor"]:
        page = get("payments", **params, cursor=page["next_cursor"])
        items += page["items"]
    return items


def fault(answer: dict[str, Any]) -> tuple[str, str]:
    """Return field and code of the one error of a refusal."""
    assert answer["code"] == "validation_failed"
    [error] = answer["errors"]
    return error["field"], error["code"]


@pytest.mark.parametrize(
    ("role", "count"),
    [("responsable-seul", 131), ("responsable-couple", 120), ("conjoint-autorise", 120), ("provisoire", 3)],
)
def test_every_payment_adds_up(api: Api, role: str, count: int) -> None:
    """Pages hold each payment once, newest first; each is the sum of its lines less what was taken back."""
    get = reading(api, role)
    seen = pages(get, limit=50)
    assert [each["paid_on"] for each in seen] == sorted((each["paid_on"] for each in seen), reverse=True)
    assert len({each["payment_id"] for each in seen}) == len(seen) >= count
    for summary in seen[:30]:
        payment = get(f"payments/{summary['payment_id']}")
        due = sum(line["amount"] for line in payment["lines"])
        taken = sum(recovery["amount"] for recovery in payment["recoveries"])
        assert payment["amount"] == summary["amount"] == due - taken > 0
        assert summary["benefits"] == list(dict.fromkeys(line["benefit"] for line in payment["lines"]))
        assert {name: payment[name] for name in summary} == summary


def test_payments_of_a_year_and_with_a_benefit(api: Api) -> None:
    """The list says what it can be filtered by; each filter leaves what it names, on all pages."""
    get = reading(api, "responsable-seul")
    page = get("payments")
    everything = pages(get, limit=100)
    assert page["years"] == sorted({int(each["month"][:4]) for each in everything}, reverse=True)
    assert page["benefits"] == sorted({code for each in everything for code in each["benefits"]})
    year = page["years"][1]
    assert pages(get, year=year, limit=5) == [
        each for each in everything if each["month"].startswith(str(year))
    ]
    assert pages(get, benefit="rsa", limit=5) == [each for each in everything if "rsa" in each["benefits"]]
    assert pages(get, benefit="rsa", year=page["years"][0]) == []
    assert pages(get, benefit="none") == []


@pytest.mark.parametrize("cursor", ["nonsense", "AAAA", "é", "MjAyNi0xMS0wNQ=="])
def test_a_cursor_that_is_none(api: Api, cursor: str) -> None:
    """An unreadable cursor is refused, and no failure of the server."""
    assert fault(reading(api, "responsable-couple")("payments", 422, cursor=cursor)) == ("cursor", "invalid")


def test_years_that_cannot_be_asked_for(api: Api) -> None:
    """A year to come, and one of more than ten years ago, are refused by name."""
    get = reading(api, "responsable-couple")
    this_year = get("payments")["years"][0]
    assert fault(get("payments", 422, year=this_year + 1)) == ("year", "future")
    assert fault(get("payments", 422, year=this_year - 11)) == ("year", "too_old")
    assert fault(get("payments", 422, year="x")) == ("year", "invalid")


def test_the_couples_last_months(api: Api) -> None:
    """The figures of the design: 617,42 € is 308,42 € more, by a new rent and a debt that is paid back."""
    get = reading(api, "responsable-couple")
    [*_, last] = get("payment-months")["items"]
    month = get(f"payment-months/{last['month']}")
    assert (last["amount"], last["withheld"], month["amount"]) == (617_42, 0, 617_42)
    why = month["why"]
    assert (why["before"], why["difference"]) == (309_00, 308_42)
    told = [
        (
            each["benefit"],
            each["part"],
            each["kind"],
            each["difference"],
            each["event"] and each["event"]["kind"],
        )
        for each in why["changes"]
    ]
    assert told == [
        ("af", "right", "unchanged", 0, None),
        ("apl", "right", "changed", 77_42, "declaration"),
        ("prime_activite", "right", "unchanged", 0, None),
        ("prime_activite", "recovery", "removed", 231_00, "debt_ended"),
    ]
    [_, rent, _, debt] = why["changes"]
    assert rent["event"]["on"] == f"{why['compared_with']}-12"
    assert debt["event"]["amount"] == 231_00


@pytest.mark.parametrize("role", ["responsable-seul", "responsable-couple", "provisoire"])
def test_every_month_is_explained(api: Api, role: str) -> None:
    """Each of ten years' months is the sum of its payments, and differs from the one before by its changes."""
    get = reading(api, role)
    months = get("payment-months", months=120)["items"]
    assert months[0]["month"] == get("payments", limit=100)["items"][-1]["month"] or len(months) == 120
    before = None
    for each in months[-40:] if role == "responsable-seul" else months[::7]:
        month = get(f"payment-months/{each['month']}")
        arrived = [payment for payment in month["payments"] if payment["status"] == "paid"]
        assert each["amount"] == month["amount"] == sum(payment["amount"] for payment in arrived)
        if month["why"] is None:
            assert each == months[0]
            continue
        assert month["why"]["difference"] == sum(change["difference"] for change in month["why"]["changes"])
        assert month["why"]["difference"] == month["amount"] - month["why"]["before"]
        assert all(change["event"] for change in month["why"]["changes"] if change["kind"] != "unchanged")
        if before and before["month"] == month["why"]["compared_with"]:
            assert month["why"]["before"] == before["amount"]
        before = each


def test_a_newcomer_has_the_months_since_the_first_payment(api: Api) -> None:
    """No month before the first payment is shown, and the first has nothing to be compared with."""
    get = reading(api, "provisoire")
    months = get("payment-months")["items"]
    assert [month["amount"] for month in months] == [198_07] * 3
    assert get(f"payment-months/{months[0]['month']}")["why"] is None


@pytest.mark.parametrize(
    ("month", "code"), [("2999-01", "future"), ("1999-12", "too_old"), ("2020-01", "before_first")]
)
def test_months_that_cannot_be_asked_for(api: Api, month: str, code: str) -> None:
    """A month to come, of more than ten years ago or before the first payment is refused by name."""
    get = reading(api, "provisoire")
    assert fault(get(f"payment-months/{month}", 422)) == ("month", code)
    assert fault(get("payment-months", 422, until=month)) == ("until", code)


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "202611", "2026-1", "x"])
def test_a_month_that_is_none(api: Api, month: str) -> None:
    """What is no month is nowhere in a path, and invalid in a query."""
    get = reading(api, "responsable-couple")
    assert get(f"payment-months/{month}", 404)["code"] == "not_found"
    assert fault(get("payment-months", 422, until=month)) == ("until", "invalid")
    for months in (0, 121):
        assert fault(get("payment-months", 422, months=months)) == ("months", "invalid")


def test_a_month_that_was_not_paid_yet(api: Api) -> None:
    """Before the payment of the current month, nothing is said to have gone."""
    now = datetime.fromisoformat(reading(api, "responsable-couple")("overview")["as_of"])
    awaited = month_of(now.date(), -1).replace(day=2)
    api.advance(86400 * (awaited - now.date()).days)
    month = reading(api, "responsable-couple")(f"payment-months/{awaited:%Y-%m}")
    assert (month["amount"], month["payments"], month["why"]) == (0, [], None)


def test_a_file_without_payments_has_no_months(api: Api) -> None:
    """A closed file ends with its last payment, and says no next one."""
    get = reading(api, "conjoint-autorise", 1)
    shown = get("payment-months")
    assert shown["items"][-1]["month"] == "2019-06"
    assert (len(shown["items"]), shown["next_payment_on"]) == (24, None)


def test_a_payment_refused_by_the_bank_is_paid_again(api: Api) -> None:
    """The refused payment says why and counts for nothing; the other says which one it pays again."""
    get = reading(api, "responsable-seul")
    [refused] = [each for each in pages(get, limit=100) if each["status"] == "refused"]
    month = get(f"payment-months/{refused['month']}")
    [first, again, *_] = month["payments"]
    assert (first["payment_id"], first["refused_reason"]) == (refused["payment_id"], "account_closed")
    assert (again["retry_of"], again["refused_reason"]) == (refused["payment_id"], None)
    assert (again["lines"], again["status"]) == (first["lines"], "paid")
    assert month["amount"] == sum(each["amount"] for each in month["payments"] if each["status"] == "paid")
    assert "payment_refused" not in {
        change["event"]["kind"] for change in month["why"]["changes"] if change["event"]
    }


def test_a_payment_paid_again_a_month_later(api: Api) -> None:
    """A month without its payment, and the one that has two, are both explained by the bank's refusal."""
    session = api.verify(api.challenge(), api.last_code()).json()
    file_id = api.get("/v1/me", session).json()["files"][0]["file_id"]
    months = api.get(f"/v1/files/{file_id}/payment-months", session).json()["items"]
    empty = next(n for n, each in enumerate(months) if not each["amount"])
    for n, difference in ((empty, -243_61), (empty + 1, 2 * 243_61), (empty + 2, -243_61)):
        path = f"/v1/files/{file_id}/payment-months/{months[n]['month']}"
        [change] = api.get(path, session).json()["why"]["changes"]
        assert (change["difference"], change["event"]["kind"]) == (difference, "payment_refused")


def test_debts(api: Api) -> None:
    """One runs and one is settled; each is what was taken back and what is left, payment by payment."""
    get = reading(api, "responsable-seul")
    running, settled = get("debts")["items"]
    assert (running["state"], running["amount"], running["remaining"]) == ("open", 400_00, 150_00)
    assert (settled["state"], settled["remaining"]) == ("settled", 0)
    for debt in (running, settled):
        shown = get(f"debts/{debt['debt_id']}")
        assert {name: shown[name] for name in debt} == debt
        assert debt["amount"] == debt["recovered"] + debt["remaining"]
        assert sum(taken["amount"] for taken in shown["recoveries"]) == debt["recovered"]
        assert shown["recoveries"][0]["remaining"] == debt["remaining"]
        assert debt["notified_on"] < debt["contest_until"]
        for taken in shown["recoveries"]:
            payment = get(f"payments/{taken['payment_id']}")
            [told] = payment["recoveries"]
            assert payment["paid_on"] == taken["paid_on"]
            assert (told["debt_id"], told["amount"]) == (debt["debt_id"], taken["amount"])
            assert (told["remaining"], told["reason"]) == (taken["remaining"], debt["reason"])
            assert (told["from_month"], told["until_month"]) == (debt["from_month"], debt["until_month"])


def test_the_alert_of_a_debt_says_what_is_left(api: Api) -> None:
    """Mon Compte and the debts agree about what is owed."""
    get = reading(api, "responsable-seul")
    [alert] = [each for each in get("overview")["alerts"] if each["code"] == "overpayment"]
    debts = get("debts")["items"]
    assert alert["params"]["amount"] == sum(debt["remaining"] for debt in debts)
    assert alert["params"]["debt_id"] == next(debt["debt_id"] for debt in debts if debt["state"] == "open")


def test_what_is_anothers_does_not_exist(api: Api) -> None:
    """A payment or a debt of another file is not found, in one's own file neither."""
    claire, thomas = reading(api, "responsable-seul"), reading(api, "responsable-couple")
    payment = thomas("payments")["items"][0]["payment_id"]
    debt = thomas("debts")["items"][0]["debt_id"]
    assert claire(f"payments/{payment}", 404)["code"] == "not_found"
    assert claire(f"debts/{debt}", 404)["code"] == "not_found"
    assert claire("debts/nonsense", 404)["code"] == "not_found"
