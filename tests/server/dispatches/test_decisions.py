"""What the fund decides reaches the person, once, and only from a program that may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from server.back_office.rules import ClientScope
from tests.server.contact.appointment_steps import appointments, book, slots
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft
from tests.server.requests_steps import HOUSED, MOVED, begun, file_of, post, sent, uploaded

if TYPE_CHECKING:
    import httpx

    from tests.server.dispatches.back_office import FundServer, Program


def answered(program: Program, what: str, body: dict[str, Any], key: str | None = None) -> httpx.Response:
    headers = {"Idempotency-Key": key or str(uuid4())}
    return program.ask("POST", f"/back-office/{what}/answer", json=body, headers=headers)


def letters(fund: FundServer, session: dict[str, Any], subject: str) -> list[dict[str, Any]]:
    """Return what the fund wrote under a title, each whole."""
    found = fund.api.get("/v1/me/messages", session).json()["items"]
    ids = [each["thread_id"] for each in found if each["subject"] == subject]
    return [fund.api.get(f"/v1/me/messages/{each}", session).json() for each in ids]


def test_a_request_is_studied_waits_and_is_refused_with_words_that_the_person_reads(fund: FundServer) -> None:
    """Each step shows in the person's timeline; a call that is repeated is done once, one that comes late is told."""
    api, program = fund.api, fund.program(ClientScope.DECISIONS, ClientScope.DISPATCHES)
    session = api.sign_in("responsable-couple")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    what = f"requests/{program.newest('request')['content']['request_id']}"
    assert answered(program, what, {"state": "studied"}).json()["state"] == "studied"
    asked = {"state": "waiting", "document": "rent_certificate", "label": "l’attestation de loyer"}
    assert answered(program, what, asked).json()["documents"][0]["upload_ids"] == []
    upload = uploaded(api, session, request["file_id"], "rent_certificate")
    assert program.ask("GET", f"/back-office/{what}").json()["documents"][0]["upload_ids"] == [upload]
    key, refusal = str(uuid4()), {"state": "refused", "reason": "Le loyer dépasse le plafond."}
    first = answered(program, what, refusal, key)
    assert (first.status_code, first.json()["state"]) == (200, "refused")
    assert answered(program, what, refusal, key).json() == first.json()
    assert api.problem(answered(program, what, refusal)) == (409, "changed_meanwhile")
    seen = api.get(f"/v1/me/requests/{request['request_id']}", session).json()
    assert seen["decision"]["reason"] == "Le loyer dépasse le plafond."
    kinds = [each["kind"] for each in seen["timeline"]]
    assert kinds == ["sent", "studied", "document_asked", "document_sent", "refused"]
    post(api, session, f"/{request['request_id']}/appeal", {"text": "Je conteste.", "documents": []})
    assert program.newest("request")["content"]["appeal"] == "Je conteste."
    accepted = answered(program, what, {"state": "accepted", "reason": "Décision revue."})
    assert accepted.json()["state"] == "accepted"


def test_a_right_that_is_granted_is_open(fund: FundServer) -> None:
    """What the fund grants with an acceptance stands among the person's rights."""
    api, program = fund.api, fund.program(ClientScope.DECISIONS)
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    request = sent(api, session, "housing_benefit", file_id, HOUSED)
    grant = {"benefit": "apl", "amount": 212_00, "since": "2026-11-01"}
    body = {"state": "accepted", "grant": grant}
    assert answered(program, f"requests/{request['request_id']}", body).status_code == 200
    rights = api.get(f"/v1/files/{file_id}/entitlements", session).json()
    assert "apl" in str(rights)


def test_a_document_is_refused_for_a_reason_and_asked_again(fund: FundServer) -> None:
    """The person reads why, once however often it is said; the next one may be accepted."""
    api, program = fund.api, fund.program(ClientScope.DECISIONS)
    session = api.sign_in("responsable-couple")
    upload = uploaded(api, session, file_of(api, session), "rent_certificate")
    for _ in range(2):
        refused = answered(program, f"uploads/{upload}", {"state": "refused", "reason": "unreadable"})
        assert refused.status_code == 204, refused.text
    (letter,) = letters(fund, session, "Un document est à renvoyer")
    assert "pas lisible" in " ".join(letter["messages"][0]["paragraphs"])
    assert answered(program, f"uploads/{upload}", {"state": "accepted"}).status_code == 204
    assert answered(program, f"uploads/{upload}", {"state": "refused"}).status_code == 422
    assert api.problem(answered(program, f"uploads/{uuid4()}", {"state": "accepted"})) == (404, "not_found")


def test_an_enrolment_that_was_looked_at_opens_the_account(fund: FundServer) -> None:
    """What no register could check is refused, then found to be right; the holder sees each."""
    api, program = fund.api, fund.program(ClientScope.DECISIONS, ClientScope.DISPATCHES)
    case = "verification-en-panne"
    assert Draft.at(api.http, "summary", case).complete().status_code == 201
    session = api.try_sign_in(NEWCOMER[case].nir or "", PASSWORD).json()["session"]
    told = program.newest("enrolment")
    assert (told["content"]["limit"], told["content"]["number"]) == (
        "document_to_check",
        NEWCOMER[case].document_number,
    )
    what = f"enrolments/{told['content']['account_id']}"
    assert answered(program, what, {"verdict": "expired"}).json()["reach"] == "limited"
    assert api.get("/v1/me/identity", session).json()["verdict"] == "expired"
    assert answered(program, what, {"verdict": "verified"}).json()["reach"] == "full"
    assert api.get("/v1/me", session).json()["reach"] == "full"
    assert api.problem(answered(program, f"enrolments/{uuid4()}", {"verdict": "verified"})) == (
        404,
        "not_found",
    )


def test_a_message_is_answered_once_and_a_slot_taken_back(fund: FundServer) -> None:
    """An answer that is repeated with its key is one message; who loses an appointment is told."""
    api, program = fund.api, fund.program(ClientScope.DECISIONS, ClientScope.DISPATCHES)
    session = api.sign_in("responsable-seul")
    headers = api.bearer(session) | {"Idempotency-Key": str(uuid4())}
    body = {"subject_code": "housing", "text": "Une question."}
    api.http.post("/v1/me/messages", json=body, headers=headers)
    thread = program.newest("message")["content"]["thread_id"]
    key = str(uuid4())
    for _ in range(2):
        assert answered(program, f"messages/{thread}", {"text": "C’est noté."}, key).status_code == 201
    assert len(api.get(f"/v1/me/messages/{thread}", session).json()["messages"]) == 2
    slot = slots(api, session)[-1]
    before = book(api, session, slot)
    for _ in range(2):
        assert program.ask("DELETE", f"/back-office/slots/{slot['slot_id']}").status_code == 204
    (after,) = appointments(api, session)
    assert after != before
    told = [each["subject"] for each in api.http.get("/demo/messages").json()]
    assert told.count("Votre Caf a dû annuler votre rendez-vous") == 1


def test_who_reads_does_not_decide_and_a_draft_is_nobody_elses(fund: FundServer) -> None:
    """A program without the scope decides nothing; what a person has not sent is not there."""
    api, reader = fund.api, fund.program(ClientScope.DISPATCHES)
    session = api.sign_in("responsable-couple")
    draft = begun(api, session, "moving", file_of(api, session))
    for what, body in (
        (f"requests/{draft['request_id']}", {"state": "studied"}),
        (f"uploads/{uuid4()}", {"state": "accepted"}),
        (f"enrolments/{uuid4()}", {"verdict": "verified"}),
        (f"messages/{uuid4()}", {"text": "x"}),
    ):
        assert api.problem(answered(reader, what, body)) == (403, "scope_missing")
    program = fund.program(ClientScope.DECISIONS)
    early = answered(program, f"requests/{draft['request_id']}", {"state": "studied"})
    assert api.problem(early) == (404, "not_found")
