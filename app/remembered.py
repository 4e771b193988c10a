"""What a device keeps for its person, and where: an identifier, the key of a creation under way; never a password."""

import asyncio
from typing import Protocol

SERVICE = "mon-compte"
"""Name under which the OS keyring holds the program's entries."""

IDENTIFIER = "identifiant"
"""Entry of the identifier, for "Se souvenir de moi"."""

DRAFT = "creation"
"""Entry of the key of a creation under way; wiped when it is done."""

UNLOCKING = "deverrouillage"
"""Entry of the token that a fingerprint or a face opens sessions with, on phones."""

FRANCECONNECT = "franceconnect"
"""Entry of the secret of a sign-in through FranceConnect, while the browser has taken the program's place; wiped when
the browser is back."""


class StorageRefused(Exception):
    """The device's store is missing, locked or broken: nothing can be kept, signing in goes on."""


class DeviceSecret(Protocol):
    """One text that one device keeps. Each method raises `StorageRefused` when the store does not answer."""

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""

    async def save(self, value: str) -> None:
        """Keep `value`, in place of any other."""

    async def forget(self) -> None:
        """Keep nothing any more."""


class KeyringStore:
    """The keyring of a desktop: Secret Service, Keychain or Credential Manager.

    Never used when the program serves browsers: the keyring would be the server's, shared by strangers. Every call
    goes through a thread, since an unlock dialogue may hold it for as long as the person likes.
    """

    def __init__(self, entry: str) -> None:
        self._entry = entry

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""
        return await asyncio.to_thread(self._load)

    async def save(self, value: str) -> None:
        """Keep `value`, in place of any other."""
        await asyncio.to_thread(self._save, value)

    async def forget(self) -> None:
        """Keep nothing any more."""
        await asyncio.to_thread(self._forget)

    def _load(self) -> str | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(SERVICE, self._entry)
        except (KeyringError, OSError):
            pass
        raise StorageRefused

    def _save(self, value: str) -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, self._entry, value)
        except (KeyringError, OSError):
            pass
        else:
            return
        raise StorageRefused

    def _forget(self) -> None:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, self._entry)
        except PasswordDeleteError:
            return  # nothing was kept
        except (KeyringError, OSError):
            pass
        else:
            return
        raise StorageRefused
