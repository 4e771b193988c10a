"""The parts of a running server, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from server.clock import Clock
from server.domain.sessions import Lifetime
from server.messages.delivery import Outbox, Smtp
from server.security.challenges import Challenges
from server.security.guessing import Guessing
from server.security.passwords import verification_pool
from server.security.sessions import Sessions
from server.security.sign_in import SignIn
from server.store import Store
from server.store.schema import pepper

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from server.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """What the routers work with."""

    settings: Settings
    store: Store
    clock: Clock
    guessing: Guessing
    sessions: Sessions
    challenges: Challenges
    sign_in: SignIn
    verifications: ThreadPoolExecutor

    @classmethod
    def of(cls, settings: Settings) -> Parts:
        """Put the parts together over a store that is ready.

        Raises:
            StartError: the Redis of the rate limits does not answer.
        """
        store = Store(settings.database)
        clock = Clock()
        key = pepper(store)
        guessing = Guessing(settings.redis, key)
        sessions = Sessions(store, clock, Lifetime(timedelta(seconds=settings.session_idle_seconds)))
        challenges = Challenges(clock, key, Outbox() if settings.demo else Smtp(settings.smtp))
        sign_in = SignIn(
            store=store,
            clock=clock,
            pepper=key,
            guessing=guessing,
            sessions=sessions,
            challenges=challenges,
        )
        return cls(settings, store, clock, guessing, sessions, challenges, sign_in, verification_pool())

    def close(self) -> None:
        """Let go of threads and connections."""
        self.verifications.shutdown(wait=False, cancel_futures=True)
        self.store.close()
