"""Messages over HTTP: listed, read, answered, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server.conftest import Api


def test_the_list_of_the_demonstration(api: Api) -> None:
    """What the fund wrote stands there, unread first, with the number of what is unread."""
    found = api.get("/v1/me/messages", api.sign_in("responsable-couple")).json()
    order = [(each["unread"], each["at"]) for each in found["items"]]
    assert order == sorted(order, reverse=True)
    assert found["unread"] == sum(each["unread"] for each in found["items"]) > 0
