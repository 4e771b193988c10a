"""A form made ready for one person: whom of the household it may offer, and what they need not type."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from questionnaires.answers import refusals, tidied
from questionnaires.definition import Kind
from questionnaires.parsing import parse
from questionnaires.values import is_answer
from server.questionnaires.knowledge import HOUSEHOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.definition import Definition, Question
    from server.questionnaires.knowledge import Known


@dataclass(frozen=True, slots=True)
class Prepared:
    """A form as one person begins it.

    Attributes:
        form: a copy of their own, which later versions do not change.
        answers: what is known, where it is an answer to what is asked.
        prefilled: the names of those answers.
    """

    form: Definition
    answers: dict[str, Any] = field(repr=False)
    prefilled: list[str]


def prepared(definition: Definition, known: Known) -> Prepared:
    """Return a form made ready for whom that is known of."""
    raw = deepcopy(dict(definition.raw))
    for page in raw["pages"]:
        for question in page["questions"]:
            for each in (question, *(question.get("item") or {}).get("questions", ())):
                if each["kind"] == Kind.PERSON:
                    people = known.people.get(each.get("prefill") or HOUSEHOLD, ())
                    each["options"] = [{"value": value, "label": label} for value, label in people]
    made = parse(raw)
    found = {
        question.name: _answer(question, known.facts) for question in made.questions() if question.prefill
    }
    answers = {name: answer for name, answer in found.items() if is_answer(answer)}
    return Prepared(made, answers, list(answers))


def _answer(question: Question, facts: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Return what is known of the answer to a question; None for nothing, or for what is none."""
    fact = facts.get(question.prefill)
    if question.kind is Kind.PERSON or not is_answer(fact):
        return None
    if question.kind is Kind.GROUP and isinstance(fact, list):
        items = [_item(question, each) for each in fact[: question.bounds.max_items]]
        return [item for item in items if item]
    answer = tidied(question.kind, fact)
    return answer if not refusals(question.kind, answer, question.bounds, question.options) else None


def _item(group: Question, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of one in a group, whose questions name what is known of it alone."""
    found = {}
    for question in group.questions:
        fact = facts.get(question.prefill)
        if is_answer(fact) and not refusals(question.kind, fact, question.bounds, question.options):
            found[question.name] = fact
    return found
