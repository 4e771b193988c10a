"""Opaque tokens of 256 random bits, of which only the SHA-256 is stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# Without letters and digits that look alike.
READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def readable_code(length: int) -> str:
    """Return a random code that people read, say and type."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def token_hash(token: str) -> bytes:
    """Return the stored hash of a token. Its entropy makes a slow hash pointless."""
    return hashlib.sha256(token.encode()).digest()


class Pepper:
    """A key for hashes of what could be guessed: codes, addresses, identifiers. It is stored beside the data."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hash(self, *parts: str) -> bytes:
        """Return the keyed hash of the parts; their boundaries count."""
        message = b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
        return hmac.digest(self._key, message, "sha256")
