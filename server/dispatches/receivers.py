"""The receivers of webhooks: where they may be, and what comes of telling one."""

from __future__ import annotations

import ipaddress
import ssl
import time
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpcore

from server.dispatches.rules import LONGEST_ANSWER_SECONDS, LONGEST_URL
from server.http.outward import NotAllowed, Outward, is_address, is_public
from server.settings import VERSION, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from server.services import Services

_LOOPBACK_NAME: Final = "localhost"
_FINE: Final = range(200, 300)
_GONE: Final = 410
_LATER: Final = frozenset({408, 425, 429})
_SERVER_FAILED: Final = 500


class Outcome(Enum):
    """What came of telling a receiver."""

    TAKEN = auto()
    AWAY = auto()
    """It does not answer, or cannot now."""
    REFUSED = auto()
    """It answers, and does not take this."""
    GONE = auto()
    """It wants to hear no more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it; `failure` says why, in a word, where it failed."""

    outcome: Outcome
    failure: str | None = None


class Receivers:
    """The way to receivers: by https, or by http to this very machine; to public addresses, and to some of one's own.

    Args:
        networks: networks of one's own to which webhooks may lead, that of this machine too.
        answer_within: seconds.
    """

    def __init__(self, networks: Iterable[str], answer_within: float) -> None:
        self._networks = [ipaddress.ip_network(each, strict=False) for each in networks]
        self._answer_within = answer_within

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        settings = services[Settings]
        return cls(settings.webhook_networks, min(settings.webhook_answer_seconds, LONGEST_ANSWER_SECONDS))

    def may_be_one(self, url: str) -> bool:
        """Return whether an address can be a receiver's; where its name leads is seen as it is used."""
        if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
            return False
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return False
        host = parts.hostname
        if (
            not host
            or port == 0
            or parts.username is not None
            or parts.password is not None
            or parts.fragment
        ):
            return False
        if parts.scheme == "http":
            return _is_loopback(host) and self._allows(host, "127.0.0.1" if host == _LOOPBACK_NAME else host)
        if parts.scheme != "https":
            return False
        if is_address(host):
            return _is_written_out(host) and self._allows(host, host)
        return True

    def tell(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Tell a receiver, and return what came of it; its answer is not read, and leads nowhere."""
        if not self.may_be_one(url):
            return Answer(Outcome.REFUSED, "not_allowed")
        until = time.monotonic() + self._answer_within
        sent = {
            "Content-Type": "application/json",
            "User-Agent": f"mon-compte/{VERSION}",
            "Connection": "close",
            **headers,
        }
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), self._answer_within)
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self._tls, network_backend=Outward(self._allows, until)
                ) as pool,
                pool.stream(
                    "POST", url, headers=list(sent.items()), content=body, extensions={"timeout": timeout}
                ) as answer,
            ):
                status = answer.status
        except NotAllowed:
            return Answer(Outcome.AWAY, "not_allowed")
        except httpcore.TimeoutException:
            return Answer(Outcome.AWAY, "timeout")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            return Answer(Outcome.AWAY, "connection")
        if status in _FINE:
            return Answer(Outcome.TAKEN)
        failure = f"status_{status}"
        if status == _GONE:
            return Answer(Outcome.GONE, failure)
        away = status in _LATER or status >= _SERVER_FAILED
        return Answer(Outcome.AWAY if away else Outcome.REFUSED, failure)

    def _allows(self, _: str, address: str) -> bool:
        read = ipaddress.ip_address(address.partition("%")[0])
        return any(read in each for each in self._networks) or is_public(address)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # The authorities of this machine: a fund may have its own.
        return ssl.create_default_context()


def _is_loopback(host: str) -> bool:
    return host == _LOOPBACK_NAME or (_is_written_out(host) and ipaddress.ip_address(host).is_loopback)


def _is_written_out(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
