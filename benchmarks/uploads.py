"""Documents that people send: how far a hundred megabytes of them raise the memory of the server."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx

from benchmarks.documents import server_of
from benchmarks.server import serving
from server.demo.accounts import DEMO_ACCOUNTS
from tests.support.files import pdf, picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psutil

AT_ONCE = 4
_MB = 1024 * 1024
_PIECE = 256 * 1024
_LOOK_SECONDS = 0.002
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")


def run() -> list[dict[str, Any]]:
    """Return rows of the table: name, ours, reference, ratio, limit."""
    kinds = (pdf(padding=9_900_000), picture("PNG", side=1800), picture("JPEG", side=2600, quality=90))
    sent = [kinds[rank % len(kinds)] for rank in range(12)]
    while sum(map(len, sent)) < 100 * _MB:
        sent.append(kinds[0])
    with serving({}) as url, httpx.Client(base_url=url, timeout=120) as http:
        _enter(http)
        # What a first file of each kind brings in is the program's own.
        for content in (pdf(), picture("PNG"), picture("JPEG")):
            _send(http, content)
        server = server_of(url)
        before = server.memory_info().rss
        with _highest(server) as highest, ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(lambda content: _send(http, content), sent))
        after = server.memory_info().rss
    megabytes = round(sum(map(len, sent)) / _MB)
    return [
        _row(f"Memory of the server at its highest over {megabytes} MB of documents, {AT_ONCE} at once (MB more)",
             (highest[0] - before) / _MB, "≤ 16"),
        _row("Memory that it keeps of them (MB)", (after - before) / _MB, "≤ 16"),
    ]  # fmt: skip


@contextmanager
def _highest(process: psutil.Process) -> Iterator[list[int]]:
    """Note the largest memory of a process, as often as it can be looked at."""
    found, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(_LOOK_SECONDS):
            found[0] = max(found[0], process.memory_info().rss)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield found
    finally:
        over.set()
        looking.join()


def _enter(http: httpx.Client) -> None:
    body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
    session = http.post("/v1/sessions", json=body).json()["session"]
    http.headers["Authorization"] = f"Bearer {session['access_token']}"


def _send(http: httpx.Client, content: bytes) -> None:
    body = {"file_name": "document", "size": len(content), "document": "rent_certificate"}
    upload_id = http.post("/v1/me/uploads", json=body).json()["upload_id"]
    state = ""
    for at in range(0, len(content), _PIECE):
        answer = http.patch(
            f"/v1/me/uploads/{upload_id}",
            content=content[at : at + _PIECE],
            headers={"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"},
        )
        assert answer.status_code == 200, answer.text
        state = answer.json()["state"]
    assert state == "sent"


def _row(name: str, ours: float, limit: str) -> dict[str, Any]:
    return {"name": name, "ours": round(ours, 1), "reference": None, "ratio": None, "limit": limit}


if __name__ == "__main__":
    for row in run():
        print(row)
