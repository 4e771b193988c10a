"""The courier: it has messages that wait leave, in the background of a server, whoever wrote them."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError

from hosting.metrics import Counter
from hosting.quota import LogThrottle
from server.outbox.waiting import WaitingMessages
from server.outbox.ways import NotSent, ways
from server.rules.codes import Channel
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Mapping, Sequence
    from typing import Self

    from server.outbox.waiting import Taken
    from server.outbox.ways import Way
    from server.services import Services

_log = logging.getLogger(__name__)

MESSAGES = Counter("messages", "Tries to have a mail or an SMS leave", ("channel", "outcome"))

# For what other processes wrote, and for what is tried again.
_LOOKS_EVERY_S: Final = 2
# What is under way when the server stops may end; what does not is tried again by the next process.
_ENDS_WITHIN_S: Final = 2


class Courier:
    """What takes messages and has them leave; several processes may, and each message is sent by one.

    Each channel has a thread of its own: a mail server that hangs holds up no SMS. A message is erased when it was
    taken over. Where a process is killed before it could note that, the message leaves once more, under the same id.

    Args:
        waiting: the messages.
        by: the way of each channel that has one.
    """

    def __init__(self, waiting: WaitingMessages, by: Mapping[Channel, Way]) -> None:
        self._waiting = waiting
        self._rounds = [_Round(waiting, channel, by.get(channel)) for channel in Channel]

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        settings = services[Settings]
        return cls(services[WaitingMessages], ways(settings.smtp, settings.sms))

    def wake(self) -> None:
        """Look now: something may be due."""
        for each in self._rounds:
            each.wake()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Have messages leave until the end of the block."""
        for each in self._rounds:
            each.begin()
        try:
            yield
        finally:
            for each in self._rounds:
                each.stop()
            for each in self._rounds:
                each.join()


class _Round:
    """The rounds of one channel, in a thread."""

    def __init__(self, waiting: WaitingMessages, channel: Channel, way: Way | None) -> None:
        self._waiting = waiting
        self._channel = channel
        self._way = way
        self._woken = Event()
        self._stopped = Event()
        self._throttle = LogThrottle()
        self._sending: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None
        self._lock = Lock()
        self._thread = Thread(target=self._go_on, name=f"courier-{channel}", daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        self._stopped.set()
        self._woken.set()

    def join(self) -> None:
        self._thread.join(_ENDS_WITHIN_S)
        with self._lock:
            if self._sending is not None:
                loop, task = self._sending
                loop.call_soon_threadsafe(task.cancel)
        self._thread.join(_ENDS_WITHIN_S)

    def _go_on(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                while taken := self._waiting.take(self._channel):
                    self._send(taken)
                    if self._stopped.is_set():
                        return
            except (SQLAlchemyError, OSError) as error:
                if self._throttle.allows("database"):
                    _log.warning(
                        "messages wait for the database (%s): %s", self._channel, type(error).__name__
                    )
            self._woken.wait(_LOOKS_EVERY_S)

    def _send(self, taken: Sequence[Taken]) -> None:
        outcomes: dict[Taken, NotSent | None] = {}
        with suppress(asyncio.CancelledError):
            asyncio.run(self._cancellable(self._send_all(taken, outcomes)))
        sent = [each for each, error in outcomes.items() if error is None]
        failed = [(each, error) for each, error in outcomes.items() if error is not None]
        MESSAGES.count(len(sent), channel=self._channel.value, outcome="sent")
        MESSAGES.count(len(failed), channel=self._channel.value, outcome="failed")
        self._note(sent, failed, [each for each in taken if each not in outcomes])
        for failure in sorted({error.failure for _, error in failed}):
            number = sum(error.failure == failure for _, error in failed)
            _log.warning("%d × a message could not leave (%s): %s", number, self._channel, failure)

    async def _cancellable(self, sending: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(sending)
        with self._lock:
            self._sending = asyncio.get_running_loop(), task
        try:
            await task
        finally:
            with self._lock:
                self._sending = None

    async def _send_all(self, taken: Sequence[Taken], outcomes: dict[Taken, NotSent | None]) -> None:
        async def send(each: Taken) -> None:
            try:
                await self._hand_over(each)
            except NotSent as error:
                outcomes[each] = error
            except Exception as error:  # noqa: BLE001 - anything a library raises: the others leave all the same
                # Only its type: its text repeats addresses.
                outcomes[each] = NotSent(type(error).__name__)
            else:
                outcomes[each] = None

        async with asyncio.TaskGroup() as together:
            for each in taken:
                together.create_task(send(each))

    async def _hand_over(self, taken: Taken) -> None:
        if self._way is None:
            raise NotSent("no way is set")
        await self._way.send(taken.message, taken.message.to or "", taken.id)

    def _note(
        self, sent: Sequence[Taken], failed: Sequence[tuple[Taken, NotSent]], unsent: Sequence[Taken]
    ) -> None:
        """Note what became of each, as soon as the database answers: what was sent must not leave twice."""
        while True:
            try:
                self._waiting.note(sent, failed)
                if unsent:
                    self._waiting.release(unsent)
            except (SQLAlchemyError, OSError) as error:
                if self._throttle.allows("noting"):
                    _log.warning(
                        "what was sent could not be noted (%s): %s", self._channel, type(error).__name__
                    )
                if self._stopped.is_set():
                    return
                self._woken.clear()
                self._woken.wait(_LOOKS_EVERY_S)
            else:
                return
