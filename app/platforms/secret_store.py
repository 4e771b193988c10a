"""What a device keeps for its person, and where: an identifier, the key of an enrolment under way; never a password."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Final, Protocol, TypeVar

SERVICE = "mon-compte"
"""Name under which the OS keyring holds the program's entries."""

_T = TypeVar("_T")

_PATIENCE_S: Final = 10
"""Seconds without an answer after which a store counts as refused."""

_MOMENT_S: Final = 0.3
"""Seconds: a store that works answers sooner."""


class StorageRefused(Exception):
    """The device's store is missing, locked or broken: nothing can be kept, signing in goes on."""


class DeviceSecret(Protocol):
    """One text that one device keeps. Each method raises `StorageRefused` when the store does not answer."""

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""

    async def save(self, value: str) -> None:
        """Keep `value`, in place of any other."""

    async def forget(self) -> None:
        """Delete what is kept."""


class KeyringStore:
    """The keyring of a desktop: Secret Service, Keychain or Credential Manager.

    Never used when the program serves browsers: the keyring would be the server's, shared by strangers. Backends raise
    whatever their systems do, and may say nothing for ever (a locked collection whose dialogue nobody can see): the
    first is a refusal, and so is the second after some seconds. Each call has a thread of its own, which keeps neither
    the program from ending nor others from theirs.
    """

    def __init__(self, entry: str, *, patience_s: float = _PATIENCE_S) -> None:
        self._entry = entry
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._asking = self._forgets_next = False

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""
        return await self._answer(self._load)

    async def save(self, value: str) -> None:
        """Keep `value`, in place of any other."""
        await self._answer(lambda: self._save(value))

    async def forget(self) -> None:
        """Keep nothing any more; a keyring that is still being asked something is told once it has answered."""
        with self._lock:
            self._forgets_next = self._asking
        await self._answer(self._forget)

    async def _answer(self, ask: Callable[[], _T]) -> _T:
        with self._lock:
            asking, self._asking = self._asking, True
        if asking:
            raise StorageRefused
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[_T]] = loop.create_future()
        threading.Thread(
            target=self._run, args=(ask, loop, answer), name=f"keyring-{self._entry}", daemon=True
        ).start()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._patience_s):
                for found in await answer:
                    return found
        raise StorageRefused

    def _run(
        self, ask: Callable[[], _T], loop: asyncio.AbstractEventLoop, answer: asyncio.Future[list[_T]]
    ) -> None:
        found: list[_T] = []
        with contextlib.suppress(BaseException):
            found.append(ask())
        while True:
            with self._lock:
                forgets, self._forgets_next = self._forgets_next, False
                if not forgets:
                    self._asking = False
                    break
            with contextlib.suppress(BaseException):
                self._forget()
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(_settle, answer, found)

    def _load(self) -> str | None:
        import keyring

        return keyring.get_password(SERVICE, self._entry)

    def _save(self, value: str) -> None:
        import keyring

        keyring.set_password(SERVICE, self._entry, value)

    def _forget(self) -> None:
        import keyring
        from keyring.errors import PasswordDeleteError

        with contextlib.suppress(PasswordDeleteError):  # nothing was kept
            keyring.delete_password(SERVICE, self._entry)


def _settle(answer: asyncio.Future[list[_T]], found: list[_T]) -> None:
    if not answer.done():
        answer.set_result(found)


class Aside:
    """Calls of a store that go on in the background: no press of a button waits for one longer than anybody notices."""

    def __init__(self) -> None:
        self._calls: set[asyncio.Task[None]] = set()

    async def tell(
        self, call: Coroutine[Any, Any, None], refused_later: Callable[[], None] = lambda: None
    ) -> None:
        """Tell a store something, and wait for a moment.

        Args:
            call: a call of the store.
            refused_later: called where the store refuses after that moment.

        Raises:
            StorageRefused: the store refused at once.
        """
        task = asyncio.create_task(call)
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)
        await asyncio.wait({task}, timeout=_MOMENT_S)
        if task.done():
            task.result()
            return

        def look(done: asyncio.Task[None]) -> None:
            if not done.cancelled() and done.exception() is not None:
                refused_later()

        task.add_done_callback(look)
