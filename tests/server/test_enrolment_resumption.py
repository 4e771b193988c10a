"""Taking a draft up on another device, by the contact that was proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.server.enrolling import NEWCOMER, PASSWORD, Draft

if TYPE_CHECKING:
    from typing import Any

    import httpx

    from tests.server.conftest import Api


def ask(api: Api, value: str, channel: str = "mail") -> httpx.Response:
    return api.http.post("/v1/enrolments/resumptions", json={"channel": channel, "value": value})


def give(api: Api, resumption: dict[str, Any], code: str, **more: str) -> httpx.Response:
    path = f"/v1/enrolments/resumptions/{resumption['resumption_id']}/verification"
    return api.http.post(path, json={"code": code, **more})


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


def test_a_draft_that_waits_for_its_code_goes_on(api: Api) -> None:
    """The code proves the contact; the date of birth proves that it is the person's own draft."""
    draft = Draft.at(api.http, "code", contact="waiting@example.org")
    asked = ask(api, "waiting@example.org").json()
    code = draft.last_code()
    assert api.problem(give(api, asked, code)) == (409, "birth_date_required")
    resumed = give(api, asked, code, birth_date=NEWCOMER["avec-nir"].birth_date)
    assert resumed.status_code == 200
    assert resumed.json()["enrolment"]["step"] == "password"
    assert resumed.json()["enrolment"]["contact"]["verified"]
    assert api.problem(draft.get()) == (401, "session_expired")


def test_a_mistyped_contact_opens_nothing_to_its_holder(api: Api) -> None:
    """They get the code, not the date of birth: each guess is a try, and the draft stays the person's."""
    draft = Draft.at(api.http, "code", contact="mistyped@example.org")
    asked = ask(api, "mistyped@example.org").json()
    code = draft.last_code()
    guesses = [give(api, asked, code, birth_date=f"1992-03-0{day}") for day in range(1, 6)]
    assert [guess.json().get("tries_left") for guess in guesses] == [4, 3, 2, 1, None]
    right = give(api, asked, code, birth_date=NEWCOMER["avec-nir"].birth_date)
    assert api.problem(right) == (410, "code_exhausted")
    assert draft.step() == "code"


def test_the_date_is_asked_of_nobody_without_the_code(api: Api) -> None:
    """A wrong code is a wrong code, whatever the draft waits for."""
    Draft.at(api.http, "code", contact="unread@example.org")
    asked = ask(api, "unread@example.org").json()
    right = Draft(api.http, "").last_code()
    wrong = "000000" if right != "000000" else "111111"
    assert api.problem(give(api, asked, wrong)) == (422, "code_refused")


def test_a_proved_contact_comes_before_one_that_is_not(api: Api) -> None:
    """Somebody who mistypes another's address does not stand in the way of that other."""
    proved = Draft.at(api.http, "password", contact="shared@example.org")
    meant = proved.state()["enrolment_id"]
    api.advance(60)
    Draft.at(api.http, "code", "passeport", contact="shared@example.org")
    asked = ask(api, "shared@example.org").json()
    resumed = give(api, asked, proved.last_code()).json()
    assert resumed["enrolment"]["enrolment_id"] == meant


def test_the_date_tells_whose_draft_is_meant(api: Api) -> None:
    """Two people who wait for a code at one address each find their own."""
    first = Draft.at(api.http, "code", contact="family@example.org")
    meant = first.state()["enrolment_id"]
    api.advance(60)
    Draft.at(api.http, "code", "passeport", contact="family@example.org")
    asked = ask(api, "family@example.org").json()
    born = NEWCOMER["avec-nir"].birth_date
    resumed = give(api, asked, first.last_code(), birth_date=born).json()
    assert resumed["enrolment"]["enrolment_id"] == meant


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
