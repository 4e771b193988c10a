"""Answers held against their JSON Schema by a validator that knows nothing of forms: a second opinion.

The codes are those of `questionnaires.checking`. Where several words of a schema refuse one answer, the first of
`_CODES` is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jsonschema import Draft202012Validator, FormatChecker

from questionnaires.kinds import FORMATS
from questionnaires.numbers import iban_fault, siret_fault
from questionnaires.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError

    from questionnaires.asking import Asked
    from questionnaires.definition import Definition

_CODES: Final = {
    "type": "format",
    "format": "format",
    "maxLength": "too_long",
    "minLength": "too_short",
    "pattern": "format",
    "minimum": "too_small",
    "maximum": "too_large",
    "minItems": "too_few",
    "maxItems": "too_many",
    "uniqueItems": "not_allowed",
    "enum": "not_allowed",
    "const": "required",
    "required": "required",
    "additionalProperties": "unknown",
}
_RANKS: Final = {word: rank for rank, word in enumerate(_CODES)}
_NUMBERS: Final = {"iban": iban_fault, "siret": siret_fault}


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, holds in FORMATS.items():
        checker.checks(name)(lambda value, holds=holds: not isinstance(value, str) or holds(value))
    return checker


_CHECKER: Final = _formats()


def refusals(definition: Definition, now: Asked) -> dict[str, str]:
    """Return what is wrong with the answers to what is asked now: codes by path."""
    validator = Draft202012Validator(schema(definition, now), format_checker=_CHECKER)
    found = [each for error in validator.iter_errors(now.answers) for each in _refusals_of(error)]
    found.sort(key=lambda each: each[0])
    codes: dict[str, str] = {}
    for _, path, code in found:
        codes.setdefault(path, code)
    return codes


def _refusals_of(error: ValidationError) -> Iterator[tuple[int, str, str]]:
    """Yield rank, path and code of what an error says: of a lacking or a strange name, the path is that of the name."""
    word = str(error.validator)
    names: list[Any] = [None]
    instance: Any = error.instance
    said: Any = error.schema
    if word == "required":
        names = [name for name in said["required"] if name not in instance]
    elif word == "additionalProperties":
        names = [name for name in instance if name not in said["properties"]]
    for name in names:
        path = (*error.absolute_path, *([] if name is None else [name]))
        yield _RANKS[word], ".".join(map(str, path)), _code(word, error)


def _code(word: str, error: ValidationError) -> str:
    judge = _NUMBERS.get(str(error.validator_value)) if word == "format" else None
    return (judge(str(error.instance)) if judge is not None else None) or _CODES[word]
