"""Nothing tells whether an account or a draft exists: the same answer after the same statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.server.enrolment_steps import Draft
from tests.server.password_reset.test_password_reset import NOBODY, Reset
from tests.server.settings_steps import SignedInPerson
from tests.server.statements import made_by_requests

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api, Eventually, Find

Work = list[str]


def test_only_requests_count(api: Api, eventually: Eventually) -> None:
    """What a request does is seen, and what the server then does in the background is not."""
    person = SignedInPerson.of(api)
    with made_by_requests() as made:
        export = person.ask("POST", "/exports", {}).json()["export_id"]
        eventually(lambda: person.get(f"/exports/{export}").json()["state"] == "ready")
    assert any(statement.startswith("INSERT INTO exports") for statement in made)
    assert not any(statement.startswith("UPDATE exports") for statement in made)


def told(answer: httpx.Response) -> Any:
    """Return an answer without what always differs: ids and invented contacts."""
    body = answer.json()
    shown = body.get("challenge", body)
    hidden = {"challenge_id", "reset_id", "token", "request_id", "masked_destination", "channels"}
    hidden |= {"channel", "expires_in"}  # which is that of the channel
    return answer.status_code, {name: value for name, value in shown.items() if name not in hidden}


def resumption(api: Api, contact: str) -> list[tuple[Work, Any]]:
    """Ask for a resumption, and give a wrong code twice."""
    with made_by_requests() as asking:
        asked = api.http.post("/v1/enrolments/resumptions", json={"channel": "mail", "value": contact})
    found = [(asking, told(asked))]
    path = f"/v1/enrolments/resumptions/{asked.json()['resumption_id']}/verification"
    newest = next(iter(api.http.get("/demo/messages").json()), {"code": ""})["code"]
    wrong = "000000" if newest != "000000" else "111111"
    for more in ({}, {"birth_date": "1992-03-17"}):
        with made_by_requests() as trying:
            refused = api.http.post(path, json={"code": wrong, **more})
        found.append((trying, told(refused)))
    return found


def test_a_draft(api: Api) -> None:
    """A resumption makes the same statements and answers, with or without a draft."""
    Draft.at(api.http, "password", contact="proved@example.org")
    Draft.at(api.http, "code", "passeport", contact="unproved@example.org")
    # Statements of the first use in a process do not count.
    resumption(api, "first@example.org")
    nobody = resumption(api, "nobody@example.org")
    assert resumption(api, "proved@example.org") == nobody
    assert resumption(api, "unproved@example.org") == nobody


def reset(api: Api, identifier: str, channel: str) -> list[tuple[Work, Any]]:
    """Begin a reset, ask twice for a code and a password of 8 digits, and give a wrong code."""
    with made_by_requests() as beginning:
        begun = api.http.post("/v1/password-resets", json={"identifier": identifier})
    found = [(beginning, told(begun))]
    steps = (
        ("code", {"channel": channel}),
        ("old-password", {"channel": channel}),
        ("old-password", {"channel": channel}),
        ("code", {"channel": channel, "received_code": "000000"}),
    )
    for path, body in steps:
        with made_by_requests() as working:
            answer = Reset(api.http, begun.json()).post(path, body)
        found.append((working, told(answer)))
    return found


@pytest.mark.parametrize("role", ["responsable-couple", "ancien-couple", "ancien-seul"])
def test_an_account(api: Api, account: Find, role: str) -> None:
    """A reset makes the same statements for every kind of account, and without one."""
    nobodys = Reset.of(api.http, NOBODY).begun["channels"][0]["channel"]
    reset(api, NOBODY, nobodys)
    api.http.post("/demo/reset")
    nobody = reset(api, NOBODY, nobodys)
    known = Reset.of(api.http, account(role).identifier).begun["channels"][0]["channel"]
    assert reset(api, account(role).identifier, known) == nobody


def sign_in(api: Api, identifier: str) -> tuple[Work, Any]:
    with made_by_requests() as asked:
        refused = api.try_sign_in(identifier, "48484848", **{"X-Forwarded-For": "203.0.113.9"})
    return asked, told(refused)


def test_a_sign_in(api: Api, account: Find) -> None:
    """A wrong password makes the same statements for every kind of account, and without one."""
    known = account("ancien-couple").identifier
    sign_in(api, NOBODY)
    nobody = sign_in(api, NOBODY)
    assert nobody[1][0] == 401
    assert sign_in(api, account("responsable-couple").identifier) == nobody
    assert sign_in(api, known) == nobody
    Reset.of(api.http, known).post("old-password", {"channel": "sms"})
    assert sign_in(api, known) == nobody
