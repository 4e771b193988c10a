"""The browser's way to FranceConnect and back, whatever is made of what it brings."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import NamedTuple
from urllib.parse import parse_qs

from pydantic import SecretStr

from api_client import Client
from api_client.errors import ClientError
from api_client.franceconnect import Authorization, new_verifier
from app.core.state import Observed
from app.franceconnect.pending import PendingSignIn, PendingStore
from app.platforms.browser import Browser


class Ending(Enum):
    """Why a sign-in came to nothing."""

    DENIED = "denied"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"
    """The person's FranceConnect is joined to another account than the one signed in to."""


class Answer(NamedTuple):
    """What the browser brought: a code that serves once, and the sign-in that it answers."""

    code: SecretStr
    pending: PendingSignIn


class BrowserJourney(Observed):
    """One journey at a time.

    Attributes:
        waiting: the sign-in that the browser is in; None where none is.
    """

    def __init__(
        self,
        client: Client,
        browser: Browser,
        store: PendingStore,
        *,
        on_return: Callable[[Answer | Ending], Awaitable[None]],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the state.

        Args:
            client: speaks for the person.
            browser: goes to FranceConnect.
            store: where the device keeps the verifier.
            on_return: given what the browser brought, or why it brought nothing.
            observe: told how giving a sign-in up went.
        """
        self._client = client
        self._browser = browser
        self._store = store
        self._on_return = on_return
        self._observe = observe
        self._pending: PendingSignIn | None = None
        self._listening: asyncio.Task[None] | None = None
        self.waiting: Authorization | None = None

    async def begin(self, wanted: str | None) -> None:
        """Begin a sign-in, which leads to `wanted`; the one before is given up.

        Raises:
            OSError: there is nowhere for the browser to come back to.
            ClientError: FranceConnect is not available.
        """
        before = self.waiting
        self.stop()
        await self._give_up(before)
        return_to = await self._browser.expect()
        pending = PendingSignIn(new_verifier(), wanted)
        try:
            waiting = await self._client.franceconnect.begin(pending.verifier, return_to)
        except ClientError:
            self._browser.leave()
            raise
        self._pending = pending
        await self._store.save(pending)
        self._listening = asyncio.create_task(self._listen(waiting.expires_in))
        self.waiting = waiting

    async def open(self) -> None:
        """Open the browser at the address of the sign-in that waits."""
        if self.waiting is not None:
            await self._browser.open(self.waiting.url)

    async def come_back(self) -> None:
        """Take what the browser brought to a screen of the program."""
        query = await self._browser.brought()
        if query is not None:
            await self._take(query)

    async def cancel(self) -> None:
        """Give up."""
        before = self.waiting
        self.stop()
        await self._store.wipe()
        await self._give_up(before)

    def stop(self) -> None:
        """Stop waiting for the browser."""
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None
        self._browser.leave()
        self.waiting, self._pending = None, None

    async def _give_up(self, authorization: Authorization | None) -> None:
        if authorization is None:
            return
        try:
            await self._client.franceconnect.cancel(authorization.authorization_id)
        except ClientError as error:
            self._observe(error)  # the verifier is gone: nothing can come of it here

    async def _listen(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                query = await self._browser.wait()
        except TimeoutError:
            self._listening = None
            self.stop()
            await self._on_return(Ending.EXPIRED)
            return
        if query is not None:
            self._listening = None
            await self._take(query)

    async def _take(self, query: str) -> None:
        """Look at what the browser brought: a code, or why there is none."""
        brought = parse_qs(query.removeprefix("?"))
        pending = self._pending or await self._store.load()
        self.stop()
        await self._store.wipe()
        code = brought.get("code", [""])[0]
        if code and pending is not None:
            await self._on_return(Answer(SecretStr(code), pending))
        else:
            await self._on_return(_ending(brought.get("error", [""])[0]))


def _ending(error: str) -> Ending:
    """Read why there is no code; none at all is an answer that nobody waits for."""
    if not error:
        return Ending.EXPIRED
    known = {ending.value: ending for ending in (Ending.DENIED, Ending.UNAVAILABLE, Ending.FAILED)}
    return known.get(error, Ending.FAILED)
