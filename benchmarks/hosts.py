"""Start each program to be measured, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil

from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Host:
    port: int
    process: psutil.Process

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def megabytes(self) -> float:
        return float(self.process.memory_info().rss) / 2**20

    def cpu_seconds(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def running(*command: str) -> Iterator[Host]:
    """Run `python <command> <port>` until it answers; stop it at the end."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *command, str(port)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    host = Host(port, psutil.Process(process.pid))
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                httpx.get(host.url, timeout=5)
                break
            except httpx.TransportError:
                assert process.poll() is None, f"{command} stopped"
                assert time.monotonic() < deadline, f"{command} does not answer"
                time.sleep(0.1)
        yield host
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def program(api_url: str, *run: str) -> Iterator[Host]:
    """Run the program for browsers.

    Args:
        api_url: of the server.
        run: what runs it, where it is not Python alone.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        running(*run, "-m", "main", "--web", "--api-url", api_url, "--data-dir", folder, "--port") as host,
    ):
        yield host


@contextmanager
def sign_in_forms(api_url: str) -> Iterator[dict[str, str]]:
    """Run all that show a sign-in form, and yield the address of each form by the name of its column."""
    with (
        program(api_url) as ours,
        running("-m", "benchmarks.forms", "flet") as flet,
        running("-m", "benchmarks.forms", "nicegui") as nicegui,
    ):
        yield {"html": f"{ours.url}/connexion", "flet": flet.url, "nicegui": nicegui.url}
