"""Web Push: what is sent is sealed for one browser (RFC 8291), and its sender is known by a key (VAPID, RFC 8292).

Of `cryptography` and `joserfc` alone, which the server has: the packages for it bring two more HTTP clients, and follow
what a push service redirects to.
"""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["VapidKey", "is_point", "sealed", "url_safe"]

AUTH_BYTES: Final = 16
_RECORD_BYTES: Final = 4096
_TOKEN_SECONDS: Final = 12 * 3600
_KEY_BYTES: Final = 32


def url_safe(content: bytes) -> str:
    """Return bytes as text of the alphabet of URLs, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def is_point(content: bytes) -> bool:
    """Return whether these bytes are a public key of a browser: a point of the curve P-256, uncompressed."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), content)
    except (ValueError, UnsupportedAlgorithm):
        return False
    return content[:1] == b"\x04"


def sealed(
    content: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    key: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Return content that one browser alone can read, as `aes128gcm` (RFC 8188).

    Args:
        content: less than 4000 bytes.
        p256dh: the public key of the browser.
        auth: its secret, 16 bytes.
        key: a private key for this message alone; drawn unless given.
        salt: 16 bytes for this message alone; drawn unless given.
    """
    key = key or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    own = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh))
    secret = _derived(shared, auth, b"WebPush: info\0" + p256dh + own, _KEY_BYTES)
    content_key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD_BYTES.to_bytes(4) + bytes([len(own)]) + own
    # The last record, which is the only one, ends in a 2.
    return head + AESGCM(content_key).encrypt(nonce, content + b"\x02", None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


class VapidKey:
    """The key by which push services know this server.

    Args:
        private: its 32 bytes in the alphabet of URLs, as the tools for VAPID write them.

    Raises:
        ValueError: it is no such key.
    """

    def __init__(self, private: str) -> None:
        content = base64.urlsafe_b64decode(private + "=" * (-len(private) % 4))
        if len(content) != _KEY_BYTES:
            raise ValueError("a key of 32 bytes is expected")
        self._key = ec.derive_private_key(int.from_bytes(content), ec.SECP256R1())

    def __repr__(self) -> str:
        return "VapidKey()"

    @classmethod
    def drawn(cls) -> str:
        """Return a new private key, as it is kept."""
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        return url_safe(number.to_bytes(_KEY_BYTES))

    @property
    def public(self) -> str:
        """The public key, as browsers are given it."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return url_safe(point)

    def authorization(self, endpoint: str, now: datetime, contact: str | None) -> str:
        """Return the `Authorization` of a request to a push service.

        Args:
            endpoint: where it goes.
            now: the real time.
            contact: `https:` or `mailto:` of who sends it.
        """
        from joserfc import jwt
        from joserfc.jwk import ECKey

        parts = urlsplit(endpoint)
        claims: dict[str, object] = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(now.timestamp()) + _TOKEN_SECONDS,
        }
        if contact is not None:
            claims["sub"] = contact
        numbers = self._key.private_numbers()
        point = numbers.public_numbers
        key = ECKey.import_key(
            {
                "kty": "EC",
                "crv": "P-256",
                "d": url_safe(numbers.private_value.to_bytes(_KEY_BYTES)),
                "x": url_safe(point.x.to_bytes(_KEY_BYTES)),
                "y": url_safe(point.y.to_bytes(_KEY_BYTES)),
            }
        )
        return f"vapid t={jwt.encode({'typ': 'JWT', 'alg': 'ES256'}, claims, key)}, k={self.public}"
