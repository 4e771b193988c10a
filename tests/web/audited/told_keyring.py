"""A keyring that remembers somebody, and notes who asks."""

import os
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    priority = 9

    def get_password(self, service: str, username: str) -> str | None:
        self._note("get", service, username)
        return "1850578006084"

    def set_password(self, service: str, username: str, password: str) -> None:
        self._note("set", service, username)

    def delete_password(self, service: str, username: str) -> None:
        self._note("delete", service, username)

    def _note(self, *told: str) -> None:
        with Path(os.environ["AUDITED_IN"]).open("a") as file:
            file.write(f"keyring {told}\n")
