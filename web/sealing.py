"""What a browser holds for the host and may neither read nor change: sealed by AES-GCM, under keys that rotate."""

from __future__ import annotations

import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEY_BYTES: Final = 32
KEY_LIFE: Final = timedelta(days=90)
"""After which another key seals."""

_RANDOM_BYTES: Final = 24
_MAC_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_URL_SAFE: Final = str.maketrans("+/", "-_")
_COMES_BACK: Final = timedelta(days=400)
"""How long after a key's last day something that it sealed may come back: no browser keeps a cookie longer."""


class Opened(NamedTuple):
    """What was sealed; `stale` where it is to be sealed again, under the key of today."""

    text: bytes
    stale: bool


def derived(key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose; it tells nothing of the key that it is made of."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def seal(text: bytes, key: bytes, bound_to: bytes) -> bytes:
    """Return `text` sealed; it opens with the same key and for the same `bound_to` alone."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, bound_to)


def unseal(sealed: bytes, key: bytes, bound_to: bytes) -> bytes | None:
    """Return what was sealed; None for what this key did not seal, for `bound_to`."""
    with suppress(InvalidTag, ValueError):
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    return None


def as_text(value: bytes) -> str:
    """Return bytes as a cookie may hold them."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def as_bytes(text: str) -> bytes:
    """Return what `as_text` was given; nothing for any other text."""
    with suppress(ValueError):
        found = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
        if as_text(found) == text:  # one text for the same bytes, no other
            return found
    return b""


class Keyring:
    """The keys of a host: the first seals, all open."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take at least one key of 32 random bytes.

        Raises:
            ValueError: there is none, or one is too short.
        """
        if not keys or any(len(key) < KEY_BYTES for key in keys):
            raise ValueError("keys of 32 random bytes are expected")
        self._keys = [(derived(key, "seal"), derived(key, "issue")) for key in keys]

    @classmethod
    def of_this_process(cls) -> Self:
        """Return a key that goes with this process."""
        return cls([os.urandom(KEY_BYTES)])

    @classmethod
    def read(cls, text: str) -> Self:
        """Return keys in base64, separated by commas: the first seals, those after it open what they sealed.

        Raises:
            ValueError: a key is none, or too short.
        """
        return cls([as_bytes(key.strip().rstrip("=").translate(_URL_SAFE)) for key in text.split(",")])

    @classmethod
    def of_file(cls, file: Path, today: date | None = None) -> Self:
        """Return the keys of a private file, which is made where it is missing; a key that has served is followed.

        Raises:
            OSError: it cannot be read or written.
            ValueError: it holds something else.
        """
        today = today or datetime.now(UTC).date()
        dated = _dated(file)
        kept = [each for each in dated if today - each[0] <= KEY_LIFE + _COMES_BACK]
        if not kept or today - kept[0][0] > KEY_LIFE:
            kept.insert(0, (today, os.urandom(KEY_BYTES)))
        if kept != dated:
            _write(file, "".join(f"{day} {as_text(key)}\n" for day, key in kept))
        return cls([key for _, key in kept])

    def issue(self, kind: str) -> str:
        """Return a secret that nobody can guess, and that this host knows for its own."""
        random = secrets.token_bytes(_RANDOM_BYTES)
        return as_text(random + _mac(random, self._keys[0][1], kind))

    def issued(self, secret: str, kind: str) -> bool:
        """Tell whether this host gave that secret, for that kind of use."""
        given = as_bytes(secret)
        random, mac = given[:_RANDOM_BYTES], given[_RANDOM_BYTES:]
        found = [hmac.compare_digest(mac, _mac(random, key, kind)) for _, key in self._keys]
        return any(found)

    def seal(self, text: bytes, *, bound_to: str) -> str:
        """Return `text` sealed for one holder."""
        return as_text(seal(text, self._keys[0][0], bound_to.encode()))

    def open(self, sealed: str, *, bound_to: str) -> Opened | None:
        """Return what was sealed for that holder; None for anything else."""
        given = as_bytes(sealed)
        for rank, (key, _) in enumerate(self._keys):
            text = unseal(given, key, bound_to.encode())
            if text is not None:
                return Opened(text, stale=rank > 0)
        return None


def _mac(random: bytes, key: bytes, kind: str) -> bytes:
    return hmac.digest(key, kind.encode() + b"\0" + random, "sha256")[:_MAC_BYTES]


def _dated(file: Path) -> list[tuple[date, bytes]]:
    """Return the keys of a file with the days from which they sealed, the newest first; none where it is missing."""
    try:
        lines = [line.partition(" ") for line in file.read_text(encoding="ascii").splitlines()]
        found = [(date.fromisoformat(day), as_bytes(key)) for day, _, key in lines]
    except FileNotFoundError:
        return []
    except ValueError:
        found = [(date.min, b"")]
    if any(len(key) < KEY_BYTES for _, key in found):
        raise ValueError(f"not keys: {file.name}")
    return found


def _write(file: Path, text: str) -> None:
    new = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(text)
    new.replace(file)
