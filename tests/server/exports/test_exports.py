"""Exports: complete, readable by everybody, only the person's data, deleted after an hour."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pypdf
import pytest

from server.exports import text
from server.typesetting import french
from tests.server.settings_steps import SignedInPerson
from views.home import text as shown
from views.shell import benefit_names, formats
from views.steps.situation_text import SituationText

if TYPE_CHECKING:
    from tests.server.conftest import Api, Eventually


def prepared(person: SignedInPerson, eventually: Eventually) -> str:
    """Return the path of an export that is ready."""
    asked = person.ask("POST", "/exports", {})
    assert asked.status_code == 202, asked.text
    path = f"/exports/{asked.json()['export_id']}"
    eventually(lambda: person.get(path).json()["state"] != "preparing")
    state = person.get(path).json()
    assert (state["state"], state["progress"]) == ("ready", 100)
    return path


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_everything_is_in_the_data(api: Api, eventually: Eventually) -> None:
    """The data has the identity, contacts, devices, files and every payment, and no secret."""
    person = SignedInPerson.of(api)
    answer = person.get(f"{prepared(person, eventually)}/data.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert 'filename="mes-donnees.json"' in answer.headers["content-disposition"]
    data: dict[str, Any] = answer.json()
    assert data["person"]["identifier"] == "1850578006084"
    assert data["contact"]["mail"] == "thomas.martin@example.org"
    assert data["contact"]["address"]["city"] == "Rennes"
    (file,) = data["files"]
    assert file["number"] == "1046287"
    assert file["quotient"]["amount"] == 68700
    assert len(file["payments"]) >= 24
    assert all(
        payment["amount"]
        == sum(line["amount"] for line in payment["lines"])
        - sum(taken["amount"] for taken in payment["recoveries"])
        for payment in file["payments"]
    )
    assert data["access"]["sessions"]
    assert data["access"]["accepted_terms"] == []
    assert "argon2" not in answer.text
    assert person.session["access_token"] not in answer.text


def test_the_document_can_be_read_by_everybody(api: Api, eventually: Eventually) -> None:
    """The document is tagged, French and titled, with headings and table headers (PDF/UA), and has the same facts."""
    person = SignedInPerson.of(api)
    path = prepared(person, eventually)
    answer = person.get(f"{path}/document.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    reader = pypdf.PdfReader(BytesIO(answer.content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Mes données"
    text = text_of(answer.content)
    for expected in (
        "Thomas",
        "1850578006084",
        "Dossier 1046287",
        "Allocations familiales",
        "06 98 76 54 18",
        "Total reçu",
    ):
        assert expected in text
    tags = tags_of(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD"} <= tags


def tags_of(root: Any) -> set[str]:
    found, waiting = set(), [root]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += list(node)
        elif isinstance(node, dict):
            if "/S" in node:
                found.add(str(node["/S"]))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
def test_a_neighbours_data_is_not_in_it(api: Api, eventually: Eventually, role: str) -> None:
    """An export has no payments behind a closed door, and no contacts or names of other people."""
    person = SignedInPerson.of(api, role)
    path = prepared(person, eventually)
    data = person.get(f"{path}/data.json")
    (file,) = data.json()["files"]
    assert (file["number"], file["payments"], file["entitlements"]) == ("1046287", [], [])
    assert (file["situation"], file["quotient"], file["account_masked"]) == (None, None, None)
    both = data.text + text_of(person.get(f"{path}/document.pdf").content)
    for strange in ("Thomas", "thomas.martin", "1850578006084", "Claire", "Allocations"):
        assert strange not in both


def test_anothers_copy_does_not_exist(api: Api, eventually: Eventually) -> None:
    """Another person's export is not found, neither its progress nor its files."""
    person, claire = SignedInPerson.of(api), SignedInPerson.of(api, "responsable-seul")
    path = prepared(person, eventually)
    for end in ("", "/data.json", "/document.pdf"):
        assert api.problem(claire.get(path + end)) == (404, "not_found")
        assert api.problem(claire.get(f"/exports/{uuid4()}{end}")) == (404, "not_found")


def test_a_copy_is_gone_after_an_hour(api: Api, eventually: Eventually) -> None:
    """An export is deleted after an hour."""
    person = SignedInPerson.of(api)
    path = prepared(person, eventually)
    api.advance(3600)
    later = SignedInPerson.of(api)
    for end in ("", "/data.json", "/document.pdf"):
        assert api.problem(later.get(path + end)) == (404, "not_found")


def test_a_retry_prepares_one_copy(api: Api) -> None:
    """A repeated request prepares one export; a person may ask for ten an hour."""
    person = SignedInPerson.of(api)
    key = {"Idempotency-Key": "5a3de9b1-7f9a-45b4-9a08-4d6bb54d1a03"}
    answers = [person.ask("POST", "/exports", {}, **key).json() for _ in range(2)]
    assert answers[0] == answers[1]
    last = [person.ask("POST", "/exports", {}) for _ in range(10)][-1]
    assert api.problem(last) == (429, "rate_limited")


def test_the_document_speaks_as_the_screens_do() -> None:
    """The document uses the words of the screens, which the server cannot import."""
    assert french.BENEFITS == benefit_names._BENEFITS
    assert text.MARITAL == SituationText.MARITAL
    assert text.OCCUPATIONS == SituationText.OCCUPATIONS
    assert text.ROLES == shown._ROLES
    for code, words in text.ALERTS.items():
        assert shown.HomeText.alert(code, document=None, due_on=None, amount=None)[0] == words
    assert french.euros(161742) == "1\u00a0617,42\u00a0€"
    assert french.day("2026-11-01") == "1er novembre 2026"
    assert json.dumps(french.month("2026-02"), ensure_ascii=False) == '"février 2026"'


@pytest.mark.parametrize("iso", ["1992-03-01", "1992-11-00", "1977-00-03", "1992-00-00"])
def test_a_date_of_birth_is_written_as_on_the_screens(iso: str) -> None:
    """An incomplete date of birth is written as on the screens."""
    assert text.birth_date(iso) == formats.birth_date(iso)
