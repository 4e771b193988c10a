"""Taking a draft up on another device, by the contact that was proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.server.enrolling import PASSWORD, Draft

if TYPE_CHECKING:
    from typing import Any

    import httpx

    from tests.server.conftest import Api


def ask(api: Api, value: str, channel: str = "mail") -> httpx.Response:
    return api.http.post("/v1/enrolments/resumptions", json={"channel": channel, "value": value})


def give(api: Api, resumption: dict[str, Any], code: str) -> httpx.Response:
    path = f"/v1/enrolments/resumptions/{resumption['resumption_id']}/verification"
    return api.http.post(path, json={"code": code})


def test_the_other_device_goes_on(api: Api) -> None:
    """At the same step, with a new token; the first device's is dead."""
    draft = Draft.at(api.http, "password", contact="two.devices@example.org")
    asked = ask(api, "two.devices@EXAMPLE.org")
    assert asked.status_code == 202
    resumed = give(api, asked.json(), draft.last_code())
    assert resumed.status_code == 200
    assert resumed.json()["enrolment"]["step"] == "password"
    other = Draft(api.http, resumed.json()["token"])
    assert other.put("password", {"password": PASSWORD}).json()["step"] == "summary"
    assert api.problem(draft.get()) == (401, "session_expired")


def test_no_draft_is_not_told(api: Api) -> None:
    """The same answer, no message, and no code that is right."""
    before = api.http.get("/demo/messages").json()
    nobody, somebody = (
        ask(api, "nobody@example.org"),
        Draft.at(api.http, "password", contact="me@example.org"),
    )
    known = ask(api, "me@example.org")
    assert nobody.status_code == known.status_code == 202
    shape = nobody.json()["challenge"] | {"challenge_id": "", "masked_destination": ""}
    assert shape == known.json()["challenge"] | {"challenge_id": "", "masked_destination": ""}
    sent = [message["to"] for message in api.http.get("/demo/messages").json()[: -len(before) or None]]
    assert "nobody@example.org" not in sent
    answers = [give(api, nobody.json(), f"{n:06d}") for n in range(5)]
    assert [answer.json().get("tries_left") for answer in answers] == [4, 3, 2, 1, None]
    assert api.problem(answers[-1]) == (410, "code_exhausted")
    assert somebody.step() == "password"


def test_a_contact_that_was_not_proved_opens_nothing(api: Api) -> None:
    """A mistyped address belongs to somebody else, who must not read the draft."""
    draft = Draft.at(api.http, "code", contact="mistyped@example.org")
    sent = len(api.http.get("/demo/messages").json())
    assert ask(api, "mistyped@example.org").status_code == 202
    assert len(api.http.get("/demo/messages").json()) == sent
    assert draft.step() == "code"


def test_a_draft_that_is_done_is_not_taken_up(api: Api) -> None:
    """Nothing is left to go on with."""
    draft = Draft.at(api.http, "summary", contact="done@example.org")
    draft.complete()
    sent = len(api.http.get("/demo/messages").json())
    assert ask(api, "done@example.org").status_code == 202
    assert len(api.http.get("/demo/messages").json()) == sent


def test_the_newest_draft_is_meant(api: Api) -> None:
    """Of two with one contact."""
    Draft.at(api.http, "summary", contact="twice@example.org")
    api.advance(60)
    newest = Draft.at(api.http, "password", contact="twice@example.org")
    meant = newest.state()["enrolment_id"]
    asked = ask(api, "twice@example.org").json()
    resumed = give(api, asked, newest.last_code()).json()
    assert resumed["enrolment"]["enrolment_id"] == meant


def test_resumptions_are_counted(api: Api) -> None:
    """Five codes an hour, whether there is a draft or not; a resend is one of them."""
    Draft.at(api.http, "password", contact="counted@example.org")
    for contact in ("counted@example.org", "nobody@example.org"):
        asked = [ask(api, contact) for _ in range(4)]
        api.advance(30)
        assert api.resend(asked[-1].json()["challenge"]).status_code == 200
        refused = ask(api, contact)
        assert api.problem(refused) == (429, "too_many_codes")


def test_contacts_that_are_none(api: Api) -> None:
    """Told as at the contact step."""
    refused = ask(api, "0142685300", "sms")
    assert refused.json()["errors"] == [{"field": "value", "code": "phone_not_mobile"}]
