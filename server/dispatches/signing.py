"""Signatures of webhooks, as https://www.standardwebhooks.com asks for them."""

from __future__ import annotations

import base64
import hmac
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX: Final = "whsec_"
_BYTES: Final = 32


def new_secret() -> str:
    """Return a secret as receivers are given it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signed_headers(message_id: str, timestamp: int, body: bytes, keys: Iterable[str]) -> dict[str, str]:
    """Return the headers of a message; a receiver takes it that knows one of the secrets.

    Args:
        message_id: the same at every try of the same message.
        timestamp: when this try is made, in seconds since 1970.
        body: the very bytes that are sent.
        keys: the secrets.
    """
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    made = (hmac.digest(base64.b64decode(key.removeprefix(_PREFIX)), signed, "sha256") for key in keys)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(each).decode()}" for each in made),
    }
