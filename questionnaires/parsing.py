"""A definition read from JSON; what cannot be a form is refused, with the place and the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from questionnaires.answers import refusals as answer_refusals
from questionnaires.coherence import hold_together
from questionnaires.conditions import Condition
from questionnaires.definition import (
    STATEMENT,
    Advice,
    Bounds,
    Check,
    Definition,
    Introduction,
    Kind,
    Need,
    Option,
    Page,
    Question,
    Reference,
)
from questionnaires.parsing_bounds import ANNOTATIONS, bounds
from questionnaires.parsing_conditions import condition
from questionnaires.reading import LABEL_MAX, VALUE_MAX, WORDS_MAX, Reader

_CHOSEN: Final = frozenset({Kind.CHOICE, Kind.CHOICES})
_SENTENCES_MAX: Final = 20
_OF_AN_ITEM_MAX: Final = 30
_MINUTES_MAX: Final = 600
_VERSION_MAX: Final = 1_000_000


def parse(raw: Mapping[str, Any]) -> Definition:
    """Return the form that `raw` defines.

    Raises:
        DefinitionError: it defines none.
    """
    top = Reader(raw, "")
    schema = Reader(top.take("data"), "data")
    pages = tuple(
        _page(Reader(each, f"pages.{number}"), schema)
        for number, each in enumerate(top.list("pages", least=1))
    )
    schema.expect("type", "object")
    schema.expect("additionalProperties", value=False, optional=True)
    schema.close("$schema", "properties", "required", *ANNOTATIONS)
    statement = top.take("statement", None)
    definition = Definition(
        id=top.id("id"),
        version=top.whole("version", 1, _VERSION_MAX),
        title=top.words("title", LABEL_MAX),
        kind=top.one_of("kind", ("change", "benefit", "declaration")),
        benefit=top.optional("benefit"),
        door=top.one_of("door", ("changes", "requests", "separation")),
        minutes=top.whole("minutes", 1, _MINUTES_MAX),
        introduction=_introduction(Reader(top.take("introduction", {}), "introduction")),
        pages=pages,
        checks=tuple(
            _check(Reader(each, f"checks.{number}")) for number, each in enumerate(top.list("checks"))
        ),
        statement=Reader(statement, STATEMENT).words("text", WORDS_MAX) if statement is not None else "",
        raw=raw,
    )
    top.close()
    _all_asked(schema, tuple(definition.questions()))
    hold_together(definition)
    return definition


def _introduction(reader: Reader) -> Introduction:
    def sentences(key: str) -> tuple[str, ...]:
        return tuple(
            Reader({"text": each}, reader.at(f"{key}.{number}")).words("text", WORDS_MAX)
            for number, each in enumerate(reader.list(key, most=_SENTENCES_MAX))
        )

    needed = [
        Reader(each, reader.at(f"needed.{n}"))
        for n, each in enumerate(reader.list("needed", most=_SENTENCES_MAX))
    ]
    found = Introduction(
        sentences=sentences("sentences"),
        needed=tuple(Need(each.id("document"), each.words("label", LABEL_MAX)) for each in needed),
        effects=sentences("effects"),
    )
    for each in (*needed, reader):
        each.close()
    return found


def _page(reader: Reader, schema: Reader) -> Page:
    properties, required = _properties(schema)
    page = Page(
        id=reader.id("id"),
        title=reader.words("title", LABEL_MAX),
        help=reader.words("help", WORDS_MAX, ""),
        when=_when(reader),
        questions=tuple(
            _question(Reader(each, reader.at(f"questions.{number}")), properties, required)
            for number, each in enumerate(reader.list("questions", least=1))
        ),
    )
    reader.close()
    return page


def _properties(schema: Reader) -> tuple[Reader, Sequence[str]]:
    return Reader(schema.take("properties"), schema.at("properties")), schema.list("required")


def _question(
    reader: Reader, properties: Reader, required: Sequence[str], *, in_group: bool = False
) -> Question:
    name = reader.id("name")
    kind = Kind(reader.one_of("kind", tuple(Kind)))
    schema = Reader(properties.take(name), properties.at(name))
    if in_group and kind is Kind.GROUP:
        reader.fail("kind", "stands in a group already")
    item = Reader(reader.take("item"), reader.at("item")) if kind is Kind.GROUP else None
    options = _options(reader, kind)
    question = Question(
        name=name,
        kind=kind,
        label=reader.words("label", LABEL_MAX),
        bounds=bounds(schema, kind, required=name in required, options=options),
        schema=schema.raw,
        hint=reader.words("hint", WORDS_MAX, ""),
        help=reader.words("help", WORDS_MAX, ""),
        when=_when(reader),
        options=options,
        prefill=reader.words("prefill", LABEL_MAX, ""),
        reference=_reference(reader, kind),
        item_label=item.words("label", LABEL_MAX) if item is not None else "",
        items_label=item.words("several", LABEL_MAX, "") if item is not None else "",
        questions=_in_group(item, schema) if item is not None else (),
    )
    advice = _advice(reader, question)
    reader.close()
    return replace(question, advice=advice) if advice else question


def _in_group(item: Reader, schema: Reader) -> tuple[Question, ...]:
    items = Reader(schema.take("items"), schema.at("items"))
    properties, required = _properties(items)
    questions = tuple(
        _question(Reader(each, item.at(f"questions.{number}")), properties, required, in_group=True)
        for number, each in enumerate(item.list("questions", least=1, most=_OF_AN_ITEM_MAX))
    )
    _all_asked(items, questions)
    items.expect("type", "object")
    items.expect("additionalProperties", value=False, optional=True)
    items.close("properties", "required", *ANNOTATIONS)
    item.close()
    return questions


def _all_asked(schema: Reader, questions: Sequence[Question]) -> None:
    """Refuse a schema that speaks of answers that no question asks for."""
    properties, required = _properties(schema)
    for question in questions:
        properties.take(question.name)
    properties.close()
    unknown = set(map(str, required)) - {question.name for question in questions}
    if unknown:
        schema.fail("required", f"names no question: {', '.join(sorted(unknown))}")


def _options(reader: Reader, kind: Kind) -> tuple[Option, ...]:
    options = []
    listed = reader.list("options", least=1 if kind in _CHOSEN else 0)
    if listed and kind not in {*_CHOSEN, Kind.PERSON}:
        reader.fail("options", f"belong to no {kind}")
    for number, each in enumerate(listed):
        option = Reader(each, reader.at(f"options.{number}"))
        options.append(
            Option(
                option.words("value", VALUE_MAX),
                option.words("label", LABEL_MAX),
                option.words("hint", WORDS_MAX, ""),
            )
        )
        option.close()
    if len({option.value for option in options}) < len(options):
        reader.fail("options", "has a value twice")
    return tuple(options)


def _reference(reader: Reader, kind: Kind) -> Reference | None:
    given = reader.take("reference", None)
    if given is None:
        return None
    reference = Reader(given, reader.at("reference"))
    found = Reference(reference.take("value"), reference.words("label", LABEL_MAX))
    reference.close()
    if answer_refusals(kind, found.value, Bounds(whole=False)):
        reference.fail("value", f"is no {kind}")
    return found


def _advice(reader: Reader, question: Question) -> tuple[Advice, ...]:
    found = []
    for number, each in enumerate(reader.list("advice", most=10)):
        advice = Reader(each, reader.at(f"advice.{number}"))
        when = condition(advice.take("when"), advice.at("when"), reference=question.reference)
        found.append(Advice(when, advice.words("text", WORDS_MAX)))
        advice.close()
    return tuple(found)


def _check(reader: Reader) -> Check:
    check = Check(
        id=reader.id("id"),
        when=condition(reader.take("when"), reader.at("when")),
        at=reader.id("at"),
        message=reader.words("message", WORDS_MAX),
    )
    reader.close()
    return check


def _when(reader: Reader) -> Condition | None:
    given = reader.take("when", None)
    return None if given is None else condition(given, reader.at("when"))
