"""The sign-in of one browser, for all its tabs: taken up from what was kept of it, and kept anew at each change."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from math import inf
from typing import Protocol, Self
from weakref import WeakMethod, ref

from pydantic import SecretStr

from api_client import Client
from api_client.held_session import SIGNED_OUT

Watch = Callable[[str, Callable[[], None]], Callable[[], None]]


class KeptText(Protocol):
    """A text that outlives this process, for the browser alone; where it cannot be kept, nobody needs to know."""

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""

    def begin_anew(self) -> None:
        """Take it that somebody has come in by the tab in whose context this is called."""

    def listen(self, changed: Callable[[str | None], None]) -> None:
        """Have `changed` called with what another process keeps since, None where whoever was here has left there."""

    async def save(self, value: str) -> None:
        """Keep `value`, in place of any other."""

    async def forget(self) -> None:
        """Keep nothing."""


class BrowserPresence:
    """What the tabs of one browser share: a session that no refresh ends twice, and what each tells the others.

    Attributes:
        client: holds the session; the client of each tab is beside it.
        proven_at: when the password was given last, in any tab. It is not kept: a host that starts again asks for it.
    """

    def __init__(
        self,
        client: Client,
        kept: KeptText,
        watch: Watch,
    ) -> None:
        """Begin with nobody.

        Args:
            client: that of no tab; closed with the presence.
            kept: where the session outlives this process.
            watch: has a function called where a tab changes what that entry keeps; returns what ends that.
        """
        self.client = client
        self.proven_at = -inf
        self._kept = kept
        self._watch = watch
        self._writing: asyncio.Task[None] | None = None
        self._changed = False
        client.listen(self)
        kept.listen(self._follow)

    @classmethod
    async def open(cls, client: Client, kept: KeptText, watch: Watch) -> Self:
        """Begin with whoever the kept session is of, if there is one; the arguments are those of the class."""
        presence = cls(client, kept, watch)
        text = await kept.load()
        if text is not None:
            client.take_up(SecretStr(text))
        return presence

    def watch(self, entry: str, told: Callable[[], None]) -> object:
        """Have `told`, a method, called in its own tab's context where another tab changes that entry.

        Return what its owner holds for as long as that lasts: the context, which knows all that the tab shows.
        """
        context = copy_context()
        weakly = ref(context)

        def tell() -> None:
            method, within = weak(), weakly()
            if method is not None and within is not None:
                asyncio.get_running_loop().call_soon(method, context=within)

        stop = self._watch(entry, tell)
        weak = WeakMethod(told, lambda _: stop())
        return context

    def opened(self) -> None:
        """Keep the session that a tab has just opened."""
        self._kept.begin_anew()
        self._write()

    def renewed(self) -> None:
        """Keep the tokens that took the place of those kept."""
        self._write()

    def ended(self, _reason: str) -> None:
        """Keep the session no more."""
        self._write()

    async def aclose(self) -> None:
        """Hold the session no more; what is kept stays, for the next process or the next tab."""
        if self._writing is not None:
            await self._writing
        await self.client.aclose()

    def _follow(self, text: str | None) -> None:
        """Go on from what another process keeps."""
        if text is not None:
            self.client.catch_up(SecretStr(text))
        else:
            self.client.join()
            self.client.lapse(SIGNED_OUT)

    def _write(self) -> None:
        self._changed = True
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        try:
            while self._changed:
                self._changed, text = False, self.client.exported()
                if text is None:
                    await self._kept.forget()
                else:
                    await self._kept.save(text.get_secret_value())
        finally:
            self._writing = None
