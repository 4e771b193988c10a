"""An answer in words, as one reads it again."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from app.steps.questionnaire_entries import typed
from questionnaires.answers import refusals
from questionnaires.definition import Bounds, Kind, Question
from questionnaires.kinds import FRANCE
from views.shell.formats import birth_date, day, exact_euros, month, unbroken
from views.steps.questionnaire.text import QuestionnaireText


def answer_words(question: Question, answer: Any) -> str:  # noqa: ANN401 - JSON
    """Return an answer in words; what is no answer yet as it was typed."""
    if answer is None:
        return QuestionnaireText.NO_ANSWER
    if question.kind is Kind.GROUP:
        return _group(question, answer)
    if question.kind is Kind.DOCUMENT:
        return QuestionnaireText.documents(len(answer)) if isinstance(answer, list) else str(answer)
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        labels = {option.value: option.label for option in question.options}
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(labels.get(str(each), str(each)) for each in chosen)
    if isinstance(answer, dict):
        return _parts(question, answer)
    return _simple(question.kind, answer)


def _simple(kind: Kind, answer: object) -> str:
    if isinstance(answer, bool):
        return QuestionnaireText.YES if answer else QuestionnaireText.NO
    if isinstance(answer, int) and kind is Kind.AMOUNT:
        return exact_euros(answer)
    if not isinstance(answer, str) or refusals(kind, answer, Bounds(whole=False)):
        return typed(kind, answer)
    match kind:
        case Kind.DATE:
            return day(date.fromisoformat(answer))
        case Kind.PARTIAL_DATE:
            return birth_date(answer)
        case Kind.MONTH:
            return month(answer)
        case Kind.IBAN:
            return unbroken(typed(kind, answer))
        case _:
            return answer


def _parts(question: Question, answer: Mapping[str, Any]) -> str:
    if "person_id" in answer:
        names = {option.value: option.label for option in question.options}
        return names.get(str(answer["person_id"]), QuestionnaireText.NO_ANSWER)
    if question.kind is Kind.PERSON:
        born = _simple(Kind.PARTIAL_DATE, answer["birth_date"]) if "birth_date" in answer else ""
        names_said = " ".join(str(answer[key]) for key in ("first_names", "last_name") if key in answer)
        return ", ".join(filter(None, (names_said, born)))
    if question.kind is Kind.ADDRESS:
        town = " ".join(str(answer[key]) for key in ("postcode", "city") if key in answer)
        country = "" if answer.get("country") == FRANCE else str(answer.get("country", ""))
        return ", ".join(
            filter(None, (*(str(answer.get(key, "")) for key in ("line1", "line2")), town, country))
        )
    return ", ".join(str(part) for part in answer.values())


def _group(question: Question, answer: object) -> str:
    if not isinstance(answer, list):
        return str(answer)
    return " ; ".join(
        ", ".join(
            answer_words(each, item[each.name])
            for each in question.questions
            if each.name in cast("Mapping[str, Any]", item)
        )
        for item in answer
        if isinstance(item, dict)
    )
