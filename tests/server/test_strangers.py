"""A stranger who knows only a NIR or a contact can do no lasting harm."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.server.enrolment_steps import PASSWORD, Draft
from tests.server.password_reset.test_password_reset import NOBODY, Reset, sent_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.server.conftest import Api, Find

HOME, ELSEWHERE = "198.51.100.7", "198.51.100.99"
CONTACT = "victim@example.org"
HOUR_S, DAY_S = 3600, 86_400


def strangers() -> Iterator[str]:
    """Yield addresses, each another one."""
    for n in count():
        yield f"2001:db8:{n:x}::1"


def at(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": address}


def ask_code(api: Api, identifier: str, address: str, **more: str) -> httpx.Response:
    """Ask for the code of a reset from an address, and return the answer."""
    begun = api.http.post("/v1/password-resets", json={"identifier": identifier}, headers=at(address))
    reset = Reset(api.http, begun.json())
    body = {"channel": reset.begun["channels"][0]["channel"], **more}
    return reset.post("code", body, **at(address))


def get_back_in(api: Api, identifier: str, address: str, **more: str) -> httpx.Response:
    """Make a whole reset from an address; return its answer, or the refusal of its code."""
    begun = api.http.post("/v1/password-resets", json={"identifier": identifier}, headers=at(address))
    reset = Reset(api.http, begun.json())
    asked = reset.post("code", {"channel": "mail", **more}, **at(address))
    if asked.status_code == 200:
        assert reset.post("verification", {"code": api.last_code()}, **at(address)).status_code == 200
        return reset.replace(PASSWORD, **at(address))
    return asked


def test_nobody_breaks_an_old_password(api: Api, account: Find) -> None:
    """However often strangers ask for it, the password in use and the first sent one keep working."""
    known = account("ancien-couple")
    addresses = strangers()
    bodies = set()
    for _ in range(8):
        begun = api.http.post("/v1/password-resets", json={"identifier": known.identifier})
        Reset(api.http, begun.json()).post("old-password", {"channel": "sms"}, **at(next(addresses)))
        bodies.add(sent_digits(api))
        assert api.try_sign_in(known.identifier, known.password, **at(HOME)).status_code == 201
    assert len(bodies) == 1
    assert api.try_sign_in(known.identifier, bodies.pop(), **at(ELSEWHERE)).status_code == 201


@pytest.mark.parametrize("role", ["responsable-couple", None])
def test_strangers_have_one_budget(api: Api, account: Find, role: str | None) -> None:
    """All strangers together get six messages, then one an hour, with or without an account."""
    identifier = account(role).identifier if role else NOBODY
    addresses = strangers()
    first = next(addresses)
    assert [ask_code(api, identifier, first).status_code for _ in range(6)] == [200] * 5 + [429]
    assert ask_code(api, identifier, next(addresses)).status_code == 200
    refused = ask_code(api, identifier, next(addresses))
    assert api.problem(refused) == (429, "too_many_codes")
    assert 0 < refused.json()["retry_after"] <= HOUR_S
    wrong = ask_code(api, identifier, next(addresses), received_code="123456")
    assert wrong.status_code in {422, 200 if role else 422}


@pytest.fixture
def besieged(api: Api, account: Find) -> tuple[str, str, Iterator[str]]:
    """Yield an account whose holder signed in from home, and which strangers attack for a day and since."""
    known = account("responsable-couple")
    assert api.try_sign_in(known.identifier, known.password, **at(HOME)).status_code == 201
    addresses = strangers()
    for _ in range(24):
        worst(api, known.identifier, addresses)
        api.advance(HOUR_S)
    worst(api, known.identifier, addresses)
    return known.identifier, known.password, addresses


def worst(api: Api, identifier: str, addresses: Iterator[str]) -> None:
    """Use up all codes, and guess passwords, from many addresses."""
    while ask_code(api, identifier, next(addresses)).status_code == 200:
        pass
    for _ in range(5):
        api.try_sign_in(identifier, "Wrong12345", **at(next(addresses)))


def test_the_holder_gets_in_whatever_strangers_do(api: Api, besieged: tuple[str, str, Iterator[str]]) -> None:
    """The holder gets in with the password from anywhere, and without it from home.

    Their telephone gets fewer than thirty messages a day.
    """
    identifier, password, _ = besieged
    messages = api.http.get("/demo/messages").json()
    sent = [datetime.fromisoformat(message["sent_at"]) for message in messages if message["code"]]
    last_day = [at for at in sent if at > max(sent) - timedelta(days=1)]
    assert len(last_day) < min(30, len(sent))
    assert api.try_sign_in(identifier, password, **at(HOME)).status_code == 201
    assert api.try_sign_in(identifier, password, **at(ELSEWHERE)).status_code == 201
    assert get_back_in(api, identifier, HOME).status_code == 201


def test_the_holder_gets_in_from_a_new_address_without_the_password(
    api: Api, besieged: tuple[str, str, Iterator[str]]
) -> None:
    """From a new address the holder gets in with a received code, even one that a stranger asked for."""
    identifier, _, addresses = besieged
    refused = get_back_in(api, identifier, ELSEWHERE)
    assert api.problem(refused) == (429, "too_many_codes")
    assert refused.json()["retry_after"] <= HOUR_S
    theirs = api.last_code()
    worst(api, identifier, addresses)
    assert get_back_in(api, identifier, ELSEWHERE, received_code=theirs).status_code == 201
    again = ask_code(api, identifier, next(addresses), received_code=theirs)
    assert api.problem(again) == (422, "code_refused")


def test_received_codes_are_not_guessed(api: Api, account: Find) -> None:
    """An address has five tries an hour with received codes."""
    identifier = account("responsable-couple").identifier
    address = next(strangers())
    ask_code(api, identifier, address)
    wrong = f"{(int(api.last_code()) + 1) % 1_000_000:06d}"
    answers = [ask_code(api, identifier, address, received_code=wrong) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert api.problem(answers[-1]) == (429, "rate_limited")


def resume(api: Api, address: str, **more: str) -> httpx.Response:
    body = {"channel": "mail", "value": CONTACT, **more}
    return api.http.post("/v1/enrolments/resumptions", json=body, headers=at(address))


def test_strangers_use_up_no_newcomers_codes(api: Api) -> None:
    """In enrolments and resumptions, people go on where the contact was proved, or with a received code."""
    home = Draft(api.http, Draft.at(api.http, "contact").token)
    home.put("contact", {"channel": "mail", "value": CONTACT}, **at(HOME))
    proved = api.http.post(
        "/v1/enrolments/current/contact/verification",
        json={"code": api.last_code()},
        headers={"Authorization": f"Bearer {home.token}", **at(HOME)},
    )
    assert proved.status_code == 200
    addresses = strangers()
    while resume(api, next(addresses)).status_code == 202:
        pass
    theirs = api.last_code()
    assert resume(api, HOME).status_code == 202
    stranger = Draft.at(api.http, "contact", "passeport")
    answer = stranger.put("contact", {"channel": "mail", "value": CONTACT}, **at(next(addresses)))
    assert api.problem(answer) == (429, "too_many_codes")
    assert api.problem(resume(api, ELSEWHERE)) == (429, "too_many_codes")
    assert resume(api, ELSEWHERE, received_code=theirs).status_code == 202


def test_strangers_have_nobody_told_all_day(api: Api) -> None:
    """Enrolments in the name of an account's holder notify them at most twice a day."""
    for n in range(3):
        draft = Draft.at(api.http, "summary", "deja-un-compte", contact=f"stranger{n}@example.org")
        assert draft.complete().status_code == 201
    told = [message["subject"] for message in api.http.get("/demo/messages").json()]
    assert told.count("Vous avez déjà un compte") == 2
