"""What is wrong with one answer, how it is tidied, and what may stand in a draft."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from math import isfinite
from typing import Any, Final, TypeAlias

from questionnaires import kinds
from questionnaires.definition import Bounds, Kind, Option
from questionnaires.numbers import iban_fault, siret_fault, tidy_iban
from questionnaires.values import is_answer, same
from text_rules.cleaning import cleaned, cleaned_lines
from text_rules.folding import folded_words
from text_rules.hostile import is_no_text

Refusals: TypeAlias = dict[str, str]
"""Codes by path: empty for the answer itself, `postcode` for a part of it, `0` for one of a list."""

_DEPTH_MAX: Final = 2
_PARTS_MAX: Final = 100
_KEY_MAX: Final = 60
_FAR: Final = 10**15


def refusals(kind: Kind, value: Any, bounds: Bounds, options: tuple[Option, ...] = ()) -> Refusals:  # noqa: ANN401
    """Return what is wrong with an answer that is there; what a group holds is not looked into."""
    if kind in _CHECKS:
        return _CHECKS[kind](value, bounds, tuple(option.value for option in options))
    fault = _FAULTS[kind](value, bounds)
    return {"": fault} if fault else {}


def tidied(kind: Kind, value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return an answer as it is stored: texts without stray blanks, numbers without separators.

    What is no answer of the kind comes back as it is.
    """
    if isinstance(value, str) and kind in _TIDIES:
        return _TIDIES[kind](value)
    if isinstance(value, dict):
        parts = {key: _tidied_part(key, part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if is_answer(part)}
    return value


def is_unfit(value: object, *, depth: int = 0) -> bool:
    """Return whether a value can be no part of a draft, however unfinished.

    A draft may hold a text in the place of anything: it is kept as it was typed, and refused once sent.
    """
    if isinstance(value, str):
        return len(value) > kinds.TEXT_MAX or is_no_text(value)
    if isinstance(value, list):
        return _are_unfit(value, depth)
    if isinstance(value, dict):
        return not all(map(_is_key, value)) or _are_unfit(list(value.values()), depth)
    if isinstance(value, int | float):
        return not abs(value) < _FAR
    return value is not None


def _are_unfit(values: list[Any], depth: int) -> bool:
    too_many = depth > _DEPTH_MAX or len(values) > _PARTS_MAX
    return too_many or any(is_unfit(value, depth=depth + 1) for value in values)


def _is_key(key: object) -> bool:
    return isinstance(key, str) and len(key) <= _KEY_MAX and not is_no_text(key)


def _tidied_part(key: str, part: object) -> object:
    if not isinstance(part, str):
        return part
    plain = cleaned(part)
    if key == "siret":
        return re.sub(r"[ .\-]", "", plain)
    return kinds.FRANCE if key == "country" and folded_words(plain) == "france" else plain


def _text_fault(value: object, bounds: Bounds) -> str | None:
    if not isinstance(value, str) or not kinds.is_plain(value):
        return "format"
    if bounds.max_length is not None and len(value) > bounds.max_length:
        return "too_long"
    if len(value) < max(1, bounds.min_length):
        return "too_short"
    return None if re.search(bounds.pattern, value) else "format"


def _number_fault(value: object, bounds: Bounds) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return "format"
    if bounds.whole and value != int(value):
        return "format"
    if bounds.minimum is not None and value < bounds.minimum:
        return "too_small"
    return "too_large" if bounds.maximum is not None and value > bounds.maximum else None


def _shape_fault(
    pattern: str, exists: Callable[[str], bool] = lambda _: True
) -> Callable[[object, Bounds], str | None]:
    shape = re.compile(pattern)

    def fault(value: object, _: Bounds) -> str | None:
        fits = isinstance(value, str) and shape.search(value) is not None and exists(value)
        return None if fits else "format"

    return fault


def _yes_no_fault(value: object, _: Bounds) -> str | None:
    return None if isinstance(value, bool) else "format"


def _iban_fault(value: object, _: Bounds) -> str | None:
    return iban_fault(value) if isinstance(value, str) else "format"


def _siret_fault(value: object, _: Bounds) -> str | None:
    return siret_fault(value) if isinstance(value, str) else "format"


def _statement_fault(value: object, _: Bounds) -> str | None:
    return None if value is True else "required"


def _listed(value: object, bounds: Bounds, fault: Callable[[Any], str | None], *, once: bool) -> Refusals:
    """Return what is wrong with a list, each of which has a fault or none; `once`, none may be there twice."""
    if not isinstance(value, list):
        return {"": "format"}
    found = {str(place): code for place, each in enumerate(value) if (code := fault(each))}
    if len(value) < bounds.min_items:
        found[""] = "too_few"
    elif bounds.max_items is not None and len(value) > bounds.max_items:
        found[""] = "too_many"
    elif once and any(same(each, other) for place, each in enumerate(value) for other in value[:place]):
        found[""] = "not_allowed"
    return found


def _choice(value: object, _: Bounds, values: tuple[str, ...]) -> Refusals:
    if not isinstance(value, str):
        return {"": "format"}
    return {} if value in values else {"": "not_allowed"}


def _choices(value: object, bounds: Bounds, values: tuple[str, ...]) -> Refusals:
    return _listed(value, bounds, lambda each: None if each in values else "not_allowed", once=True)


def _group(value: object, bounds: Bounds, _: tuple[str, ...]) -> Refusals:
    return _listed(value, bounds, lambda each: None if isinstance(each, dict) else "format", once=False)


def _document(value: object, bounds: Bounds, _: tuple[str, ...]) -> Refusals:
    identifier = Bounds(max_length=kinds.IDENTIFIER_MAX)
    return _listed(value, bounds, lambda each: _text_fault(each, identifier), once=True)


def _person(value: object, _: Bounds, values: tuple[str, ...]) -> Refusals:
    if not isinstance(value, dict):
        return {"": "format"}
    if "person_id" not in value:
        return _parts(value, kinds.NEW_PERSON, required=set(kinds.NEW_PERSON))
    found = _parts(value, {"person_id": kinds.line(kinds.IDENTIFIER_MAX)}, required=set())
    return found or ({} if value["person_id"] in values else {"person_id": "not_allowed"})


def _address(value: object, _: Bounds, __: tuple[str, ...]) -> Refusals:
    if not isinstance(value, dict):
        return {"": "format"}
    if value.get("country") != kinds.FRANCE:
        return _parts(value, kinds.ADDRESS, required=kinds.ADDRESS_REQUIRED)
    return _parts(value, kinds.FRENCH_ADDRESS, required={*kinds.ADDRESS_REQUIRED, "postcode"})


def _employer(value: object, _: Bounds, __: tuple[str, ...]) -> Refusals:
    return _parts(value, kinds.EMPLOYER, required={"name"}) if isinstance(value, dict) else {"": "format"}


def _parts(
    value: dict[Any, Any], schemas: Mapping[str, Mapping[str, Any]], *, required: AbstractSet[str]
) -> Refusals:
    """Return what is wrong with the parts of an answer, each a text."""
    found = {key: "required" for key in schemas if key in required and key not in value}
    for key, part in value.items():
        if key not in schemas:
            found[str(key)] = "unknown"
        elif code := _part_fault(part, schemas[key]):
            found[key] = code
    return found


def _part_fault(value: object, schema: Mapping[str, Any]) -> str | None:
    fault = _FORMATS[schema["format"]]
    return fault(value, Bounds(max_length=schema.get("maxLength"), pattern=schema.get("pattern", "")))


_PARTIAL_FAULT: Final = _shape_fault(kinds.PARTIAL_DATE, kinds.is_partial_day)
_FORMATS: Final[Mapping[str, Callable[[object, Bounds], str | None]]] = {
    "plain": _text_fault,
    "partial-date": _PARTIAL_FAULT,
    "siret": _siret_fault,
}
_FAULTS: Final[Mapping[Kind, Callable[[object, Bounds], str | None]]] = {
    Kind.TEXT: _text_fault,
    Kind.LONG_TEXT: _text_fault,
    Kind.NUMBER: _number_fault,
    Kind.AMOUNT: _number_fault,
    Kind.DATE: _shape_fault(kinds.DATE, kinds.is_day),
    Kind.PARTIAL_DATE: _PARTIAL_FAULT,
    Kind.MONTH: _shape_fault(kinds.MONTH),
    Kind.YES_NO: _yes_no_fault,
    Kind.IBAN: _iban_fault,
    Kind.STATEMENT: _statement_fault,
}
_CHECKS: Final[Mapping[Kind, Callable[[object, Bounds, tuple[str, ...]], Refusals]]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.PERSON: _person,
    Kind.ADDRESS: _address,
    Kind.EMPLOYER: _employer,
    Kind.GROUP: _group,
    Kind.DOCUMENT: _document,
}
_TIDIES: Final[Mapping[Kind, Callable[[str], str]]] = {
    Kind.TEXT: cleaned,
    Kind.LONG_TEXT: cleaned_lines,
    Kind.DATE: cleaned,
    Kind.PARTIAL_DATE: cleaned,
    Kind.MONTH: cleaned,
    Kind.IBAN: tidy_iban,
}
