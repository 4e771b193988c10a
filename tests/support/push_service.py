"""A push service and a browser of it, on this machine: what is pushed is opened as a browser would (RFC 8291)."""

from __future__ import annotations

import json
import secrets
import threading
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from collections.abc import Iterator


def url_safe(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _hmac(key: bytes, content: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(content)
    return made.finalize()


def opened(message: bytes, key: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """Return what was sealed for a browser, by the steps of RFC 8291, 3.4, and RFC 8188 written out."""
    salt, length = message[:16], message[20]
    sender, record = message[21 : 21 + length], message[21 + length :]
    own = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    secret = _hmac(_hmac(auth, shared), b"WebPush: info\0" + own + sender + b"\x01")
    drawn = _hmac(salt, secret)
    content_key = _hmac(drawn, b"Content-Encoding: aes128gcm\0\x01")[:16]
    nonce = _hmac(drawn, b"Content-Encoding: nonce\0\x01")[:12]
    opening = Cipher(algorithms.AES(content_key), modes.GCM(nonce, record[-16:])).decryptor()
    padded = opening.update(record[:-16]) + opening.finalize()
    content, _, rest = padded.rpartition(b"\x02")
    assert not rest.strip(b"\0")
    return content


@dataclass
class PushedBrowser:
    """A browser that subscribed: its keys, and the address that its service gave it."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def p256dh(self) -> str:
        return url_safe(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def subscription(self, device_name: str = "Navigateur") -> dict[str, str]:
        """Return what is said of it to the API."""
        return {
            "endpoint": self.endpoint,
            "p256dh": self.p256dh,
            "auth": url_safe(self.auth),
            "device_name": device_name,
        }

    def reads(self, message: Pushed) -> dict[str, Any]:
        """Return what a push says, as its service worker is given it."""
        said: dict[str, Any] = json.loads(opened(message.content, self.key, self.auth))
        return said


@dataclass(frozen=True)
class Pushed:
    """A push that came."""

    path: str
    headers: dict[str, str]
    content: bytes


@dataclass
class PushService:
    """A push service.

    Attributes:
        origin: where it is.
        came: what was pushed, in order.
        statuses: what it answers next; then 201.
        leads: where it redirects to, where it answers so.
    """

    origin: str
    came: list[Pushed] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    leads: str = ""

    def browser(self, name: str) -> PushedBrowser:
        """Return a browser that subscribed."""
        return PushedBrowser(f"{self.origin}/push/{name}")

    def to(self, browser: PushedBrowser) -> list[dict[str, Any]]:
        """Return what that browser was shown."""
        return [browser.reads(each) for each in self.came if browser.endpoint.endswith(each.path)]


@contextmanager
def push_service() -> Iterator[PushService]:
    """Run a push service, and yield it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.came.append(Pushed(self.path, headers, content))
            self.send_response(found.statuses.pop(0) if found.statuses else 201)
            if found.leads:
                self.send_header("Location", found.leads)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        found = PushService(f"http://127.0.0.1:{running.server_address[1]}")
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            running.shutdown()
            thread.join()
