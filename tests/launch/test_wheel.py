"""What a person installs: the wheel, in an environment and a folder that know nothing of the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zipfile import ZipFile

import httpx
import pytest

from tests.server.conftest import wait_until
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Install = Callable[[str], Path]

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

pytestmark = [
    pytest.mark.skipif(not UV.exists(), reason="uv builds and installs the wheel, and is not here"),
    pytest.mark.xdist_group("wheel"),  # built and installed once, not once a worker
]


def clean_environment() -> dict[str, str]:
    """This machine's environment, ways to its package registry included, without what concerns the checkout."""
    concerns = ("PYTHON", "MON_COMPTE_", "FLET_", "VIRTUAL_ENV", "DISPLAY", "WAYLAND")
    return {name: value for name, value in os.environ.items() if not name.startswith(concerns)}


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command outside the checkout."""
    return subprocess.run(
        command, cwd=folder, env=clean_environment(), capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made of the source distribution as a packager makes it."""
    folder = tmp_path_factory.mktemp("dist")
    built = run(UV, "build", "--quiet", "--out-dir", folder, ROOT, folder=folder)
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def install(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Install the wheel, with the versions that the project holds, and return the folder of its commands."""

    def installing(extra: str) -> Path:
        folder = tmp_path_factory.mktemp("installed")
        environment = folder / "venv"
        constraints = ("--constraint", ROOT / "requirements.lock")
        for command in (
            ("venv", "--quiet", "--python", sys.executable, environment),
            (
                "pip",
                "install",
                "--quiet",
                "--python",
                environment,
                *constraints,
                f"mon-compte{extra} @ {wheel.as_uri()}",
            ),
        ):
            done = run(UV, *command, folder=folder)
            assert done.returncode == 0, done.stderr
        return environment / ("Scripts" if os.name == "nt" else "bin")

    return installing


@pytest.fixture(scope="module")
def whole(install: Install) -> Path:
    return install("[server]")


@pytest.fixture(scope="module")
def bare(install: Install) -> Path:
    return install("")


@pytest.fixture
def served(whole: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """The installed program, serving browsers."""
    port = free_port()
    log = tmp_path / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [whole / "mon-compte", "--web", "--port", str(port), "--data-dir", tmp_path / "data"],
            cwd=tmp_path,
            env=clean_environment(),
            stdout=output,
            stderr=output,
        )

    def answers() -> bool:
        assert process.poll() is None, log.read_text()
        try:
            return http.get("/").status_code == 200
        except httpx.TransportError:
            return False

    with httpx.Client(base_url=f"http://127.0.0.1:{port}", verify=PLAIN, timeout=PATIENCE_S) as http:
        try:
            wait_until(answers)
            yield http
        finally:
            process.terminate()
            process.wait(30)


def test_it_serves_browsers(served: httpx.Client) -> None:
    """The page, its manifest, scripts, fonts and icons come with the wheel."""
    page = served.get("/").text
    assert "<title>" in page
    manifest = "/-/manifest.json"
    icons = [urljoin(manifest, icon["src"]) for icon in served.get(manifest).json()["icons"]]
    named = re.findall(r'(?:href|src)="(/-/[^"]+)"', page)
    sheet = next(name for name in named if ".css" in name)
    fonts = re.findall(r'url\("?([^)"]+)', served.get(sheet).text)
    assert any(".js" in name for name in named)
    assert fonts
    for name in (*named, *fonts, *icons):
        assert served.get(urljoin(sheet if name in fonts else "/", name)).status_code == 200, name


def test_both_commands_say_their_version(whole: Path, tmp_path: Path) -> None:
    """Whoever reports a fault, or a packager's own test, can say of which version."""
    for command in ("mon-compte", "mon-compte-server"):
        assert run(whole / command, "--version", folder=tmp_path).stdout == f"{command} {VERSION}\n"


@pytest.mark.parametrize("command", [["mon-compte", "--web"], ["mon-compte-server"], ["mon-compte"]])
def test_without_the_server_it_says_what_to_install(bare: Path, tmp_path: Path, command: list[str]) -> None:
    """The wheel alone is what a phone has: on a desktop it says in one sentence what else is needed."""
    done = run(bare / command[0], *command[1:], folder=tmp_path)
    assert done.returncode == 1
    assert "mon-compte[server]" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_server_a_named_one_still_needs_what_serves_browsers(bare: Path, tmp_path: Path) -> None:
    """A remote server spares the embedded one; `--web` needs the web host all the same."""
    options = ("--web", "--api-url", "https://api.example.org")
    done = run(bare / "mon-compte", *options, folder=tmp_path)
    assert done.returncode == 1
    assert "pip install 'mon-compte[server]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_its_licences_come_with_it(wheel: Path) -> None:
    """The program's own, and that of each thing bundled which asks for its notice in every copy."""
    with ZipFile(wheel) as packed:
        held = {name.partition(".dist-info/licenses/")[2] for name in packed.namelist()}
        metadata = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        assert "License-Expression: EUPL-1.2" in packed.read(metadata).decode()
    assert {
        "LICENSE",
        "assets/fonts/OFL.txt",
        "assets/fonts/MaterialIcons.LICENSE.txt",
        "server/rules/places/LICENCE.txt",
        "server/rules/places/UNICODE-LICENCE.txt",
        "server/rules/common_passwords.LICENCE.txt",
        "web/static/idiomorph.LICENSE.txt",
    } <= held
