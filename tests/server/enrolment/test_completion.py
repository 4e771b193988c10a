"""Completion of an enrolment: one account for one person, and nothing that reveals another account."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest

from server import sqlite_url
from server.rules.identifiers import canonical_identifier
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft, civil_status
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Start


def test_fifty_identical_submissions_make_one_account(api: Api) -> None:
    """Repeated submissions, with or without an idempotency key, give one answer and one message."""
    draft = Draft.at(api.http, "summary", "sans-nir")
    before = len(api.http.get("/demo/messages").json())
    key = str(uuid4())

    def submit(number: int) -> str:
        headers = {"Idempotency-Key": key} if number % 2 else {}
        answer = draft.post("completion", None, **headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json())

    with ThreadPoolExecutor(50) as threads:
        answers = set(threads.map(submit, range(50)))
    assert len(answers) == 1
    assert len(api.http.get("/demo/messages").json()) == before + 1


def test_drafts_of_one_person_at_once_make_one_account(api: Api) -> None:
    """Of concurrent completions the first makes the account; the others get the same answer."""
    drafts = [Draft.at(api.http, "summary", contact=f"device{n}@example.org") for n in range(8)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda draft: draft.complete().status_code, drafts))
    assert answers == [201] * 8
    sent = [message["subject"] for message in api.http.get("/demo/messages").json()]
    assert sent.count("Mon Compte est créé") == 1
    assert sent.count("Vous avez déjà un compte") == 2, "twice a day, however often"


def test_an_account_that_exists_is_not_revealed(api: Api) -> None:
    """For an existing account the answer is that of a new one; only the known contact is notified."""
    draft = Draft.at(api.http, "summary", "deja-un-compte", contact="elsewhere@example.org")
    answer = draft.complete()
    assert answer.status_code == 201
    assert answer.json() == {
        "identifier_kind": "nir",
        "provisional": None,
        "channel": "mail",
        "masked_destination": "e•••@example.org",
        "benefit": "apl",
        "reach": "full",
        "asked_here": True,
    }
    told = api.http.get("/demo/messages").json()[0]
    assert (told["to"], told["subject"]) == ("claire.lefevre@example.org", "Vous avez déjà un compte")
    assert api.try_sign_in(NEWCOMER["deja-un-compte"].nir or "", PASSWORD).status_code == 401
    api.sign_in("responsable-seul")


def test_a_provisional_identifier(api: Api) -> None:
    """A person without a NIR is sent an identifiant provisoire, which signs in however it is typed."""
    draft = Draft.at(api.http, "summary", "sans-nir")
    done = draft.complete().json()
    identifier = done["provisional"]
    assert done["identifier_kind"] == "provisional"
    assert re.fullmatch(r"P\d{8}[A-Z]", identifier)
    assert canonical_identifier(identifier) == identifier
    grouped = f"P {identifier[1:5]} {identifier[5:9]} {identifier[9]}"
    assert grouped in api.http.get("/demo/messages").json()[0]["body"]
    for typed in (identifier, grouped.lower(), f" {grouped} "):
        assert api.try_sign_in(typed, PASSWORD).status_code == 201
    me = api.get("/v1/me", api.try_sign_in(identifier, PASSWORD).json()["session"]).json()
    assert (me["identifier_kind"], me["files"]) == ("provisional", [])


def test_a_person_without_a_nir_is_known_again(api: Api) -> None:
    """A person without a NIR is recognised by the civil status, in any spelling; the answer does not show it."""
    Draft.at(api.http, "summary", "sans-piece", contact="first@example.org").complete()
    person = NEWCOMER["sans-piece"]
    draft = Draft.begun(api.http)
    # Ł is a letter of its own; accents, capitals and joining signs do not count.
    said = civil_status(person, birth_name="ŁUKASIEWICŻ", first_names=["PAWEŁ", "Jan"])
    assert draft.put("civil-status", said).status_code == 200
    draft.put("identity", {"kind": "none", "number": None})
    draft.post("identity/continue")
    draft.put("contact", {"channel": "mail", "value": "second@example.org"})
    draft.verify(draft.last_code())
    draft.put("password", {"password": PASSWORD})
    shown = draft.complete().json()["provisional"]
    assert canonical_identifier(shown) == shown
    told = api.http.get("/demo/messages").json()[0]
    assert (told["to"], told["subject"]) == ("first@example.org", "Vous avez déjà un compte")
    assert api.try_sign_in(shown, PASSWORD).status_code == 401


def test_whoever_proves_the_contact_of_an_account_is_led_to_it(api: Api) -> None:
    """A person who proves the account's contact gets that account, with the password just chosen."""
    before = api.sign_in("responsable-seul")
    # The sex was corrected since: the NIR and the contact show who it is.
    draft = Draft.at(
        api.http,
        "summary",
        "deja-un-compte",
        contact="Claire.Lefevre@example.org",
        civility="monsieur",
        confirmed=True,
    )
    done = draft.complete()
    assert done.status_code == 201, done.text
    subjects = [message["subject"] for message in api.http.get("/demo/messages").json()[:2]]
    assert "Vous aviez déjà un compte" in subjects
    again = api.try_sign_in(NEWCOMER["deja-un-compte"].nir or "", PASSWORD).json()["session"]
    assert again["account_id"] == before["account_id"]
    assert api.get("/v1/me", before).status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_name": "LUKASIEWICZ", "first_names": ["Pawel"]},
        {"civility": "madame"},
        {"birth_date": "1984-00-00"},
        {"birth_date": "1984-10-06"},
        {"birth_place": {"kind": "country", "code": "99123"}},
    ],
)
def test_one_contact_and_nearly_one_civil_status_are_one_person(api: Api, changed: dict[str, Any]) -> None:
    """A proved contact and a civil status with at most one difference lead to the first account."""
    first = Draft.at(api.http, "summary", "sans-piece").complete().json()["provisional"]
    second = Draft.at(api.http, "summary", "sans-piece", **changed).complete().json()
    assert second["provisional"] == first
    assert api.try_sign_in(first, PASSWORD).status_code == 201


@pytest.mark.parametrize(
    ("contact", "changed"),
    [
        # Twins may share a contact; strangers with the same name share nothing.
        ("new@example.org", {"first_names": ["Piotr"]}),
        ("other@example.org", {"civility": "madame"}),
        ("other@example.org", {"birth_date": "1984-00-00"}),
        ("new@example.org", {"birth_date": "1990-01-02"}),
    ],
)
def test_somebody_else_gets_an_account(api: Api, contact: str, changed: dict[str, Any]) -> None:
    """A person who only resembles an account's holder gets an account of their own."""
    first = Draft.at(api.http, "summary", "sans-piece").complete().json()["provisional"]
    second = Draft.at(api.http, "summary", "sans-piece", contact=contact, **changed).complete().json()
    assert second["provisional"] != first
    assert api.try_sign_in(second["provisional"], PASSWORD).status_code == 201


def test_nothing_of_the_person_stays_in_the_draft(api: Api) -> None:
    """A completed draft keeps only its answer, for a day, and accepts no step."""
    draft = Draft.at(api.http, "summary")
    first = draft.complete().json()
    state = draft.state()
    assert state["step"] == "done"
    assert [state[part] for part in ("civil_status", "identity", "contact", "challenge")] == [None] * 4
    assert draft.complete().json() == first
    refused = draft.put("password", {"password": "Another12345x"})
    assert api.problem(refused) == (409, "step_out_of_order")
    assert refused.json()["step"] == "done"


def test_every_step_survives_a_kill(demo_file: Path, start: Start) -> None:
    """After a kill between two steps the draft is as it was answered, and goes on."""
    steps = ("civil_status", "identity", "contact", "code", "password", "summary")
    person = NEWCOMER["avec-nir"]
    token, seen = "", []
    for round_number in range(len(steps)):
        with (
            start("--demo", "--database", sqlite_url(demo_file)) as (process, url),
            httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
        ):
            draft = Draft(http, token) if token else Draft.begun(http)
            token = draft.token
            seen.append(draft.step())
            if round_number == 0:
                draft.put("civil-status", civil_status(person))
            elif round_number == 1:
                draft.put("identity", {"kind": person.document_kind, "number": person.document_number})
            elif round_number == 2:
                draft.put("contact", {"channel": "mail", "value": "new@example.org"})
            elif round_number == 3:
                draft.verify(draft.last_code())
            elif round_number == 4:
                draft.put("password", {"password": PASSWORD})
            else:
                assert draft.complete().status_code == 201
            process.kill()
            process.wait()
    assert tuple(seen) == steps
