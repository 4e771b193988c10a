"""Refusals as problem details (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.responses import JSONResponse
from pydantic_core import to_jsonable_python

from server.http.kinds import VALIDATION_FAILED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.http.kinds import ProblemKind

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A refusal, raised by a router or anything below it.

    Args:
        kind: its code, status and title.
        commits: whether the transaction commits all the same (a try was counted, a family of tokens was ended); a retry
            of the same request then gets the same refusal.
        headers: header fields to add to the answer.
        extra: members that features register; None values are left out.
    """

    def __init__(
        self,
        kind: ProblemKind,
        *,
        commits: bool = False,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.commits = commits
        self.headers = dict(headers or {})
        self.extra = extra

    @property
    def status(self) -> int:
        """HTTP status."""
        return self.kind.status

    def response(self, request_id: str) -> JSONResponse:
        """Return the HTTP response of the refusal."""
        details = {
            "type": f"urn:mon-compte:problem:{self.kind.code}",
            "title": self.kind.title,
            "status": self.status,
            "code": self.kind.code,
            "request_id": request_id,
        }
        extra = {name: value for name, value in self.extra.items() if value is not None}
        headers = dict(self.headers)
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        if (retry_after := extra.get("retry_after")) is not None:
            headers["Retry-After"] = str(retry_after)
        return JSONResponse(
            details | to_jsonable_python(extra),
            status_code=self.status,
            headers=headers,
            media_type=MEDIA_TYPE,
        )


def invalid(*wrong: tuple[str, str]) -> Problem:
    """Return `validation_failed` for fields, each with the code of its error."""
    return Problem(VALIDATION_FAILED, errors=[{"field": field, "code": code} for field, code in wrong])


def documented(*kinds: ProblemKind) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI responses of an operation that may answer with these refusals."""
    by_status: dict[int | str, list[str]] = {}
    for kind in kinds:
        by_status.setdefault(kind.status, []).append(kind.code)
    return {
        status: {
            "description": " · ".join(together),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status, together in by_status.items()
    }
