"""The form of a declaration: a page for each person, an amount for each kind of income and month."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from server.declarations import text
from server.declarations.rules import INCOME_KINDS, QUARTER, IncomeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from server.declarations.rules import Quarter

QUESTIONNAIRE: Final = "quarterly_declaration"
NOTHING: Final = "none"
_VERSION: Final = 1
_MINUTES: Final = 10
_MOST: Final = 10_000_000
_TWICE: Final = 2

Amounts = dict[tuple[IncomeKind, str], int]
"""Cents by kind of income and month (YYYY-MM)."""


@dataclass(frozen=True, slots=True)
class Declarant:
    """Somebody whose income is declared.

    Attributes:
        name: as the fund writes it.
        known: what the fund knows of the three months.
        before: what was declared of the last month of the quarter before, by kind.
        declared: what was declared of these months already, which is now corrected; None where nothing was.
    """

    name: str
    known: Amounts = field(default_factory=dict, repr=False)
    before: dict[IncomeKind, int] = field(default_factory=dict, repr=False)
    declared: Amounts | None = field(default=None, repr=False)


def form(quarter: Quarter, declarants: Sequence[Declarant]) -> dict[str, Any]:
    """Return the form of a quarter for the people of a household."""
    properties: dict[str, Any] = {"changed": {"type": "boolean"}}
    required = ["changed"]
    pages = [_situation()]
    checks = []
    for number, declarant in enumerate(declarants):
        questions = list(_questions(quarter, number, declarant))
        pages.append(
            {
                "id": f"person_{number}",
                "title": text.page_title(declarant.name),
                "questions": [question for question, _ in questions],
            }
        )
        properties |= {question["name"]: schema for question, schema in questions}
        required += [question["name"] for question, _ in questions]
        checks.append(_contradiction(number))
    return {
        "id": QUESTIONNAIRE,
        "version": _VERSION,
        "title": text.title(quarter, correction=any(each.declared is not None for each in declarants)),
        "kind": "declaration",
        "benefit": None,
        "door": "changes",
        "minutes": _MINUTES,
        "introduction": {
            "sentences": list(text.SENTENCES),
            "needed": [{"document": document, "label": label} for document, label in text.NEEDED],
            "effects": list(text.EFFECTS),
        },
        "data": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": properties,
            "required": required,
        },
        "pages": pages,
        "checks": checks,
        "statement": {"text": text.STATEMENT},
    }


def answers(quarter: Quarter, declarants: Sequence[Declarant]) -> dict[str, Any]:
    """Return what is filled in beforehand: what is corrected, else what the fund knows."""
    found: dict[str, Any] = {}
    for number, declarant in enumerate(declarants):
        amounts = declarant.known if declarant.declared is None else declarant.declared
        kinds = [kind for kind in INCOME_KINDS if any(each == kind for each, _ in amounts)]
        if kinds:
            found[_kinds(number)] = kinds
        elif declarant.declared is not None:
            found[_kinds(number)] = [NOTHING]
        for kind in kinds:
            for position, month in enumerate(quarter.months):
                if (kind, month) in amounts or declarant.declared is not None:
                    found[_amount(number, kind, position)] = amounts.get((kind, month), 0)
    return found


def incomes(
    quarter: Quarter, members: Sequence[str], answered: Mapping[str, Any]
) -> Iterator[tuple[str, IncomeKind, str, int]]:
    """Yield member, kind, month and cents of what was declared; `members` in the order of the form's pages."""
    for number, member in enumerate(members):
        for kind in INCOME_KINDS:
            for position, month in enumerate(quarter.months):
                amount = answered.get(_amount(number, kind, position))
                if kind in answered.get(_kinds(number), ()) and isinstance(amount, int):
                    yield member, kind, month, amount


def _situation() -> dict[str, Any]:
    return {
        "id": "situation",
        "title": text.SITUATION,
        "questions": [
            {
                "name": "changed",
                "kind": "yes_no",
                "label": text.CHANGED,
                "advice": [
                    {"when": {"question": "changed", "equals": True}, "text": text.CHANGED_ADVICE},
                ],
            }
        ],
    }


def _questions(
    quarter: Quarter, number: int, declarant: Declarant
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the questions of one person, each with the schema of its answer."""
    chosen = _kinds(number)
    values = [*INCOME_KINDS, NOTHING]
    labels = [*(text.KINDS[kind] for kind in INCOME_KINDS), text.NO_INCOME]
    yield (
        {
            "name": chosen,
            "kind": "choices",
            "label": text.kinds_label(declarant.name, quarter),
            "options": [
                {"value": value, "label": label} for value, label in zip(values, labels, strict=True)
            ],
        },
        {"type": "array", "items": {"enum": values}, "uniqueItems": True, "minItems": 1},
    )
    for kind in INCOME_KINDS:
        for position in range(QUARTER):
            yield (
                _amount_question(quarter, number, declarant, kind, position)
                | {"when": {"question": chosen, "includes": kind}, "hint": text.AMOUNT_HINT},
                {"type": "integer", "minimum": 0, "maximum": _MOST},
            )


def _amount_question(
    quarter: Quarter, number: int, declarant: Declarant, kind: IncomeKind, position: int
) -> dict[str, Any]:
    name = _amount(number, kind, position)
    month, last_before = quarter.months[position], quarter.before().months[-1]
    question: dict[str, Any] = {"name": name, "kind": "amount", "label": text.amount_label(kind, month)}
    before = declarant.before.get(kind)
    if position:
        than: Any = {"question": _amount(number, kind, position - 1)}
        question["advice"] = [_advice(name, than, kind, quarter.months[position - 1])]
    elif before:
        question["reference"] = {"value": before, "label": text.reference(before, last_before)}
        question["advice"] = [_advice(name, "reference", kind, last_before)]
    return question


def _advice(name: str, than: Any, kind: IncomeKind, month: str) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"when": {"question": name, "times": _TWICE, "of": than}, "text": text.doubled(kind, month)}


def _contradiction(number: int) -> dict[str, Any]:
    chosen = _kinds(number)
    return {
        "id": f"nothing_and_something_{number}",
        "when": {
            "all": [
                {"question": chosen, "includes": NOTHING},
                {"any": [{"question": chosen, "includes": kind} for kind in INCOME_KINDS]},
            ]
        },
        "at": chosen,
        "message": text.NOTHING_AND_SOMETHING,
    }


def _kinds(number: int) -> str:
    return f"kinds_{number}"


def _amount(number: int, kind: IncomeKind, position: int) -> str:
    return f"{kind}_{number}_{position}"
