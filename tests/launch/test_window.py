from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import Popen

    from tests.launch.conftest import Start


def reason(process: Popen[str]) -> str:
    """Wait until the program says why there is no window."""
    assert process.stderr is not None
    return next(line for line in process.stderr if line.startswith("La fenêtre ne peut pas s’ouvrir"))


def address(process: Popen[str]) -> str:
    """Wait until browsers are served."""
    assert process.stdout is not None
    return next(
        line.split()[-1] for line in process.stdout if "http://127.0.0.1:" in line and "api=" not in line
    )


def answers(url: str) -> bool:
    transport = httpx.HTTPTransport(retries=20)
    with httpx.Client(transport=transport, trust_env=False) as http:
        return http.get(url).status_code == httpx.codes.OK


def test_no_display(start: Start) -> None:
    """On a machine without a screen the program says so, and serves browsers there and then."""
    port = free_port()
    process = start("--port", str(port), "--api-url", "http://127.0.0.1:9")
    assert "pas d’écran" in reason(process)
    assert process.stdout is not None
    assert process.stdout.readline() == "composed web=True api=http://127.0.0.1:9\n"
    assert address(process) == f"http://127.0.0.1:{port}"
    assert answers(f"http://127.0.0.1:{port}")


def test_no_native_client(start: Start, tmp_path: Path) -> None:
    """Where the native client cannot be downloaded the program says so, and serves browsers."""
    nowhere = "http://127.0.0.1:9/flet.tar.gz"
    home = tmp_path / "home"
    home.mkdir()
    process = start(
        "--port", "0", "--api-url", nowhere, DISPLAY=":1", HOME=str(home), FLET_CLIENT_URL=nowhere
    )
    assert "téléchargé" in reason(process)
    assert answers(address(process))


def test_a_window_that_does_not_come_up(start: Start, tmp_path: Path) -> None:
    """A native client that falls at once leaves the person with the browser, not with nothing."""
    client = tmp_path / "flet"
    client.write_text("#!/bin/sh\nexit 1\n")
    client.chmod(0o755)
    process = start("--port", "0", "--api-url", "http://a.test", DISPLAY=":99", FLET_VIEW_PATH=str(tmp_path))
    assert "fermée aussitôt" in reason(process)
    assert answers(address(process))


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_servers(start: Start, told: signal.Signals) -> None:
    """A host that stops the service gets a clean end, of the embedded server too."""
    process = start("--web", "--port", "0", "--log-level", "info")
    browsers = address(process)
    assert answers(browsers)
    process.send_signal(told)
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode in (0, 130)
    assert said.count("Application shutdown complete") == 2
    assert "Traceback" not in said


@pytest.mark.skipif(
    not {"DISPLAY", "FLET_VIEW_PATH"} <= set(os.environ),
    reason="needs a display, and a client in FLET_VIEW_PATH",
)
def test_a_signal_closes_the_window(start: Start) -> None:
    """Told to stop, the program closes its window and its server, and says that all went well."""
    desktop = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PATH"}}
    process = start("--log-level", "error", **desktop)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("composed web=False api=http://127.0.0.1:")
    assert process.stdout.readline() == "page\n"
    process.terminate()
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert " ERROR " not in said


def test_a_server_that_is_down_is_no_bad_start(start: Start) -> None:
    """The program opens with its server away: the screens say so, and try again."""
    process = start("--web", "--port", "0", "--api-url", "http://127.0.0.1:9")
    assert answers(address(process))
    assert process.poll() is None
