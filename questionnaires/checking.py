"""What is wrong with answers: codes by path, such as `children.0.birth_date`: `required`.

Codes: `required`, `format`, `too_small`, `too_large`, `too_short`, `too_long`, `too_few`, `too_many`, `not_allowed`,
`checksum`, `unknown`, and `check:<id>` for a check of the definition.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from questionnaires.answers import Refusals, is_unfit
from questionnaires.answers import refusals as answer_refusals
from questionnaires.asking import Asked, asked, in_item
from questionnaires.conditions import Said
from questionnaires.definition import STATEMENT, Answers, Check, Definition, Question


def refusals(definition: Definition, answers: Answers, today: date) -> Refusals:
    """Return what keeps answers from being sent; empty where nothing does.

    Answers to what is not asked are passed over; names of no question are refused.
    """
    now = asked(definition, answers, today)
    found: Refusals = {}
    for page in now.pages:
        found |= _of_questions(page.questions, now)
    if definition.statement and now.answers.get(STATEMENT) is not True:
        found[STATEMENT] = "required"
    known = {question.name for question in definition.questions()} | {STATEMENT}
    found |= {name: "unknown" for name in answers if name not in known}
    return found | _of_checks(definition, now, found, today)


def page_refusals(definition: Definition, page_id: str, answers: Answers, today: date) -> Refusals:
    """Return what keeps one from going on from a page; empty where nothing does."""
    names = {question.name for question in definition.page(page_id).questions}
    every = refusals(definition, answers, today)
    return {path: code for path, code in every.items() if path.partition(".")[0] in names}


def draft_refusals(definition: Definition, answers: Answers) -> Refusals:
    """Return what can be no part of a draft: names of no question, and what no form would send.

    Unfinished answers may be saved: a text may stand in the place of anything, as it was typed.
    """
    known = {question.name for question in definition.questions()} | {STATEMENT}
    return {
        str(name): "unknown" if name not in known else "format"
        for name, value in answers.items()
        if name not in known or is_unfit(value)
    }


def _of_questions(questions: tuple[Question, ...], now: Asked) -> Refusals:
    found: Refusals = {}
    for question in questions:
        found |= _of_answer(question, now.answers)
        for place, (item, asked_of) in enumerate(now.listed(question.name)):
            found |= _of_item(f"{question.name}.{place}", item, asked_of)
    return found


def _of_item(path: str, item: Any, asked_of: tuple[Question, ...]) -> Refusals:  # noqa: ANN401 - JSON
    if not isinstance(item, dict):
        return {}
    found: Refusals = {}
    for each in asked_of:
        found |= {f"{path}.{below}": code for below, code in _of_answer(each, item).items()}
    known = {each.name for each in asked_of}
    return found | {f"{path}.{name}": "unknown" for name in item if name not in known}


def _of_answer(question: Question, answers: Mapping[str, Any]) -> Refusals:
    name = question.name
    if name not in answers:
        return {name: "required"} if question.bounds.required else {}
    found = answer_refusals(question.kind, answers[name], question.bounds, question.options)
    return {f"{name}.{below}" if below else name: code for below, code in found.items()}


def _of_checks(definition: Definition, now: Asked, found: Refusals, today: date) -> Refusals:
    """Return the checks that refuse, at answers with which nothing else is wrong; they look at sound answers alone."""
    said = Said(_sound(now.answers, found, ""), today)
    asked_names = {question.name for page in now.pages for question in page.questions}
    wrong: Refusals = {}

    def note(check: Check, path: str, known: Said) -> None:
        if not _is_refused(path, {**found, **wrong}) and check.when.holds(known):
            wrong[path] = f"check:{check.id}"

    for check in definition.checks:
        if check.at in asked_names:
            note(check, check.at, said)
        for group in now.items:
            for place, (item, asked_of) in enumerate(now.listed(group)):
                if isinstance(item, dict) and check.at in {each.name for each in asked_of}:
                    path = f"{group}.{place}"
                    note(check, f"{path}.{check.at}", in_item(said, _sound(item, found, f"{path}.")))
    return wrong


def _sound(answers: Answers, found: Refusals, above: str) -> dict[str, Any]:
    return {name: answer for name, answer in answers.items() if not _is_refused(f"{above}{name}", found)}


def _is_refused(path: str, found: Refusals) -> bool:
    return any(each == path or each.startswith(f"{path}.") for each in found)
