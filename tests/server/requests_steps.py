"""What tests do with requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

MOVED: dict[str, Any] = {
    "moved_on": "2026-11-02",
    "address": {
        "line1": "4 rue du Port",
        "line2": "",
        "postcode": "35000",
        "city": "Rennes",
        "country": "France",
    },
    "housing": "rent",
    "rent": 612_00,
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
