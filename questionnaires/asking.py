"""Which questions are asked, given what was answered so far: a condition looks at what was asked before it."""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from questionnaires.answers import tidied
from questionnaires.conditions import Condition, Said
from questionnaires.definition import STATEMENT, Answers, Definition, Kind, Page, Question
from questionnaires.values import is_answer


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page of which something is asked."""

    page: Page
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked now, and what was answered of it.

    Attributes:
        pages: those of which something is asked, in order.
        items: for each group that is asked, what is asked of each in it.
        answers: tidied; without those to what is not asked, and without those that are none.
    """

    pages: tuple[AskedPage, ...]
    items: Mapping[str, tuple[tuple[Question, ...], ...]]
    answers: dict[str, Any]

    def listed(self, group: str) -> list[tuple[Any, tuple[Question, ...]]]:
        """Return each of a group as it was answered, with what is asked of it."""
        if group not in self.items or group not in self.answers:
            return []
        return list(zip(self.answers[group], self.items[group], strict=True))


def asked(definition: Definition, answers: Answers, today: date) -> Asked:
    """Return what is asked of somebody who has answered so far as `answers` say."""
    kept: dict[str, Any] = {}
    items: dict[str, tuple[tuple[Question, ...], ...]] = {}
    pages = []
    said = Said(kept, today)
    for page in definition.pages:
        if not _holds(page.when, said):
            continue
        questions = []
        for question in page.questions:
            if not _holds(question.when, said):
                continue
            questions.append(question)
            value = tidied(question.kind, answers.get(question.name))
            if question.kind is Kind.GROUP and isinstance(value, list):
                value, items[question.name] = _group(question, value, said)
            if is_answer(value):
                kept[question.name] = value
        if questions:
            pages.append(AskedPage(page, tuple(questions)))
    if definition.statement and STATEMENT in answers:
        kept[STATEMENT] = answers[STATEMENT]
    return Asked(tuple(pages), items, kept)


def in_item(said: Said, item: Mapping[str, Any]) -> Said:
    """Return what is known to a condition within one of a group."""
    return Said(ChainMap(dict(item), dict(said.answers)), said.today)


def advice(question: Question, said: Said) -> tuple[str, ...]:
    """Return what is said beside the answer to a question."""
    return tuple(each.text for each in question.advice if each.when.holds(said))


def asked_of_each(
    group: Question, items: list[dict[str, Any]], now: Asked, today: date
) -> tuple[tuple[Question, ...], ...]:
    """Return what is asked of each of a group that is shown, whether or not anything was answered of it yet."""
    return _group(group, items, Said(now.answers, today))[1]


def _group(
    question: Question, items: list[Any], said: Said
) -> tuple[list[Any], tuple[tuple[Question, ...], ...]]:
    """Return the answers kept of a group, and what is asked of each in it; of what is no object nothing is."""
    kept: list[Any] = []
    asked_of: list[tuple[Question, ...]] = []
    for item in items:
        questions, answers = _item(question, item, said) if isinstance(item, dict) else ((), item)
        kept.append(answers)
        asked_of.append(questions)
    return kept, tuple(asked_of)


def _item(group: Question, item: dict[str, Any], said: Said) -> tuple[tuple[Question, ...], dict[str, Any]]:
    names = {question.name for question in group.questions}
    kept = {name: answer for name, answer in item.items() if name not in names}
    questions = []
    for question in group.questions:
        if _holds(question.when, in_item(said, kept)):
            questions.append(question)
            answer = tidied(question.kind, item.get(question.name))
            if is_answer(answer):
                kept[question.name] = answer
    return tuple(questions), kept


def _holds(condition: Condition | None, said: Said) -> bool:
    return condition is None or condition.holds(said)
