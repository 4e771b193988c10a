"""Mon agenda over HTTP: which dates, for whom, as calendar files, and at a private address."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from hosting.logs import redacted
from tests.server.contact.appointment_steps import book, slots
from tests.server.requests_steps import file_of

if TYPE_CHECKING:
    from tests.server.conftest import Api

_DAY = 86_400
PARIS = ZoneInfo("Europe/Paris")


def today(api: Api) -> date:
    """Return the day of the demonstration's clock."""
    now = api.http.post("/demo/clock", json={"advance_seconds": 0}).json()["now"]
    return datetime.fromisoformat(now).astimezone(PARIS).date()


def dates(api: Api, session: dict[str, Any], *, back: int = 100, ahead: int = 200) -> list[dict[str, Any]]:
    """Return the dates of a person's first file."""
    on = today(api)
    answer = api.get(
        "/v1/me/agenda",
        session,
        since=(on - timedelta(days=back)).isoformat(),
        until=(on + timedelta(days=ahead)).isoformat(),
        **({"file_id": file_of(api, session)} if api.get("/v1/me", session).json()["files"] else {}),
    )
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def kinds(items: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(each["kind"], each["code"]) for each in items}


def private_address(api: Api, session: dict[str, Any]) -> str:
    made = api.http.post("/v1/me/agenda-subscription", json={}, headers=api.bearer(session))
    assert made.status_code == 201, made.text
    url: str = made.json()["url"]
    return url


def test_all_that_has_a_day(api: Api) -> None:
    """Payments made and expected, declarations, documents and an appointment are in the order of their days."""
    assert ("document", "asked") in kinds(dates(api, api.sign_in("responsable-couple")))
    session = api.sign_in("responsable-seul")
    book(api, session, slots(api, session)[0])
    items = dates(api, session)
    assert {
        ("payment", "paid"),
        ("payment", "expected"),
        ("declaration", "due"),
        ("declaration", "later"),
        ("appointment", "booked"),
    } <= kinds(items)
    assert [each["day"] for each in items] == sorted(each["day"] for each in items)
    assert len({each["date_id"] for each in items}) == len(items)
    expected = [each["amount"] for each in items if each["code"] == "expected"]
    assert expected[0] > 0
    assert set(expected[1:]) == {None}


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
def test_closed_doors_keep_their_dates(api: Api, role: str) -> None:
    """Who may not see the payments and requests of a file gets none of their dates, and has their own."""
    session = api.sign_in(role)
    book(api, session, slots(api, session)[0])
    assert {kind for kind, _ in kinds(dates(api, session))} <= {"appointment", "document", "deadline"}
    assert ("appointment", "booked") in kinds(dates(api, session))
    assert not [each for each in dates(api, session) if each["amount"] is not None]


def test_the_file_of_others(api: Api) -> None:
    """A file of others answers as none, and an unchecked account opens none."""
    theirs = file_of(api, api.sign_in("responsable-couple"))
    on = today(api).isoformat()
    asked = {"since": on, "until": on, "file_id": theirs}
    refused = api.get("/v1/me/agenda", api.sign_in("responsable-seul"), **asked)
    assert api.problem(refused) == (404, "not_found")
    limited = api.sign_in("portee-limitee")
    assert api.problem(api.get("/v1/me/agenda", limited, **asked)) == (403, "door_closed")
    assert api.get("/v1/me/agenda", limited, since=on, until=on).status_code == 200


@pytest.mark.parametrize(
    ("since", "until"), [("2026-11-02", "2026-11-01"), ("2020-01-01", "2026-01-01"), ("hier", "2026-11-01")]
)
def test_days_that_cannot_be_asked_for(api: Api, since: str, until: str) -> None:
    """Days in the wrong order, too many of them, and what is no day are refused."""
    answer = api.get("/v1/me/agenda", api.sign_in("responsable-seul"), since=since, until=until)
    assert api.problem(answer) == (422, "validation_failed")


def test_one_calendar_for_all(api: Api) -> None:
    """The file is read by a parser: whole days and hours of Paris, alarms, stable names, no amount, no name."""
    session = api.sign_in("responsable-seul")
    made = book(api, session, slots(api, session)[0])
    path, of = "/v1/me/agenda/calendar", {"file_id": file_of(api, session)}
    answer = api.get(path, session, **of)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert 'filename="agenda-caf.ics"' in answer.headers["content-disposition"]
    content = answer.content
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert "Lefèvre" not in content.decode()
    assert "€" not in content.decode()
    calendar = Calendar.from_ical(content)
    assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    events = calendar.walk("VEVENT")
    names = [str(each["UID"]) for each in events]
    assert len(set(names)) == len(names)
    meeting = next(each for each in events if "LOCATION" in each)
    assert meeting.decoded("DTSTART") == datetime.fromisoformat(made["starts_at"])
    assert str(meeting["DTSTART"].params["TZID"]) == "Europe/Paris"
    assert len(meeting.walk("VALARM")) == 2
    whole = [each for each in events if each is not meeting]
    assert all(type(each.decoded("DTSTART")) is date for each in whole)
    again = Calendar.from_ical(api.get(path, session, **of).content)
    assert [str(each["UID"]) for each in again.walk("VEVENT")] == names


def test_one_date_alone(api: Api) -> None:
    """One date is a file of its own, with the name that it has among all; another person does not get it."""
    session = api.sign_in("responsable-seul")
    of = {"file_id": file_of(api, session)}
    due = next(each for each in dates(api, session) if each["code"] == "due")
    path = f"/v1/me/agenda/{due['date_id']}/calendar"
    answer = api.get(path, session, day=due["day"], **of)
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("DTSTART") == date.fromisoformat(due["day"])
    everything = Calendar.from_ical(api.get("/v1/me/agenda/calendar", session, **of).content)
    assert str(event["UID"]) in {str(each["UID"]) for each in everything.walk("VEVENT")}
    assert api.get(path, session, day="2026-01-01", **of).status_code == 404
    assert api.get(path, api.sign_in("responsable-couple"), day=due["day"]).status_code == 404


def test_a_payment_keeps_its_name_once_it_is_made(api: Api) -> None:
    """What was expected and what was paid that day are one entry for a calendar."""
    session = api.sign_in("responsable-seul")
    expected = next(each for each in dates(api, session) if each["code"] == "expected")
    api.advance((date.fromisoformat(expected["day"]) - today(api)).days * _DAY + _DAY)
    session = api.sign_in("responsable-seul")
    assert (
        next(each["code"] for each in dates(api, session) if each["date_id"] == expected["date_id"]) == "paid"
    )


def test_the_private_address(api: Api) -> None:
    """A calendar reads it without a session; renewed and revoked, what it was answers as any other address."""
    session = api.sign_in("responsable-seul")
    assert api.get("/v1/me/agenda-subscription", session).json() == {"offered": True, "made_at": None}
    url = private_address(api, session)
    path = url[url.index("/agenda/") :]
    answer = api.http.get(path)
    assert answer.status_code == 200
    assert Calendar.from_ical(answer.content).walk("VEVENT")
    assert "private" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers
    assert api.http.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert api.http.head(path).content == b""
    assert api.get("/v1/me/agenda-subscription", session).json()["made_at"]
    renewed = private_address(api, session)
    assert api.problem(api.http.get(path)) == (404, "not_found")
    new_path = renewed[renewed.index("/agenda/") :]
    assert api.http.get(new_path).status_code == 200
    gone = api.http.delete("/v1/me/agenda-subscription", headers=api.bearer(session))
    assert gone.status_code == 204
    revoked, nowhere = api.http.get(new_path), api.http.get("/agenda/nothing-like-a-secret.ics")
    assert api.problem(revoked) == api.problem(nowhere) == (404, "not_found")


def test_the_private_address_of_several_files(api: Api) -> None:
    """All files of a person are in it; what is closed to them is not."""
    session = api.sign_in("conjoint-sans-procuration")
    url = private_address(api, session)
    content = api.http.get(url[url.index("/agenda/") :]).content
    assert "paiement" not in content.decode()


@pytest.mark.parametrize("act", ["others", "closing"])
def test_what_ends_other_accesses_ends_the_address(api: Api, act: str) -> None:
    """Signing all other devices out and asking to close the account take it back too."""
    session = api.sign_in("responsable-seul")
    url = private_address(api, session)
    headers = api.bearer(session) | {"Idempotency-Key": str(uuid4())}
    if act == "others":
        done = api.http.delete("/v1/me/devices", headers=headers)
    else:
        done = api.http.post("/v1/me/closing", json={"password": "Tilleul35rennes"}, headers=headers)
    assert done.is_success, done.text
    assert api.http.get(url[url.index("/agenda/") :]).status_code == 404


def test_addresses_that_are_guessed(api: Api) -> None:
    """Each guess is answered as any other address, until one asks too often."""
    guesses = [api.http.get(f"/agenda/{uuid4().hex}abcdefghijk.ics").status_code for _ in range(30)]
    assert set(guesses) == {404}


@pytest.mark.parametrize("secret", ["abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq", "-_3" * 14 + "x"])
def test_no_log_has_the_address(secret: str) -> None:
    """The secret is hidden in every line, also one that has no digit."""
    assert secret not in redacted(f"GET /agenda/{secret}.ics 200 1.0 ms")
