"""What tests do with appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api


def slots(
    api: Api, session: dict[str, Any], *, office: str = "35", subject: str = "housing", way: str = "office"
) -> list[dict[str, Any]]:
    """Return the free slots of an office."""
    answer = api.get(f"/v1/offices/{office}/slots", session, subject=subject, way=way)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def try_to_book(
    api: Api, session: dict[str, Any], slot: dict[str, Any], subject: str = "housing", **headers: str
) -> httpx.Response:
    return api.http.post(
        "/v1/me/appointments",
        json={"slot_id": slot["slot_id"], "subject": subject},
        headers=api.bearer(session) | headers,
    )


def book(api: Api, session: dict[str, Any], slot: dict[str, Any], subject: str = "housing") -> dict[str, Any]:
    """Take a slot; return the appointment."""
    answer = try_to_book(api, session, slot, subject)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def appointments(api: Api, session: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get("/v1/me/appointments", session).json()["items"]
    return found
