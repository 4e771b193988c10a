from __future__ import annotations

from typing import TYPE_CHECKING

from app.platforms.vault import VAULT_ENTRY
from app.sign_in.sign_in import IDENTIFIER_ENTRY
from server.demo.accounts import DEMO_ACCOUNTS
from tests.desktop.conftest import secrets, until
from views.shell.text import SecretText
from views.sign_in.text import SignInText

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desktop.conftest import Desktop

ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
KEPT = (IDENTIFIER_ENTRY, VAULT_ENTRY)


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


def test_the_keyring_holds_the_identifier_and_a_key_alone(start: Callable[[], Desktop]) -> None:
    """Ticked, the box has the OS keyring keep who it is, and the key of what they read; unticking empties it."""
    desktop = start()
    desktop.sign_in(ACCOUNT)
    until(lambda: secrets().count("secret = ") == len(KEPT), secrets)
    kept = secrets()
    assert all(f"username = {entry}\n" in kept for entry in KEPT)
    assert f"secret = {ACCOUNT.identifier}\n" in kept
    assert ACCOUNT.password not in kept
    written = desktop.close()
    assert "Traceback" not in written.partition("bridge.py")[0]
    assert ACCOUNT.identifier not in written
    assert ACCOUNT.password not in written

    # The box is found ticked where the keyring gave somebody back, and only there.
    again = at_form(start, remembered=True)
    again.act(SignInText.REMEMBER)
    until(lambda: "secret = " not in secrets(), secrets)
    again.until_named(SignInText.REMEMBER)
