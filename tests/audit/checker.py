"""The Nu Html Checker, the W3C's: what is wrong with the HTML of a page."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx

from tests.server.conftest import wait_until
from tests.support.plain import PLAIN
from tests.support.ports import free_port

_HERE = Path(__file__).parent / "nu"
_JAR = _HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Little is read twice: what it takes to compile the checker well is never earned back.
_JAVA = ("-Xss4m", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(_JAR))


_MEANT = re.compile("The “list” role is unnecessary for element “[uo]l”.")
"""A list without dots is none for Safari and VoiceOver unless it says so."""


class Checker:
    """One that runs; it reads each document once."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self._known: dict[str, list[str]] = {}

    def faults(self, html: str) -> list[str]:
        """Return what it holds against a document: errors and warnings."""
        if html not in self._known:
            self._known[html] = [
                f"{message['message']} {message.get('extract', '')[:120]!r}"
                for message in self._http.post("/?out=json", content=html.encode()).json()["messages"]
                if not _MEANT.match(message["message"])
            ]
        return self._known[html]


@contextmanager
def checking(log: IO[str]) -> Iterator[Checker | None]:
    """Run it, or give None where it cannot be had: it needs Java, and npm to be installed."""
    java = shutil.which("java")
    if not java or not _is_installed():
        yield None
        return
    port = free_port()
    command = [
        java,
        *_JAVA,
        "-Dnu.validator.servlet.bind-address=127.0.0.1",
        "nu.validator.servlet.Main",
        str(port),
    ]
    process = subprocess.Popen(command, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    headers = {"Content-Type": "text/html; charset=utf-8"}
    try:
        with httpx.Client(base_url=address, headers=headers, verify=PLAIN, timeout=60) as http:
            wait_until(lambda: process.poll() is not None or _answers(http))
            yield Checker(http) if process.poll() is None else None
    finally:
        process.terminate()
        process.wait(30)


def _is_installed() -> bool:
    # npm writes this file last: without it the install was interrupted.
    if (_HERE / "node_modules" / ".package-lock.json").exists():
        return True
    npm = shutil.which("npm")
    if not npm:
        return False
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    return not subprocess.run(command, cwd=_HERE, capture_output=True, check=False).returncode


def _answers(http: httpx.Client) -> bool:
    try:
        return http.get("/").status_code > 0
    except httpx.TransportError:
        return False
