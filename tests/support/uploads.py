"""Documents that somebody sends from another device, and what the fund does with them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx

from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.visitor import ACCOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.processes import Program

PIECE = 256 * 1024


@contextmanager
def _elsewhere(program: Program) -> Iterator[tuple[httpx.Client, str]]:
    """Sign in as somebody whose file lacks a document, on another device; yield it with the id of their file."""
    account = ACCOUNTS["responsable-couple"]
    said: dict[str, Any] = {"identifier": account.identifier, "password": account.password}
    with httpx.Client(base_url=program.api.url, verify=PLAIN, timeout=PATIENCE_S) as http:
        session = http.post("/v1/sessions", json=said).json()["session"]
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        yield http, http.get("/v1/me").json()["files"][0]["file_id"]


def begin_elsewhere(program: Program, content: bytes, name: str) -> None:
    """Send the first piece of a document."""
    with _elsewhere(program) as (http, file_id):
        announced = {
            "file_name": name,
            "size": len(content),
            "document": "rent_certificate",
            "file_id": file_id,
        }
        upload_id = http.post("/v1/me/uploads", json=announced).json()["upload_id"]
        headers = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        sent = http.patch(f"/v1/me/uploads/{upload_id}", content=content[:PIECE], headers=headers)
        assert sent.json()["received"] == PIECE


def uploads_of(program: Program) -> list[dict[str, Any]]:
    """Return what was sent, the newest first."""
    with _elsewhere(program) as (http, file_id):
        found: list[dict[str, Any]] = http.get("/v1/me/uploads", params={"file_id": file_id}).json()["items"]
        return found


def refuse(program: Program, reason: str) -> None:
    """Have the fund refuse what was sent last."""
    program.api.settle_upload(uploads_of(program)[0]["upload_id"], "refused", reason)
