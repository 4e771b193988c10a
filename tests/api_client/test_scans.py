from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import CHUNK_BYTES, ConnectionFailed, ResponseInvalid, ScanRefused

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect

SCANS = "/v1/enrolments/current/scans"
CONTENT = bytes(range(256)) * (CHUNK_BYTES * 3 // 256) + b"the end"


class Store:
    """The server's side of an upload: appends at the offset it knows, and fails as it is told."""

    def __init__(self, api: Api) -> None:
        self.held = b""
        self.failures: list[str] = []
        self._api = api
        api.on(f"POST {SCANS}", lambda _: self.scan())
        api.on(f"GET {SCANS}/s", lambda _: self.scan())
        api.on(f"PATCH {SCANS}/s", self.append)

    def scan(self) -> httpx.Response:
        complete = len(self.held) == len(CONTENT)
        return httpx.Response(
            200,
            json={
                "scan_id": "s",
                "file_name": "titre.pdf",
                "size": len(CONTENT),
                "received": len(self.held),
                "state": "complete" if complete else "uploading",
                "media_type": "application/pdf" if complete else None,
            },
        )

    def append(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["Content-Type"] == "application/offset+octet-stream"
        failure = self.failures.pop(0) if self.failures else ""
        if failure == "before":
            raise httpx.ConnectError("cut")
        if failure == "half":
            self.held += request.content[: len(request.content) // 2]
            raise httpx.ReadTimeout("silent")
        if int(request.headers["Upload-Offset"]) != len(self.held):
            return self._api.problem(409, "offset_mismatch", received=len(self.held))
        self.held += request.content
        if failure == "after":
            raise httpx.ReadError("the answer was lost")
        return self.scan()


@pytest.fixture
def store(api: Api) -> Store:
    return Store(api)


@pytest.fixture
async def client(connect: Connect) -> Any:
    client = await connect(sign_in=False)
    client.enrolments.take_up("token-1")
    return client


async def test_a_file_goes_in_pieces_that_the_server_takes(api: Api, store: Store, client: Any) -> None:
    """The file arrives whole, no piece is larger than allowed, and the progress bar only ever advances."""
    scan = await client.enrolments.scans.start("titre.pdf", len(CONTENT))
    seen: list[int] = []
    done = await client.enrolments.scans.send(scan, CONTENT, lambda scan: seen.append(scan.received))
    assert done.state == "complete"
    assert store.held == CONTENT
    assert max(len(request.content) for request in api.asked) == CHUNK_BYTES
    assert seen == sorted(seen)
    assert seen[-1] == len(CONTENT)


@pytest.mark.parametrize(
    "failures",
    [["before"], ["after"], ["half"], ["", "half", "half", "after", "before"], ["before", "before", "after"]],
    ids=" ".join,
)
async def test_a_cut_costs_no_more_than_a_piece(store: Store, client: Any, failures: list[str]) -> None:
    """Wherever the network is cut, the upload goes on from what the server holds, and the file is the same."""
    scan = await client.enrolments.scans.start("titre.pdf", len(CONTENT))
    store.failures = failures
    await client.enrolments.scans.send(scan, CONTENT)
    assert store.held == CONTENT


async def test_a_dead_network_is_said_and_taken_up_later(store: Store, client: Any) -> None:
    """What was received before the failure is not sent again when the person tries again."""
    scan = await client.enrolments.scans.start("titre.pdf", len(CONTENT))
    store.failures = ["", *["before"] * 12]
    with pytest.raises(ConnectionFailed):
        await client.enrolments.scans.send(scan, CONTENT)
    assert len(store.held) == CHUNK_BYTES
    store.failures = []
    await client.enrolments.scans.send(scan, CONTENT)
    assert store.held == CONTENT


async def test_a_cancelled_upload_can_be_taken_up_or_removed(api: Api, store: Store, client: Any) -> None:
    """Cancelling stops at once; the scan stays on the server until it is removed."""
    scan = await client.enrolments.scans.start("titre.pdf", len(CONTENT))
    second = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        if store.held:
            second.set()
            await asyncio.Event().wait()
        return store.append(request)

    api.on(f"PATCH {SCANS}/s", slow)
    upload = asyncio.create_task(client.enrolments.scans.send(scan, CONTENT))
    await second.wait()
    upload.cancel()
    with pytest.raises(asyncio.CancelledError):
        await upload
    assert (await client.enrolments.scans.get("s")).received == CHUNK_BYTES
    api.on(f"DELETE {SCANS}/s", lambda _: httpx.Response(204))
    await client.enrolments.scans.remove("s")


async def test_a_refused_file_is_refused_with_the_reason(api: Api, store: Store, client: Any) -> None:
    """Too large is known before anything is sent; what it is, once the server has seen all of it."""
    scan = await client.enrolments.scans.start("titre.pdf", len(CONTENT))
    api.on(f"POST {SCANS}", lambda _: api.problem(422, "scan_too_large", limit=10_485_760))
    with pytest.raises(ScanRefused) as raised:
        await client.enrolments.scans.start("film.mov", 11_000_000)
    assert (raised.value.code, raised.value.limit) == ("scan_too_large", 10_485_760)
    api.on(f"PATCH {SCANS}/s", lambda _: api.problem(422, "scan_type_refused"))
    with pytest.raises(ScanRefused):
        await client.enrolments.scans.send(scan, CONTENT)


async def test_an_upload_that_leads_nowhere_ends(api: Api, store: Store, client: Any) -> None:
    """A server that takes pieces and receives nothing, or another file than announced: no endless loop."""
    scan = await client.enrolments.scans.start("titre.pdf", len(CONTENT))
    api.on(f"PATCH {SCANS}/s", lambda _: store.scan())
    with pytest.raises(ResponseInvalid):
        await client.enrolments.scans.send(scan, CONTENT)
    with pytest.raises(ValueError, match="announced"):
        await client.enrolments.scans.send(scan, CONTENT[1:])
