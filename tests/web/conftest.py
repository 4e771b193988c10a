"""The web host as a process of its own, and Chromium in front of it."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.support import browser
from tests.support.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("program.py")
expect.set_options(
    timeout=PATIENCE_S * 1000
)  # a loaded machine opens the page slowly; nothing here is about speed


def start(port: int, cache: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), str(port)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the host answers, as http://127.0.0.1:<port>."""
    process = start(0, tmp_path_factory.mktemp("cache"))
    assert process.stdout is not None
    announced = process.stdout.readline()
    assert "http://" in announced, process.communicate()[1]
    yield announced[announced.index("http://") :].strip()
    process.terminate()
    process.communicate(timeout=PATIENCE_S)


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """An empty tab of a browser that has never been here."""
    async with browser.chromium() as chromium:
        yield await chromium.new_page()
