"""What tests do with requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft
from tests.support.files import picture

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

MOVED: dict[str, Any] = {
    "moved_on": "2026-11-02",
    "address": {
        "line1": "4 rue du Port",
        "postcode": "35000",
        "city": "Rennes",
        "country": "France",
    },
    "housing": "rent",
    "rent": 612_00,
    "landlord": "Foncière du Port",
    "same_people": True,
    "statement": True,
}


def file_of(api: Api, session: dict[str, Any]) -> str:
    """Return the first file of a person."""
    found: str = api.get("/v1/me", session).json()["files"][0]["file_id"]
    return found


def post(api: Api, session: dict[str, Any], path: str, body: Any = None, **headers: str) -> httpx.Response:
    return api.http.post(f"/v1/me/requests{path}", json=body or {}, headers=api.bearer(session) | headers)


def begun(
    api: Api, session: dict[str, Any], questionnaire: str, file_id: str | None = None, **more: Any
) -> dict[str, Any]:
    """Return the draft of a questionnaire."""
    body = {"questionnaire": questionnaire, "file_id": file_id, **more}
    answer = post(api, session, "", body, **{"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 201, answer.text
    request: dict[str, Any] = answer.json()
    return request


def save(api: Api, session: dict[str, Any], draft: dict[str, Any], **body: Any) -> httpx.Response:
    return api.http.patch(
        f"/v1/me/requests/{draft['request_id']}",
        json={"revision": draft["revision"], "page": None, "answers": {}, **body},
        headers=api.bearer(session),
    )


def sent(
    api: Api, session: dict[str, Any], questionnaire: str, file_id: str | None, answers: dict[str, Any]
) -> dict[str, Any]:
    """Fill in a questionnaire, send it, and return the request."""
    draft = begun(api, session, questionnaire, file_id)
    saved = save(api, session, draft, answers=answers).json()
    assert saved["refusals"] == {}
    answer = post(api, session, f"/{draft['request_id']}/submission", {"revision": saved["revision"]})
    assert answer.status_code == 200, answer.text
    request: dict[str, Any] = answer.json()
    return request


IBAN = "FR7630006000011234567890189"
HOUSED: dict[str, Any] = {
    "address": MOVED["address"],
    "moved_on": "2026-09-01",
    "housing": "rent",
    "furnished": False,
    "landlord": "Foncière du Port",
    "rent": 612_00,
    "shared": False,
    "marital": "single",
    "occupation": "employed",
    "has_children": False,
    "wages": 1_450_00,
    "other_income": 0,
    "iban": IBAN,
    "statement": True,
}
SEPARATED: dict[str, Any] = {
    "since": "2026-10-04",
    "union": "couple",
    "home": "me",
    "has_children": False,
    "occupation": "employed",
    "monthly": 1_300_00,
    "statement": True,
}


def moved_by_fund(api: Api, request: dict[str, Any], state: str, **more: str) -> None:
    """Have the fund move a request."""
    answer = api.http.post(f"/demo/requests/{request['request_id']}", json={"state": state, **more})
    assert answer.status_code == 204, answer.text


def newcomer(api: Api, case: str = "avec-nir") -> dict[str, Any]:
    """Create the account of a newcomer who came for apl, and return its session."""
    assert Draft.at(api.http, "summary", case).complete().status_code == 201
    answer = api.try_sign_in(NEWCOMER[case].nir or "", PASSWORD)
    session: dict[str, Any] = answer.json()["session"]
    return session


def uploaded(api: Api, session: dict[str, Any], file_id: str | None, document: str) -> str:
    """Send a picture of a document, and return the id of the upload."""
    content = picture("PNG")
    body = {"file_name": "photo.png", "size": len(content), "document": document, "file_id": file_id}
    headers = api.bearer(session)
    upload_id: str = api.http.post("/v1/me/uploads", json=body, headers=headers).json()["upload_id"]
    headers |= {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    answer = api.http.patch(f"/v1/me/uploads/{upload_id}", content=content, headers=headers)
    assert answer.json()["state"] == "sent", answer.text
    return upload_id
