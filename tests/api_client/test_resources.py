from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import NotFound, Refused, ResponseInvalid

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect

SUMMARY = {
    "payment_id": "p1",
    "paid_on": "2026-11-05",
    "month": "2026-11",
    "amount": 61742,
    "status": "paid",
    "benefits": ["af"],
}
PAYMENT = {
    **SUMMARY,
    "lines": [{"benefit": "af", "month": "2026-10", "amount": 66742, "kind": "benefit"}],
    "recoveries": [
        {
            "debt_id": "d1",
            "benefit": "apl",
            "month": "2026-03",
            "from_month": "2026-02",
            "until_month": "2026-03",
            "amount": 5000,
            "reason": "income_change",
            "remaining": 12000,
        }
    ],
    "method": "transfer",
    "account_masked": "•••• 1234",
    "next_payment_on": "2026-12-05",
    "refused_reason": None,
    "retry_of": None,
}
CHANGE: dict[str, Any] = {
    "benefit": "apl",
    "part": "recovery",
    "kind": "added",
    "before": 0,
    "now": 5000,
    "difference": -5000,
    "event": {"kind": "debt_started", "on": "2026-10-12", "subject": None, "amount": 17000},
}
MONTH: dict[str, Any] = {
    "month": "2026-11",
    "amount": 61742,
    "payments": [PAYMENT],
    "why": {"compared_with": "2026-10", "before": 66742, "difference": -5000, "changes": [CHANGE]},
}
DEBT = {
    "debt_id": "d1",
    "benefit": "apl",
    "reason": "income_change",
    "from_month": "2026-03",
    "until_month": "2026-05",
    "notified_on": "2026-10-12",
    "amount": 17000,
    "recovered": 5000,
    "remaining": 12000,
    "monthly_amount": 5000,
    "contest_until": "2026-12-12",
    "state": "open",
}
ME = {
    "account_id": "a",
    "civility": None,
    "first_names": ["Camille"],
    "last_name": "MARTIN",
    "birth_date": "1977-00-03",
    "identifier_kind": "provisional",
    "masked_identifier": "P •••• •••8 K",
    "contact": {
        "mail": None,
        "phone": None,
        "mail_verified": False,
        "phone_verified": False,
        "address": None,
    },
    "files": [],
    "a_field_of_tomorrow": True,
}
SHUT = {"open": False, "reason": "procuration_required"}
OVERVIEW = {
    "file_id": "f",
    "as_of": "2026-11-22T08:00:00Z",
    "doors": {
        **dict.fromkeys(("payments", "quotient", "situation", "certificates", "changes", "requests"), SHUT),
        "separation": {"open": True, "reason": None},
    },
    "alerts": [
        {
            "alert_id": "x",
            "code": "declaration_due",
            "params": {"due_on": "2026-11-30"},
            "severity": "warning",
        }
    ],
    "last_payment": None,
    "recent_payments": [],
    "next_payment_on": None,
    "quotient": None,
    "situation": None,
}


def answer(body: Any) -> Any:
    return lambda _: httpx.Response(200, json=body)


async def test_a_person_without_anything_known_is_read(api: Api, connect: Connect) -> None:
    """No contact, a birth date of which civil status knows half, a newer server: none is an error."""
    client = await connect()
    api.on("GET /v1/me", answer(ME))
    me = await client.accounts.me()
    assert me.birth_date == "1977-00-03"
    assert me.contact.mail is None


async def test_closed_doors_are_read_with_their_reasons(api: Api, connect: Connect) -> None:
    """What a person may not see is empty, and the reason is there to be shown."""
    client = await connect()
    api.on("GET /v1/files/f/overview", answer(OVERVIEW))
    overview = await client.files.overview("f")
    assert overview.doors.payments.reason == "procuration_required"
    assert overview.doors.separation.open
    assert overview.last_payment is None
    assert overview.alerts[0].params.due_on == date(2026, 11, 30)


async def test_payments_are_read_page_by_page(api: Api, connect: Connect) -> None:
    """The cursor and the limit reach the server as they are, whatever characters the cursor holds."""
    client = await connect()
    page_of_one = {"items": [SUMMARY], "next_cursor": "a+b/c=&d", "years": [2026], "benefits": ["af"]}
    api.on("GET /v1/files/f/payments", answer(page_of_one))
    page = await client.payments.list("f")
    assert dict(api.asked[-1].url.params) == {"limit": "24"}
    await client.payments.list("f", cursor=page.next_cursor, limit=5)
    assert dict(api.asked[-1].url.params) == {"limit": "5", "cursor": "a+b/c=&d"}
    assert page.items[0].amount == 61742
    await client.payments.list("f", year=2026, benefit="af")
    assert dict(api.asked[-1].url.params) == {"limit": "24", "year": "2026", "benefit": "af"}


async def test_a_payment_explains_itself(api: Api, connect: Connect) -> None:
    """Amounts are whole cents: the lines less the recoveries make the payment to the cent."""
    client = await connect()
    api.on("GET /v1/files/f/payments/p1", answer(PAYMENT))
    payment = await client.payments.get("f", "p1")
    lines, recoveries = payment.lines, payment.recoveries
    assert payment.amount == sum(line.amount for line in lines) - sum(taken.amount for taken in recoveries)


async def test_a_month_says_why_it_is_what_it_is(api: Api, connect: Connect) -> None:
    """What each line changed makes the difference; what a newer server knows of events is read all the same."""
    client = await connect()
    newer = {**CHANGE, "difference": 0, "event": {**CHANGE["event"], "kind": "an_event_of_tomorrow"}}
    why = {**MONTH["why"], "changes": [CHANGE, newer, {**CHANGE, "difference": 0, "event": None}]}
    api.on("GET /v1/files/f/payment-months/2026-11", answer({**MONTH, "why": why}))
    month = await client.payments.month("f", "2026-11")
    assert month.why is not None
    assert sum(change.difference for change in month.why.changes) == month.why.difference
    assert month.why.difference == month.amount - month.why.before
    assert [change.event and change.event.kind for change in month.why.changes] == [
        "debt_started",
        "an_event_of_tomorrow",
        None,
    ]


async def test_the_last_months_are_listed(api: Api, connect: Connect) -> None:
    """As many as are asked for, oldest first; a file that is closed has no next payment."""
    client = await connect()
    items = [{"month": "2026-11", "amount": 61742, "withheld": 5000}]
    api.on("GET /v1/files/f/payment-months", answer({"items": items, "next_payment_on": None}))
    months = await client.payments.months("f", 12)
    assert dict(api.asked[-1].url.params) == {"months": "12"}
    assert months.items[0].withheld == 5000
    assert months.next_payment_on is None


async def test_a_month_that_cannot_be_asked_for_is_named(api: Api, connect: Connect) -> None:
    """The refusal says which field is wrong, and why."""
    client = await connect()
    refused = api.problem(422, "validation_failed", errors=[{"field": "month", "code": "future"}])
    api.on("GET /v1/files/f/payment-months/2027-01", lambda _: refused)
    with pytest.raises(Refused) as raised:
        await client.payments.month("f", "2027-01")
    assert raised.value.fields == {"month": "future"}


async def test_debts_are_listed_and_told_in_full(api: Api, connect: Connect) -> None:
    """What was recovered and what remains make the debt; each part that was taken back names its payment."""
    client = await connect()
    taken = {"payment_id": "p1", "paid_on": "2026-11-05", "amount": 5000, "remaining": 12000}
    api.on("GET /v1/files/f/debts", answer({"items": [DEBT]}))
    api.on("GET /v1/files/f/debts/d1", answer({**DEBT, "recoveries": [taken]}))
    (debt,) = await client.payments.debts("f")
    assert debt.amount == debt.recovered + debt.remaining
    in_full = await client.payments.debt("f", "d1")
    assert in_full.recovered == sum(each.amount for each in in_full.recoveries)


@pytest.mark.parametrize(
    "wrong", [{"amount": 617.42}, {"month": "2026-13"}, {"paid_on": "5 novembre"}, {"lines": None}]
)
async def test_a_figure_that_cannot_be_is_refused(
    api: Api, connect: Connect, wrong: dict[str, object]
) -> None:
    """A wrong amount or date is better not shown than shown."""
    client = await connect()
    api.on("GET /v1/files/f/payments/p1", answer(PAYMENT | wrong))
    with pytest.raises(ResponseInvalid, match=f"Payment: .* at {next(iter(wrong))}"):
        await client.payments.get("f", "p1")


async def test_entitlements_are_listed(api: Api, connect: Connect) -> None:
    """A benefit without a known end has none."""
    client = await connect()
    open_ended = {"benefit": "af", "state": "open", "amount": 14883, "since": "2024-01-01", "until": None}
    items = [open_ended | {"reason": None, "act": None, "ends_when": ["child_turns_20"]}]
    api.on("GET /v1/files/f/entitlements", answer({"items": items}))
    (entitlement,) = await client.entitlements.list("f")
    assert entitlement.until is None


async def test_demonstration_messages_are_read_without_showing_the_code(api: Api, connect: Connect) -> None:
    """The outbox gives the code to who asks for it and to no log; other servers have no outbox."""
    client = await connect(sign_in=False)
    message = {
        "channel": "mail",
        "to": "c@example.org",
        "subject": "Code",
        "body": "Code : 424242",
        "code": "424242",
    }
    api.on("GET /demo/messages", answer([{**message, "sent_at": "2026-11-22T08:00:00Z"}]))
    (read,) = await client.demo.messages()
    assert read.code is not None
    assert read.code.get_secret_value() == "424242"
    assert "424242" not in repr(read)
    api.on("GET /demo/messages", lambda _: api.problem(404, "not_found"))
    with pytest.raises(NotFound):
        await client.demo.messages()


async def test_a_report_names_only_what_was_said(api: Api, connect: Connect) -> None:
    """What was left out is no text of no length; nobody need be signed in."""
    client = await connect(sign_in=False)
    api.on("POST /v1/accessibility-reports", lambda _: httpx.Response(201, json={"reference": "7KPX-2M9Q"}))
    sent = await client.accessibility_reports.send("Rien n'est lu.", mail="lea@example.org")
    assert sent == "7KPX-2M9Q"
    (asked,) = api.asked_for("POST /v1/accessibility-reports")
    assert api.body(asked) == {
        "text": "Rien n'est lu.",
        "screen": None,
        "tools": None,
        "mail": "lea@example.org",
        "phone": None,
    }
    assert "Authorization" not in asked.headers
