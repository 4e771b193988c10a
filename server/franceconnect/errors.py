"""The errors of a provider's answers. Light: the modules that verify answers are loaded at their first use."""

from __future__ import annotations

from typing import Literal

# The part of an answer that is wrong. Only the log says it.
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
    """The provider does not answer, or answers that it cannot."""


class Untrusted(Exception):
    """The provider's answer cannot be trusted; `reason` names the part that is wrong, and never its value."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownKey(Untrusted):
    """No known key fits: the provider may have a new one."""

    def __init__(self) -> None:
        super().__init__("key")
