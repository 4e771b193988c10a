"""Sign-in through FranceConnect, with the demonstration's own provider: every outcome of an exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from server import Settings, sqlite_url
from tests.server.conftest import ACCOUNTS
from tests.server.enrolment_steps import NEWCOMER, OTHER_NIR, PASSWORD, Draft, civil_status, create_twice
from tests.server.franceconnect_steps import (
    V1,
    Browser,
    Program,
    heading,
    join,
    outcome_of,
    said,
    vouched_code,
)
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Serve


def test_offered_where_there_is_a_provider(api: Api, serve: Serve, sqlite_file: Path) -> None:
    """FranceConnect is offered with settings, and in a demonstration, which has its own provider."""
    assert api.http.get(V1).json() == {"available": True}
    with (
        serve(Settings(database=sqlite_url(sqlite_file))) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        assert http.get(V1).json() == {"available": False}
        assert Program(http).ask().status_code == 404
        assert http.get("/demo/franceconnect/api/v2/jwks").status_code == 404
        assert heading(Browser().go(f"{url}/franceconnect/callback?state={'0' * 64}"))


def test_joined_after_one_sign_in_then_straight_in(api: Api) -> None:
    """The first sign-in links the account with its password; the second needs only FranceConnect."""
    first = outcome_of(api.http, "responsable-seul")
    assert (first["kind"], first["account"]) == ("join_required", "current")
    assert "session" not in first
    session = api.sign_in("responsable-seul")
    assert api.get(f"{V1}/link", session).json() == {"joined": False, "joined_at": None}
    joined = join(api.http, session, first["ticket"])
    assert joined.status_code == 200, joined.text
    assert api.get(f"{V1}/link", session).json() == joined.json()
    assert api.http.get("/demo/messages").json()[0]["subject"] == "FranceConnect est relié à votre compte"

    second = outcome_of(api.http, "responsable-seul")
    assert second["kind"] == "session"
    assert second["session"]["scope"] == "full"
    assert second["session"]["account_id"] == session["account_id"]
    assert second["vouched"]["first_names"] == ["Claire", "Anne"]


def test_left_again(api: Api) -> None:
    """After the link is removed, the password is needed again."""
    session = api.sign_in("responsable-seul")
    join(api.http, session, outcome_of(api.http, "responsable-seul")["ticket"])
    assert api.http.delete(f"{V1}/link", headers=api.bearer(session)).status_code == 204
    assert not api.get(f"{V1}/link", session).json()["joined"]
    assert outcome_of(api.http, "responsable-seul")["kind"] == "join_required"


def test_never_joined_to_somebody_elses_account(api: Api) -> None:
    """A vouched person is not linked to the account of somebody who shares the device."""
    ticket = outcome_of(api.http, "responsable-couple")["ticket"]
    refused = join(api.http, api.sign_in("conjoint-sans-procuration"), ticket)
    assert api.problem(refused) == (409, "franceconnect_mismatch")
    assert join(api.http, api.sign_in("responsable-couple"), ticket).status_code == 200


@pytest.mark.parametrize(
    ("identity", "role", "differs"),
    [
        ("sexe-corrige", "responsable-seul", ["civility"]),
        ("prenom-corrige", "conjoint-autorise", ["civility", "first_names"]),
    ],
)
def test_a_corrected_civil_status_is_proved_by_a_code(
    api: Api, identity: str, role: str, differs: list[str]
) -> None:
    """With a corrected civil status the account is found, and the code of its contact links it."""
    outcome = outcome_of(api.http, identity)
    assert (outcome["kind"], outcome["certain"]) == ("join_required", False)
    assert outcome["differs"] == differs
    session = api.sign_in(role)
    asked = join(api.http, session, outcome["ticket"])
    assert asked.status_code == 200, asked.text
    assert asked.json()["differs"] == differs
    challenge = asked.json()["challenge"]
    assert not api.get(f"{V1}/link", session).json()["joined"]
    proof = {"ticket": outcome["ticket"], "challenge_id": challenge["challenge_id"]}

    def prove(who: dict[str, Any], code: str) -> httpx.Response:
        body = {**proof, "code": code}
        return api.http.post(f"{V1}/link/verification", json=body, headers=api.bearer(who))

    code = api.last_code()
    assert api.problem(prove(session, f"{(int(code) + 1) % 1_000_000:06}")) == (422, "code_refused")
    # The code works in no other person's session.
    assert api.problem(prove(api.sign_in("responsable-couple"), code)) == (409, "franceconnect_mismatch")
    api.advance(31)
    resend = {"challenge_id": challenge["challenge_id"]}
    again = api.http.post(f"{V1}/link/resend", json=resend, headers=api.bearer(session))
    assert again.status_code == 200, again.text
    assert api.problem(prove(session, code)) == (422, "code_refused")
    joined = prove(session, api.last_code())
    assert joined.json()["joined"], joined.text
    assert api.http.get("/demo/messages").json()[0]["subject"] == "FranceConnect est relié à votre compte"
    second = outcome_of(api.http, identity)
    assert second["session"]["account_id"] == session["account_id"]


def test_two_big_differences_are_somebody_else(api: Api) -> None:
    """With two differences no code is sent: a partner who lends a device is not linked."""
    ticket = outcome_of(api.http, "prenom-corrige")["ticket"]
    session = api.sign_in("responsable-seul")
    sent = len(api.http.get("/demo/messages").json())
    refused = join(api.http, session, ticket)
    assert api.problem(refused) == (409, "franceconnect_mismatch")
    assert {"birth_name", "birth_date"} <= set(refused.json()["differs"])
    assert len(api.http.get("/demo/messages").json()) == sent


def test_a_birth_place_under_a_code_of_before(api: Api) -> None:
    """A former code, such as 75012 for Boulogne-Billancourt, finds the account that has today's code."""
    outcome = outcome_of(api.http, "ancienne-commune")
    place = outcome["vouched"]["birth_place"]
    assert (place["code"], place["label"], outcome["kind"]) == ("92012", "Boulogne-Billancourt", "creation")
    sarah: dict[str, Any] = {
        "nir": None, "civility": "madame", "birth_name": "Achard", "first_names": ["Sarah"],
        "birth_date": "1960-12-06", "birth_place": {"kind": "commune", "code": "92012"},
    }  # fmt: skip
    assert Draft.at(api.http, "summary", "sans-piece", **sarah).complete().status_code == 201
    assert outcome_of(api.http, "ancienne-commune")["kind"] == "join_required"


def test_a_ticket_works_once(api: Api) -> None:
    """A ticket works once, and for an hour."""
    session = api.sign_in("responsable-seul")
    ticket = outcome_of(api.http, "responsable-seul")["ticket"]
    assert join(api.http, session, ticket).status_code == 200
    assert api.problem(join(api.http, session, ticket)) == (410, "franceconnect_expired")
    late = outcome_of(api.http, "responsable-couple")["ticket"]
    api.advance(3601)
    session = api.sign_in("responsable-couple")
    assert api.problem(join(api.http, session, late)) == (410, "franceconnect_expired")


def test_the_birth_name_counts_not_the_used_one(api: Api) -> None:
    """The account of a married person is found by the birth name, which FranceConnect transmits."""
    outcome = outcome_of(api.http, "conjoint-sans-procuration")
    assert outcome["vouched"]["birth_name"] == "Fontaine"
    assert outcome["kind"] == "join_required"


def test_an_account_that_asks_for_a_code_still_does(api: Api) -> None:
    """FranceConnect replaces the password, but not the code at sign-in."""
    first = outcome_of(api.http, "code-a-la-connexion")
    challenge = api.challenge()
    session = api.verify(challenge, api.last_code()).json()
    assert join(api.http, session, first["ticket"]).status_code == 200
    second = outcome_of(api.http, "code-a-la-connexion")
    assert second["kind"] == "code_required"
    assert api.verify(second["challenge"], api.last_code()).status_code == 201


def test_the_holder_of_an_old_account(api: Api) -> None:
    """A sign-in with 8 digits links the account, and everything but the migration stays closed."""
    first = outcome_of(api.http, "ancien-seul")
    assert (first["kind"], first["account"]) == ("join_required", "old")
    session = api.sign_in("ancien-seul")
    assert session["scope"] == "migration"
    assert join(api.http, session, first["ticket"]).status_code == 200
    second = outcome_of(api.http, "ancien-seul")
    assert (second["kind"], second["session"]["scope"]) == ("session", "migration")


def begin_vouched(api: Api, identity: str) -> Draft:
    ticket = outcome_of(api.http, identity)["ticket"]
    answer = api.http.post(f"{V1}/enrolments", json={"ticket": ticket, "benefit": "apl"})
    assert answer.status_code == 201, answer.text
    return Draft(api.http, answer.json()["token"])


def finish(draft: Draft) -> None:
    """Make the steps from the contact to the completion."""
    assert draft.put("contact", {"channel": "mail", "value": "vouched@example.org"}).status_code == 200
    assert draft.verify(draft.last_code()).status_code == 200
    assert draft.put("password", {"password": PASSWORD}).status_code == 200
    assert draft.complete().status_code == 201


def test_a_newcomer_creates_an_account_without_a_document(api: Api) -> None:
    """A vouched enrolment has no document step, and its account is linked."""
    assert outcome_of(api.http, "avec-nir")["kind"] == "creation"
    draft = begin_vouched(api, "avec-nir")
    state = draft.state()
    assert state["step"] == "civil_status"
    assert state["vouched"]["birth_name"] == "Le Goff"
    assert state["vouched"]["birth_place"]["label"] == "Rennes"
    assert state["vouched"]["missing"] == []
    taken = draft.put("civil-status", civil_status(NEWCOMER["avec-nir"]))
    assert taken.json()["enrolment"]["step"] == "contact", taken.text
    assert taken.json()["enrolment"]["identity"]["kind"] == "franceconnect"
    finish(draft)
    second = outcome_of(api.http, "avec-nir")
    assert second["kind"] == "session"
    assert api.get("/v1/me", second["session"]).json()["last_name"] == "Le Goff"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_name", "Autre"),
        ("first_names", ["Autre"]),
        ("birth_date", "1992-03-18"),
        ("civility", "monsieur"),
        ("birth_place", {"kind": "commune", "code": "75112"}),
    ],
)
def test_what_was_vouched_for_is_not_changed(api: Api, field: str, value: object) -> None:
    """The server refuses a change of a vouched element."""
    draft = begin_vouched(api, "avec-nir")
    refused = draft.put("civil-status", civil_status(NEWCOMER["avec-nir"], confirmed=True, **{field: value}))
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": field, "code": "vouched"}]


@pytest.mark.parametrize(
    "echo",
    [["Jean Pierre", "Marc"], ["Jean", "Pierre", "Marc"], ["Jean-Pierre", "MARC"], ["jean pierre marc"], []],
)
def test_a_vouched_name_travels_as_it_came(api: Api, echo: list[str]) -> None:
    """A transmitted name is stored unchanged, however the client splits or spells it."""
    draft = begin_vouched(api, "prenom-compose")
    vouched = draft.state()["vouched"]
    assert (vouched["first_names"], vouched["birth_name"]) == (["Jean Pierre", "Marc"], "MARTINEAU")
    said = {
        "nir": None,
        "birth_name": "Martineau",
        "first_names": echo,
        "birth_date": vouched["birth_date"],
        "birth_place": {"kind": "commune", "code": "75107"},
    }
    for _ in ("at the first visit", "after Modifier"):
        taken = draft.put("civil-status", said)
        assert taken.status_code == 200, taken.text
        kept = taken.json()["enrolment"]
        assert kept["step"] == "contact"
        assert kept["civil_status"]["first_names"] == ["Jean Pierre", "Marc"]
        assert kept["civil_status"]["birth_name"] == "MARTINEAU"
        assert kept["civil_status"]["civility"] == "monsieur"


def test_nobody_says_to_be_vouched_for(api: Api) -> None:
    """Nobody can give FranceConnect as a document."""
    draft = Draft.at(api.http, "identity")
    assert draft.put("identity", {"kind": "franceconnect", "number": None}).status_code == 422


def test_born_abroad(api: Api) -> None:
    """For a person born abroad the country is enough."""
    outcome = outcome_of(api.http, "sans-nir")
    assert outcome["kind"] == "creation"
    assert outcome["vouched"]["birth_place"]["code"] == "99341"
    assert outcome["vouched"]["missing"] == []


@pytest.mark.parametrize(
    ("identity", "kind", "missing"),
    [
        ("date-incomplete", "creation", []),
        ("sans-sexe", "creation", ["civility"]),
        ("un-seul-nom", "creation", []),
        ("sans-lieu", "incomplete", ["birth_place"]),
    ],
)
def test_an_incomplete_identity(api: Api, identity: str, kind: str, missing: list[str]) -> None:
    """Elements that were not transmitted are named as missing, and unknown months or absent names are not."""
    outcome = outcome_of(api.http, identity)
    assert outcome["kind"] == kind
    assert outcome["vouched"]["missing"] == missing


@pytest.mark.parametrize("said", ["1977-00-03", "1977-06-03", ""])
def test_a_date_known_in_part_is_kept_as_it_came(api: Api, said: str) -> None:
    """An incomplete date of birth is stored as transmitted, and no document is asked for."""
    draft = begin_vouched(api, "date-incomplete")
    echo = {
        "nir": None,
        "civility": "monsieur",
        "birth_name": "Belkacem",
        "first_names": ["Sami"],
        "birth_place": {"kind": "country", "code": "99352"},
    }
    wrong = draft.put("civil-status", {**echo, "birth_date": "1978-00-03"})
    assert wrong.json()["errors"] == [{"field": "birth_date", "code": "vouched"}]
    right = draft.put("civil-status", {**echo, "birth_date": said}).json()["enrolment"]
    assert right["civil_status"]["birth_date"] == "1977-00-03"
    assert right["step"] == "contact"
    finish(draft)
    session = outcome_of(api.http, "date-incomplete")["session"]
    assert api.get("/v1/me", session).json()["birth_date"] == "1977-00-03"


def test_whoever_has_one_name_creates_an_account(api: Api) -> None:
    """A person with one name enrols without a first name."""
    draft = begin_vouched(api, "un-seul-nom")
    vouched = draft.state()["vouched"]
    assert (vouched["first_names"], vouched["no_first_name"]) == ([], True)
    taken = draft.put("civil-status", {"nir": None, "no_first_name": True, "first_names": []})
    assert taken.json()["enrolment"]["civil_status"]["first_names"] == []
    finish(draft)
    session = outcome_of(api.http, "un-seul-nom")["session"]
    me = api.get("/v1/me", session).json()
    assert (me["first_names"], me["last_name"]) == ([], "Suparman")


def test_too_young_for_an_account(api: Api) -> None:
    """A person who is too young is told before the form."""
    ticket = outcome_of(api.http, "trop-jeune")["ticket"]
    refused = api.http.post(f"{V1}/enrolments", json={"ticket": ticket})
    assert api.problem(refused) == (422, "too_young")


def test_several_accounts_of_one_identity(api: Api) -> None:
    """Where several accounts match, the password decides."""
    create_twice(api.http)
    outcome = outcome_of(api.http, "avec-nir")
    assert outcome["kind"] == "several_matches"
    session = api.try_sign_in(OTHER_NIR, PASSWORD).json()["session"]
    assert join(api.http, session, outcome["ticket"]).status_code == 200
    assert outcome_of(api.http, "avec-nir")["session"]["account_id"] == session["account_id"]


def test_an_enrolment_of_who_has_an_account_joins_nothing(api: Api) -> None:
    """A vouched person with another person's NIR is not linked to the account of that NIR."""
    draft = begin_vouched(api, "avec-nir")
    status = civil_status(NEWCOMER["avec-nir"], nir=ACCOUNTS["responsable-seul"].identifier, confirmed=True)
    assert draft.put("civil-status", status).status_code == 200
    finish(draft)
    assert outcome_of(api.http, "avec-nir")["kind"] == "creation"


def test_not_you(api: Api) -> None:
    """The logout ends the session at the provider, by a ticket that works once."""
    program, browser = Program(api.http), Browser()
    outcome = program.exchange(vouched_code(program, "responsable-seul", browser)).json()
    assert "Continuer avec Claire Anne Lefèvre" in browser.go(Program(api.http).begin()).text
    assert heading(browser.go(outcome["logout_url"])) == "Vous êtes déconnecté de FranceConnect"
    assert any("id_token_hint=" in url and "post_logout_redirect_uri=" in url for url in browser.seen)
    assert "?" not in browser.seen[-1]
    assert "Continuer avec" not in browser.go(Program(api.http).begin()).text
    seen = len(browser.seen)
    browser.go(outcome["logout_url"])
    assert not any("id_token_hint=" in url for url in browser.seen[seen:])


def test_given_up(api: Api) -> None:
    """A refusal, a failure and a cancelled sign-in are told as such."""
    browser = Browser()
    page = browser.go(Program(api.http).begin())
    assert browser.come_back(browser.choose(page, error="access_denied")) == {"error": "denied"}
    page = browser.go(Program(api.http).begin())
    assert browser.come_back(browser.choose(page, error="server_error")) == {"error": "unavailable"}

    program = Program(api.http)
    page = browser.go(program.begin())
    cancelled = api.http.delete(f"{V1}/authorizations/{program.authorization['authorization_id']}")
    assert cancelled.status_code == 204
    back = browser.choose(page, identity="responsable-seul")
    last = browser.go(back.headers["location"])
    assert heading(last) == "Cette page n’est plus valable"
    assert "?" not in str(last.url)


def test_the_code_is_for_the_program_that_began(api: Api) -> None:
    """The code needs the verifier of the program that began; a wrong one ends it."""
    program = Program(api.http)
    code = vouched_code(program, "responsable-seul")
    thief = program.exchange(code, verifier="a" * 43)
    assert api.problem(thief) == (410, "franceconnect_expired")
    assert api.problem(program.exchange(code)) == (410, "franceconnect_expired")


def test_the_code_lives_a_minute(api: Api) -> None:
    """The code works for a minute."""
    program = Program(api.http)
    code = vouched_code(program, "responsable-seul")
    api.advance(61)
    assert api.problem(program.exchange(code)) == (410, "franceconnect_expired")


def test_a_lost_answer_is_asked_for_again(api: Api) -> None:
    """A retry with the same idempotency key gets the same outcome; another key finds the code used."""
    program = Program(api.http)
    code = vouched_code(program, "responsable-seul")
    key = {"Idempotency-Key": "6f9619ff-8b86-4011-b42d-00cf4fc964ff"}
    assert program.exchange(code, **key).json() == program.exchange(code, **key).json()
    assert api.problem(program.exchange(code)) == (410, "franceconnect_expired")


def test_what_goes_to_the_provider(api: Api) -> None:
    """The authorization request has state, nonce, eidas1 and the three scopes, no PKCE and no secret."""
    browser = Browser()
    start = browser.get(Program(api.http).begin())
    asked = said(start.headers["location"])
    assert set(asked) == {
        "response_type", "client_id", "redirect_uri", "scope", "acr_values", "state", "nonce",
    }  # fmt: skip
    assert asked["scope"] == "openid identite_pivot email"
    assert asked["acr_values"] == "eidas1"
    assert len(asked["state"]) == len(asked["nonce"]) == 64
    assert int(asked["state"], 16) != int(asked["nonce"], 16)
    cookie = start.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_nothing_secret_in_the_log(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    """The log has no code, state, token or identity."""
    caplog.set_level("DEBUG", logger="server")
    program, browser = Program(api.http), Browser()
    code = vouched_code(program, "responsable-seul", browser)
    outcome = program.exchange(code).json()
    log = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("server"))
    assert "/franceconnect/callback" in log
    secrets = [value for url in browser.seen for value in said(url).values() if len(value) > 40]
    for secret in (*secrets, code, outcome["ticket"], "Lefèvre", "1988-06-14"):
        assert secret not in log


def test_what_an_operator_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Incomplete settings are an error, and no repr shows the secret."""
    whole = {
        "MON_COMPTE_FRANCECONNECT_ISSUER": "https://fc.example/api/v2/",
        "MON_COMPTE_FRANCECONNECT_CLIENT_ID": "id",
        "MON_COMPTE_FRANCECONNECT_CLIENT_SECRET": "very-secret",
        "MON_COMPTE_FRANCECONNECT_REDIRECT": "https://api.example/franceconnect/callback",
    }
    assert Settings.from_environment().franceconnect is None
    for name, value in whole.items():
        monkeypatch.setenv(name, value)
    found = Settings.from_environment().franceconnect
    assert found is not None
    assert (found.issuer, found.base, found.acr) == (
        "https://fc.example/api/v2",
        "https://api.example",
        "eidas1",
    )
    assert "very-secret" not in repr(found)
    for name in whole:
        with monkeypatch.context() as without:
            without.delenv(name)
            with pytest.raises(ValueError, match=f"{name} manque"):
                Settings.from_environment()
