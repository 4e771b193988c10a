"""Enrolment: each step and each refusal, in order whatever the client does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.enrolment_steps import CURRENT, NEWCOMER, PASSWORD, Draft, civil_status

if TYPE_CHECKING:
    from typing import Any

    import httpx

    from tests.server.conftest import Api

PERSON = NEWCOMER["avec-nir"]
CNI = {"kind": PERSON.document_kind, "number": PERSON.document_number}


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def errors(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "validation_failed"
    return {each["field"]: each["code"] for each in answer.json()["errors"]}


def test_the_whole_way_with_a_nir(api: Api) -> None:
    """An enrolment leads to a session, and the benefit that the person came for is still known."""
    draft = Draft.begun(api.http, benefit="prime_activite")
    taken = draft.put("civil-status", civil_status(PERSON, used_name="Le Goff-Morvan"))
    assert taken.json()["questions"] == []
    shown = taken.json()["enrolment"]["civil_status"]
    assert (shown["identifier_kind"], shown["masked_nir"]) == ("nir", "• •• •• •• ••• 114")
    assert shown["birth_place"] == {"kind": "commune", "code": "35238", "label": "Rennes"}
    identity = draft.put("identity", CNI).json()["identity"]
    assert identity == {"kind": "cni", "masked_number": "••••••M91", "verdict": "verified", "scans": []}
    challenge = draft.put("contact", {"channel": "sms", "value": "06 12 34 56 78"}).json()["challenge"]
    assert (challenge["masked_destination"], challenge["expires_in"]) == ("06 •• •• •• 78", 600)
    assert draft.verify(draft.last_code()).json()["contact"]["verified"]
    summary = draft.put("password", {"password": PASSWORD}).json()
    assert (summary["step"], summary["password_chosen"], summary["challenge"]) == ("summary", True, None)
    done = draft.complete()
    assert done.status_code == 201
    assert done.json() == {
        "identifier_kind": "nir",
        "provisional": None,
        "channel": "sms",
        "masked_destination": "06 •• •• •• 78",
        "benefit": "prime_activite",
        "reach": "full",
        "asked_here": True,
    }
    signed = api.try_sign_in(PERSON.nir or "", PASSWORD)
    assert signed.status_code == 201
    me = api.get("/v1/me", signed.json()["session"]).json()
    assert (me["last_name"], me["first_names"]) == ("Le Goff-Morvan", ["Maëlle", "Anne"])
    assert (me["contact"]["phone"], me["contact"]["phone_verified"]) == ("+33612345678", True)


def test_no_step_can_be_skipped(api: Api) -> None:
    """The server refuses a step out of order, and names the one that it expects."""
    reached = ("civil_status", "identity", "contact", "code", "password", "summary")
    later: list[tuple[str, Any]] = [
        ("civil_status", lambda draft: draft.put("civil-status", civil_status(PERSON))),
        ("identity", lambda draft: draft.put("identity", CNI)),
        ("identity", lambda draft: draft.post("identity/continue")),
        ("identity", lambda draft: draft.announce(10)),
        ("contact", lambda draft: draft.put("contact", {"channel": "mail", "value": "a@example.org"})),
        ("code", lambda draft: draft.verify("123456")),
        ("code", lambda draft: draft.post("contact/resend")),
        ("password", lambda draft: draft.put("password", {"password": PASSWORD})),
        ("summary", lambda draft: draft.complete()),
    ]
    for index, step in enumerate(reached[:-1]):
        draft = Draft.at(api.http, step, contact=f"step{index}@example.org")
        for needed, act in later:
            if reached.index(needed) > index:
                answer = act(draft)
                assert api.problem(answer) == (409, "step_out_of_order"), (step, needed)
                assert answer.json()["step"] == step
        assert draft.step() == step


def test_without_any_document_nothing_can_be_continued(api: Api) -> None:
    """Only a person who said to have no French document can go on without one."""
    draft = Draft.at(api.http, "identity")
    assert api.problem(draft.post("identity/continue")) == (409, "step_out_of_order")


def test_going_back_keeps_what_does_not_depend_on_it(api: Api) -> None:
    """Going back keeps the later steps, except the document where the civil status changed."""
    draft = Draft.at(api.http, "summary")
    assert draft.put("civil-status", civil_status(PERSON)).json()["enrolment"]["step"] == "summary"
    renamed = draft.put("civil-status", civil_status(PERSON, birth_name="LE GOFF")).json()["enrolment"]
    assert (renamed["step"], renamed["identity"], renamed["password_chosen"]) == ("identity", None, True)
    again = draft.put("identity", CNI).json()
    assert (again["step"], again["identity"]["verdict"]) == ("summary", "verified")
    moved = draft.put("contact", {"channel": "mail", "value": "other@example.org"}).json()["enrolment"]
    assert (moved["step"], moved["contact"]["verified"], moved["password_chosen"]) == ("code", False, True)
    assert draft.verify(draft.last_code()).json()["step"] == "summary"


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({"civility": "monsieur"}, ["nir_sex"]),
        ({"birth_date": "1993-03-17"}, ["nir_birth_date"]),
        ({"birth_date": "1992-04-17"}, ["nir_birth_date"]),
        ({"birth_place": {"kind": "commune", "code": "29019"}}, ["nir_birth_place"]),
        ({"birth_place": {"kind": "country", "code": "99341"}}, ["nir_birth_place"]),
    ],
)
def test_a_nir_that_says_otherwise_is_asked_about(
    api: Api, changed: dict[str, Any], asked: list[str]
) -> None:
    """A NIR that disagrees is a question, which a confirmation answers."""
    draft = Draft.begun(api.http)
    answer = draft.put("civil-status", civil_status(PERSON, **changed)).json()
    assert (answer["questions"], answer["enrolment"]["step"]) == (asked, "civil_status")
    answer = draft.put("civil-status", civil_status(PERSON, **changed, confirmed=True)).json()
    assert (answer["questions"], answer["enrolment"]["step"]) == ([], "identity")


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"first_names": [], "no_first_name": True}, {"first_names": []}),
        ({"first_names": ["SANS PRÉNOM"]}, {"first_names": []}),
        ({"first_names": ["XXX"]}, {"first_names": []}),
        ({"birth_name": "", "no_birth_name": True}, {"birth_name": ""}),
        ({"birth_name": "Sans nom"}, {"birth_name": ""}),
        ({"birth_date": "1984-00-00"}, {"birth_date": "1984-00-00"}),
        ({"birth_date": "1984-10-00"}, {"birth_date": "1984-10-00"}),
        ({"birth_date": "1984-00-05"}, {"birth_date": "1984-00-05"}),
    ],
)
def test_a_civil_status_may_be_incomplete(api: Api, changed: dict[str, Any], kept: dict[str, Any]) -> None:
    """One name only, or an incomplete date, is accepted and stored as it is."""
    draft = Draft.at(api.http, "summary", "sans-piece", **changed)
    known = draft.state()["civil_status"]
    assert {name: known[name] for name in kept} == kept
    session = api.try_sign_in(draft.complete().json()["provisional"], PASSWORD).json()["session"]
    me = api.get("/v1/me", session).json()
    assert me["birth_date"] == known["birth_date"]
    assert me["first_names"] == known["first_names"]
    assert me["last_name"] == known["birth_name"]


@pytest.mark.parametrize(
    "changed",
    [
        {"first_names": [], "no_first_name": True, "birth_name": "", "no_birth_name": True},
        {"first_names": ["XXX"], "birth_name": "XXX"},
    ],
)
def test_nobody_has_neither_name(api: Api, changed: dict[str, Any]) -> None:
    """One of the two names is required."""
    refused = Draft.begun(api.http).put("civil-status", civil_status(PERSON, **changed))
    assert refused.json()["errors"] == [{"field": "birth_name", "code": "required"}]


@pytest.mark.parametrize(
    ("changed", "wrong_with"),
    [
        ({"nir": ""}, {"nir": "required"}),
        ({"nir": "2 92 03 35 238 11"}, {"nir": "nir_shape"}),
        ({"nir": "2 92 13 35 238 114"}, {"nir": "nir_shape"}),
        ({"nir": "2 92 03 35 238 114 00"}, {"nir": "nir_key"}),
        ({"nir": "7 1 00000000000"}, {"nir": "nir_temporary"}),
        ({"civility": None}, {"civility": "required"}),
        ({"birth_name": " "}, {"birth_name": "required"}),
        ({"birth_name": "R2D2"}, {"birth_name": "invalid_characters"}),
        ({"birth_name": "x" * 101}, {"birth_name": "too_long"}),
        ({"used_name": "<b>"}, {"used_name": "invalid_characters"}),
        ({"first_names": []}, {"first_names": "required"}),
        ({"first_names": ["-"]}, {"first_names": "invalid_characters"}),
        ({"birth_date": ""}, {"birth_date": "required"}),
        ({"birth_date": "31/12/1992"}, {"birth_date": "date_invalid"}),
        ({"birth_date": "1992-02-30"}, {"birth_date": "date_invalid"}),
        ({"birth_date": "1792-02-03"}, {"birth_date": "date_invalid"}),
        ({"birth_date": "2192-02-03"}, {"birth_date": "date_future"}),
        ({"birth_place": None}, {"birth_place": "required"}),
        ({"birth_place": {"kind": "commune", "code": "99999"}}, {"birth_place": "place_unknown"}),
        ({"birth_place": {"kind": "country", "code": "35238"}}, {"birth_place": "place_unknown"}),
        ({"nir": "x", "birth_date": "x"}, {"nir": "nir_shape", "birth_date": "date_invalid"}),
    ],
)
def test_what_is_wrong_with_a_civil_status(
    api: Api, changed: dict[str, Any], wrong_with: dict[str, str]
) -> None:
    """All errors of a civil status are told at once, each with its field and code."""
    draft = Draft.begun(api.http)
    assert errors(draft.put("civil-status", civil_status(PERSON, **changed))) == wrong_with


@pytest.mark.parametrize(
    "name", ["O’Brien", "D'Alès", "Nguyễn Thị", "Łukasiewicz", "Ünlü-Şahin", "عبد الله", "Ng"]
)
def test_names_from_anywhere(api: Api, name: str) -> None:
    """Apostrophes, hyphens, marks and other scripts are names too."""
    draft = Draft.begun(api.http)
    taken = draft.put("civil-status", civil_status(PERSON, birth_name=name, first_names=[name]))
    assert taken.status_code == 200, taken.text
    assert taken.json()["enrolment"]["civil_status"]["birth_name"] == name.replace("’", "'")


def test_fifteen_is_too_young(api: Api) -> None:
    """A person of 15 or younger is refused, with the age limit."""
    draft = Draft.begun(api.http)
    refused = draft.put("civil-status", civil_status(NEWCOMER["trop-jeune"]))
    assert api.problem(refused) == (422, "too_young")
    assert refused.json()["age_limit"] == 15
    assert draft.step() == "civil_status"


@pytest.mark.parametrize(
    ("case", "verdict"),
    [("piece-perimee", "expired"), ("piece-d-autrui", "mismatch"), ("piece-inconnue", "not_found")],
)
def test_a_document_that_is_refused(api: Api, case: str, verdict: str) -> None:
    """A refused document has its reason, and the step stays the same."""
    draft, person = Draft.at(api.http, "identity", case), NEWCOMER[case]
    refused = draft.put("identity", {"kind": person.document_kind, "number": person.document_number})
    assert api.problem(refused) == (422, "document_refused")
    assert refused.json()["verdict"] == verdict
    assert draft.step() == "identity"


def test_a_checker_that_is_unavailable_stops_nobody(api: Api) -> None:
    """The person goes on; the document is checked later."""
    draft = Draft.at(api.http, "contact", "verification-en-panne")
    assert draft.state()["identity"]["verdict"] == "to_check"


def test_numbers_that_no_document_has(api: Api) -> None:
    """Impossible document numbers are refused; spaces and lower case do not matter."""
    draft = Draft.at(api.http, "identity")
    assert errors(draft.put("identity", {"kind": "cni", "number": None})) == {"number": "required"}
    assert errors(draft.put("identity", {"kind": "cni", "number": "12"})) == {"number": "document_short"}
    assert errors(draft.put("identity", {"kind": "passport", "number": "T7X4K2M91"})) == {
        "number": "document_shape"
    }
    assert draft.put("identity", {"kind": "cni", "number": "t7x4 k2m91"}).status_code == 200


def test_documents_cannot_be_searched_for(api: Api) -> None:
    """The checks of documents of one draft are limited."""
    draft = Draft.at(api.http, "identity")
    answers = [draft.put("identity", {"kind": "passport", "number": f"{n:02d}AB12345"}) for n in range(31)]
    assert api.problem(answers[-1]) == (429, "rate_limited")


@pytest.mark.parametrize(
    ("channel", "value", "code"),
    [
        ("sms", "", "required"),
        ("sms", "0612", "phone_invalid"),
        ("sms", "+1 415 555 2671", "phone_country"),
        ("sms", "01 42 68 53 00", "phone_not_mobile"),
        ("mail", "nobody", "mail_invalid"),
        ("mail", "a b@example.org", "mail_invalid"),
    ],
)
def test_contacts_that_are_none(api: Api, channel: str, value: str, code: str) -> None:
    """A text that is no mobile number or mail address is refused with its reason."""
    draft = Draft.at(api.http, "contact")
    assert errors(draft.put("contact", {"channel": channel, "value": value})) == {"value": code}


@pytest.mark.parametrize("value", ["0690 12 34 56", "0692123456", "+596 696 12 34 56", "+33 7 50 12 34 56"])
def test_mobiles_of_france_and_overseas(api: Api, value: str) -> None:
    """Mobiles of the overseas territories are accepted."""
    draft = Draft.at(api.http, "contact")
    answer = draft.put("contact", {"channel": "sms", "value": value})
    assert answer.status_code == 200, answer.text
    assert answer.json()["challenge"]["masked_destination"][:2] in {"06", "07"}


def test_five_wrong_codes(api: Api) -> None:
    """The fifth wrong code ends it; a new code has five new tries."""
    draft = Draft.at(api.http, "code")
    code = draft.last_code()
    assert [draft.verify(wrong(code)).json().get("tries_left") for _ in range(4)] == [4, 3, 2, 1]
    assert api.problem(draft.verify(wrong(code))) == (410, "code_exhausted")
    assert api.problem(draft.verify(code)) == (410, "code_exhausted")
    api.advance(30)
    assert draft.post("contact/resend").json()["tries_left"] == 5
    assert draft.verify(draft.last_code()).status_code == 200


def test_a_code_that_came_too_late(api: Api) -> None:
    """A code by mail is refused after 15 minutes."""
    draft = Draft.at(api.http, "code")
    code = draft.last_code()
    api.advance(15 * 60)
    assert draft.state()["challenge"]["expires_in"] == 0
    assert api.problem(draft.verify(code)) == (410, "code_expired")


def test_a_code_can_be_asked_again_much_later(api: Api) -> None:
    """A new code can be sent as long as the draft lives."""
    draft = Draft.at(api.http, "code")
    api.advance(20 * 3600)
    assert draft.post("contact/resend").json()["tries_left"] == 5
    assert draft.verify(draft.last_code()).json()["step"] == "password"


def test_the_same_contact_twice_at_once_is_one_code(api: Api) -> None:
    """The same contact given again within 30 s gets no second code."""
    draft = Draft.at(api.http, "code", contact="same@example.org")
    first, code = draft.state()["challenge"], draft.last_code()
    again = draft.put("contact", {"channel": "mail", "value": "same@example.org"}).json()["challenge"]
    assert again["challenge_id"] == first["challenge_id"]
    assert draft.verify(code).status_code == 200


def test_codes_are_counted_by_contact(api: Api) -> None:
    """A contact gets five codes an hour, from all drafts together."""
    for _ in range(5):
        Draft.at(api.http, "code", contact="flood@example.org")
    draft = Draft.at(api.http, "contact")
    refused = draft.put("contact", {"channel": "mail", "value": "flood@example.org"})
    assert api.problem(refused) == (429, "too_many_codes")
    assert draft.step() == "contact"


def test_a_code_is_for_one_draft(api: Api) -> None:
    """Another draft's code proves nothing."""
    mine, other = Draft.at(api.http, "code", contact="mine@example.org"), Draft.at(api.http, "contact")
    code = mine.last_code()
    other.put("contact", {"channel": "mail", "value": "other@example.org"})
    if other.last_code() != code:
        assert api.problem(other.verify(code)) == (422, "code_refused")
    assert mine.verify(code).status_code == 200


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("", ["too_short", "no_digit", "no_lower", "no_upper"]),
        ("Court1", ["too_short"]),
        ("a1B" * 22, ["too_long"]),
        ("sansmajuscule1", ["no_upper"]),
        ("SANSMINUSCULE1", ["no_lower"]),
        ("SansUnChiffre", ["no_digit"]),
        ("Accentué12345", ["forbidden_characters"]),
        ("Avec espace 12", ["forbidden_characters"]),
        ("Password123", ["common"]),
        ("Azertyuiop1", ["common"]),
        ("Motdepasse2026", ["common"]),
    ],
)
def test_passwords_that_break_rules(api: Api, password: str, codes: list[str]) -> None:
    """A password is refused with the code of each broken rule, or as a common one."""
    draft = Draft.at(api.http, "password")
    refused = draft.put("password", {"password": password})
    assert refused.status_code == 422
    assert [each["code"] for each in refused.json()["errors"]] == codes
    assert {each["field"] for each in refused.json()["errors"]} == {"password"}


def test_a_password_of_64_characters_counts_whole(api: Api) -> None:
    """The last of 64 characters counts at sign-in."""
    draft = Draft.at(api.http, "password")
    long = "Zx9" + "qW3kLm" * 10 + "A"
    assert draft.put("password", {"password": long}).status_code == 200
    assert draft.complete().status_code == 201
    assert api.try_sign_in(PERSON.nir or "", long[:-1] + "B").status_code == 401
    assert api.try_sign_in(PERSON.nir or "", long).status_code == 201


def test_a_draft_lives_a_day_after_its_last_step(api: Api) -> None:
    """A draft ends a day after its last step, and its token with it."""
    draft = Draft.at(api.http, "contact")
    api.advance(23 * 3600)
    draft.put("contact", {"channel": "mail", "value": "later@example.org"})
    api.advance(23 * 3600)
    assert 0 < draft.state()["expires_in"] <= 3600
    api.advance(3600)
    assert api.problem(draft.get()) == (401, "session_expired")


def test_an_abandoned_draft_is_gone(api: Api) -> None:
    """An abandoned draft is erased, and its token does not work."""
    draft = Draft.at(api.http, "summary")
    assert draft.delete().status_code == 204
    assert api.problem(draft.get()) == (401, "session_expired")
    assert api.problem(draft.complete()) == (401, "session_expired")


def test_tokens_open_what_they_are_for(api: Api) -> None:
    """Tokens of sessions and of enrolments do not open each other, nor another enrolment."""
    draft, session = Draft.at(api.http, "summary"), api.sign_in("responsable-seul")
    headers = {"Authorization": f"Bearer {draft.token}"}
    assert api.problem(api.http.get("/v1/me", headers=headers)) == (401, "session_expired")
    assert api.problem(api.http.get("/v1/sessions/current", headers=headers)) == (401, "session_expired")
    assert api.problem(api.http.get(CURRENT, headers=api.bearer(session))) == (401, "session_expired")
    assert api.problem(api.http.get(CURRENT)) == (401, "session_expired")
    other = Draft.begun(api.http)
    assert other.state()["enrolment_id"] != draft.state()["enrolment_id"]
    assert other.state()["civil_status"] is None


def test_the_challenge_of_a_draft_is_no_sign_in(api: Api) -> None:
    """The code of an enrolment does not sign anybody in."""
    draft = Draft.at(api.http, "code")
    challenge = draft.state()["challenge"]
    assert api.problem(api.verify(challenge, draft.last_code())) == (404, "not_found")
    assert api.problem(api.resend(challenge)) == (404, "not_found")
