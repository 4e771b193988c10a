"""Documents that requests wait for: one may serve several of them, and a newcomer's request has no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.server.requests_steps import HOUSED, MOVED, file_of, moved_by_fund, newcomer, sent, uploaded

if TYPE_CHECKING:
    from tests.server.conftest import Api

RENT = "rent_certificate"


def waiting(api: Api, session: dict[str, Any], request: dict[str, Any]) -> list[str]:
    """Return the documents that a request waits for."""
    found = api.get(f"/v1/me/requests/{request['request_id']}", session).json()
    return [each["document"] for each in found["missing"]]


def listed(api: Api, session: dict[str, Any], file_id: str | None) -> dict[str, Any]:
    params = {"file_id": file_id} if file_id else {}
    found: dict[str, Any] = api.get("/v1/me/uploads", session, **params).json()
    return found


def test_one_document_serves_several_requests(api: Api) -> None:
    """It is asked for once, with the requests that wait for it; sent, all go on; refused, all wait again."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    requests = [sent(api, session, "moving", file_id, MOVED) for _ in range(2)]
    for request in requests:
        moved_by_fund(api, request, "waiting", document=RENT)
    (asked,) = listed(api, session, file_id)["asked"]
    assert asked["document"] == RENT
    assert {each["request_id"] for each in asked["requests"]} == {each["request_id"] for each in requests}
    upload_id = uploaded(api, session, file_id, RENT)
    assert [waiting(api, session, each) for each in requests] == [[], []]
    assert listed(api, session, file_id)["asked"] == []
    removed = api.http.delete(f"/v1/me/uploads/{upload_id}", headers=api.bearer(session))
    assert api.problem(removed) == (409, "changed_meanwhile")
    refused = {"state": "refused", "reason": "out_of_date"}
    assert api.http.post(f"/demo/uploads/{upload_id}", json=refused).status_code == 204
    assert [waiting(api, session, each) for each in requests] == [[RENT], [RENT]]
    (again,) = listed(api, session, file_id)["asked"]
    assert len(again["requests"]) == 2


def test_a_newcomer_sends_what_their_request_waits_for(api: Api) -> None:
    """Without a file the document is the person's own, and is given to the request all the same."""
    session = newcomer(api)
    request = sent(api, session, "housing_benefit", None, HOUSED)
    moved_by_fund(api, request, "waiting", document="lease", label="le bail")
    (asked,) = listed(api, session, None)["asked"]
    assert (asked["document"], asked["label"]) == ("lease", "le bail")
    uploaded(api, session, None, "lease")
    assert waiting(api, session, request) == []
    assert [each["file_id"] for each in listed(api, session, None)["items"]] == [None]
