"""FranceConnect from a real window: the desktop opens the browser, which comes back to a port of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desktop.conftest import until
from tests.server.franceconnect_steps import Browser
from views.franceconnect.text import FranceConnectFoundText, FranceConnectWaitingText
from views.shell.text import ShellText
from views.sign_in.text import SignInText
from views.steps.text import FranceConnectButtonText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.conftest import Desktop
    from tests.support.processes import Api


class SystemBrowser:
    """What this desktop opens addresses with: it writes down each one that it is given."""

    def __init__(self, folder: Path) -> None:
        applications = folder / "applications"
        applications.mkdir(parents=True)
        self._asked = folder / "asked"
        command = folder / "browser"
        command.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{self._asked}"\n')
        command.chmod(0o700)
        (applications / "browser.desktop").write_text(
            "[Desktop Entry]\nType=Application\nName=Browser\n"
            f"Exec={command} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n"
        )
        (applications / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=browser.desktop\nx-scheme-handler/https=browser.desktop\n"
        )
        self.environment = {"XDG_DATA_HOME": str(folder), "XDG_CURRENT_DESKTOP": "GNOME"}

    def asked(self) -> list[str]:
        return self._asked.read_text().splitlines() if self._asked.exists() else []


@pytest.fixture
def system(tmp_path: Path) -> SystemBrowser:
    return SystemBrowser(tmp_path / "system")


def waiting(start: Callable[..., Desktop], api: Api, system: SystemBrowser) -> Desktop:
    """A window that waits for the browser."""
    desktop = start("--api-url", api.url, **system.environment)
    desktop.come_to_sign_in()
    desktop.act(FranceConnectButtonText.BUTTON)
    desktop.until_titled(ShellText.title(FranceConnectWaitingText.HEADING))
    return desktop


def test_the_browser_opens_and_the_window_goes_on(
    start: Callable[..., Desktop], api: Api, system: SystemBrowser
) -> None:
    """The system's browser is asked for FranceConnect, comes back to this machine, and the window greets the person."""
    desktop = waiting(start, api, system)
    until(lambda: len(system.asked()) == 1, desktop.nodes)

    browser = Browser()
    page = browser.go(system.asked()[0])
    browser.choose(page, provider="impots")
    ending = browser.follow(browser.choose(page, identity="responsable-seul"))
    assert ending.status_code == 200
    assert "Mon Compte" in ending.text
    desktop.until_titled(ShellText.title(FranceConnectFoundText.welcome("Claire", "Lefèvre")))
    until(lambda: bool(desktop.named(FranceConnectFoundText.SIGN_IN)), desktop.nodes)
    written = desktop.close()
    assert "Traceback" not in written.partition("bridge.py")[0]
    assert "code=" not in written


def test_a_browser_that_does_not_open(start: Callable[..., Desktop], api: Api, system: SystemBrowser) -> None:
    """The window says what to do, opens the page again when asked to, and Annuler leads back to the sign-in."""
    desktop = waiting(start, api, system)
    until(lambda: bool(desktop.named(FranceConnectWaitingText.OPEN)), desktop.nodes)
    desktop.act(FranceConnectWaitingText.OPEN)
    until(lambda: len(set(system.asked())) == 1 and len(system.asked()) == 2, desktop.nodes)
    desktop.act(FranceConnectWaitingText.CANCEL)
    desktop.until_titled(ShellText.title(SignInText.HEADING))
    desktop.close()
