"""When a call is tried again, and after how long."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from api_client.errors import Busy, ClientError, ConnectionFailed, RateLimited, ServerFailed, TimedOut

_GATEWAY = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})


@dataclass(frozen=True, slots=True)
class Retry:
    """Exponential backoff with full jitter, for failures that may pass by themselves.

    Every call of this package may be sent twice: it is a GET or carries an `Idempotency-Key`.

    Attributes:
        limit: how many times at most a call is sent again.
        base: seconds, the longest first pause; each following one may be twice as long.
        patience: seconds, the longest `Retry-After` that is waited for in silence.
        sleep: waits that many seconds.
        random: a number in [0, 1).
    """

    limit: int = 2
    base: float = 0.25
    patience: float = 2.0
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random

    def pause(self, error: ClientError, tries: int) -> float | None:
        """Return the seconds to wait before sending again after `tries` retries, or None to give up."""
        if tries >= self.limit:
            return None
        match error:
            case RateLimited(retry_after=float(after)) | Busy(retry_after=float(after)) if (
                after <= self.patience
            ):
                return after
            case TimedOut():
                return (
                    None  # the person has waited long enough, and a slow server is not helped by more calls
                )
            case ConnectionFailed():
                return self._backoff(tries)
            case ServerFailed(status=status) if status in _GATEWAY:
                return self._backoff(tries)
        return None

    def _backoff(self, tries: int) -> float:
        return self.random() * self.base * (1 << tries)
