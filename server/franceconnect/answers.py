"""What may be wrong with a provider's answers. Light: what verifies them is loaded on first use."""

from __future__ import annotations

from typing import Literal

# What of a token was not as it must be: said in the log, and nowhere else.
Reason = Literal[
    "alg",
    "key",
    "signature",
    "iss",
    "aud",
    "exp",
    "iat",
    "nbf",
    "nonce",
    "acr",
    "sub",
    "form",
    "code",
    "type",
]


class Unavailable(Exception):
    """The provider does not answer, or says that it cannot."""


class Untrusted(Exception):
    """What the provider answered does not prove what it should; `reason` says what of it, and no value."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownKey(Untrusted):
    """No key of the set fits: the provider may have a new one."""

    def __init__(self) -> None:
        super().__init__("key")
