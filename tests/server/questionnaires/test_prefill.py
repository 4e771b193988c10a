"""Nothing is asked twice: a form begins with what the fund knows of who fills it in, and of nobody else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.checking import refusals
from questionnaires.parsing import parse
from server import Settings
from server.composition import compose
from server.db import Store
from server.demo.households import demo_id
from server.people.tables import Member
from server.questionnaires.service import Questionnaires
from tests.support.questionnaires import form, options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server.questionnaires.prefill import Prepared
    from server.services import Services

_TODAY = date(2026, 11, 28)


@pytest.fixture
def services(demo_file: Path) -> Iterator[Services]:
    composed = compose(Settings(database=f"sqlite:///{demo_file}", demo=True, demo_light_passwords=True))
    yield composed
    composed.close()


def _form() -> dict[str, Any]:
    """Return a form that asks for much that the fund knows, under its paths."""

    def known(name: str, kind: str, prefill: str, **more: Any) -> dict[str, Any]:
        return {"name": name, "kind": kind, "label": name, "prefill": prefill, **more}

    child = {
        "label": "Enfant",
        "questions": [known("who", "person", "person"), known("child_name", "text", "name")],
    }
    return form(
        [
            known("home", "address", "person.address"),
            known("born", "partial_date", "person.birth_date"),
            known("phone", "text", "person.phone"),
            known("marital", "choice", "file.marital", options=options("single", "couple", "married")),
            known("wages", "amount", "resources.wages"),
            known("partner", "person", "household.others"),
            known("children", "group", "household.children", item=child),
            known("unheard", "text", "nobody.knows"),
        ],
        {
            "home": {},
            "born": {},
            "phone": {"maxLength": 20},
            "marital": {"enum": ["single", "couple", "married"]},
            "wages": {"minimum": 0, "maximum": 10_000_00},
            "partner": {},
            "children": {
                "maxItems": 10,
                "items": {"type": "object", "properties": {"who": {}, "child_name": {"maxLength": 100}}},
            },
            "unheard": {"maxLength": 10},
        },
    )


def _prepared(services: Services, role: str, *, with_file: bool = True) -> Prepared:
    account_id = demo_id("account", role)
    with services[Store].read() as transaction:
        members = transaction.query(Member).filter(Member.account_id == account_id).order_by(Member.position)
        file_id = members.first().file_id if with_file else None  # type: ignore[union-attr]
        return services[Questionnaires].prepare(transaction, parse(_form()), account_id, file_id)


def test_what_is_known_is_there(services: Services) -> None:
    """Who holds a file finds their address, household and income; each is an answer that could be sent."""
    made = _prepared(services, "responsable-couple")
    assert made.answers["home"]["country"] == "France"
    assert made.answers["marital"] in {"single", "couple", "married"}
    assert made.answers["wages"] > 0
    assert made.answers["children"]
    assert set(made.prefilled) == set(made.answers)
    assert "unheard" not in made.answers
    assert refusals(made.form, made.answers, _TODAY) == {}
    partner = made.form.question("partner")
    assert partner.options
    assert demo_id("account", "responsable-couple") not in {option.value for option in partner.options}


def test_what_lies_behind_a_closed_door_is_not_told(services: Services) -> None:
    """A spouse without procuration finds what is their own, and nothing of the file's situation or incomes."""
    made = _prepared(services, "conjoint-sans-procuration")
    assert "born" in made.answers
    assert not {"marital", "wages", "children"} & made.answers.keys()


def test_who_has_no_file_finds_what_is_their_own(services: Services) -> None:
    """Without a file there is nobody to choose, and somebody new may be named."""
    made = _prepared(services, "responsable-seul", with_file=False)
    assert "born" in made.answers
    assert made.form.question("partner").options == ()


def test_a_published_form_is_left_as_it_is(services: Services) -> None:
    """What is put in for one person is in their copy alone."""
    published = parse(_form())
    with services[Store].read() as transaction:
        services[Questionnaires].prepare(transaction, published, demo_id("account", "responsable-seul"), None)
    assert published.raw == _form()
