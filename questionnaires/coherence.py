"""Whether the parts of a definition fit: names that are there once, conditions on what is asked before."""

from collections import Counter

from questionnaires.conditions import Condition, named
from questionnaires.definition import STATEMENT, Check, Definition, Question
from questionnaires.reading import LIST_MAX, DefinitionError


def hold_together(definition: Definition) -> None:
    """Refuse names that are there twice, and conditions on what is asked later.

    Raises:
        DefinitionError: something does not fit.
    """
    names = [name for question in definition.questions() for name in _names(question)]
    _unique("pages", [page.id for page in definition.pages])
    _unique("checks", [check.id for check in definition.checks])
    _unique("pages", [*names, STATEMENT])
    if len(names) > LIST_MAX:
        raise DefinitionError("pages", f"asks more than {LIST_MAX} questions")
    _hold_pages(definition)
    for check in definition.checks:
        _hold_check(definition, check)


def _names(question: Question) -> list[str]:
    return [question.name, *(each.name for each in question.questions)]


def _unique(path: str, names: list[str]) -> None:
    twice = {name for name, times in Counter(names).items() if times > 1}
    if twice:
        raise DefinitionError(path, f"is there twice: {', '.join(sorted(twice))}")


def _hold_pages(definition: Definition) -> None:
    every = {question.name for question in definition.questions()}
    before: set[str] = set()
    for page in definition.pages:
        _known(page.when, before, f"page {page.id}")
        for question in page.questions:
            _hold_question(question, before, every)
            before.add(question.name)


def _hold_question(question: Question, before: set[str], every: set[str]) -> None:
    _known(question.when, before, question.name)
    inside: set[str] = set()
    for each in question.questions:
        _known(each.when, before | inside, each.name)
        inside.add(each.name)
    for each in question.questions:
        for advice in each.advice:
            _known(advice.when, every | inside, each.name)
    for advice in question.advice:
        _known(advice.when, every, question.name)


def _hold_check(definition: Definition, check: Check) -> None:
    names = {question.name for question in definition.questions()}
    for question in definition.questions():
        if check.at in {each.name for each in question.questions}:
            names |= {each.name for each in question.questions}
    if check.at not in names:
        raise DefinitionError(f"check {check.id}", f"is said at no question: {check.at}")
    _known(check.when, names, f"check {check.id}")


def _known(condition: Condition | None, names: set[str], where: str) -> None:
    unknown = set(named(condition)) - names if condition is not None else set()
    if unknown:
        raise DefinitionError(where, f"looks at what is not asked before: {', '.join(sorted(unknown))}")
