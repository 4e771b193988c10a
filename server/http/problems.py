"""Refusals as problem details (RFC 9457), rendered in one place."""

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
    """A refusal, raised anywhere below a router.

    Args:
        kind: gives code, status and title.
        commits: what was written before it was raised stands (a try counted, a family of tokens killed),
            and the refusal is replayed to a retry of the same request.
        headers: header fields to add.
        extra: members that features register; one that is None is left out.
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
        """Return the answer that tells it to the client."""
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
    """Return `validation_failed` for fields, each with the code of what is wrong with it."""
    return Problem(VALIDATION_FAILED, errors=[{"field": field, "code": code} for field, code in wrong])


def documented(*kinds: ProblemKind) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI responses of the refusals that an operation may answer with."""
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
