"""Notifications over HTTP: what people choose, who is told what, when, and on which device."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest

from server import Settings
from tests.server.conftest import Api
from tests.server.contact.appointment_steps import book, slots
from tests.server.messages.test_messages import written
from tests.server.requests_steps import MOVED, file_of, moved_by_fund, sent
from tests.support.plain import PLAIN
from tests.support.push_service import push_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.conftest import Eventually, NewDatabase, Serve
    from tests.support.push_service import PushService

PATH = "/v1/me/notifications"
DEVICES = "/v1/me/push-subscriptions"
_HOUR = 3600
ALL = [
    {"subject": subject, "channel": channel}
    for subject in ("message", "document", "declaration", "payment", "appointment")
    for channel in ("mail", "sms", "push")
]


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


@pytest.fixture
def pushing(serve: Serve, new_demonstration: NewDatabase, service: PushService) -> Iterator[Api]:
    """Yield a server at ten in the morning that knows the push service."""
    settings = Settings(
        database=new_demonstration("sqlite"),
        demo=True,
        demo_light_passwords=True,
        demo_now=datetime(2026, 11, 25, 9, tzinfo=UTC),
        push_origins=(service.origin,),
    )
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http:
        assert http.post("/demo/reset").status_code == 204
        yield Api(http)


def state(api: Api, session: dict[str, Any]) -> dict[str, Any]:
    answer = api.get(PATH, session)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def choose(
    api: Api, session: dict[str, Any], *choices: tuple[str, str], hours: tuple[int, int] | None = None
) -> httpx.Response:
    body = {
        "choices": [{"subject": subject, "channel": channel} for subject, channel in choices],
        "quiet_hours": {"since": hours[0], "until": hours[1]} if hours else None,
        "expected": state(api, session)["revision"],
    }
    return api.http.put(PATH, json=body, headers=_once(api, session))


def subscribe(api: Api, session: dict[str, Any], subscription: dict[str, str]) -> httpx.Response:
    return api.http.post(DEVICES, json=subscription, headers=_once(api, session))


def mails(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.http.get("/demo/messages").json()
    return found


def answered(api: Api, session: dict[str, Any]) -> None:
    """Have the fund answer a question of a person."""
    thread = written(api, session)
    assert api.http.post(f"/demo/messages/{thread['thread_id']}", json={}).status_code == 204


def _once(api: Api, session: dict[str, Any]) -> dict[str, str]:
    return api.bearer(session) | {"Idempotency-Key": str(uuid4())}


@pytest.mark.parametrize(
    "role", ["responsable-seul", "conjoint-autorise", "conjoint-sans-procuration", "enfant"]
)
def test_before_a_choice(api: Api, role: str) -> None:
    """Nobody consented to anything yet: the fund writes of what the service needs, to the first contact alone."""
    session = api.sign_in(role)
    found = state(api, session)
    assert (found["chosen_at"], found["answered"], found["devices"]) == (None, False, [])
    assert {each["subject"] for each in found["choices"]} <= {"message", "document", "appointment"}
    assert {each["channel"] for each in found["choices"]} <= {"mail", "sms"}
    assert len({each["channel"] for each in found["choices"]}) <= 1


def test_what_is_chosen_holds_and_nothing_else(api: Api) -> None:
    """What is ticked is kept with its day, what is unticked goes, and the other device's older view changes nothing."""
    session = api.sign_in("responsable-seul")
    chosen = choose(api, session, ("payment", "mail"), ("message", "mail"), hours=(22 * 60, 7 * 60)).json()
    assert chosen["answered"]
    assert chosen["chosen_at"] is not None
    assert chosen["quiet_hours"] == {"since": 1320, "until": 420}
    assert {each["subject"] for each in chosen["choices"]} == {"payment", "message"}
    assert choose(api, session).json()["choices"] == []
    old = {"choices": ALL[:1], "quiet_hours": None, "expected": chosen["revision"]}
    refused = api.http.put(PATH, json=old, headers=_once(api, session))
    assert api.problem(refused) == (409, "changed_meanwhile")


def test_a_refusal_is_remembered(api: Api) -> None:
    """Who was asked and wants to choose nothing is not asked again, on any device; nothing else changes."""
    session = api.sign_in("responsable-seul")
    before = state(api, session)
    assert api.http.post(f"{PATH}/refusal", json={}, headers=_once(api, session)).status_code == 204
    after = state(api, api.sign_in("responsable-seul"))
    assert after == before | {"answered": True}


def test_what_cannot_be_chosen(api: Api) -> None:
    """Hours that are none, a subject that is none, and an SMS without a number are refused."""
    session = api.sign_in("responsable-seul")
    assert api.problem(choose(api, session, hours=(60, 60))) == (422, "validation_failed")
    assert api.problem(choose(api, session, hours=(60, 24 * 60))) == (422, "validation_failed")
    assert api.problem(choose(api, session, ("security", "mail"))) == (422, "validation_failed")
    found = state(api, session)
    known = {each["channel"] for each in found["contacts"]}
    for channel in {"mail", "sms"} - known:
        assert api.problem(choose(api, session, ("message", channel))) == (422, "validation_failed")
    assert all("•" in each["masked_destination"] for each in found["contacts"])


def test_a_mail_only_where_it_is_wanted(api: Api) -> None:
    """An answer of the fund is written of before a choice, and no longer once that was unticked."""
    session = api.sign_in("responsable-couple")
    answered(api, session)
    assert mails(api)[0]["subject"] == "Votre Caf vous a répondu"
    number = len(mails(api))
    assert choose(api, session, ("payment", "mail")).status_code == 200
    answered(api, session)
    assert len(mails(api)) == number


def test_quiet_hours_put_off_and_lose_nothing(
    pushing: Api, service: PushService, eventually: Eventually
) -> None:
    """What comes at night waits for the morning: a mail and a push, once."""
    session = pushing.sign_in("responsable-couple")
    browser = service.browser("a")
    assert subscribe(pushing, session, browser.subscription()).status_code == 201
    assert (
        choose(
            pushing, session, ("message", "mail"), ("message", "push"), hours=(9 * 60, 12 * 60)
        ).status_code
        == 200
    )
    number = len(mails(pushing))
    answered(pushing, session)
    pushing.advance(60)
    assert (len(mails(pushing)), service.came) == (number, [])
    pushing.advance(2 * _HOUR)
    eventually(lambda: len(service.came) == 1)
    assert mails(pushing)[0]["subject"] == "Votre Caf vous a répondu"
    pushing.advance(_HOUR)
    assert (len(mails(pushing)), len(service.came)) == (number + 1, 1)


def test_what_is_unticked_meanwhile_is_not_sent(pushing: Api) -> None:
    """What waits for the morning goes with the consent that it stood on."""
    session = pushing.sign_in("responsable-couple")
    assert choose(pushing, session, ("message", "mail"), hours=(9 * 60, 12 * 60)).status_code == 200
    answered(pushing, session)
    number = len(mails(pushing))
    assert choose(pushing, session, hours=(9 * 60, 12 * 60)).status_code == 200
    pushing.advance(3 * _HOUR)
    assert len(mails(pushing)) == number


def test_a_push_says_nothing_of_anybody(pushing: Api, service: PushService, eventually: Eventually) -> None:
    """A locked screen shows that something is there: no name, no amount; and the push service reads nothing."""
    session = pushing.sign_in("responsable-couple")
    browser = service.browser("a")
    assert subscribe(pushing, session, browser.subscription()).status_code == 201
    assert choose(pushing, session, ("document", "push")).status_code == 200
    request = sent(pushing, session, "moving", file_of(pushing, session), MOVED)
    moved_by_fund(pushing, request, "waiting")
    eventually(lambda: len(service.came) == 1)
    assert service.to(browser) == [
        {
            "title": "Mon Compte",
            "body": "Un document vous est demandé.",
            "path": "/mon-compte/documents-a-fournir",
            "tag": "document",
        }
    ]
    came = service.came[0]
    assert came.headers["content-encoding"] == "aes128gcm"
    assert came.headers["authorization"].startswith("vapid t=")
    assert 0 < int(came.headers["ttl"]) <= 3 * 24 * _HOUR


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone(
    pushing: Api, service: PushService, eventually: Eventually, status: int
) -> None:
    """Where a push service knows a browser no more, it goes from the list, and the other one is still told."""
    session = pushing.sign_in("responsable-couple")
    for name in ("gone", "there"):
        assert subscribe(pushing, session, service.browser(name).subscription(name)).status_code == 201
    assert choose(pushing, session, ("message", "push")).status_code == 200
    service.statuses = [status]
    answered(pushing, session)
    eventually(lambda: len(service.came) == 2 and len(state(pushing, session)["devices"]) == 1)
    kept = state(pushing, session)["devices"][0]["device_name"]
    assert service.came[1].path == f"/push/{kept}"


def test_a_service_that_fails_is_tried_again(
    pushing: Api, service: PushService, eventually: Eventually
) -> None:
    """A push that is not taken waits, and goes once the push service is there again."""
    session = pushing.sign_in("responsable-couple")
    browser = service.browser("a")
    assert subscribe(pushing, session, browser.subscription()).status_code == 201
    assert choose(pushing, session, ("message", "push")).status_code == 200
    service.statuses = [503]
    answered(pushing, session)
    eventually(lambda: len(service.came) == 1)
    pushing.advance(60)
    assert len(service.came) == 1
    pushing.advance(10 * 60)
    eventually(lambda: len(service.came) == 2)
    pushing.advance(_HOUR)
    assert len(service.came) == 2


def test_a_browser_belongs_to_who_is_there_now(pushing: Api, service: PushService) -> None:
    """A browser that two people use tells the one who said so last, and nobody removes another's."""
    browser = service.browser("a").subscription()
    first, second = pushing.sign_in("responsable-seul"), pushing.sign_in("responsable-couple")
    made = subscribe(pushing, first, browser).json()["subscription_id"]
    stolen = pushing.http.delete(f"{DEVICES}/{made}", headers=_once(pushing, second))
    assert pushing.problem(stolen) == (404, "not_found")
    assert subscribe(pushing, second, browser).status_code == 201
    assert (state(pushing, first)["devices"], len(state(pushing, second)["devices"])) == ([], 1)


def test_devices_are_few_and_can_be_removed(pushing: Api, service: PushService) -> None:
    """Of many devices the newest ten stay; one that is removed is there no more."""
    session = pushing.sign_in("responsable-seul")
    for number in range(12):
        name = str(number)
        assert subscribe(pushing, session, service.browser(name).subscription(name)).status_code == 201
    devices = state(pushing, session)["devices"]
    assert len(devices) == 10
    gone = pushing.http.delete(f"{DEVICES}/{devices[0]['subscription_id']}", headers=_once(pushing, session))
    assert gone.status_code == 204
    assert len(state(pushing, session)["devices"]) == 9


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://169.254.169.254/latest/meta-data"},
        {"endpoint": "http://push.example.net/x"},
        {"p256dh": "AAAA"},
        {"p256dh": "é"},
        {"auth": "AAAA"},
    ],
)
def test_a_hostile_subscription(pushing: Api, service: PushService, wrong: dict[str, str]) -> None:
    """An address within a network, a key that is none, and a secret of another length are refused."""
    session = pushing.sign_in("responsable-seul")
    refused = subscribe(pushing, session, service.browser("a").subscription() | wrong)
    assert pushing.problem(refused) == (422, "validation_failed")
    assert state(pushing, session)["devices"] == []


def test_dates_are_told_in_the_morning(pushing: Api) -> None:
    """An appointment of tomorrow is told to who wants it, and to nobody who wants payments alone."""
    told, silent = pushing.sign_in("responsable-seul"), pushing.sign_in("responsable-couple")
    assert choose(pushing, told, ("appointment", "mail")).status_code == 200
    assert choose(pushing, silent, ("payment", "mail")).status_code == 200
    found = slots(pushing, told)
    for session, slot in zip((told, silent), found[-2:], strict=True):
        book(pushing, session, slot)
    number = len(mails(pushing))
    now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    before = datetime.fromisoformat(found[-2]["starts_at"]) - now - timedelta(hours=20)
    pushing.advance(int(before.total_seconds()))
    pushing.advance(8 * _HOUR)
    fresh = [each["subject"] for each in mails(pushing)[: len(mails(pushing)) - number]]
    assert fresh.count("Rappel : votre rendez-vous avec la Caf") == 1


def test_a_declaration_is_reminded_of_once(pushing: Api) -> None:
    """Three days before its last day a declaration is told of, once a day at most and once in all."""
    session = pushing.sign_in("responsable-seul")
    assert choose(pushing, session, ("declaration", "mail")).status_code == 200
    number = len(mails(pushing))
    due = next(
        each
        for each in pushing.get(
            "/v1/me/agenda",
            session,
            file_id=file_of(pushing, session),
            since="2026-11-25",
            until="2027-03-01",
        ).json()["items"]
        if (each["kind"], each["code"]) == ("declaration", "due")
    )
    days = (datetime.fromisoformat(due["day"]).date() - date(2026, 11, 25)).days
    pushing.advance((days - 3) * 24 * _HOUR)
    pushing.advance(_HOUR)
    pushing.advance(24 * _HOUR)
    fresh = [each["subject"] for each in mails(pushing)[: len(mails(pushing)) - number]]
    assert fresh.count("Une déclaration est à faire") == 1


def test_the_copy_of_ones_data_has_them(api: Api) -> None:
    """A copy says what was chosen and since when, and no address of a device."""
    session = api.sign_in("responsable-seul")
    browser = {"endpoint": "https://push.example.net/secret-of-a-browser"}
    with push_service() as other:
        subscription = other.browser("a").subscription("Firefox") | browser
    assert subscribe(api, session, subscription).status_code == 201
    assert choose(api, session, ("message", "push")).status_code == 200
    from server.features import load
    from server.notifications.export import table_of_choices

    assert any(part.path == "contact.notifications" for feature in load() for part in feature.export)
    rows = table_of_choices(
        {"choices": [{"subject": "message", "channel": "push", "consented_at": "2026-11-28T09:00:00+00:00"}]}
    ).rows
    assert rows[0][:2] == ("Courriers", "Notification sur un appareil")


def test_signed_out_everywhere(pushing: Api, service: PushService) -> None:
    """Who is signed out of all devices has none left that shows notifications."""
    session = pushing.sign_in("responsable-seul")
    assert subscribe(pushing, session, service.browser("a").subscription()).status_code == 201
    gone = pushing.http.delete("/v1/me/devices", headers=_once(pushing, session))
    assert gone.status_code in {200, 204}, gone.text
    assert state(pushing, session)["devices"] == []


@pytest.mark.parametrize("gone", ["/v1/sessions/current", "/v1/me/devices/{session_id}"])
def test_signed_out_of_a_browser(pushing: Api, service: PushService, gone: str) -> None:
    """A browser that its person leaves, there or from another device, has no notification; their others keep theirs."""
    here, other = pushing.sign_in("responsable-seul"), pushing.sign_in("responsable-seul")
    for name, session in (("here", here), ("other", other)):
        assert subscribe(pushing, session, service.browser(name).subscription(name)).status_code == 201
    by = here if gone.endswith("current") else other
    left = pushing.http.delete(gone.format(session_id=here["session_id"]), headers=_once(pushing, by))
    assert left.status_code in {200, 204}, left.text
    assert [each["device_name"] for each in state(pushing, other)["devices"]] == ["other"]


def test_a_session_that_ended_by_itself(pushing: Api, service: PushService) -> None:
    """Who did not leave is still told: that is what a notification is for."""
    session = pushing.sign_in("responsable-seul")
    assert subscribe(pushing, session, service.browser("a").subscription()).status_code == 201
    pushing.advance(_HOUR)
    assert len(state(pushing, pushing.sign_in("responsable-seul"))["devices"]) == 1
