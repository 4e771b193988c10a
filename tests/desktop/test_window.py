from __future__ import annotations

from typing import TYPE_CHECKING

from server.demo.accounts import DEMO_ACCOUNTS
from tests.desktop.conftest import secrets, until
from views.home.text import HomeText
from views.shell.text import SecretText, ShellText
from views.sign_in.text import SignInText

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desktop.conftest import Desktop

ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")


def at_form(start: Callable[[], Desktop], *, remembered: bool = False) -> Desktop:
    desktop = start()
    desktop.come_to_sign_in()
    desktop.until_named(SignInText.REMEMBER, *(["checked"] if remembered else []))
    return desktop


def test_the_window_is_named_and_so_are_its_controls(start: Callable[[], Desktop]) -> None:
    """A screen reader hears the title of the window and the name of everything that can be pressed."""
    desktop = at_form(start)
    pressed = [node for node in desktop.nodes() if node["role"] in {"push button", "check box"}]
    assert {node["name"] for node in pressed} >= {
        SignInText.REMEMBER,
        SecretText.SHOW_PASSWORD,
        SignInText.SUBMIT,
    }
    assert all(node["name"] for node in pressed)


def test_the_keyring_holds_the_identifier_and_nothing_else(start: Callable[[], Desktop]) -> None:
    """Ticked, the box has the OS keyring keep the identifier: it is there the next time, and unticking empties it."""
    desktop = at_form(start)
    desktop.key("Tab")
    desktop.type(ACCOUNT.identifier)
    desktop.key("Tab")
    desktop.key("space")
    desktop.until_named(SignInText.REMEMBER, "checked")
    desktop.key("Tab")
    desktop.type(ACCOUNT.password)
    desktop.key("Return")
    desktop.until_titled(ShellText.title(HomeText.HEADING))
    until(lambda: ACCOUNT.identifier in secrets(), secrets)
    kept = secrets()
    assert kept.count("secret = ") == 1
    assert f"secret = {ACCOUNT.identifier}\n" in kept
    assert ACCOUNT.password not in kept
    written = desktop.close()
    assert "Traceback" not in written.partition("bridge.py")[0]
    assert ACCOUNT.identifier not in written
    assert ACCOUNT.password not in written

    # The box is found ticked where the keyring gave somebody back, and only there.
    again = at_form(start, remembered=True)
    again.act(SignInText.REMEMBER)
    until(lambda: ACCOUNT.identifier not in secrets(), secrets)
    again.until_named(SignInText.REMEMBER)
