"""Contacter ma Caf over HTTP: the offices, and appointments that are taken, moved, cancelled and called off."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from server.contact.offices import offices, offices_at
from tests.server.contact.appointment_steps import appointments, book, slots, try_to_book

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

_DAY = 86_400


def move(
    api: Api, session: dict[str, Any], appointment: dict[str, Any], slot: dict[str, Any]
) -> httpx.Response:
    path = f"/v1/me/appointments/{appointment['appointment_id']}/slot"
    return api.http.put(path, json={"slot_id": slot["slot_id"]}, headers=api.bearer(session))


def cancel(api: Api, session: dict[str, Any], appointment: dict[str, Any]) -> httpx.Response:
    path = f"/v1/me/appointments/{appointment['appointment_id']}"
    return api.http.delete(path, headers=api.bearer(session))


def seconds_until(api: Api, starts_at: str) -> int:
    now = api.http.post("/demo/clock", json={"advance_seconds": 0}).json()["now"]
    return int((datetime.fromisoformat(starts_at) - datetime.fromisoformat(now)).total_seconds())


def test_every_departement_has_its_fund(api: Api) -> None:
    """The list has all of them; each fact has its source and its day, and what has none is not there."""
    listed = api.http.get("/v1/offices").json()["items"]
    assert len({each["department"] for each in listed}) == 101
    assert {each["code"] for each in listed if each["department"] == "64"} == {"64-bearn", "64-basque"}
    for each in listed:
        whole = api.http.get(f"/v1/offices/{each['code']}").json()
        assert whole["telephone"]["number"] == "3230"
        for fact in (whole["telephone"], whole["address"], whole["opening"]):
            assert fact is None or (fact["source"] and fact["checked_on"])
    assert api.http.get("/v1/offices/99").status_code == 404


@pytest.mark.parametrize(
    ("postcode", "country", "codes"),
    [
        ("35200", "France", ["35"]),
        ("20000", "France", ["2a"]),
        ("20200", "France", ["2b"]),
        ("20620", "france", ["2b"]),
        ("97400", "France", ["974"]),
        ("97150", "France", ["971"]),
        ("97133", "France", ["971"]),
        ("64000", "France", ["64-bearn", "64-basque"]),
        ("97500", "France", []),
        ("1000", "Belgique", []),
        ("", "", []),
    ],
)
def test_the_fund_of_an_address(postcode: str, country: str, codes: list[str]) -> None:
    """One's fund is that of the postcode; abroad, and where nobody knows, there is none."""
    assert [each.code for each in offices_at(postcode, country)] == codes
    assert set(codes) <= set(offices())


def test_an_appointment_from_the_slot_to_its_end(api: Api) -> None:
    """It is taken, told by mail, moved, and cancelled; its slot is then free for others."""
    session = api.sign_in("responsable-seul")
    assert [each["code"] for each in api.get("/v1/me/office", session).json()["items"]] == ["35"]
    first, second, *_ = slots(api, session)
    made = book(api, session, first)
    assert (made["office_name"], made["can_change"]) == ("Caf d'Ille-et-Vilaine", True)
    assert first["slot_id"] not in {each["slot_id"] for each in slots(api, session)}
    moved = move(api, session, made, second)
    assert moved.json()["starts_at"] == second["starts_at"]
    assert [each["appointment_id"] for each in appointments(api, session)] == [made["appointment_id"]]
    assert cancel(api, session, made).status_code == 204
    assert appointments(api, session) == []
    assert {first["slot_id"], second["slot_id"]} <= {each["slot_id"] for each in slots(api, session)}
    told = [each["subject"] for each in api.http.get("/demo/messages").json()]
    assert told == ["Votre rendez-vous est annulé", *["Votre rendez-vous avec la Caf"] * 2]


def test_two_at_once(api: Api) -> None:
    """Of ten who take a slot at once one has it, and the others are told."""
    sessions = [api.sign_in("responsable-seul"), api.sign_in("responsable-couple")]
    slot = slots(api, sessions[0])[0]
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda n: try_to_book(api, sessions[n % 2], slot), range(10)))
    won = {answer.json()["appointment_id"] for answer in answers if answer.status_code == 201}
    assert len(won) == 1
    assert {api.problem(each) for each in answers if each.is_error} == {(409, "slot_taken")}
    assert sum(len(appointments(api, each)) for each in sessions) == 1


def test_a_double_tap_takes_one(api: Api) -> None:
    """Sent again with its key, or pressed twice, it is one appointment and one message."""
    session, key = api.sign_in("responsable-seul"), {"Idempotency-Key": str(uuid4())}
    slot = slots(api, session)[0]
    answers = [try_to_book(api, session, slot, **key), try_to_book(api, session, slot, **key)]
    answers.append(try_to_book(api, session, slot))
    assert len({answer.json()["appointment_id"] for answer in answers}) == 1
    assert len(api.http.get("/demo/messages").json()) == 1


def test_slots_that_cannot_be_taken(api: Api) -> None:
    """One of the past, one that the office took back, one for other subjects and one that is none."""
    session = api.sign_in("responsable-seul")
    first, second, *_ = slots(api, session)
    assert api.http.delete(f"/demo/slots/{second['slot_id']}").status_code == 204
    assert api.problem(try_to_book(api, session, second)) == (409, "slot_taken")
    late = next(
        each
        for each in slots(api, session, subject="family")
        if each["slot_id"] not in {other["slot_id"] for other in slots(api, session)}
    )
    assert api.problem(try_to_book(api, session, late)) == (409, "slot_taken")
    assert api.problem(try_to_book(api, session, {"slot_id": str(uuid4())})) == (404, "not_found")
    api.advance(seconds_until(api, first["starts_at"]))
    assert api.problem(try_to_book(api, api.sign_in("responsable-seul"), first)) == (409, "slot_taken")


def test_no_more_than_three(api: Api) -> None:
    """Nobody keeps the slots of others."""
    session = api.sign_in("responsable-seul")
    four = slots(api, session)[:4]
    for slot in four[:3]:
        book(api, session, slot)
    assert api.problem(try_to_book(api, session, four[3])) == (409, "too_many_appointments")


def test_until_a_day_before(api: Api) -> None:
    """The day before it is reminded of once, and can be neither moved nor cancelled any more."""
    session = api.sign_in("responsable-seul")
    free = slots(api, session)
    slot = free[10]
    made = book(api, session, slot)
    api.advance(seconds_until(api, slot["starts_at"]) - _DAY + 60)
    api.advance(60)
    session = api.sign_in("responsable-seul")
    told = [each["subject"] for each in api.http.get("/demo/messages").json()]
    assert told.count("Rappel : votre rendez-vous avec la Caf") == 1
    assert not appointments(api, session)[0]["can_change"]
    assert api.problem(cancel(api, session, made)) == (409, "deadline_passed")
    assert api.problem(move(api, session, made, slots(api, session)[-1])) == (409, "deadline_passed")


def test_what_the_office_calls_off(api: Api) -> None:
    """Its person is told, sees it, and takes another slot in its place."""
    session = api.sign_in("responsable-seul")
    first, second, *_ = slots(api, session)
    made = book(api, session, first)
    api.http.delete(f"/demo/slots/{first['slot_id']}")
    assert api.http.get("/demo/messages").json()[0]["subject"] == "Votre Caf a dû annuler votre rendez-vous"
    [shown] = appointments(api, session)
    assert (shown["called_off"], shown["can_change"]) == (True, True)
    moved = move(api, session, made, second).json()
    assert (moved["called_off"], moved["starts_at"]) == (False, second["starts_at"])


def test_others_appointments(api: Api) -> None:
    """Somebody else's is read, moved and cancelled by nobody."""
    session, other = api.sign_in("responsable-seul"), api.sign_in("responsable-couple")
    first, second, *_ = slots(api, session)
    made = book(api, session, first)
    path = f"/v1/me/appointments/{made['appointment_id']}"
    assert api.problem(api.get(path, other)) == (404, "not_found")
    assert api.problem(move(api, other, made, second)) == (404, "not_found")
    assert api.problem(cancel(api, other, made)) == (404, "not_found")
    assert api.get(path, session).json()["office"] == "35"


def test_every_fund_of_the_demonstration_meets_people(api: Api) -> None:
    """Whichever fund is chosen has slots, by both ways."""
    session = api.sign_in("responsable-couple")
    without = [
        code
        for code in offices()
        for way in ("office", "telephone")
        if not slots(api, session, office=code, way=way)
    ]
    assert without == []


def test_an_appointment_is_found(api: Api) -> None:
    """Rechercher finds what was taken, by the words that people have for it, and nobody else's."""
    session = api.sign_in("responsable-couple")
    book(api, session, slots(api, session)[0])

    def found(of: dict[str, Any]) -> list[str]:
        answer = api.http.post("/v1/me/search", json={"query": "mon rdv"}, headers=api.bearer(of))
        groups = {each["kind"]: each["items"] for each in answer.json()["groups"]}
        return [each["title"] for each in groups.get("appointment", [])]

    assert [title.startswith("Rendez-vous du ") for title in found(session)] == [True]
    assert found(api.sign_in("responsable-seul")) == []
