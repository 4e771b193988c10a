"""The OpenAPI document: the operations, and the model of refusals that they share."""

from __future__ import annotations

from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi.openapi.utils import get_openapi
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, create_model

from server.feature import in_published_order
from server.http.kinds import ProblemMember

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from server.feature import Features

# The order of the first version, so that a comparison only shows additions; codes that are not named here follow.
_CODES = (
    "validation_failed", "credentials_refused", "session_expired", "password_refused", "password_required",
    "changed_meanwhile", "code_refused", "code_expired", "code_exhausted", "birth_date_required", "name_required",
    "resend_too_soon", "too_many_codes", "rate_limited", "door_closed", "migration_required", "migration_not_needed",
    "step_out_of_order", "too_young", "document_refused", "identity_checked", "scan_too_large", "scan_type_refused",
    "scan_damaged", "scan_too_complex", "scan_locked", "scan_unsafe", "scan_unchecked", "offset_mismatch",
    "franceconnect_unavailable", "franceconnect_expired", "franceconnect_mismatch", "not_found", "method_not_allowed",
    "idempotency_conflict", "payload_too_large", "update_required", "maintenance", "internal_error",
)  # fmt: skip
_MEMBERS = (
    "errors", "retry_after", "tries_left", "until", "door", "reason", "step", "age_limit", "verdict", "limit",
    "received", "differs",
)  # fmt: skip


class FieldError(BaseModel):
    """The error of a field of the request."""

    field: str
    code: str


_GENERAL_MEMBERS = (
    ProblemMember("errors", list[FieldError]),
    ProblemMember("retry_after", int, "seconds"),
    ProblemMember("until", AwareDatetime),
)


class _ProblemDetails(BaseModel):
    """The body of every refusal."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(pattern="^urn:mon-compte:problem:[a-z_]+$")
    title: str
    status: int


def problem_details(features: Features) -> type[BaseModel]:
    """Return the model of refusals, with the codes and members that the features register."""
    codes = features.problems
    names = {each.upper(): each for each in in_published_order(codes, _CODES)}
    code = StrEnum("Code", names)  # type: ignore[misc] # mypy does not know what is registered
    code.__doc__ = "Every code that a client may meet."
    members: dict[str, list[ProblemMember]] = {}
    for member in (*_GENERAL_MEMBERS, *features.each(lambda feature: feature.members)):
        members.setdefault(member.name, []).append(member)
    fields: dict[str, Any] = {"code": (code, ...), "request_id": (UUID, ...)}
    for name in in_published_order(members, _MEMBERS):
        types: list[Any] = [member.type for member in members[name]]
        fields[name] = (reduce(or_, types) | None, Field(None, description=members[name][0].description))
    return create_model("ProblemDetails", __base__=_ProblemDetails, __doc__=_ProblemDetails.__doc__, **fields)


def describe(app: FastAPI, features: Features) -> Callable[[], dict[str, Any]]:
    """Return a function that makes the application's document when it is first called."""

    def document() -> dict[str, Any]:
        if not app.openapi_schema:
            schema = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            problem = problem_details(features).model_json_schema(ref_template="#/components/schemas/{model}")
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(problem.pop("$defs"))
            schemas["ProblemDetails"] = problem
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            app.openapi_schema = schema
        return app.openapi_schema

    return document
