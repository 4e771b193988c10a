"""The program in a real window, where there is one to be had: driven by keys, read through the accessibility bus."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.patience import PATIENCE_S
from tests.support.processes import Api
from views.home.text import HomeText
from views.shell.text import ShellText
from views.sign_in.text import SignInText, WelcomeText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server.demo.accounts import DemoAccount

ROOT = Path(__file__).parents[2]
READER = Path(__file__).with_name("atspi.py")
SYSTEM_PYTHON = "/usr/bin/python3"

_NEEDED = {
    "DISPLAY": "a display",
    "DBUS_SESSION_BUS_ADDRESS": "a session bus",
    "FLET_VIEW_PATH": "a native client",
}


def until(condition: Callable[[], bool], told: Callable[[], object]) -> None:
    """Wait for a condition; fail with what is told if it does not come true."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {told()}"
        time.sleep(0.2)


def secrets() -> str:
    """What the Secret Service holds under the program's name, attributes and secrets."""
    done = subprocess.run(
        ["secret-tool", "search", "--all", "--unlock", "service", "mon-compte"],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return done.stdout + done.stderr


class Desktop:
    """One window of the program."""

    def __init__(self, data_dir: Path, *arguments: str, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "--data-dir", str(data_dir), *arguments],
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # so that `kill` takes the window too
        )

    def nodes(self) -> list[dict[str, Any]]:
        """What the accessibility bus says of the windows that are open."""
        done = subprocess.run(
            [SYSTEM_PYTHON, str(READER)], capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        return list(json.loads(done.stdout)) if done.returncode == 0 else []

    def named(self, name: str) -> list[dict[str, Any]]:
        return [node for node in self.nodes() if node["name"] == name]

    def until_titled(self, title: str) -> None:
        until(lambda: any(node["role"] == "frame" for node in self.named(title)), self.nodes)

    def until_named(self, name: str, *states: str) -> None:
        """Wait for a control of that name, in exactly these states but for the focus."""
        until(
            lambda: any(set(node["states"]) - {"focused"} == set(states) for node in self.named(name)),
            self.nodes,
        )

    def come_to_sign_in(self) -> None:
        """Go from the first screen to the sign-in."""
        self.until_titled(ShellText.title(WelcomeText.HEADING))
        self.act(WelcomeText.SIGN_IN)
        self.until_titled(ShellText.title(SignInText.HEADING))

    def act(self, name: str) -> None:
        """Do the first action of the control of that name, as a screen reader does."""
        subprocess.run([SYSTEM_PYTHON, str(READER), name], timeout=PATIENCE_S, check=True)

    def sign_in(self, account: DemoAccount) -> None:
        """Sign in by keys, with the box ticked that has the device remember who it is."""
        self.come_to_sign_in()
        self.until_named(SignInText.REMEMBER)
        self.key("Tab")
        self.type(account.identifier)
        self.key("Tab")
        self.key("space")
        self.until_named(SignInText.REMEMBER, "checked")
        self.key("Tab")  # the other kind of identifier
        self.key("Tab")
        self.type(account.password)
        self.key("Return")
        self.until_titled(ShellText.title(HomeText.HEADING))

    # As a hand does, that is not at the next key at once: this client drops a key which another follows closely.

    def key(self, key: str) -> None:
        subprocess.run(["xdotool", "key", key, "sleep", "0.5"], timeout=PATIENCE_S, check=True)

    def type(self, text: str) -> None:
        typing = ["xdotool", "type", "--delay", "80", "--args", "1", text, "sleep", "0.5"]
        subprocess.run(typing, timeout=PATIENCE_S, check=True)

    def kill(self) -> None:
        """End the program and its window at once, as a crash does (kill -9)."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

    def close(self) -> str:
        """Close the window; return what the program wrote."""
        self._process.terminate()
        try:
            return self._process.communicate(timeout=PATIENCE_S)[0]
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.communicate()[0]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Desktop]]:
    """Open windows on one data folder, in a desktop whose keyring remembers nobody."""
    missing = [what for name, what in _NEEDED.items() if name not in os.environ]
    missing += [tool for tool in ("xdotool", "secret-tool", SYSTEM_PYTHON) if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"no desktop here: {', '.join(missing)} missing")
    if "mon-compte" in secrets():
        pytest.skip("this keyring remembers somebody")
    opened: list[Desktop] = []

    def starting(*arguments: str, **environment: str) -> Desktop:
        opened.append(Desktop(tmp_path, *arguments, **environment))
        return opened[-1]

    yield starting
    for desktop in opened:
        desktop.close()
    subprocess.run(["secret-tool", "clear", "service", "mon-compte"], timeout=PATIENCE_S, check=False)


@pytest.fixture
def api(start: Callable[..., Desktop], tmp_path: Path) -> Iterator[Api]:
    """A server beside the program."""
    server = Api(tmp_path)
    yield server.start()
    server.stop()
