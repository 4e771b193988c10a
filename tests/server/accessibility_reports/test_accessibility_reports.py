"""Accessibility reports: kept, sent to the fund, acknowledged, listed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from server import Settings, sqlite_url
from server.accessibility_reports.service import KEPT, AccessibilityReports, Told
from server.accessibility_reports.tables import AccessibilityReport
from server.clock import Clock
from server.db import Store
from server.rules.contacts import ContactRefused, canonical_number
from tests.server.composed import composed, sweep_all
from tests.server.test_admin import administer
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, NewDatabase, Serve

FUND = "accessibilite@example.org"
WHOLE = {
    "text": "Le bouton « Valider »\r\nn’est pas lu.",
    "screen": "/connexion",
    "tools": "lecteur d’écran",
    "mail": " Lea.Martin@Example.org ",
    "phone": "01 23 45 67 89",
}


def report(api: Api, *, key: str | None = None, **changed: str | None) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return api.http.post("/v1/accessibility-reports", json=WHOLE | changed, headers=headers)


def messages(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.http.get("/demo/messages").json()
    return found


def test_a_report_goes_to_the_fund_and_is_acknowledged(api: Api) -> None:
    """The fund is told all, what the person wrote apart; who reported is told the reference alone."""
    reference = report(api).json()["reference"]
    acknowledged, told = messages(api)[:2]
    assert (told["to"], acknowledged["to"]) == (FUND, "lea.martin@example.org")
    for said in (reference, "/connexion", "lecteur d'écran", "lea.martin@example.org, +33123456789"):
        assert said in told["body"]
    assert "> Le bouton « Valider »\n> n'est pas lu." in told["body"]
    assert reference in acknowledged["body"]
    assert "Valider" not in acknowledged["body"]


def test_the_fund_says_where_it_reads(serve: Serve, demo_file: Path) -> None:
    """Reports are sent to the address that the operator sets."""
    settings = Settings(database=sqlite_url(demo_file), demo=True, accessibility_mail="acces@exemple.fr")
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        assert http.post("/v1/accessibility-reports", json={"text": "Rien n’est lu."}).status_code == 201
        assert http.get("/demo/messages").json()[0]["to"] == "acces@exemple.fr"


def test_what_does_not_work_is_enough(api: Api) -> None:
    """Nothing else need be said: who leaves no contact is told of nothing, and the fund knows it."""
    answer = api.http.post("/v1/accessibility-reports", json={"text": "x" * 2000, "mail": " "})
    assert answer.status_code == 201
    assert [message["to"] for message in messages(api)] == [FUND]
    assert "aucune coordonnée" in messages(api)[0]["body"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": "  trop \n\n\n\n peu  "}, "too_short"),
        ({"text": "x" * 2001}, "too_long"),
        ({"screen": "x" * 201}, "too_long"),
        ({"tools": "x" * 201}, "too_long"),
        ({"mail": "lea.martin"}, "mail_invalid"),
        ({"mail": "lea@example.org, autre@example.org"}, "mail_invalid"),
        ({"phone": "12"}, "phone_invalid"),
        ({"text": "dix caractères \x1b[31m"}, "invalid_characters"),
    ],
)
def test_what_is_wrong_is_named(api: Api, changed: dict[str, str], code: str) -> None:
    """A field that cannot be taken is named, and nothing is kept or sent."""
    answer = report(api, **changed)
    assert api.problem(answer) == (422, "validation_failed")
    assert [(wrong["field"], wrong["code"]) for wrong in answer.json()["errors"]] == [(*changed, code)]
    assert messages(api) == []


def test_a_retry_is_one_report(api: Api) -> None:
    """A retry gets the same reference, and nobody is written to twice."""
    key = str(uuid4())
    first, second = report(api, key=key), report(api, key=key)
    assert first.json() == second.json()
    assert len(messages(api)) == 2


def test_an_address_reports_so_often(api: Api) -> None:
    """An address may report ten times an hour."""
    answers = [report(api, mail=None).status_code for _ in range(11)]
    assert answers == [201] * 10 + [429]


def test_nobody_is_flooded_with_acknowledgements(api: Api) -> None:
    """A mail address is told of three reports a day, whoever gives it; the reports are taken all the same."""
    details = ["", "+un", "+deux", "+trois"]
    assert {report(api, mail=f"lea{detail}@example.org").status_code for detail in details} == {201}
    told = [message["to"] for message in messages(api)]
    assert len([to for to in told if to.startswith("lea")]) == 3
    assert told.count(FUND) == 4


def test_reports_are_listed_and_forgotten_after_a_year(new_database: NewDatabase, database_kind: str) -> None:
    """What is older than a year is swept away, on each database."""
    with composed(Settings(database=new_database(database_kind))) as services:
        store, clock, reports = services[Store], services[Clock], services[AccessibilityReports]
        told = Told(text="x" * 10, screen="", tools="", mail="", phone="")
        taken = []
        for age in (KEPT + timedelta(hours=1), KEPT - timedelta(hours=1)):
            clock.offset = -age
            with store.write() as transaction:
                taken.append(reports.take(transaction, told))
        clock.offset = timedelta()
        with store.read() as transaction:
            assert [each.reference for each in reports.all(transaction)] == taken
        sweep_all(services)
        with store.read() as transaction:
            assert transaction.scalars(select(AccessibilityReport.reference)).all() == taken[1:]


def test_a_fund_without_mail_reads_them(sqlite_file: Path) -> None:
    """The command lists each report, one a line, with what is needed to answer it."""
    database = sqlite_url(sqlite_file)
    with composed(Settings(database=database)) as services, services[Store].write() as transaction:
        told = Told(text="Deux\nlignes ici", screen="/aide", tools="", mail="", phone="06 12 34 56 78")
        reference = services[AccessibilityReports].take(transaction, told)
    listed = administer(database, "accessibility-reports", MON_COMPTE_DEMO="0")
    assert listed.returncode == 0, listed.stderr
    found = json.loads(listed.stdout)
    assert found.pop("received_at")
    assert found == {
        "reference": reference,
        "mail": None,
        "phone": "+33612345678",
        "screen": "/aide",
        "tools": None,
        "text": "Deux\nlignes ici",
    }


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [("01 23 45 67 89", "+33123456789"), ("0612345678", "+33612345678"), ("3230", None)],
)
def test_who_is_called_need_not_receive_sms(typed: str, canonical: str | None) -> None:
    """A number to call may be any that a telephone has."""
    if canonical:
        assert canonical_number(typed) == canonical
    else:
        with pytest.raises(ContactRefused, match="phone_invalid"):
            canonical_number(typed)
