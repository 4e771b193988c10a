"""What a device knew last, in a real window: on a real disk, under a key of a real keyring."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.platforms.secret_store import SERVICE
from app.platforms.vault import VAULT_ENTRY
from server.demo.accounts import DEMO_ACCOUNTS
from tests.desktop.conftest import secrets, until
from views.home.text import HomeText
from views.shell.formats import euros
from views.shell.text import OfflineText, ShellText
from views.sign_in.text import WelcomeText
from views.steps.text import LastKnownText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.conftest import Desktop
    from tests.support.processes import Api

ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
AMOUNT = euros(617_42)
FIGURES = (b"61742", b"Thomas", b"Martin", ACCOUNT.identifier.encode())


def key() -> str:
    """What the keyring holds of the vault."""
    found = ["secret-tool", "lookup", "service", SERVICE, "username", VAULT_ENTRY]
    return subprocess.run(found, capture_output=True, text=True, timeout=60, check=False).stdout


def shown_at(desktop: Desktop, title: str, name: str) -> None:
    """Wait for the screen so titled, drawn as far as what is so named."""
    desktop.until_titled(ShellText.title(title))
    until(lambda: bool(desktop.named(name)), desktop.nodes)


def test_the_last_figures_outlive_the_server(start: Callable[..., Desktop], api: Api, tmp_path: Path) -> None:
    """Read once, the figures are there without a server, dated; a sign-out leaves nothing of them, nor of the key."""
    folder = tmp_path / "last-known"
    desktop = start("--api-url", api.url)
    desktop.sign_in(ACCOUNT)
    shown_at(desktop, HomeText.HEADING, AMOUNT)
    until(lambda: bool(key()), secrets)
    desktop.close()
    api.stop()
    kept = [path.read_bytes() for path in folder.iterdir()]
    assert kept
    assert not any(figure in content for figure in FIGURES for content in kept)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())

    desktop = start("--api-url", api.url)
    shown_at(desktop, WelcomeText.HEADING, LastKnownText.OPEN)
    desktop.act(LastKnownText.OPEN)
    shown_at(desktop, HomeText.HEADING, AMOUNT)
    dated = OfflineText.figures_of(datetime.now(UTC)).partition(",")[0]
    until(lambda: any(dated in node["name"] for node in desktop.nodes()), desktop.nodes)
    desktop.act(ShellText.SIGN_OUT)
    desktop.until_titled(ShellText.title(WelcomeText.HEADING))
    until(lambda: not key(), secrets)
    assert not folder.exists()
    assert not desktop.named(LastKnownText.OPEN)
    written = desktop.close()
    assert "Traceback" not in written.partition("bridge.py")[0]
    assert not any(figure.decode() in written for figure in FIGURES)
