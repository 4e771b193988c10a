from __future__ import annotations

import io
import logging
import subprocess
import sys
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hosting.logs import RedactingFormatter
from tests.launch.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# As `secrets.token_urlsafe(32)` makes them; the same each time, since it names tests.
TOKEN = "WdOynphD-UrotiNqZgZisvmJIxau01Gbz1c6hgU1TTk"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("redaction")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    "secret",
    [
        "1850578006084",
        "185057800608491",
        "1 85 05 78 006 084",
        "1 85 05 78 006 084 91",
        "1\u202f85\u00a005\u00a078\u00a0006\u00a0084",
        "283122A004058",
        "2 83 12 2b 004 058",
        "7850578006084",
        "P 2026 0117 S",
        "P20260117S",
        "424242",
        TOKEN,
        f"Bearer {TOKEN[:12]}",
    ],
)
def test_secrets_are_hidden(log: tuple[logging.Logger, io.StringIO], secret: str) -> None:
    """The last net: what slipped into a message, its arguments or a traceback is not written."""
    logger, written = log
    logger.warning("refused: %s.", secret)
    logger.warning(f"refused: {secret}")  # noqa: G004 - the careless way is the one to catch
    logger.warning("failed", exc_info=ValueError(secret))
    assert secret.removeprefix("Bearer ") not in written.getvalue()
    assert written.getvalue().count("[masqué]") == 3


def test_what_helps_to_understand_stays(log: tuple[logging.Logger, io.StringIO]) -> None:
    """Request ids, ports, amounts and dates are what a log is read for."""
    logger, written = log
    line = f"request {uuid4()} to 127.0.0.1:55321 at 2026-11-22 02:11:39, 61742 cents, file 1234567"
    logger.warning(line)
    assert line in written.getvalue()


@pytest.mark.parametrize(
    ("level", "told"),
    [("debug", ["launch DEBUG", "launch WARNING", "flet_transport WARNING"]), ("error", [])],
)
def test_the_pages_messages_stay_out_of_the_most_talkative_log(level: str, told: list[str]) -> None:
    """At debug, Flet would print each message of the page, with what is typed in it: it never gets there."""
    # A log is configured for as long as a process runs.
    talk = """
import logging, sys
from launch.logs import configure
configure(sys.argv[1])
for name in ("launch", "flet_transport"):
    for level in (logging.DEBUG, logging.WARNING):
        logging.getLogger(name).log(level, f"{name} {logging.getLevelName(level)}")
"""
    said = subprocess.run(
        [sys.executable, "-c", talk, level], cwd=ROOT, capture_output=True, text=True, check=True
    ).stderr
    assert [line.partition(": ")[2] for line in said.splitlines()] == told


def test_what_a_socket_carries_stays_out_of_the_most_talkative_log() -> None:
    """At debug, uvicorn would print each frame, passwords included, and each cookie: they never get there."""
    talk = """
import logging, socket, threading
import uvicorn
from websockets.sync.client import connect
from hosting.http import Config, Limits
from launch.logs import configure
from launch.web.socket import BoundedSocket

async def app(scope, receive, send):
    await receive()
    await send({"type": "websocket.accept"})
    await receive()
    await send({"type": "websocket.send", "text": "code-of-the-host"})

configure("debug")
with socket.create_server(("127.0.0.1", 0)) as listener:
    server = uvicorn.Server(Config(app, Limits(grace_seconds=1), ws=BoundedSocket, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    url = f"ws://127.0.0.1:{listener.getsockname()[1]}/"
    logging.getLogger("websockets.client").setLevel(logging.INFO)
    with connect(url, additional_headers={"Cookie": "browser=kept-by-it"}) as line:
        line.send("Password1234")
        print(line.recv())
    server.should_exit = True
    thread.join()
"""
    said = subprocess.run(
        [sys.executable, "-c", talk], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout == "code-of-the-host\n"
    assert "INFO uvicorn.error: connection open" in said.stderr
    assert not [
        secret for secret in ("kept-by-it", "Password1234", "code-of-the-host") if secret in said.stderr
    ]
