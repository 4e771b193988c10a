"""The JSON Schema (2020-12) of the answers, as it holds for what is asked now.

A definition says of each answer its bounds, and a kind what it is; both together, for what is asked alone, is what a
validator is given: what is not asked is neither required nor allowed. Its formats are `kinds.FORMATS`.
"""

from typing import Any

from questionnaires.asking import Asked
from questionnaires.definition import STATEMENT, Definition, Kind, Question
from questionnaires.kinds import SCHEMAS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(definition: Definition, now: Asked) -> dict[str, Any]:
    """Return the schema of the answers to what is asked now."""
    questions = tuple(question for page in now.pages for question in page.questions)
    found = _object(questions, now)
    if definition.statement:
        found["properties"][STATEMENT] = {"const": True}
        found["required"].append(STATEMENT)
    return {"$schema": DIALECT, **found}


def _object(questions: tuple[Question, ...], now: Asked) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {question.name: _answer(question, now) for question in questions},
        "required": [question.name for question in questions if question.bounds.required],
        "additionalProperties": False,
    }


def _answer(question: Question, now: Asked) -> dict[str, Any]:
    own = dict(question.schema)
    if question.kind is Kind.GROUP:
        # What is asked of one depends on its own answers.
        items = [_object(asked_of, now) for asked_of in now.items.get(question.name, ())]
        own |= {"items": False, **({"prefixItems": items} if items else {})}
    parts = [SCHEMAS[question.kind], own]
    if question.kind is Kind.PERSON:
        parts.append({"properties": {"person_id": {"enum": [option.value for option in question.options]}}})
    return {"allOf": parts}
