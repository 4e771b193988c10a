"""What a person finds, on both databases alike: forgiven, of their own, behind open doors, and nothing told of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_rules.words import LONGEST_QUERY
from tests.server.requests_steps import begun, file_of

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

Session = dict[str, Any]
NIR = "2 84 05 35 238 042 71"


def ask(api: Api, session: Session, query: str, **more: Any) -> httpx.Response:
    return api.http.post("/v1/me/search", json={"query": query, **more}, headers=api.bearer(session))


def found(api: Api, session: Session, query: str, **more: Any) -> dict[str, list[str]]:
    """Return the titles of what is found, by kind."""
    answer = ask(api, session, query, **more)
    assert answer.status_code == 200, answer.text
    return {group["kind"]: [each["title"] for each in group["items"]] for group in answer.json()["groups"]}


@pytest.mark.parametrize(
    "query",
    ["paiement", "PAIEMENTS", "paiments", "payement novembre", "paiem", "versement de novembre", "virements"],
)
def test_payments_are_found_however_they_are_written(api: Api, query: str) -> None:
    """Capitals, plurals, slips, a word half typed and another word for it find payments, the newest first."""
    titles = found(api, api.sign_in("responsable-seul"), query)["payment"]
    assert titles[0].startswith("Paiement du ")
    assert "novembre" in titles[0] or "novembre" not in query


@pytest.mark.parametrize(
    "query",
    ["allocation logement", "alocations de logement", "Aide personnalisée", "APL", "aide perssonalisee"],
)
def test_an_entitlement_is_found_by_any_of_its_names(api: Api, query: str) -> None:
    """Accents, slips and the short name find an entitlement."""
    assert (
        "Aide personnalisée au logement" in found(api, api.sign_in("responsable-seul"), query)["entitlement"]
    )


def test_what_has_all_the_words_leaves_out_what_has_some(api: Api) -> None:
    """Of two words both count; where nothing has both, what has one is found."""
    session = api.sign_in("responsable-seul")
    both = found(api, session, "paiement octobre")
    assert both["payment"]
    assert all("octobre" in title for title in both["payment"][:1])
    assert found(api, session, "paiement xylophone")["payment"]
    assert found(api, session, "zyx xylophone") == {}


def test_a_group_says_how_many_there_are(api: Api) -> None:
    """A group tells how many were found in all, and no more of them than asked for."""
    session = api.sign_in("responsable-seul")
    (group,) = (
        each for each in ask(api, session, "paiement", limit=2).json()["groups"] if each["kind"] == "payment"
    )
    assert len(group["items"]) == 2
    assert group["total"] > 2


def test_a_request_is_found_as_soon_as_it_is_begun_and_no_more_once_it_is_gone(api: Api) -> None:
    """The index follows: what is begun is found at the next search, what is deleted is not."""
    session = api.sign_in("responsable-seul")
    before = found(api, session, "déménagement").get("request", [])
    draft = begun(api, session, "moving", file_of(api, session))
    assert len(found(api, session, "demenagement")["request"]) == len(before) + 1
    assert found(api, session, draft["reference"].replace(" ", ""))["request"]
    gone = api.http.delete(f"/v1/me/requests/{draft['request_id']}", headers=api.bearer(session))
    assert gone.status_code == 204, gone.text
    assert found(api, session, "demenagement").get("request", []) == before


def test_a_closed_door_is_not_looked_behind(api: Api) -> None:
    """A spouse without the permission finds no payment; once it is given they do, and once it is taken back not."""
    holder, spouse = api.sign_in("responsable-couple"), api.sign_in("conjoint-sans-procuration")
    assert found(api, holder, "paiement")["payment"]
    assert "payment" not in found(api, spouse, "paiement")
    assert "entitlement" not in found(api, spouse, "allocations")
    assert found(api, api.sign_in("conjoint-autorise"), "paiement")["payment"]
    # What was written to them alone, which speaks of payments.
    assert found(api, api.sign_in("enfant"), "paiement").keys() == {"message"}


def test_an_account_of_limited_reach_finds_nothing_of_a_file(api: Api) -> None:
    """Who has not proved who they are finds their own alone."""
    assert found(api, api.sign_in("portee-limitee"), "paiement").keys() == {"message"}


def test_a_spouses_draft_is_not_found(api: Api) -> None:
    """A draft is its writer's alone."""
    holder, spouse = api.sign_in("responsable-couple"), api.sign_in("conjoint-autorise")
    before = found(api, spouse, "démenagement").get("request", [])
    begun(api, holder, "moving", file_of(api, holder))
    assert found(api, spouse, "démenagement").get("request", []) == before


def test_a_file_of_others_is_not_searched(api: Api) -> None:
    """Another's file is refused as one that is not there."""
    theirs = file_of(api, api.sign_in("responsable-couple"))
    answer = ask(api, api.sign_in("responsable-seul"), "paiement", file_id=theirs)
    assert api.problem(answer) == (404, "not_found")


@pytest.mark.parametrize(
    "query",
    [
        "", "   ", "😀", "\u200f\u05d0", '" OR *', "NEAR(paiement allocation, 5)", "paiement AND NOT", "a:b",
        "( ) -- ; %", "'; DROP TABLE search_rows; --", "{words}: x", "paiement* ^ + -", "\\", "!&|<->", "''", "%_%",
        "x" * LONGEST_QUERY,
    ],
)  # fmt: skip
def test_signs_are_no_operators(api: Api, query: str) -> None:
    """Operators of either database, nothing, blanks and signs are words or nothing, and never an error."""
    assert ask(api, api.sign_in("responsable-seul"), query).status_code == 200


def test_what_cannot_be_a_query_is_refused_with_the_reason(api: Api) -> None:
    """A query that is too long, or that holds what is no text, is refused and says which field is wrong."""
    session = api.sign_in("responsable-seul")
    for query in ("x" * 2000, "paie\u0000ment"):
        answer = ask(api, session, query)
        assert api.problem(answer) == (422, "validation_failed")
        assert answer.json()["errors"][0]["field"] == "query"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=LONGEST_QUERY))
def test_any_text_is_answered(api: Api, typed: Session, query: str) -> None:
    """Whatever is typed, it is an answer or a refusal, and the server goes on."""
    assert ask(api, typed, query.encode(errors="replace").decode()).status_code in {200, 422, 429}


@pytest.fixture
def typed(api: Api) -> Session:
    return api.sign_in("responsable-seul")


def test_two_first_searches_at_once_make_one_index(api: Api) -> None:
    """Two devices that search for the first time at once both find, each thing once."""
    session = api.sign_in("responsable-seul")
    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(lambda _: ask(api, session, "paiement").json(), range(4))]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["groups"]


def test_nothing_of_a_query_is_logged(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    """A number that is pasted into a search stands in no log."""
    session = api.sign_in("responsable-seul")
    with caplog.at_level("DEBUG"):
        ask(api, session, NIR)
        ask(api, session, NIR * 40)
    assert "84 05" not in caplog.text
    assert "284053523804271" not in caplog.text.replace(" ", "")


def test_who_searches_without_end_is_slowed_down(api: Api) -> None:
    """Nobody searches hundreds of times a minute but a program."""
    session = api.sign_in("responsable-seul")
    answers = [ask(api, session, "").status_code for _ in range(245)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_letters_of_a_file_are_found_by_who_reads_them(api: Api) -> None:
    """Those of the file with its door, what one wrote alone; the words of a letter are found as well as its title."""
    holder, spouse = api.sign_in("responsable-couple"), api.sign_in("conjoint-sans-procuration")
    assert "Il nous manque un document" in found(api, holder, "attestation de loyer")["message"]
    assert "Réponse à votre question" in found(api, holder, "conseillère Perrin")["message"]
    assert "Il nous manque un document" not in found(api, spouse, "attestation de loyer").get("message", [])
