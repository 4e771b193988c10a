"""A paper on a line that is cut: what came is not asked for again, and the file is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

import httpx
import pytest
from pydantic import SecretStr

from api_client import Client, ConnectionFailed, ResponseInvalid, Retry
from api_client.documents import PART_BYTES, Paper
from api_client.held_session import Session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CONTENT = bytes(range(256)) * (PART_BYTES // 256 * 2 + 17)


def paper(size: int) -> Paper:
    return Paper.model_validate(
        {
            "document_id": "d1",
            "kind": "statement",
            "from": "2016-11",
            "until": "2026-11",
            "state": "ready",
            "progress": 100,
            "asked_at": datetime.now(UTC),
            "made_at": None,
            "expires_at": datetime.now(UTC),
            "size": size,
            "file_name": "releve.pdf",
        }
    )


class Line(httpx.AsyncBaseTransport):
    """A server of one file, over a line that is cut after so many answers, in the middle of one."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.left = 100
        self.wrong = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        asked = request.headers.get("range", "")
        self.asked.append(asked)
        if self.left == 0:
            return httpx.Response(206, stream=_Cut())
        self.left -= 1
        if not asked:
            return httpx.Response(200, content=CONTENT)
        first, last = map(int, asked.removeprefix("bytes=").split("-"))
        return httpx.Response(206, content=CONTENT if self.wrong else CONTENT[first : last + 1])


class _Cut(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"half of"
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
async def client(line: Line) -> AsyncIterator[Client]:
    async with httpx.AsyncClient(transport=line) as http:
        client = Client("http://127.0.0.1", http=http, retry=Retry(limit=0))
        session = Session(
            session_id="s",
            account_id="a",
            scope="full",
            access_token=SecretStr("t"),
            refresh_token=SecretStr("r"),
            access_expires_in=900,
            idle_expires_in=900,
        )
        client._keeper.keep(session, asked_at=monotonic())
        yield client
        await client.aclose()


async def test_a_large_paper_goes_on_where_it_was_cut(client: Client, line: Line) -> None:
    """After a cut in the middle of a part, the parts that came are kept, and the next call asks for the others."""
    begun = bytearray()
    line.left = 1
    with pytest.raises(ConnectionFailed):
        await client.documents.fetch("f", paper(len(CONTENT)), begun)
    assert begun == CONTENT[:PART_BYTES]
    line.left, line.asked = 100, []
    assert await client.documents.fetch("f", paper(len(CONTENT)), begun) == CONTENT
    assert line.asked[0] == f"bytes={PART_BYTES}-{2 * PART_BYTES - 1}"


async def test_a_small_paper_comes_in_one_piece(client: Client, line: Line) -> None:
    """It is asked for whole, so that the device may keep it; after a cut it is asked for again."""
    line.left = 0
    begun = bytearray()
    with pytest.raises(ConnectionFailed):
        await client.documents.fetch("f", paper(PART_BYTES), begun)
    assert begun == b""
    line.left = 100
    assert await client.documents.fetch("f", paper(PART_BYTES), begun) == CONTENT
    assert set(line.asked) == {""}


async def test_a_part_that_was_not_asked_for_is_refused(client: Client, line: Line) -> None:
    """More than what was asked for makes no file: nothing of it stays."""
    begun = bytearray()
    line.wrong = True
    with pytest.raises(ResponseInvalid):
        await client.documents.fetch("f", paper(len(CONTENT) - 1), begun)
    assert begun == b""
