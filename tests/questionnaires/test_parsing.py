"""A form that could not be filled in, or would be understood in two ways, is refused as it is published."""

from typing import Any

import pytest

from questionnaires.definition import Kind
from questionnaires.parsing import parse
from questionnaires.reading import DefinitionError
from tests.support.questionnaires import every_kind


def test_a_form_of_every_kind_is_understood() -> None:
    """Every kind of question, with all that may be said of one, is parsed."""
    form = parse(every_kind())
    inside = {each.kind for question in form.questions() for each in question.questions}
    assert {question.kind for question in form.questions()} | inside == set(Kind)
    assert form.question("rent").bounds.maximum == 1_000_000
    assert form.question("child_born").label == "Date de naissance"
    assert form.words("check:french") == "La Caf paie sur un compte ouvert en France."


_MISSING = object()


def _put(form: Any, path: str, value: object) -> None:
    *way, last = path.split(".")
    for key in way:
        form = form[int(key)] if isinstance(form, list) else form[key]
    if value is _MISSING:
        del form[last]
    else:
        form[int(last) if isinstance(form, list) else last] = value


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("title", _MISSING, "title: is missing"),
        ("title", " ", "title: is not a text"),
        ("title", "a\u202eb", "title: is not a text"),
        ("id", "Every kind", "id: is not a name"),
        ("version", 0, "version: is not a whole number"),
        ("door", "anybody", "door: is none of"),
        ("colour", "blue", "colour: is not known here"),
        ("pages", [], "pages: is not a list of 1"),
        ("pages.1.id", "home", "pages: is there twice: home"),
        ("pages.0.questions.1.kind", "sum", "pages.0.questions.1.kind: is none of"),
        ("pages.0.questions.1.name", "rents", "data.properties.rents: is missing"),
        ("pages.0.questions.1.color", "red", "pages.0.questions.1.color: is not known"),
        ("pages.0.questions.0.when", {"question": "rent", "answered": True}, "looks at what is not asked before"),
        ("pages.0.questions.0.when", {"question": "nobody", "answered": True}, "nobody"),
        ("pages.0.questions.1.when", {"question": "housing"}, "compares with nothing"),
        ("pages.0.questions.1.when", {"question": "housing", "like": 1}, "compares with nothing"),
        ("pages.0.questions.1.when", {"question": "housing", "before": "soon"}, "is no date"),
        ("pages.0.questions.1.options", [{"value": "a", "label": "A"}], "belong to no amount"),
        ("pages.0.questions.1.reference.value", "lots", "is no amount"),
        ("pages.0.questions.1.reference", None, "has no reference"),
        ("pages.1.questions.2.item", _MISSING, "item: is missing"),
        ("pages.1.questions.2.item.questions.0.kind", "group", "stands in a group already"),
        ("checks.0.at", "nothing", "is said at no question"),
        ("statement", {}, "statement.text: is missing"),
        ("data.required", ["rents"], "names no question: rents"),
        ("data.properties.other", {}, "data.properties.other: is not known"),
        ("data.properties.rent.maximum", _MISSING, "maximum: is missing"),
        ("data.properties.rent.maximum", -1, "minimum: is more than maximum"),
        ("data.properties.rent.type", "number", "type: is none of integer"),
        ("data.properties.rent.multipleOf", 100, "multipleOf: is not known"),
        ("data.properties.housing.enum", ["own", "rent"], "enum: is not what the options have"),
        ("data.properties.remarks.maxLength", 5000, "maxLength: is not from 1 to 4000"),
        ("data.properties.remarks.pattern", "(", "pattern: is no regular expression"),
        ("data.properties.children.maxItems", 51, "maxItems: is not from 1 to 50"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_with_its_place(path: str, value: object, reason: str) -> None:
    """Whoever writes a form is told where it is wrong, and why."""
    form = every_kind()
    _put(form, path, value)
    with pytest.raises(DefinitionError) as refused:
        parse(form)
    assert reason in str(refused.value)


def test_conditions_that_stand_too_deep_are_refused() -> None:
    """A condition within hundreds of others is refused, and does not end the process."""
    condition: dict[str, Any] = {"question": "housing", "answered": True}
    for _ in range(500):
        condition = {"not": condition}
    form = every_kind()
    _put(form, "pages.0.questions.1.when", condition)
    with pytest.raises(DefinitionError, match="stands too deep"):
        parse(form)


@pytest.mark.parametrize("raw", [None, [], "form", {"data": None}, {"data": {}, "pages": [None]}])
def test_what_is_no_object_is_refused(raw: Any) -> None:
    """JSON of any other shape is refused, and breaks nothing."""
    with pytest.raises(DefinitionError):
        parse(raw)
