"""A real clamd of ClamAV, with one signature: ours."""

from __future__ import annotations

import contextlib
import io
import shutil
import socket
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from server import Settings, sqlite_url
from server.inspection.clamd import Clamd, ScannerError
from tests.server.enrolment_steps import PNG, Draft
from tests.support.files import chunk, picture
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.server.conftest import Serve

MARK = b"MON-COMPTE-TEST-SIGNATURE"
BAD = PNG + MARK
HIDDEN = PNG[:-12] + chunk(b"tEXt", b"Comment\0" + MARK) + PNG[-12:]
LIMIT_KIB = 512

needs_clamd = pytest.mark.skipif(
    shutil.which("clamd") is None, reason="clamd is not installed: apt-get install clamav-daemon"
)


@contextlib.contextmanager
def scanning(folder: Path, path: Path, port: int) -> Iterator[None]:
    """Run a clamd that listens at a path and a port, and accepts LIMIT_KIB at most."""
    database = folder / "signatures"
    database.mkdir(parents=True)
    (database / "ours.ndb").write_text(f"MonCompte.Test:0:*:{MARK.hex()}\n")
    configuration = folder / "clamd.conf"
    configuration.write_text(
        f"DatabaseDirectory {database}\nLocalSocket {path}\nTCPSocket {port}\nTCPAddr 127.0.0.1\n"
        f"Foreground yes\nStreamMaxLength {LIMIT_KIB}K\nTemporaryDirectory {folder}\n"
    )
    clamd = shutil.which("clamd")
    assert clamd
    log = folder / "log"
    with log.open("wb") as said:
        running = subprocess.Popen([clamd, "-c", str(configuration)], stdout=said, stderr=said)
    try:
        deadline = time.monotonic() + 60
        while not answers(path):
            assert running.poll() is None, log.read_text()
            assert time.monotonic() < deadline
            threading.Event().wait(0.05)
        yield
    finally:
        running.terminate()
        running.wait()


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
            line.sendall(b"zPING\0")
            return line.recv(16) == b"PONG\0"
        except OSError:
            return False


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    folder = tmp_path_factory.mktemp("clamd")
    path, port = folder / "clamd.ctl", free_port()
    with scanning(folder, path, port):
        yield path, port


@needs_clamd
@pytest.mark.parametrize("way", ["path", "port"])
def test_what_the_scanner_knows_is_found(scanner: tuple[Path, int], way: str) -> None:
    """The scanner, at a path or a port, accepts a clean file and finds the signature."""
    path, port = scanner
    clamd = Clamd.at(f"unix://{path}" if way == "path" else f"tcp://127.0.0.1:{port}")
    assert not clamd.finds(io.BytesIO(PNG))
    assert not clamd.finds(io.BytesIO(b""))
    assert clamd.finds(io.BytesIO(MARK))
    assert clamd.finds(io.BytesIO(b"\0" * 300_000 + MARK))


@needs_clamd
def test_what_is_too_large_for_the_scanner_is_not_taken_unchecked(scanner: tuple[Path, int]) -> None:
    """A file that is too large for the scanner is not accepted unchecked."""
    with pytest.raises(ScannerError):
        Clamd.at(f"unix://{scanner[0]}").finds(io.BytesIO(b"\0" * (LIMIT_KIB + 600) * 1024))


@needs_clamd
@pytest.mark.parametrize("content", [BAD, HIDDEN], ids=["behind", "within"])
def test_a_scan_that_the_scanner_knows_is_refused(
    serve: Serve, demo_file: Path, scanner: tuple[Path, int], content: bytes
) -> None:
    """The scanner judges the file as it was sent, and a refused file is erased."""
    settings = Settings(database=sqlite_url(demo_file), demo=True, clamd=f"unix://{scanner[0]}")
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        draft = without_document(http)
        refused = sent(draft, content)
        assert (refused.status_code, refused.json()["code"]) == (422, "scan_unsafe")
        assert draft.state()["identity"]["scans"] == []
        assert sent(draft, PNG).json()["state"] == "complete"
        kept = [file.read_bytes() for file in (demo_file.parent / "scans").rglob("*") if file.is_file()]
    assert kept == [PNG]


@needs_clamd
def test_a_scan_waits_for_the_scanner(serve: Serve, demo_file: Path, tmp_path: Path) -> None:
    """Without its scanner the server accepts no scan; the last piece can be sent again later."""
    path = tmp_path / "clamd.ctl"
    settings = Settings(database=sqlite_url(demo_file), demo=True, clamd=f"unix://{path}")
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        draft = without_document(http)
        scan_id = draft.announce(len(PNG)).json()["scan_id"]
        draft.send(scan_id, 0, PNG[:500])
        for _ in range(2):
            waiting = draft.send(scan_id, 500, PNG[500:])
            assert (waiting.status_code, waiting.json()["code"]) == (503, "scan_unchecked")
            assert waiting.json()["retry_after"] > 0
            shown = draft.get(f"/scans/{scan_id}").json()
            assert (shown["state"], shown["received"]) == ("uploading", 500)
        with scanning(tmp_path / "late", path, free_port()):
            assert draft.send(scan_id, 500, PNG[500:]).json()["state"] == "complete"


@pytest.mark.parametrize(
    "answer", [b"", b"stream: OK", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\0", b"OK\0" * 5000]
)
def test_only_a_clear_answer_counts(answer: bytes) -> None:
    """Half an answer, another answer, or none does not mean that the file is clean."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answered, args=(listening, answer))
        thread.start()
        with pytest.raises(ScannerError):
            Clamd(("127.0.0.1", listening.getsockname()[1])).finds(io.BytesIO(picture("PNG")))
        thread.join()


def answered(listening: socket.socket, answer: bytes) -> None:
    line, _ = listening.accept()
    with line, contextlib.suppress(OSError):
        while not line.recv(1 << 20).endswith(b"\0\0\0\0"):
            pass
        line.sendall(answer)


def test_a_silent_scanner_is_not_waited_for_long() -> None:
    """A scanner that says nothing leaves the file unchecked after some seconds."""
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(ScannerError):
        Clamd(("127.0.0.1", listening.getsockname()[1]), patience=0.2).finds(io.BytesIO(PNG))


@pytest.mark.parametrize(
    "url",
    ["clamd.ctl", "unix://", "unix://clamd.ctl", "tcp://host", "tcp://:3310", "http://host:80", "tcp://h:p"],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """An unreadable address of a scanner is an error at the start."""
    with pytest.raises(ValueError, match=r"clamd|[Pp]ort"):
        Clamd.at(url)


def without_document(http: httpx.Client) -> Draft:
    draft = Draft.at(http, "identity", "sans-piece")
    draft.put("identity", {"kind": "none", "number": None})
    return draft


def sent(draft: Draft, content: bytes) -> httpx.Response:
    return draft.send(draft.announce(len(content), "pièce.png").json()["scan_id"], 0, content)
