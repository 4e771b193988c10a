"""What a definition bounds of an answer, read from the JSON Schema of the answers."""

import re
from typing import Final

from questionnaires import kinds
from questionnaires.definition import Bounds, Kind, Option
from questionnaires.reading import LABEL_MAX, Reader

ANNOTATIONS: Final = ("title", "description", "$comment")
"""Words of JSON Schema that hold nothing."""
_FAR: Final = 10**13


def bounds(schema: Reader, kind: Kind, *, required: bool, options: tuple[Option, ...]) -> Bounds:
    """Return what `schema` says of an answer of that kind.

    Raises:
        DefinitionError: it says what this engine does not hold to, or leaves out what every answer of the kind needs.
    """
    types = kinds.TYPES[kind]
    whole = types[0] if not schema.has("type") else schema.one_of("type", types)
    for keyword in kinds.NEEDED.get(kind, ()):
        if not schema.has(keyword):
            schema.fail(keyword, f"is missing: every {kind} is bounded")
    _fixed(schema, kind, [option.value for option in options])
    minimum, maximum = _range(schema, "minimum", "maximum", (int, float))
    min_length, max_length = _range(schema, "minLength", "maxLength", (int,))
    min_items, max_items = _range(schema, "minItems", "maxItems", (int,))
    for keyword, value, most in (
        ("maxLength", max_length, kinds.TEXT_MAX),
        ("maxItems", max_items, kinds.LIST_MAX),
    ):
        if value is not None and not 0 < value <= most:
            schema.fail(keyword, f"is not from 1 to {most}")
    pattern = schema.words("pattern", LABEL_MAX, "")
    try:
        re.compile(pattern)
    except re.error:
        schema.fail("pattern", "is no regular expression")
    schema.close(*kinds.KEYWORDS[kind], *ANNOTATIONS)
    return Bounds(
        required=required,
        minimum=minimum,
        maximum=maximum,
        whole=whole == "integer",
        min_length=int(min_length or 0),
        max_length=None if max_length is None else int(max_length),
        pattern=pattern,
        min_items=int(min_items or 0),
        max_items=None if max_items is None else int(max_items),
    )


def _range(
    schema: Reader, least: str, most: str, types: tuple[type, ...]
) -> tuple[float | None, float | None]:
    values = []
    for keyword in (least, most):
        value = schema.take(keyword, None)
        if value is not None and (type(value) not in types or abs(value) > _FAR):
            schema.fail(keyword, "is no such number")
        values.append(value)
    if None not in values and values[0] > values[1]:
        schema.fail(least, f"is more than {most}")
    return values[0], values[1]


def _fixed(schema: Reader, kind: Kind, values: list[str]) -> None:
    """Refuse that what may be answered and what is offered differ."""
    if kind is Kind.CHOICE and schema.take("enum") != values:
        schema.fail("enum", "is not what the options have, in their order")
    if kind is Kind.CHOICES:
        schema.expect("items", {"enum": values})
        schema.expect("uniqueItems", value=True)
    if kind is Kind.DOCUMENT:
        schema.expect("items", {"type": "string"}, optional=True)
    if kind is Kind.DATE:
        schema.expect("format", "date", optional=True)
    if kind is Kind.STATEMENT:
        schema.expect("const", value=True, optional=True)
