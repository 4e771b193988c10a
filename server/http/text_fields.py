"""Text of requests: typed text is cleaned and hostile text refused, the same way for all operations."""

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Annotated, get_args

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field, GetCoreSchemaHandler, SecretStr
from pydantic_core.core_schema import CoreSchema, no_info_before_validator_function
from typing_extensions import TypeIs

from server.http.problems import invalid
from text_rules.cleaning import cleaned, cleaned_lines
from text_rules.hostile import is_no_text, is_reordered
from text_rules.numbers import CODE_LENGTH, sent_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LONGEST_KEY = 100
_MOST_SAID = 20
_REFUSED = "invalid_characters"
# What invalid UTF-8 becomes in a path or a query.
_MANGLED = "\ufffd"


class Cleaning:
    """The mark of a field whose text is cleaned before its length and format are checked."""

    def __init__(self, clean: "Callable[[str], str]") -> None:
        self._clean = clean

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self._cleaned, handler(source))

    def _cleaned(self, value: object) -> object:
        return self._clean(value) if isinstance(value, str) else value


CLEANED = Cleaning(cleaned)

Typed = Annotated[str, CLEANED]
"""What a person types or pastes."""

TypedSecret = Annotated[SecretStr, CLEANED]
"""The same for a secret, which no log and no repr may show."""

TypedLines = Annotated[SecretStr, Cleaning(cleaned_lines)]
"""A text of several lines, which may hold what no log and no repr may show."""

TypedCode = Annotated[SecretStr, Field(min_length=CODE_LENGTH, max_length=CODE_LENGTH), Cleaning(sent_code)]
"""A code of six digits, taken from a typed or pasted text."""


async def refuse_hostile_text(request: Request) -> None:
    """Refuse hostile text anywhere in the request: path, query, keys and values of a JSON body.

    Raises:
        Problem: `validation_failed` of the field, or of the object that holds it where its name is hostile.
    """
    wrong = [
        (name, code)
        for name, value in request.path_params.items()
        if (code := _fault(str(value), cleaned=False, mangled=True))
    ]
    route = request.scope.get("route")
    query = route.dependant.query_params if isinstance(route, APIRoute) else []
    wrong += _in_query(
        request, {field.alias for field in query if _mentions_cleaning(field.field_info.metadata)}
    )
    if isinstance(route, APIRoute) and route.body_field:
        wrong += islice(await _in_body(request, route.body_field.field_info.annotation), _MOST_SAID)
    if wrong:
        raise invalid(*dict.fromkeys(wrong))


def _in_query(request: Request, cleaned_names: set[str]) -> "Iterator[tuple[str, str]]":
    for name, value in request.query_params.multi_items():
        if code := _fault_of_key(name, mangled=True):
            yield "query", code
        elif code := _fault(value, cleaned=name in cleaned_names, mangled=True):
            yield name, code


async def _in_body(request: Request, model: object) -> "Iterator[tuple[str, str]]":
    try:
        body = await request.json()  # FastAPI has read and kept it
    except (ValueError, RecursionError):
        return iter(())  # no JSON: the operation refuses it
    return _in_json(body, _cleaned_names(model) if _is_model(model) else frozenset())


def _in_json(body: object, cleaned_names: frozenset[str]) -> "Iterator[tuple[str, str]]":
    # An explicit stack: a body may be nested deeper than Python's calls may be.
    waiting: list[tuple[object, str]] = [(body, "")]
    while waiting:
        value, field = waiting.pop()
        if isinstance(value, str):
            name = ".".join(part for part in field.split(".") if not part.isdecimal())
            if code := _fault(value, cleaned=name in cleaned_names):
                yield field or "body", code
        elif isinstance(value, list):
            waiting += ((each, _joined(field, str(position))) for position, each in enumerate(value))
        elif isinstance(value, dict):
            for key, each in value.items():
                if code := _fault_of_key(key):
                    yield field or "body", code
                else:
                    waiting.append((each, _joined(field, key)))


def _joined(field: str, part: str) -> str:
    return f"{field}.{part}" if field else part


def _fault(text: str, *, cleaned: bool, mangled: bool = False) -> str | None:
    hostile = is_no_text(text) or (not cleaned and is_reordered(text)) or (mangled and _MANGLED in text)
    return _REFUSED if hostile else None


def _fault_of_key(key: str, *, mangled: bool = False) -> str | None:
    if len(key) > _LONGEST_KEY:
        return "too_long"
    return _REFUSED if not key.isprintable() else _fault(key, cleaned=False, mangled=mangled)


@lru_cache
def _cleaned_names(model: type[BaseModel]) -> frozenset[str]:
    """Return the dotted names of the fields of a model that are cleaned."""
    names = set()
    for name, field in model.model_fields.items():
        if _mentions_cleaning((field.annotation, *field.metadata)):
            names.add(name)
        for inner in filter(_is_model, (field.annotation, *get_args(field.annotation))):
            names |= {f"{name}.{each}" for each in _cleaned_names(inner)}
    return frozenset(names)


def _mentions_cleaning(annotations: "Iterable[object]") -> bool:
    return any(isinstance(each, Cleaning) or _mentions_cleaning(get_args(each)) for each in annotations)


def _is_model(annotation: object) -> TypeIs[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
