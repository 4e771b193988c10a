"""The fund's side: documents, decisions, appeals, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from tests.server.requests_steps import (
    HOUSED,
    IBAN,
    MOVED,
    file_of,
    moved_by_fund,
    newcomer,
    post,
    sent,
    uploaded,
)

if TYPE_CHECKING:
    from typing import Any

    from tests.server.conftest import Api

DAY = 86_400


def read(api: Api, session: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/v1/me/requests/{request['request_id']}", session).json()
    return found


def messages(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.http.get("/demo/messages").json()
    return found


def alerts(api: Api, session: dict[str, Any], file_id: str) -> list[str | None]:
    items = api.get(f"/v1/files/{file_id}/overview", session).json()["alerts"]
    return [each["params"]["request_id"] for each in items if each["code"] == "document_missing"]


def test_the_alert_of_a_document_goes_as_it_is_sent(api: Api) -> None:
    """A request that waits for a document is an alert with its deadline, until the document is there."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    request = sent(api, session, "moving", file_id, MOVED)
    moved_by_fund(api, request, "studied")
    moved_by_fund(api, request, "waiting", document="rent_certificate", label="l’attestation de loyer")
    waiting = read(api, session, request)
    assert (waiting["state"], waiting["waiting_for"]) == ("waiting", "person")
    assert [each["document"] for each in waiting["missing"]] == ["rent_certificate"]
    assert waiting["due_on"] == waiting["missing"][0]["until"]
    assert alerts(api, session, file_id) == [request["request_id"]]
    assert "l’attestation de loyer" in messages(api)[0]["body"]
    wrong = post(
        api,
        session,
        f"/{request['request_id']}/documents",
        {"document": "rent_certificate", "upload_ids": [str(uuid4())]},
    )
    assert api.problem(wrong) == (422, "validation_failed")
    upload_id = uploaded(api, session, file_id, "housing_proof")
    assert alerts(api, session, file_id) == [request["request_id"]]
    done = post(
        api,
        session,
        f"/{request['request_id']}/documents",
        {"document": "rent_certificate", "upload_ids": [upload_id]},
    )
    assert (done.json()["state"], done.json()["missing"]) == ("studied", [])
    assert alerts(api, session, file_id) == []
    kinds = [each["kind"] for each in read(api, session, request)["timeline"]]
    assert kinds == ["sent", "studied", "document_asked", "document_sent"]


def test_a_refusal_is_appealed_against_in_time(api: Api) -> None:
    """A refusal says why and until when it can be contested; an appeal is heard once."""
    session = api.sign_in("responsable-seul")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    moved_by_fund(api, request, "refused", reason="L’adresse n’existe pas.")
    refused = read(api, session, request)
    assert refused["decision"]["reason"] == "L’adresse n’existe pas."
    assert refused["can"] == ["appeal"]
    path = f"/{request['request_id']}/appeal"
    assert api.problem(post(api, session, path, {"text": ""})) == (422, "validation_failed")
    appealed = post(api, session, path, {"text": "La rue est nouvelle."}).json()
    assert (appealed["state"], appealed["can"]) == ("appealed", [])
    assert appealed["timeline"][-1]["text"] == "La rue est nouvelle."
    assert api.problem(post(api, session, path, {"text": "Encore."})) == (409, "changed_meanwhile")
    moved_by_fund(api, request, "refused", reason="La rue n’est pas dans la base nationale.")
    last = read(api, session, request)
    assert (last["can"], last["decision"]["appeal_until"]) == ([], None)


def test_an_appeal_after_the_deadline_is_refused(api: Api) -> None:
    """After the last day nothing is taken, and the request no longer offers it."""
    session = api.sign_in("responsable-seul")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    moved_by_fund(api, request, "refused", reason="L’adresse n’existe pas.")
    api.advance(62 * DAY)
    session = api.sign_in("responsable-seul")
    assert read(api, session, request)["can"] == []
    late = post(api, session, f"/{request['request_id']}/appeal", {"text": "Trop tard ?"})
    assert api.problem(late) == (409, "deadline_passed")


def test_a_decided_request_cannot_be_withdrawn(api: Api) -> None:
    """What the fund decided meanwhile is told, and stays decided."""
    session = api.sign_in("responsable-seul")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    moved_by_fund(api, request, "accepted")
    late = post(api, session, f"/{request['request_id']}/withdrawal")
    assert api.problem(late) == (409, "changed_meanwhile")
    assert read(api, session, request)["state"] == "accepted"
    refused = api.http.post(f"/demo/requests/{request['request_id']}", json={"state": "studied"})
    assert api.problem(refused) == (409, "changed_meanwhile")


def test_time_alone_moves_a_request_in_a_demonstration(api: Api) -> None:
    """It is studied after a day and accepted after some more, each event at its own time."""
    session = api.sign_in("responsable-seul")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    api.advance(DAY + 60)
    session = api.sign_in("responsable-seul")
    assert read(api, session, request)["state"] == "studied"
    api.advance(4 * DAY)
    session = api.sign_in("responsable-seul")
    done = read(api, session, request)
    assert done["state"] == "accepted"
    first, second, third = (each["at"] for each in done["timeline"])
    assert first < second < third
    address = api.get("/v1/me", session).json()["contact"]["address"]
    assert address["lines"] == [MOVED["address"]["line1"]]


def test_a_document_that_never_comes_ends_in_a_refusal(api: Api) -> None:
    """After its deadline the request is refused with the reason, and can be contested."""
    session = api.sign_in("responsable-couple")
    [waiting] = [
        each for each in api.get("/v1/me/requests", session).json()["items"] if each["state"] == "waiting"
    ]
    api.advance(40 * DAY)
    session = api.sign_in("responsable-couple")
    late = read(api, session, waiting)
    assert (late["state"], late["can"]) == ("refused", ["appeal"])
    sent_late = post(
        api,
        session,
        f"/{late['request_id']}/documents",
        {
            "document": "rent_certificate",
            "upload_ids": [uploaded(api, session, late["file_id"], "rent_certificate")],
        },
    )
    assert api.problem(sent_late) == (409, "changed_meanwhile")


def test_a_new_bank_account_waits_and_everybody_is_told(api: Api) -> None:
    """Every contact is told before the account counts, so that who did not ask for it can take it back."""
    session = api.sign_in("responsable-couple")
    file_id = file_of(api, session)
    before = len(messages(api))
    request = sent(api, session, "bank_details", file_id, {"iban": IBAN, "holder": "me", "statement": True})
    told = messages(api)[: len(messages(api)) - before]
    assert {each["channel"] for each in told if "compte bancaire" in each["body"]} == {"mail", "sms"}
    assert not any(IBAN in each["body"] for each in told)
    assert request["counts_from"] is not None
    api.advance(2 * DAY)
    session = api.sign_in("responsable-couple")
    assert read(api, session, request)["state"] == "sent"
    api.advance(8 * DAY)
    session = api.sign_in("responsable-couple")
    assert read(api, session, request)["state"] == "accepted"
    month = api.get(f"/v1/files/{file_id}/payments", session).json()["items"][0]["payment_id"]
    payment = api.get(f"/v1/files/{file_id}/payments/{month}", session).json()
    assert payment["account_masked"] == f"•••• {IBAN[-4:]}"


def test_what_was_asked_for_is_granted(api: Api) -> None:
    """An accepted request opens the right, and the next day of payment has its amount; a newcomer sees both too."""
    session = newcomer(api)
    request = sent(api, session, "housing_benefit", None, HOUSED)
    moved_by_fund(api, request, "accepted")
    file_id = read(api, session, request)["file_id"]
    [right] = api.get(f"/v1/files/{file_id}/entitlements", session).json()["items"]
    assert (right["benefit"], right["state"], right["until"]) == ("apl", "open", None)
    assert right["amount"] > 0
    next_on = api.get(f"/v1/files/{file_id}/overview", session).json()["next_payment_on"]
    day = {"since": next_on, "until": next_on, "file_id": file_id}
    dates = api.get("/v1/me/agenda", session, **day).json()["items"]
    assert [each["amount"] for each in dates if each["code"] == "expected"] == [right["amount"]]


def test_a_right_that_is_there_is_not_opened_twice(api: Api) -> None:
    """Who asks again for what is open or suspended has one right of it, at the amount of now."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    for _ in range(2):
        moved_by_fund(api, sent(api, session, "housing_benefit", file_id, HOUSED), "accepted")
    rights = api.get(f"/v1/files/{file_id}/entitlements", session).json()["items"]
    assert [each["state"] for each in rights if each["benefit"] == "apl" and each["state"] != "closed"] == [
        "open"
    ]
