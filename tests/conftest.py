"""What the tests in a browser share: one program and one Chromium for all of them."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.support import browser, properties
from tests.support.processes import Program, running

_ALONE = {"text_rules", "tools"}
"""Folders whose tests wait for nobody: no server, process, browser nor window."""

# Before any test is read, and before `--hypothesis-profile` says otherwise.
properties.register()


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(
        tmp_path_factory.mktemp("program"), MON_COMPTE_DEMO_NOW="2026-11-22T09:00:00+00:00"
    ) as program:
        yield program


@pytest.fixture(scope="session")
def engine_url() -> Iterator[str]:
    from tests.support import simulator  # most tests need none

    yield from simulator.answering()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with browser.chromium() as running_browser:
        yield running_browser


def pytest_configure() -> None:
    """Have the servers that are started here hash lightly, and read what is compiled already.

    Half of the tests' time would go into Argon2, and much of the rest into the compilation of one program a test.
    """
    os.environ["MON_COMPTE_DEMO_LIGHT_PASSWORDS"] = "1"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what waits for more than itself be tried again: on a machine that does much else, one may lose its turn.

    A test that is wrong fails each time; one that needed a second try is shown with an R, and why at the end.
    """
    for item in items:
        if not _ALONE & set(item.path.parts):
            item.add_marker(pytest.mark.flaky(reruns=2))
        if "desktop" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("keyring"))  # there is one on a machine


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what each test that was tried again had failed of: a failure that goes away is one to look at, too."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.write_sep("_", f"{report.nodeid}, tried again")
        terminalreporter.write_line(report.longreprtext)
