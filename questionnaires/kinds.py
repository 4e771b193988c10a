"""What an answer of each kind is, in words of JSON Schema, and what a definition may say besides."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from questionnaires.definition import Kind
from questionnaires.numbers import iban_fault, siret_fault
from text_rules.hostile import is_no_text, is_reordered

TEXT_MAX: Final = 4000
"""The longest text that any answer holds, in characters."""
FRANCE: Final = "France"
LIST_MAX: Final = 50
"""The most that any answer lists."""
IDENTIFIER_MAX: Final = 64

DATE: Final = "^(18|19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
PARTIAL_DATE: Final = "^(18|19|20|21)[0-9]{2}-(0[0-9]|1[0-2])-(0[0-9]|[12][0-9]|3[01])$"
MONTH: Final = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$"


def line(most: int) -> dict[str, Any]:
    """Return the schema of a text of one line."""
    return {"type": "string", "minLength": 1, "maxLength": most, "format": "plain"}


ADDRESS: Final = {
    "line1": line(100),
    "line2": line(100),
    "postcode": line(12),
    "city": line(60),
    "country": line(60),
}
ADDRESS_REQUIRED: Final = frozenset({"line1", "city", "country"})
FRENCH_ADDRESS: Final = ADDRESS | {"postcode": ADDRESS["postcode"] | {"pattern": "^[0-9]{5}$"}}
EMPLOYER: Final = {"name": line(100), "siret": {"type": "string", "format": "siret"}}
NEW_PERSON: Final = {
    "first_names": line(100),
    "last_name": line(100),
    "birth_date": {"type": "string", "pattern": PARTIAL_DATE, "format": "partial-date"},
}


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


SCHEMAS: Final[Mapping[Kind, Mapping[str, Any]]] = MappingProxyType(
    {
        Kind.TEXT: {"type": "string", "minLength": 1, "format": "plain"},
        Kind.LONG_TEXT: {"type": "string", "minLength": 1, "format": "plain"},
        Kind.NUMBER: {"type": "number"},
        Kind.AMOUNT: {"type": "integer"},
        Kind.DATE: {"type": "string", "pattern": DATE, "format": "date"},
        Kind.PARTIAL_DATE: NEW_PERSON["birth_date"],
        Kind.MONTH: {"type": "string", "pattern": MONTH},
        Kind.YES_NO: {"type": "boolean"},
        Kind.CHOICE: {"type": "string"},
        Kind.CHOICES: {"type": "array"},
        Kind.PERSON: {
            "type": "object",
            "if": {"required": ["person_id"]},
            "then": _object({"person_id": line(IDENTIFIER_MAX)}, "person_id"),
            "else": _object(NEW_PERSON, *NEW_PERSON),
        },
        Kind.ADDRESS: {
            "type": "object",
            "if": {"properties": {"country": {"const": FRANCE}}, "required": ["country"]},
            "then": _object(FRENCH_ADDRESS, *sorted(ADDRESS_REQUIRED), "postcode"),
            "else": _object(ADDRESS, *sorted(ADDRESS_REQUIRED)),
        },
        Kind.EMPLOYER: _object(EMPLOYER, "name"),
        Kind.IBAN: {"type": "string", "format": "iban"},
        Kind.GROUP: {"type": "array"},
        Kind.DOCUMENT: {"type": "array", "items": line(IDENTIFIER_MAX), "uniqueItems": True},
        Kind.STATEMENT: {"const": True},
    }
)
"""What each kind is, besides what a definition bounds. Its formats are `FORMATS`."""

TYPES: Final[Mapping[Kind, tuple[str, ...]]] = {
    kind: (str(schema.get("type", "boolean")),) for kind, schema in SCHEMAS.items()
} | {Kind.NUMBER: ("integer", "number")}
"""What the schema of a definition may call its type; the first where it does not."""

_LENGTH: Final = ("minLength", "maxLength", "pattern")
_COUNT: Final = ("minItems", "maxItems")
_SIZE: Final = ("minimum", "maximum")
KEYWORDS: Final[Mapping[Kind, tuple[str, ...]]] = dict.fromkeys(Kind, ()) | {
    Kind.TEXT: _LENGTH,
    Kind.LONG_TEXT: _LENGTH,
    Kind.NUMBER: _SIZE,
    Kind.AMOUNT: _SIZE,
    Kind.DATE: ("format",),
    Kind.CHOICE: ("enum",),
    Kind.CHOICES: ("items", "uniqueItems", *_COUNT),
    Kind.GROUP: ("items", *_COUNT),
    Kind.DOCUMENT: ("items", *_COUNT),
    Kind.STATEMENT: ("const",),
}
"""What a definition may say of an answer, in words of JSON Schema: no more than this engine holds to."""
NEEDED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.TEXT: ("maxLength",),
    Kind.LONG_TEXT: ("maxLength",),
    Kind.NUMBER: _SIZE,
    Kind.AMOUNT: _SIZE,
    Kind.GROUP: ("maxItems",),
    Kind.DOCUMENT: ("maxItems",),
}
"""Bounds that a definition must give."""


def is_plain(text: str) -> bool:
    """Return whether a text holds nothing that breaks, or reorders, what shows it."""
    return not is_no_text(text) and not is_reordered(text)


def is_day(text: str) -> bool:
    """Return whether an ISO date exists."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_partial_day(text: str) -> bool:
    """Return whether an ISO date may exist, 00 standing for what is unknown: no month has more days than January."""
    return is_day(f"{text[:4]}-{text[5:7].replace('00', '01')}-{text[8:].replace('00', '01')}")


FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "plain": is_plain,
    "date": is_day,
    "partial-date": is_partial_day,
    "iban": lambda text: iban_fault(text) is None,
    "siret": lambda text: siret_fault(text) is None,
}
"""The formats that `SCHEMAS` names, as a validator of JSON Schema must hold them."""
