"""Changes of the password and the code at sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.settings_steps import NEW_PASSWORD, SignedInPerson

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api, Find


def change(person: SignedInPerson, new: str, current: str | None = None, **headers: str) -> httpx.Response:
    body = {"current": person.password if current is None else current, "new": new}
    return person.ask("POST", "/password", body, **headers)


def test_a_new_password_signs_the_others_out(api: Api, account: Find) -> None:
    """A new password ends all other sessions and keys and the old password, and notifies both contacts."""
    person, elsewhere = SignedInPerson.of(api), SignedInPerson.of(api)
    key = elsewhere.ask("POST", "/device-keys", {}).json()["token"]
    assert change(person, NEW_PASSWORD).status_code == 204
    assert not person.ended
    assert elsewhere.ended
    assert api.problem(api.refresh(elsewhere.session["refresh_token"])) == (401, "session_expired")
    assert api.problem(api.http.post("/v1/sessions/device", json={"token": key})) == (
        401,
        "credentials_refused",
    )
    told = person.messages()[:2]
    assert {message["channel"] for message in told} == {"mail", "sms"}
    assert {message["subject"] for message in told} == {"Votre mot de passe a changé"}
    known = account(person.role)
    assert api.try_sign_in(known.identifier, known.password).status_code == 401
    assert api.try_sign_in(known.identifier, NEW_PASSWORD).status_code == 201


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("Marronnier12loire", "unchanged"),
        ("Password123", "common"),
        ("Abcdefg12", "too_short"),
        ("Aa1" + "x" * 62, "too_long"),
        ("Éléphant2026Bleu", "forbidden_characters"),
        ("sansmajuscule12", "no_upper"),
    ],
)
def test_what_is_no_new_password_is_refused(api: Api, new: str, code: str) -> None:
    """An unfit password is refused with its reason, and nothing changes."""
    person, elsewhere = SignedInPerson.of(api), SignedInPerson.of(api)
    refused = change(person, new)
    assert refused.json()["errors"] == [{"field": "new", "code": code}]
    assert not elsewhere.ended


def test_64_characters_are_compared_whole(api: Api, account: Find) -> None:
    """The last of 64 characters counts."""
    person = SignedInPerson.of(api)
    new = "Aa1" + "x" * 61
    assert change(person, new).status_code == 204
    identifier = account(person.role).identifier
    assert api.try_sign_in(identifier, new[:-1] + "y").status_code == 401
    assert api.try_sign_in(identifier, new).status_code == 201


def test_the_current_password_is_asked_however_fresh_the_sign_in(api: Api) -> None:
    """Whoever finds an open session cannot change the password."""
    person = SignedInPerson.of(api)
    assert api.problem(change(person, NEW_PASSWORD, "Marronnier13loire")) == (422, "password_refused")
    assert person.ask("POST", "/password", {"new": NEW_PASSWORD}).status_code == 422


def test_a_change_sent_twice_is_done_once(api: Api) -> None:
    """A retry gets the stored answer, although the password in it is no longer the current one."""
    person = SignedInPerson.of(api)
    key = {"Idempotency-Key": "5a3de9b1-7f9a-45b4-9a08-4d6bb54d1a02"}
    before = len(person.messages())
    assert [change(person, NEW_PASSWORD, **key).status_code for _ in range(2)] == [204, 204]
    assert len(person.messages()) == before + 2, "one for each contact"


def test_a_code_at_sign_in_is_switched_on_and_off(api: Api, account: Find) -> None:
    """The code is asked for from the next sign-in on until it is switched off, and the person is notified."""
    person = SignedInPerson.of(api)
    state = person.get("/sign-in-code").json()
    assert (state["enabled"], state["channel"]) == (False, None)
    assert [offered["channel"] for offered in state["channels"]] == ["mail", "sms"]
    wanted = {"enabled": True, "channel": "sms", "expected": state["revision"]}
    state = person.ask("PUT", "/sign-in-code", wanted).json()
    assert (state["enabled"], state["channel"]) == (True, "sms")
    assert person.messages()[0]["subject"] == "Code à la connexion demandé"
    known = account(person.role)
    asked = api.try_sign_in(known.identifier, known.password).json()
    assert (asked["kind"], asked["challenge"]["channel"]) == ("code_required", "sms")
    off = {"enabled": False, "expected": state["revision"]}
    assert not person.ask("PUT", "/sign-in-code", off).json()["enabled"]
    assert api.try_sign_in(known.identifier, known.password).json()["kind"] == "session"


def test_a_code_goes_to_verified_contacts_only(api: Api) -> None:
    """An unverified contact could lock the person out, and is refused."""
    person = SignedInPerson.of(api, "enfant")
    state = person.get("/sign-in-code").json()
    assert state["channels"] == []
    for channel in ("mail", "sms"):
        wanted = {"enabled": True, "channel": channel, "expected": state["revision"]}
        refused = person.ask("PUT", "/sign-in-code", wanted)
        assert refused.json()["errors"] == [{"field": "channel", "code": "contact_unverified"}]
    refused = person.ask("PUT", "/sign-in-code", {"enabled": True, "expected": state["revision"]})
    assert refused.json()["errors"] == [{"field": "channel", "code": "missing"}]


def test_the_second_device_is_told_that_the_switch_moved(api: Api) -> None:
    """A second device that saw an older state does not overwrite the choice."""
    first, second = SignedInPerson.of(api), SignedInPerson.of(api)
    seen = second.get("/sign-in-code").json()["revision"]
    first.ask("PUT", "/sign-in-code", {"enabled": True, "channel": "mail", "expected": seen})
    late = second.ask("PUT", "/sign-in-code", {"enabled": True, "channel": "sms", "expected": seen})
    assert api.problem(late) == (409, "changed_meanwhile")
    assert first.get("/sign-in-code").json()["channel"] == "mail"


def test_the_switch_asks_for_the_password_later_on(api: Api) -> None:
    """Five minutes after the sign-in, the switch needs the password."""
    person = SignedInPerson.of(api)
    api.advance(301)
    person.session = api.refresh(person.session["refresh_token"]).json()
    wanted = {"enabled": True, "channel": "mail", "expected": person.get("/sign-in-code").json()["revision"]}
    assert api.problem(person.ask("PUT", "/sign-in-code", wanted)) == (403, "password_required")
    assert person.ask("PUT", "/sign-in-code", wanted | {"password": person.password}).status_code == 200
