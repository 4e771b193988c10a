"""The end of the server: in time, with its parent, and with its port free."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psutil
import pytest

from server import sqlite_url

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Eventually, Start

HALVES = {
    "nothing": b"",
    "half a head": b"POST /v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-",
    "half a body": b"POST /v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20\r\n\r\n{",
    "half a chunk": b"POST /v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_ends_whoever_is_connected(start: Start, demo_file: Path, workers: str) -> None:
    """The server stops within its grace, whatever half requests are open."""
    arguments = ("--demo", "--workers", workers, "--database", sqlite_url(demo_file))
    with start(*arguments, MON_COMPTE_GRACE_SECONDS="1") as (process, url):
        port = urlsplit(url).port
        lines = []
        for half in HALVES.values():
            line = socket.create_connection(("127.0.0.1", port), 60)
            line.sendall(half)
            lines.append(line)
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        for line in lines:
            line.close()
        with socket.create_server(("127.0.0.1", port or 0)):
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_workers_end_with_their_parent(start: Start, demo_file: Path, eventually: Eventually) -> None:
    """A killed parent leaves no worker behind, and the next start finds the port free."""
    arguments = ("--demo", "--workers", "2", "--database", sqlite_url(demo_file))
    with start(*arguments) as (process, url):
        workers = psutil.Process(process.pid).children(recursive=True)
        assert len(workers) >= 2
        process.kill()
        process.wait(60)
        again = subprocess.Popen(
            [sys.executable, "-m", "server", "--port", str(urlsplit(url).port), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        eventually(lambda: not any(worker.is_running() for worker in workers))
        try:
            from tests.server.conftest import answers

            eventually(lambda: again.poll() is not None or answers(url))
            assert again.poll() is None, again.stderr and again.stderr.read()
        finally:
            again.terminate()
            again.communicate(timeout=60)
