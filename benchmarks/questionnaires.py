"""A form of sixty questions beside one of six: how long a browser waits for the page at which one goes on."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx

from benchmarks.chromium import chromium
from benchmarks.hosts import program
from benchmarks.server import serving
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

_ROUNDS = 25
_LIMIT = 2
_ACCOUNT = ACCOUNTS["responsable-seul"]
_FEW, _MANY, _MANY_AT_ONCE = "form_few", "form_many", "form_many_at_once"
_KINDS = ("text", "amount", "yes_no", "choice", "date", "number")
_OPTIONS = [{"value": "rent", "label": "Locataire"}, {"value": "own", "label": "Propriétaire"}]
_BOUNDS: dict[str, dict[str, Any]] = {
    "text": {"maxLength": 100},
    "amount": {"minimum": 0, "maximum": 1_000_000},
    "number": {"minimum": 0, "maximum": 100},
    "choice": {"enum": [option["value"] for option in _OPTIONS]},
}


def run() -> list[dict[str, Any]]:
    """Return the rows of the table: milliseconds with sixty questions, with six, and their ratio."""
    with serving({}) as api, program(api) as host, chromium() as browser:
        drafts = _begun(api, {_FEW: (6, 6), _MANY: (60, 6), _MANY_AT_ONCE: (60, 60)})
        context = _signed_in(browser, host.url)
        waited: dict[str, list[float]] = {form: [] for form in drafts}
        for _ in range(_ROUNDS):
            for form, request_id in drafts.items():
                waited[form].append(
                    _answer(context, f"{host.url}/mon-compte/demarches/{request_id}/remplir?page=page0")
                )
    medians = {form: median(times) * 1000 for form, times in waited.items()}
    return [
        _row("A form of sixty questions opens / one of six (median ms to the whole page)", medians, _MANY),
        _row("The same with all sixty on one page", medians, _MANY_AT_ONCE),
    ]


def _row(name: str, medians: dict[str, float], form: str) -> dict[str, Any]:
    return {
        "name": name,
        "ours": round(medians[form], 1),
        "reference": round(medians[_FEW], 1),
        "ratio": round(medians[form] / medians[_FEW], 2),
        "limit": f"≤ {_LIMIT}",
    }


def _answer(context: BrowserContext, url: str) -> float:
    """Return the seconds until a page has come whole: each is a new tab, which reads the draft."""
    started = time.perf_counter()
    answer = context.request.get(url)
    seconds = time.perf_counter() - started
    assert "field-0" in answer.text().replace("\u00a0", " "), answer.status
    return seconds


def _signed_in(browser: Browser, url: str) -> BrowserContext:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{url}/connexion")
    page.get_by_label(NIR).fill(_ACCOUNT.identifier)
    page.get_by_label(PASSWORD, exact=True).fill(_ACCOUNT.password)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("heading", level=1, name="Mon Compte").wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    return context


def _begun(api: str, forms: dict[str, tuple[int, int]]) -> dict[str, str]:
    """Publish forms of so many questions, so many a page, and return the id of a draft of each."""
    drafts = {}
    with httpx.Client(base_url=api) as http:
        body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
        session = http.post("/v1/sessions", json=body).json()["session"]
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        file_id = http.get("/v1/me").json()["files"][0]["file_id"]
        for form, (questions, a_page) in forms.items():
            http.post("/demo/questionnaires", json=_form(form, questions, a_page)).raise_for_status()
            begun = http.post(
                "/v1/me/requests",
                json={"questionnaire": form, "file_id": file_id},
                headers={"Idempotency-Key": str(uuid4())},
            )
            drafts[form] = str(begun.raise_for_status().json()["request_id"])
    return drafts


def _form(form: str, count: int, a_page: int) -> dict[str, Any]:
    questions = [_question(number) for number in range(count)]
    names = [each["name"] for each in questions]
    return {
        "id": form,
        "version": 1,
        "title": "Un formulaire",
        "kind": "change",
        "benefit": None,
        "door": "changes",
        "minutes": 5,
        "pages": [
            {
                "id": f"page{first // a_page}",
                "title": "Une page",
                "questions": questions[first : first + a_page],
            }
            for first in range(0, count, a_page)
        ],
        "data": {
            "type": "object",
            "properties": {each["name"]: _BOUNDS.get(each["kind"], {}) for each in questions},
            "required": names,
        },
    }


def _question(number: int) -> dict[str, Any]:
    kind = _KINDS[number % len(_KINDS)]
    question: dict[str, Any] = {"name": f"q{number}", "kind": kind, "label": f"field-{number}"}
    if kind == "choice":
        question |= {"options": _OPTIONS, "when": {"question": f"q{number - 1}", "answered": False}}
    return question


if __name__ == "__main__":
    for row in run():
        print(row)
