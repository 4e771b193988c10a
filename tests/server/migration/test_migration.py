"""Migration: in order, kept between visits, completed once; the old password works until then only."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest

from server import Settings, sqlite_url
from tests.server.conftest import Api
from tests.server.enrolment_steps import PASSWORD, Draft
from tests.server.home.test_files import file_of, overview
from tests.server.migration_steps import BASE, MigrationUnderWay
from tests.server.password_reset.test_password_reset import Reset
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.conftest import Find, Serve

STEPS = ["terms", "password", "contact", "code", "authorisations", "done"]
DAY_S = 24 * 3600


def messages(api: Api) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = api.http.get("/demo/messages").json()
    return sent


def test_the_terms_are_public(api: Api) -> None:
    """Anybody can read the terms, with version, date and sections."""
    terms = api.http.get("/v1/terms").json()
    assert terms["version"]
    assert terms["published_on"]
    assert all(section["title"] and section["paragraphs"] for section in terms["sections"])


def test_from_eight_digits_to_mon_compte(api: Api, account: Find) -> None:
    """Each step leads to the next; at the end there is a full session, and a confirmation to the chosen contact."""
    known = account("ancien-couple")
    change = MigrationUnderWay.of(api)
    begun = change.state()
    assert (begun["step"], begun["expires_in"], begun["accepted_terms"]) == ("terms", None, None)
    assert begun["known_contacts"] == [
        {"channel": "sms", "masked_destination": "06 •• •• •• 22"},
        {"channel": "mail", "masked_destination": "m•••@example.org"},
    ]
    assert begun["spouse"] == {"spouse_name": "Ghjuvan Santoni", "authorised": None, "settled": False}
    accepted = change.accept().json()
    assert (accepted["step"], accepted["expires_in"]) == ("password", DAY_S)
    assert change.choose().json()["step"] == "contact"
    sent = change.post("contact", {"channel": "sms", "known": True}).json()
    assert sent["migration"]["step"] == "code"
    assert sent["challenge"] == sent["migration"]["challenge"]
    assert (sent["challenge"]["masked_destination"], sent["challenge"]["expires_in"]) == (
        "06 •• •• •• 22",
        600,
    )
    verified = change.verify(api.last_code()).json()
    assert verified["step"] == "authorisations"
    # A contact that was offered masked stays masked.
    assert (verified["contact"]["verified"], verified["contact"]["destination"]) == (True, None)
    assert change.authorise(authorised=True).json()["step"] == "done"
    done = change.complete().json()
    assert done["confirmed"] == begun["known_contacts"]
    assert done["session"]["scope"] == "full"
    told = {(m["to"], m["subject"]) for m in messages(api)[:4]}
    assert told == {
        (to, subject)
        for to in ("0655443322", "marie.santoni@example.org")
        for subject in ("Mes autorisations", "Votre connexion à Mon Compte a changé")
    }
    shown = overview(api, done["session"])
    assert "contact_unverified" not in [alert["code"] for alert in shown["alerts"]]
    assert file_of(api, done["session"])["spouse_authorised"] is True
    assert api.try_sign_in(known.identifier, PASSWORD).json()["session"]["scope"] == "full"
    assert api.try_sign_in(known.identifier, known.password).status_code == 401


def test_alone_one_is_not_asked_about_a_spouse(api: Api) -> None:
    """A person without a spouse goes from the contact to the end, and is not asked about anybody."""
    change = MigrationUnderWay.at(api, "done", "ancien-seul")
    assert change.state()["spouse"] is None
    refused = change.authorise(authorised=True)
    assert api.problem(refused) == (409, "step_out_of_order")


@pytest.mark.parametrize("due", STEPS[:-1])
def test_no_step_is_skipped(api: Api, due: str) -> None:
    """At each step a later one is refused, with the step that comes next."""
    change = MigrationUnderWay.at(api, due)
    tries: dict[str, Callable[[], httpx.Response]] = {
        "password": change.choose,
        "contact": lambda: change.send("mail", "new@example.org"),
        "code": lambda: change.verify("123456"),
        "authorisations": lambda: change.authorise(None),
        "done": change.complete,
    }
    for step in STEPS[STEPS.index(due) + 1 :]:
        refused = tries[step]()
        assert api.problem(refused) == (409, "step_out_of_order")
        assert refused.json()["step"] == due
    if due != "contact":
        skipped = change.post("contact/skip").status_code
        assert (skipped == 200) == (STEPS.index(due) > STEPS.index("contact"))


@pytest.mark.parametrize("due", STEPS)
def test_until_the_end_nothing_of_the_account_changes(api: Api, account: Find, due: str) -> None:
    """The old password resumes the migration at the same step, on any device, for a day."""
    MigrationUnderWay.at(api, due)
    known = account("ancien-couple")
    api.advance(DAY_S - 60)
    signed = api.try_sign_in(known.identifier, known.password).json()["session"]
    assert signed["scope"] == "migration"
    # A code may have expired; a new one is asked for.
    assert MigrationUnderWay(api, signed).step() == due
    assert api.try_sign_in(known.identifier, PASSWORD).status_code == 401
    assert api.problem(api.get("/v1/me", signed)) == (403, "migration_required")


def test_a_day_later_it_is_begun_anew(api: Api) -> None:
    """After a day the draft is gone, and the migration starts again."""
    MigrationUnderWay.at(api, "authorisations")
    api.advance(DAY_S)
    change = MigrationUnderWay.of(api)
    assert (change.step(), change.state()["accepted_terms"]) == ("terms", None)
    assert change.accept().json()["step"] == "password"


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("27182818", ["too_short", "no_lower", "no_upper"]),
        ("Pommier77", ["too_short"]),
        ("Pommier77" * 8, ["too_long"]),
        ("Pommier77oréâ", ["forbidden_characters"]),
        ("Password123", ["common"]),
    ],
)
def test_the_rules_of_passwords_hold(api: Api, password: str, codes: list[str]) -> None:
    """An unfit password is refused by its rule, and the step stays."""
    change = MigrationUnderWay.at(api, "password")
    refused = change.choose(password)
    assert api.problem(refused) == (422, "validation_failed")
    assert refused.json()["errors"] == [{"field": "password", "code": code} for code in codes]
    assert change.step() == "password"


@pytest.mark.parametrize("length", [10, 64])
def test_passwords_at_the_edge_are_taken(api: Api, account: Find, length: int) -> None:
    """Passwords of 10 and 64 characters are accepted, and compared whole at the next sign-in."""
    change = MigrationUnderWay.at(api, "password", "ancien-seul")
    password = ("Pommier77o" * 7)[:length]
    assert change.choose(password).json()["step"] == "contact"
    change.post("contact/skip")
    change.completed()
    identifier = account("ancien-seul").identifier
    assert api.try_sign_in(identifier, password).status_code == 201
    assert api.try_sign_in(identifier, password[:-1]).status_code == 401


def test_a_password_chosen_after_forgetting_counts(api: Api, account: Find) -> None:
    """A password that was just chosen in a reset need not be chosen again, and is not accepted as a new one."""
    reset = Reset.verified(api.http, account("ancien-couple").identifier)
    change = MigrationUnderWay(api, reset.replace(PASSWORD).json())
    assert change.state()["password_chosen"] is True
    assert change.accept().json()["step"] == "contact"
    refused = change.choose(PASSWORD)
    assert refused.json()["errors"] == [{"field": "password", "code": "same_as_old"}]
    assert change.choose("Mirabelle88douce").status_code == 200


def test_other_terms_than_those_in_force_are_not_accepted(api: Api) -> None:
    """A person who read an earlier version of the terms reads them again."""
    change = MigrationUnderWay.of(api)
    assert api.problem(change.post("terms", {"version": "1999-01"})) == (409, "changed_meanwhile")
    assert change.step() == "terms"


def test_what_was_accepted_is_kept_with_its_date(serve: Serve, demo_file: Path) -> None:
    """The version and the time stay after the migration; its draft is gone, and no password can be read."""
    with (
        serve(Settings(database=sqlite_url(demo_file), demo=True)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http,
    ):
        change = MigrationUnderWay.at(Api(http), "done", "ancien-seul")
        version = change.state()["accepted_terms"]
        change.completed()
    with closing(sqlite3.connect(demo_file)) as connection:
        [(kept, accepted_at)] = connection.execute("SELECT version, accepted_at FROM accepted_terms")
        drafts = connection.execute("SELECT * FROM migration_drafts").fetchall()
    assert (kept, drafts) == (version, [])
    assert accepted_at
    assert PASSWORD.encode() not in demo_file.read_bytes()


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"channel": "mail", "destination": "no address"}, ("destination", "mail_invalid")),
        ({"channel": "mail", "destination": ""}, ("destination", "required")),
        ({"channel": "sms"}, ("destination", "required")),
        ({"channel": "sms", "destination": "0140000000"}, ("destination", "phone_not_mobile")),
        ({"channel": "sms", "known": True}, ("known", "not_offered")),
    ],
)
def test_what_is_no_contact_is_refused(api: Api, body: dict[str, Any], error: tuple[str, str]) -> None:
    """An unfit contact is refused, nothing is sent, and the step stays."""
    change = MigrationUnderWay.at(api, "contact", "ancien-seul")
    before = messages(api)
    refused = change.post("contact", body)
    assert refused.json()["errors"] == [{"field": error[0], "code": error[1]}]
    assert messages(api) == before
    assert change.step() == "contact"


def test_a_contact_of_another_account_is_not_revealed(api: Api) -> None:
    """A contact of another account gets the usual answers, and stays with that account too."""
    taken, free = (
        MigrationUnderWay.at(api, "contact", "ancien-seul").send("mail", "claire.lefevre@example.org").json(),
        MigrationUnderWay.at(api, "contact", "ancien-couple")
        .send("mail", "claire.nobody@example.org")
        .json(),
    )
    assert taken["challenge"].keys() == free["challenge"].keys()
    assert taken["migration"]["step"] == free["migration"]["step"] == "code"
    claire = api.get("/v1/me", api.sign_in("responsable-seul")).json()
    assert claire["contact"]["mail"] == "claire.lefevre@example.org"


def test_a_code_of_another_wizard_is_not_taken(api: Api) -> None:
    """The code of an enrolment or of another account's migration is refused, and a migration's works nowhere else."""
    draft = Draft.at(api.http, "code")
    of_enrolment = api.last_code()
    other = MigrationUnderWay.at(api, "code", "ancien-seul")
    of_other = api.last_code()
    change = MigrationUnderWay.at(api, "code", "ancien-couple")
    own = api.last_code()
    for foreign in {of_enrolment, of_other} - {own}:
        assert api.problem(change.verify(foreign)) == (422, "code_refused")
    challenge = change.state()["challenge"]
    assert api.problem(api.verify(challenge, own)) == (404, "not_found")
    assert draft.step() == "code"
    assert other.step() == "code"
    assert change.verify(own).json()["step"] == "authorisations"


def test_codes_are_counted(api: Api) -> None:
    """Codes have five tries, come 30 s apart, cancel the one before, and are five an hour."""
    change = MigrationUnderWay.at(api, "code")
    first = api.last_code()
    wrong = next(code for code in ("000000", "000001") if code != first)
    tries = [change.verify(wrong) for _ in range(5)]
    assert [answer.json().get("tries_left") for answer in tries] == [4, 3, 2, 1, None]
    assert api.problem(change.verify(first)) == (410, "code_exhausted")
    assert api.problem(change.post("contact/resend")) == (429, "resend_too_soon")
    for _ in range(4):
        api.advance(30)
        assert change.post("contact/resend").status_code == 200
    api.advance(30)
    assert api.problem(change.post("contact/resend")) == (429, "too_many_codes")
    assert api.problem(change.send("mail", "third@example.org")) == (429, "too_many_codes")
    assert change.verify(api.last_code()).json()["step"] == "authorisations"


def test_the_same_contact_again_sends_no_second_code(api: Api) -> None:
    """The same contact given again gets no second code, and another contact gets its own."""
    change = MigrationUnderWay.at(api, "code")
    before = len(messages(api))
    assert change.send("mail", "new@example.org").status_code == 200
    assert len(messages(api)) == before
    assert (
        change.send("mail", "other@example.org").json()["challenge"]["masked_destination"]
        == "o•••@example.org"
    )
    assert len(messages(api)) == before + 1


def test_a_changed_contact_is_verified_again(api: Api) -> None:
    """A contact changed from the last step is verified, and the choice about the spouse stays."""
    change = MigrationUnderWay.at(api, "done")
    assert change.send("sms", "06 12 34 56 42").json()["migration"]["step"] == "code"
    assert change.verify(api.last_code()).json()["step"] == "done"


@pytest.mark.parametrize(
    ("role", "to"), [("ancien-couple", {"0655443322", "marie.santoni@example.org"}), ("ancien-seul", set())]
)
def test_the_contact_can_wait(api: Api, role: str, to: set[str]) -> None:
    """A skipped contact is reminded of at home; the confirmation goes to the known contacts, if any."""
    change = MigrationUnderWay.at(api, "contact", role)
    before = len(messages(api))
    state = change.post("contact/skip").json()
    assert (state["contact_postponed"], state["contact"]) == (True, None)
    if state["step"] == "authorisations":
        change.authorise(None)
    answer = change.complete().json()
    assert len(answer["confirmed"]) == len(to)
    assert {message["to"] for message in messages(api)[: len(messages(api)) - before]} == to
    shown = overview(api, answer["session"])
    assert "contact_unverified" in [alert["code"] for alert in shown["alerts"]]


def test_a_replaced_contact_is_told(api: Api) -> None:
    """The replaced contact is notified; the same number in another spelling is not a replacement."""
    change = MigrationUnderWay.at(api, "done")
    before = len(messages(api))
    change.complete()
    told = {message["to"] for message in messages(api)[: len(messages(api)) - before]}
    assert told == {"new@example.org", "marie.santoni@example.org", "0655443322"}


def test_the_same_number_written_otherwise_is_told_once(api: Api) -> None:
    """The same number with spaces is one contact, and notified once."""
    change = MigrationUnderWay.at(api, "contact")
    change.send("sms", "06 55 44 33 22")
    change.verify(api.last_code())
    change.authorise(None)
    before = len(messages(api))
    change.complete()
    told = [message["to"] for message in messages(api)[: len(messages(api)) - before]]
    assert sorted(told) == ["+33655443322", "marie.santoni@example.org"]


@pytest.mark.parametrize(("said", "authorised"), [(True, True), (False, False), (None, False)])
def test_what_is_said_of_the_spouse(api: Api, said: bool | None, authorised: bool) -> None:  # noqa: FBT001
    """Yes gives the authorisation at the completion, with its date; no and no choice leave it as it was.

    A choice is confirmed by a message, a refusal too.
    """
    change = MigrationUnderWay.at(api, "authorisations")
    change.authorise(said)
    session = change.completed()
    told = [message["body"] for message in messages(api) if message["subject"] == "Mes autorisations"]
    expected = {True: "peut maintenant consulter", False: "ne peut pas consulter"}
    assert bool(told) is (said is not None)
    assert said is None or any(f"Ghjuvan Santoni {expected[said]}" in words for words in told)
    file = file_of(api, session)
    assert file["spouse_authorised"] is authorised
    state = api.get(f"/v1/files/{file['file_id']}/authorisation", session).json()
    assert [event["given"] for event in state["history"]] == ([True] if authorised else [])


def test_a_double_submission_is_done_once(api: Api) -> None:
    """Twenty concurrent completions make one migration, one confirmation and one open session."""
    change = MigrationUnderWay.at(api, "done", "ancien-seul")
    before = len(messages(api))
    key = {"Idempotency-Key": str(uuid4())}
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda n: change.complete(**(key if n % 2 else {})), range(20)))
    made = {answer.json()["session"]["session_id"] for answer in answers if answer.status_code == 201}
    assert len(made) == 1
    assert {answer.status_code for answer in answers} <= {201, 401, 409}
    assert len(messages(api)) == before + 1


def test_a_lost_answer_is_asked_for_again(api: Api) -> None:
    """A retry of the completion gets the same session, although its own session has ended."""
    change = MigrationUnderWay.at(api, "done")
    key = {"Idempotency-Key": str(uuid4())}
    first = change.complete(**key)
    assert change.complete(**key).json() == first.json()
    assert api.problem(change.complete()) == (401, "session_expired")


def test_what_the_old_password_opened_ends(api: Api) -> None:
    """Another device in the middle of the same migration is signed out, and cannot undo it."""
    elsewhere = MigrationUnderWay.of(api)
    change = MigrationUnderWay.at(api, "done")
    change.completed()
    for answer in (elsewhere.get(), elsewhere.choose(), elsewhere.complete()):
        assert api.problem(answer) == (401, "session_expired")
    assert api.problem(api.refresh(elsewhere.session["refresh_token"])) == (401, "session_expired")


def test_steps_sent_at_once_are_taken_one_by_one(api: Api) -> None:
    """Concurrent first steps make one draft."""
    change = MigrationUnderWay.of(api)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: change.accept().status_code, range(8)))
    assert answers == [200] * 8
    assert change.step() == "password"


def test_who_has_changed_has_nothing_to_change(api: Api) -> None:
    """A full session is refused at every step, and so is none."""
    full = MigrationUnderWay.of(api, "responsable-couple")
    for answer in (full.get(), full.accept(), full.choose(), full.complete()):
        assert api.problem(answer) == (409, "migration_not_needed")
    assert api.problem(api.http.get(BASE)) == (401, "session_expired")
