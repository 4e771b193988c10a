"""The program as people start it: a process of its own, with a data folder of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pytest

from tests.support.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("program.py")


class Start(Protocol):
    """Starts the program with these arguments and these changes to an environment without a display."""

    def __call__(self, *arguments: str, **environment: str) -> subprocess.Popen[str]: ...


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "données"


@pytest.fixture
def start(data_dir: Path, tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}

    def starting(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), *arguments],
            env=inherited | {"PYTHONPATH": str(ROOT), "MON_COMPTE_DATA_DIR": str(data_dir), **environment},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        started.append(process)
        return process

    yield starting
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=PATIENCE_S)
        if process.poll() is None:
            process.kill()
            process.communicate()
