"""Who is remembered, and where: the identifier alone, in the store that belongs to the person."""

import asyncio
from typing import Protocol

SERVICE = "mon-compte"
"""Name under which the OS keyring holds the identifier."""

ENTRY = "identifiant"


class StorageRefused(Exception):
    """The device's store is missing, locked or broken: nothing can be kept, signing in goes on."""


class IdentifierStore(Protocol):
    """Where one device keeps one identifier. Each method raises `StorageRefused` when the store does not answer."""

    async def load(self) -> str | None:
        """Return the identifier kept, None when there is none."""

    async def save(self, identifier: str) -> None:
        """Keep `identifier`, in place of any other."""

    async def forget(self) -> None:
        """Keep nothing any more."""


class KeyringStore:
    """The keyring of a desktop: Secret Service, Keychain or Credential Manager.

    Never used when the program serves browsers: the keyring would be the server's, shared by strangers. Every call
    goes through a thread, since an unlock dialogue may hold it for as long as the person likes.
    """

    async def load(self) -> str | None:
        """Return the identifier kept, None when there is none."""
        return await asyncio.to_thread(self._load)

    async def save(self, identifier: str) -> None:
        """Keep `identifier`, in place of any other."""
        await asyncio.to_thread(self._save, identifier)

    async def forget(self) -> None:
        """Keep nothing any more."""
        await asyncio.to_thread(self._forget)

    def _load(self) -> str | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(SERVICE, ENTRY)
        except (KeyringError, OSError):
            pass
        raise StorageRefused

    def _save(self, identifier: str) -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, ENTRY, identifier)
        except (KeyringError, OSError):
            pass
        else:
            return
        raise StorageRefused

    def _forget(self) -> None:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, ENTRY)
        except PasswordDeleteError:
            return  # nothing was kept
        except (KeyringError, OSError):
            pass
        else:
            return
        raise StorageRefused
