"""Resumption: a draft goes on on another device, by its contact and the person's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft

if TYPE_CHECKING:
    from typing import Any

    import httpx

    from tests.server.conftest import Api


def ask(api: Api, value: str, channel: str = "mail") -> httpx.Response:
    return api.http.post("/v1/enrolments/resumptions", json={"channel": channel, "value": value})


def give(api: Api, resumption: dict[str, Any], code: str, **more: str) -> httpx.Response:
    path = f"/v1/enrolments/resumptions/{resumption['resumption_id']}/verification"
    return api.http.post(path, json={"code": code, **more})


BORN = {case: person.birth_date for case, person in NEWCOMER.items()}


def take_up(api: Api, contact: str, case: str = "avec-nir", **more: str) -> httpx.Response:
    """Resume a draft with the code that came and the date of birth."""
    asked = ask(api, contact).json()
    return give(api, asked, Draft(api.http, "").last_code(), birth_date=BORN[case], **more)


def test_the_other_device_goes_on(api: Api) -> None:
    """The other device goes on at the same step with a new token, and the old token stops working."""
    draft = Draft.at(api.http, "password", contact="two.devices@example.org")
    asked = ask(api, "two.devices@EXAMPLE.org")
    assert asked.status_code == 202
    resumed = give(api, asked.json(), draft.last_code(), birth_date=BORN["avec-nir"])
    assert resumed.status_code == 200
    assert resumed.json()["enrolment"]["step"] == "password"
    other = Draft(api.http, resumed.json()["token"])
    assert other.put("password", {"password": PASSWORD}).json()["step"] == "summary"
    assert api.problem(draft.get()) == (401, "session_expired")


def test_no_draft_is_not_told(api: Api) -> None:
    """Without a draft the answer is the same, and no code is sent or right."""
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
    """The owner of a mistyped contact gets the code, but would have to guess the date of birth."""
    draft = Draft.at(api.http, "code", contact="mistyped@example.org")
    asked = ask(api, "mistyped@example.org").json()
    code = draft.last_code()
    guesses = [give(api, asked, code, birth_date=f"1992-03-0{day}") for day in range(1, 6)]
    assert [guess.json().get("tries_left") for guess in guesses] == [4, 3, 2, 1, None]
    right = give(api, asked, code, birth_date=NEWCOMER["avec-nir"].birth_date)
    assert api.problem(right) == (410, "code_exhausted")
    assert draft.step() == "code"


def test_the_date_is_asked_of_nobody_without_the_code(api: Api) -> None:
    """A wrong code is refused as such, before the date of birth is asked for."""
    Draft.at(api.http, "code", contact="unread@example.org")
    asked = ask(api, "unread@example.org").json()
    right = Draft(api.http, "").last_code()
    wrong = "000000" if right != "000000" else "111111"
    assert api.problem(give(api, asked, wrong)) == (422, "code_refused")


def test_each_finds_their_own_draft(api: Api) -> None:
    """Of two people who share a contact, the date of birth decides, and the other's draft is not touched."""
    drafts = {}
    for case in ("avec-nir", "passeport"):
        drafts[case] = Draft.at(api.http, "password", case, contact="family@example.org")
        api.advance(60)
    for case, draft in drafts.items():
        meant = draft.state()["enrolment_id"]
        resumed = take_up(api, "family@example.org", case).json()["enrolment"]
        assert resumed["enrolment_id"] == meant
        assert resumed["civil_status"]["birth_name"] == NEWCOMER[case].birth_name
        assert api.problem(draft.get()) == (401, "session_expired")
    assert api.problem(take_up(api, "family@example.org", "corse")) == (422, "code_refused")


@pytest.mark.parametrize("step", ["code", "password", "summary"])
def test_the_date_is_asked_of_a_single_draft(api: Api, step: str) -> None:
    """The date of birth is asked for even with a single draft: a partner may share the contact."""
    draft = Draft.at(api.http, step, contact="alone@example.org")
    asked = ask(api, "alone@example.org").json()
    code = draft.last_code()
    assert api.problem(give(api, asked, code)) == (409, "birth_date_required")
    assert api.problem(give(api, asked, code, birth_date="1992-03-18")) == (422, "code_refused")
    assert draft.step() == step
    assert give(api, asked, code, birth_date=BORN["avec-nir"]).status_code == 200


@pytest.fixture
def twins(api: Api) -> dict[str, str]:
    """Return the drafts of twins on one address, the second with the first names of the first the other way round."""
    found = {}
    for names in (["Paweł", "Piotr"], ["Piotr", "Paweł"]):
        draft = Draft.at(api.http, "password", "sans-piece", contact="twins@example.org", first_names=names)
        found[names[0]] = draft.state()["enrolment_id"]
        api.advance(60)
    return found


@pytest.mark.parametrize(
    ("first_name", "birth_name", "whose"),
    [
        ("pawel", "LUKASIEWICZ", "Paweł"),
        ("Paweł Piotr", "łukasiewicz", "Paweł"),
        ("PIOTR", "Łuka-siewicz", "Piotr"),
        ("piotr-paweł", "Lukasiewicz\u00a0", "Piotr"),
    ],
)
def test_names_tell_twins_apart(
    api: Api, twins: dict[str, str], first_name: str, birth_name: str, whose: str
) -> None:
    """Where two people have the same date of birth, the names decide, in any spelling."""
    asked = ask(api, "twins@example.org").json()
    code = Draft(api.http, "").last_code()
    born = BORN["sans-piece"]
    assert api.problem(give(api, asked, code, birth_date=born)) == (409, "name_required")
    resumed = give(api, asked, code, birth_date=born, first_name=first_name, birth_name=birth_name)
    assert resumed.json()["enrolment"]["enrolment_id"] == twins[whose]


def test_a_wrong_name_is_a_try(api: Api, twins: dict[str, str]) -> None:
    """A wrong or incomplete name counts as a try."""
    asked = ask(api, "twins@example.org").json()
    code = Draft(api.http, "").last_code()
    said = (("Jan", "Łukasiewicz"), ("Piotr", "Martin"), ("", "Łukasiewicz"), ("Piotr", ""), ("", ""))
    guesses = [
        give(api, asked, code, birth_date=BORN["sans-piece"], first_name=first, birth_name=last)
        for first, last in said
    ]
    assert [guess.json().get("tries_left") for guess in guesses] == [4, 3, 2, 1, None]
    assert len(twins) == 2


def test_a_draft_that_is_done_is_not_taken_up(api: Api) -> None:
    """A completed draft cannot be resumed."""
    draft = Draft.at(api.http, "summary", contact="done@example.org")
    draft.complete()
    sent = len(api.http.get("/demo/messages").json())
    assert ask(api, "done@example.org").status_code == 202
    assert len(api.http.get("/demo/messages").json()) == sent


def test_the_newest_draft_is_meant(api: Api) -> None:
    """Of two drafts of one person the newest is resumed."""
    Draft.at(api.http, "summary", contact="twice@example.org")
    api.advance(60)
    newest = Draft.at(api.http, "password", contact="twice@example.org")
    meant = newest.state()["enrolment_id"]
    asked = ask(api, "twice@example.org").json()
    resumed = give(api, asked, newest.last_code(), birth_date=BORN["avec-nir"]).json()
    assert resumed["enrolment"]["enrolment_id"] == meant


def test_resumptions_are_counted(api: Api) -> None:
    """A contact gets five codes an hour with resends, with or without a draft."""
    Draft.at(api.http, "password", contact="counted@example.org")
    for contact in ("counted@example.org", "nobody@example.org"):
        asked = [ask(api, contact) for _ in range(4)]
        api.advance(30)
        assert api.resend(asked[-1].json()["challenge"]).status_code == 200
        refused = ask(api, contact)
        assert api.problem(refused) == (429, "too_many_codes")


def test_contacts_that_are_none(api: Api) -> None:
    """An unfit contact is refused as in the contact step."""
    refused = ask(api, "0142685300", "sms")
    assert refused.json()["errors"] == [{"field": "value", "code": "phone_not_mobile"}]
