"""Contacts: changed by a code to the new one, restored by the old one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.server.settings_steps import SignedInPerson

if TYPE_CHECKING:
    from tests.server.conftest import Api

OLD, NEW = "thomas.martin@example.org", "thomas.nouveau@example.org"


def undo_code(body: str) -> str:
    found = re.search(r"[2-9A-Z]{4} [2-9A-Z]{4}", body)
    assert found, body
    return found[0]


def test_a_new_mail_takes_the_old_ones_place(api: Api) -> None:
    """A verified new contact replaces the old one, which is told how to undo the change."""
    person = SignedInPerson.of(api)
    challenge = person.change(f"  {NEW} ").json()
    assert (challenge["channel"], challenge["masked_destination"]) == ("mail", "t•••@example.org")
    assert person.messages()[0]["to"] == NEW
    assert person.get("").json()["contact"]["mail"] == OLD, "not before the code"
    pending = person.contact()["pending"]
    assert pending["challenge"]["challenge_id"] == challenge["challenge_id"]
    state = person.verify(api.last_code()).json()["contacts"][0]
    assert (state["verified"], state["pending"]) == (True, None)
    assert state["undo"]["masked"] == "t•••@example.org"
    assert person.get("").json()["contact"]["mail"] == NEW
    told = person.messages()[0]
    assert (told["to"], told["subject"]) == (OLD, "Votre adresse mail a changé")
    assert NEW not in told["body"], "who reads the old mail box is not told the new one"


@pytest.mark.parametrize(("channel", "destination"), [("sms", "07 55 44 33 22"), ("mail", NEW)])
def test_a_contact_that_was_missing_is_added(api: Api, channel: str, destination: str) -> None:
    """An added contact is notified to the known one, with no code to undo it."""
    person = SignedInPerson.of(api, "enfant" if channel == "sms" else "responsable-couple")
    assert person.replace(destination, channel).status_code == 200
    assert person.contact(channel)["verified"]
    if channel == "sms":
        told = person.messages()[0]
        assert (told["to"], told["subject"]) == (
            "lea.martin@example.org",
            "Un numéro de téléphone a été ajouté",
        )


def test_the_known_address_can_be_verified(api: Api) -> None:
    """A known but unverified address is verified by a code, with nothing to undo."""
    person = SignedInPerson.of(api, "enfant")
    assert not person.contact()["verified"]
    before = len(person.messages())
    assert person.replace("lea.martin@example.org").status_code == 200
    assert (person.contact()["verified"], person.contact()["undo"]) == (True, None)
    assert len(person.messages()) == before + 1, "the code alone"


@pytest.mark.parametrize(
    ("channel", "destination", "code"),
    [
        ("mail", "", "required"),
        ("mail", "thomas@", "mail_invalid"),
        ("mail", OLD, "unchanged"),
        ("mail", OLD.upper().replace("EXAMPLE.ORG", "example.org").lower(), "unchanged"),
        ("sms", "06 98 76 54 18", "unchanged"),
        ("sms", "01 45 67 89 10", "phone_not_mobile"),
        ("sms", "12", "phone_invalid"),
    ],
)
def test_what_is_no_new_contact_is_refused(api: Api, channel: str, destination: str, code: str) -> None:
    """An unfit contact is refused with its reason, and no code is sent."""
    person = SignedInPerson.of(api)
    before = person.messages()
    refused = person.change(destination, channel)
    assert refused.json()["errors"] == [{"field": "destination", "code": code}]
    assert person.messages() == before


def test_anothers_contact_is_not_revealed(api: Api) -> None:
    """The answers do not show whether another account has a contact; only its owner gets the code."""
    person = SignedInPerson.of(api)
    taken, free = person.change("claire.lefevre@example.org"), person.change(NEW)
    assert taken.status_code == free.status_code == 201
    assert taken.json().keys() == free.json().keys()


def test_a_change_asks_for_the_password_later_on(api: Api) -> None:
    """Five minutes after the sign-in, a change needs the right password."""
    person = SignedInPerson.of(api)
    api.advance(301)
    person.session = api.refresh(person.session["refresh_token"]).json()
    assert api.problem(person.change(NEW)) == (403, "password_required")
    assert api.problem(person.change(NEW, password="Marronnier13loire")) == (422, "password_refused")
    assert person.change(NEW, password=person.password).status_code == 201


def test_guessing_the_password_is_slowed_down_here_too(api: Api) -> None:
    """After five wrong passwords even the right one must wait here, while the owner can still sign in."""
    person = SignedInPerson.of(api)
    answers = [person.change(NEW, password=f"Wrong{n}wrong{n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert api.problem(person.change(NEW, password=person.password)) == (429, "rate_limited")
    assert api.sign_in(person.role)


def test_two_devices_do_not_overwrite_each_other(api: Api) -> None:
    """A second device is told that the contact changed meanwhile, at the request and at the code."""
    first, second = SignedInPerson.of(api), SignedInPerson.of(api)
    seen = second.contact()["revision"]
    assert second.change(NEW).status_code == 201
    code = api.last_code()
    first.replace("thomas.premier@example.org")
    assert first.get("").json()["contact"]["mail"] == "thomas.premier@example.org"
    late = second.change(NEW, expected_revision=seen)
    assert api.problem(late) == (409, "changed_meanwhile")
    assert api.problem(second.verify(code)) == (404, "not_found"), "the first one's change took its place"
    assert first.get("").json()["contact"]["mail"] == "thomas.premier@example.org"


def test_a_code_has_five_tries_and_serves_its_change_alone(api: Api) -> None:
    """Wrong codes are counted, and a code works neither for a sign-in nor for another channel."""
    person = SignedInPerson.of(api)
    challenge = person.change(NEW).json()
    code = api.last_code()
    assert api.problem(api.verify(challenge, code)) == (404, "not_found")
    assert api.problem(person.verify(code, "sms")) == (404, "not_found")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    tries = [person.verify(wrong) for _ in range(5)]
    assert [answer.json().get("tries_left") for answer in tries] == [4, 3, 2, 1, None]
    assert api.problem(person.verify(code)) == (410, "code_exhausted")
    assert api.problem(person.ask("POST", "/contacts/mail/resend", {})) == (429, "resend_too_soon")
    api.advance(30)
    assert person.ask("POST", "/contacts/mail/resend", {}).status_code == 200
    assert person.verify(api.last_code()).status_code == 200


def test_a_retry_is_done_once(api: Api) -> None:
    """A request that is sent again after a lost answer makes one code and one change."""
    person = SignedInPerson.of(api)
    key = {"Idempotency-Key": "5a3de9b1-7f9a-45b4-9a08-4d6bb54d1a01"}
    body = {
        "channel": "mail",
        "destination": NEW,
        "expected_revision": person.contact()["revision"],
    }
    before = len(person.messages())
    answers = [person.ask("POST", "/contacts", body, **key).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(person.messages()) == before + 1


def test_a_change_is_undone_by_who_is_signed_in(api: Api) -> None:
    """An undo restores the contact as it was, signs other devices out, and works once."""
    person, elsewhere = SignedInPerson.of(api), SignedInPerson.of(api)
    person.replace(NEW)
    state = person.ask("POST", "/contacts/mail/undo", {}).json()["contacts"][0]
    assert (state["verified"], state["undo"]) == (True, None)
    assert person.get("").json()["contact"]["mail"] == OLD
    assert elsewhere.ended
    assert not person.ended
    assert api.problem(person.ask("POST", "/contacts/mail/undo", {})) == (404, "not_found")


@pytest.mark.parametrize("later", [False, True])
def test_a_change_is_undone_by_the_code_of_the_message(api: Api, later: bool) -> None:  # noqa: FBT001
    """The code restores the contact without a session, even after another change, and ends every session."""
    person = SignedInPerson.of(api)
    person.replace(NEW)
    code = undo_code(person.messages()[0]["body"])
    if later:
        person.replace("encore.un@example.org")
    answer = api.http.post("/v1/contact-undos", json={"code": f" {code.lower()} "})
    assert (answer.status_code, answer.json()) == (200, {"channel": "mail"})
    assert person.ended
    assert SignedInPerson.of(api).get("").json()["contact"]["mail"] == OLD
    again = api.http.post("/v1/contact-undos", json={"code": code})
    assert api.problem(again) == (422, "code_refused")


def test_an_undo_lives_72_hours(api: Api) -> None:
    """After 72 hours neither the code nor the button works."""
    person = SignedInPerson.of(api)
    person.replace(NEW)
    code = undo_code(person.messages()[0]["body"])
    api.advance(72 * 3600)
    refused = api.http.post("/v1/contact-undos", json={"code": code})
    assert api.problem(refused) == (422, "code_refused")
    person = SignedInPerson.of(api)
    assert person.contact()["undo"] is None
    assert api.problem(person.ask("POST", "/contacts/mail/undo", {})) == (404, "not_found")


def test_undo_codes_cannot_be_searched_for(api: Api) -> None:
    """An address has twenty tries an hour."""
    headers = {"X-Forwarded-For": "203.0.113.200"}
    answers = [
        api.http.post("/v1/contact-undos", json={"code": f"AAAA AA{n:02d}"}, headers=headers)
        for n in range(21)
    ]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]


def test_the_code_at_sign_in_follows_the_contact(api: Api) -> None:
    """An undo that removes the contact of codes at sign-in switches them off, so that the person can sign in."""
    person = SignedInPerson.of(api, "enfant")
    assert person.replace("07 55 44 33 22", "sms").status_code == 200
    expected = person.get("/sign-in-code").json()["revision"]
    body = {"enabled": True, "channel": "sms", "expected": expected}
    assert person.ask("PUT", "/sign-in-code", body).json()["enabled"]
    assert person.ask("POST", "/contacts/sms/undo", {}).status_code == 200
    assert not person.get("/sign-in-code").json()["enabled"]
