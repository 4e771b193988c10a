"""What a device keeps of what its person read: encrypted, in a folder of the program's own."""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets
import shutil
import threading
from base64 import b64decode, b64encode
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from app.platforms.secret_store import StorageRefused

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path
    from typing import Any

    from app.platforms.secret_store import DeviceSecret

VAULT_ENTRY: Final = "coffre"
"""Entry under which the system keeps the key of the vault."""

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_DATE_BYTES: Final = 8
_MOST_BYTES: Final = 32 * 2**20
"""Of the folder: years of figures, and some papers."""


class Kept(NamedTuple):
    """What was put into a vault, and when (aware, UTC)."""

    content: bytes
    kept_at: datetime


class Vault:
    """Files under AES-256-GCM, whose key is in the store of the system (docs/architecture.md).

    Neither what is kept nor what it is called can be read in the folder: the names of files are keyed hashes. Each
    thing is bound to its name and date, so that files cannot be exchanged for one another.

    Args:
        folder: the vault's alone; made when something is first kept.
        key: where the system keeps the key.
        most_bytes: what may lie in the folder; what was kept longest goes first.
    """

    def __init__(self, folder: Path, key: DeviceSecret, *, most_bytes: int = _MOST_BYTES) -> None:
        self._folder = folder
        self._key = key
        self._most_bytes = most_bytes
        self._known: bytes | None = None
        self._finding = asyncio.Lock()
        self._writing = threading.Lock()
        self._wipes = 0

    async def put(self, name: str, content: bytes) -> None:
        """Keep `content` under `name`, in place of any other."""
        wipes = self._wipes
        key = await self._found(make=True)
        if key is not None:
            with suppress(OSError):  # no room, or no right: nothing is kept
                await asyncio.to_thread(self._write, key, name, content, wipes)

    async def get(self, name: str) -> Kept | None:
        """Return what is kept under `name`; None for nothing, and for what somebody changed."""
        if not self._folder.is_dir():
            return None  # nothing was ever kept: the system's store is not asked, which may ask the person
        key = await self._found(make=False)
        return await asyncio.to_thread(self._read, key, name) if key is not None else None

    def wipe(self) -> Coroutine[Any, Any, None]:
        """Delete all, at once; what is returned has the key go, too."""
        with self._writing:
            self._wipes += 1
            had, self._known = self._folder.is_dir() or self._known is not None, None
            shutil.rmtree(self._folder, ignore_errors=True)
        return self._forget_key(had=had)

    async def _forget_key(self, *, had: bool) -> None:
        if had:  # the store of a system may ask the person: not for nothing
            with suppress(StorageRefused):
                await self._key.forget()

    async def _found(self, *, make: bool) -> bytes | None:
        """Return the key; None where the system has none, or does not answer."""
        async with self._finding:
            if self._known is None:
                with suppress(StorageRefused, ValueError):
                    text = await self._key.load()
                    if text is None and make:
                        text = b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
                        await self._key.save(text)
                    self._known = b64decode(text, validate=True) if text else None
            return self._known

    def _path(self, key: bytes, name: str) -> Path:
        return self._folder / hmac.digest(key, name.encode(), "sha256")[:16].hex()

    def _write(self, key: bytes, name: str, content: bytes, wipes: int) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE_BYTES)
        date = int(datetime.now(UTC).timestamp()).to_bytes(_DATE_BYTES, "big")
        sealed = nonce + AESGCM(key).encrypt(nonce, date + content, name.encode())
        if len(sealed) > self._most_bytes:
            return
        path = self._path(key, name)
        with self._writing:
            if self._wipes != wipes:
                return  # wiped while it was on its way
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            written = path.with_suffix(".new")
            try:
                descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(sealed)
                written.replace(path)
            except OSError:
                written.unlink(missing_ok=True)
                raise
            self._make_room()

    def _make_room(self) -> None:
        files = sorted(
            ((found := path.stat()).st_mtime_ns, found.st_size, path) for path in self._folder.iterdir()
        )
        over = sum(size for _, size, _ in files) - self._most_bytes
        for _, size, path in files:
            if over <= 0:
                break
            path.unlink(missing_ok=True)
            over -= size

    def _read(self, key: bytes, name: str) -> Kept | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            sealed = self._path(key, name).read_bytes()
            plain = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name.encode())
        except (OSError, InvalidTag, ValueError):
            return None
        kept_at = datetime.fromtimestamp(int.from_bytes(plain[:_DATE_BYTES], "big"), UTC)
        return Kept(plain[_DATE_BYTES:], kept_at)
