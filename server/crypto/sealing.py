"""Content that only the holder of a token can read: it is encrypted with a key derived from the token.

The database keeps the hash of the token and the encrypted content: alone it opens nothing.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


def seal(token: str, content: bytes) -> bytes:
    """Encrypt content for the holder of the token."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_key(token)).encrypt(nonce, content, None)


def unseal(token: str, sealed: bytes) -> bytes:
    """Decrypt what `seal` made with the same token."""
    return AESGCM(_key(token)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)


def _key(token: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sealed").derive(token.encode())
