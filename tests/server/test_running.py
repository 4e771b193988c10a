"""The log of a server that an operator runs, and its memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from server import sqlite_url
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Start

_RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+: .*")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_every_request_is_one_line_of_the_log(start: Start, demo_file: Path, workers: str) -> None:
    """Every request is one line, with several workers too, and no path can forge a line."""
    database = sqlite_url(demo_file)
    with start("--demo", "--workers", workers, "--database", database) as (process, url):
        hostile = (
            f"{url}/v1/x%0d%0a2026-11-27%2009:00:00,000%20INFO%20server.access:%20GET%20/forged%20200%1b[2J"
        )
        answer = httpx.get(hostile, verify=PLAIN, timeout=PATIENCE_S)
        assert answer.status_code == 404
        process.terminate()
        said = process.communicate(timeout=60)[0]
    lines = said.splitlines()
    assert [line for line in lines if not _RECORD.fullmatch(line) or not line.isprintable()] == []
    (told,) = [line for line in lines if "forged" in line]
    assert re.search(r"server\.access: GET \S+ 404 [\d.]+ ms " + answer.headers["x-request-id"], told)


def test_the_log_can_be_told_to_say_less(start: Start, demo_file: Path) -> None:
    """The level of the log, by option or variable, applies to each worker."""
    database = sqlite_url(demo_file)
    for arguments, variables in (
        (("--log-level", "error"), {}),
        (("--workers", "2"), {"MON_COMPTE_LOG_LEVEL": "error"}),
    ):
        with start("--demo", "--database", database, *arguments, **variables) as (process, url):
            httpx.get(f"{url}/v1/me", verify=PLAIN, timeout=PATIENCE_S)
            process.terminate()
            assert process.communicate(timeout=60)[0] == ""


_FROZEN = """
import gc
from server.app import from_environment
app = from_environment()
print(gc.get_freeze_count(), len(gc.get_objects()))
"""


def test_what_is_loaded_is_not_gone_through_again(demo_file: Path) -> None:
    """A collection stops every request: it goes through what they made, and not through the program."""
    said = subprocess.run(
        [sys.executable, "-c", _FROZEN],
        env=os.environ | {"MON_COMPTE_DATABASE": sqlite_url(demo_file), "MON_COMPTE_DEMO": "1"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    passed_over, gone_through = map(int, said.split()[-2:])
    assert gone_through < passed_over / 20
