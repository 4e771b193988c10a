"""What the program says of itself."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from api_client import VERSION, ConnectionFailed
from app.about.about import About
from app.about.packages import Package, packages

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from app.core.scope import PageScope
    from tests.app.conftest import Network


async def test_the_server_says_its_version(page: PageScope) -> None:
    """It is asked of the server, which may be another than the program was made with."""
    state = page.state(About.of)
    await state.server.load.run()
    assert state.server.value == VERSION


async def test_without_a_network_the_rest_is_known(page: PageScope, network: Network) -> None:
    """Licences are read on this machine; the server's version comes with the network."""
    state = page.state(About.of)
    network.cut = True
    await state.server.load.run()
    await state.look_up()
    assert isinstance(state.server.load.error, ConnectionFailed)
    assert state.version == VERSION == version("mon-compte")
    assert state.packages


def test_packages_are_those_that_the_program_runs_on() -> None:
    """What it needs, what these need and the extras asked of them; nothing that it is developed with."""
    found = {package.name.casefold() for package in packages()}
    assert {"flet", "httpx", "httpcore", "sqlalchemy", "psycopg-binary"} <= found
    assert not found & {"mon-compte", "pytest", "ruff", "playwright"}
    assert Package("httpcore", "BSD-3-Clause") in packages()
    assert list(packages()) == sorted(packages(), key=lambda package: package.name.casefold())


def describe(folder: Path, name: str, *lines: str) -> None:
    """Install the description of a package, and nothing else of it."""
    about = folder / f"{name}-1.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text("\n".join(("Metadata-Version: 2.4", f"Name: {name}", "Version: 1", *lines)))


def test_a_phone_shows_what_is_described_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is not installed as a package there: all that is described was put there for it, or nothing is."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert packages() == ()
    describe(tmp_path, "one", "License-Expression: MIT")
    describe(tmp_path, "three", "License: The whole text", " on two lines")
    describe(tmp_path, "two", "Classifier: License :: OSI Approved :: BSD License", "License: BSD")
    assert packages() == (Package("one", "MIT"), Package("three", None), Package("two", "BSD License"))
