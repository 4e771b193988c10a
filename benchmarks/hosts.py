"""Start each program to be measured, in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from tests.support.ports import free_port

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


@contextmanager
def running(*command: str) -> Iterator[Host]:
    """Run `python <command> <port>` until it answers; stop it at the end."""
    port = free_port()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, *command, str(port)], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL
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
