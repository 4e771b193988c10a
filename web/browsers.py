"""All browsers that are there: known by their cookies, bounded by address, let go some moments after their last tab."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from typing import TYPE_CHECKING, Final, Self

from hosting.addresses import site_of
from hosting.private import make_folder
from hosting.quota import Quota
from web import cookies as jar
from web.bounds import Bounds, TooMany
from web.browser import BROWSER, DEVICE, KEPT, Bearer, Browser, fingerprint
from web.keeping import FileKeeping, MemoryKeeping, RedisKeeping
from web.sealing import Keyring

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from web.cookies import Origin
    from web.keeping import Keeping

logger = logging.getLogger(__name__)

_KEYS_FILE: Final = "keys"
_KEPT_FOLDER: Final = "kept"
_NEVER: Final = -1
"""The generation of a secret that is of none any more."""
_RETIRED_SECONDS: Final = 60
"""How long a request that left with a secret may be on its way after the next one has come in its place."""
_TICKET_SECONDS: Final = 60
_MOST_TICKETS: Final = 10_000


class Browsers:
    """The browsers of one host."""

    def __init__(
        self,
        keyring: Keyring,
        keeping: Keeping,
        bounds: Bounds,
        *,
        looks: AbstractSet[str] = frozenset(),
    ) -> None:
        """Know nobody yet.

        Args:
            keyring: the keys of the host.
            keeping: where what is kept for a browser waits while it is away.
            bounds: how many are known at once, and how long each.
            looks: keys of the texts that a browser keeps and that say how a page looks, nothing of whose it is.
        """
        self._bounds = bounds
        self._looks = looks
        self._keyring = keyring
        self._keeping = keeping
        self._quota = Quota(bounds.browsers, bounds.browsers_per_address)
        self._known: dict[bytes, Browser] = {}
        self._sites: dict[Browser, str] = {}
        self._tabs: Counter[Browser] = Counter()
        self._leaving: dict[Browser, asyncio.TimerHandle] = {}
        self._tickets: dict[bytes, Bearer] = {}
        self._replaced: dict[bytes, Browser] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None

    @classmethod
    def beginning(
        cls,
        bounds: Bounds,
        folder: Path | None = None,
        *,
        looks: AbstractSet[str] = frozenset(),
        redis: str | None = None,
        keys: str | None = None,
    ) -> Self:
        """Return those of a host that begins.

        Args:
            bounds: how many are known at once.
            folder: private, for the keys and what is kept; where it cannot be had, both go with this process.
            looks: as for `Browsers`.
            redis: where what is kept is, for several machines.
            keys: the keys, as `Keyring.read` takes them, for several machines.

        Raises:
            ValueError: `keys` are none.
        """
        keyring = Keyring.read(keys) if keys is not None else None
        keeping: Keeping | None = RedisKeeping(redis) if redis is not None else None
        try:
            if folder is not None and (keyring is None or keeping is None):
                make_folder(folder, own={_KEYS_FILE, _KEPT_FOLDER, "lock"})
                keyring = keyring or Keyring.of_file(folder / _KEYS_FILE)
                keeping = keeping or FileKeeping(folder / _KEPT_FOLDER)
        except (OSError, ValueError) as error:
            logger.warning("browsers sign in again when this host starts again: %s", type(error).__name__)
        return cls(keyring or Keyring.of_this_process(), keeping or MemoryKeeping(), bounds, looks=looks)

    def known(self, brought: Mapping[str, str], *, address: str, origin: Origin) -> Bearer | None:
        """Return who brought these cookies, whose browser is taken up where it is not there; None where none is ours.

        It may be somebody whose secret was replaced, and who knows nothing of the browser any more.

        Args:
            brought: the cookies of the request.
            address: where it came from.
            origin: of the host that was asked.

        Raises:
            TooMany: it is not there, and no more can be.
        """
        ours = _ours(brought, origin=origin)
        at = fingerprint(ours[BROWSER])
        if (browser := self._known.get(at)) is not None:
            browser.see(ours)
            return Bearer(browser, browser.generation)
        if (browser := self._replaced.get(at)) is not None:
            return Bearer(browser, _NEVER)
        if not self._keyring.issued(ours[BROWSER], BROWSER) and not self._keyring.issued(
            ours[DEVICE], DEVICE
        ):
            return None
        return self._begin(ours, address)

    def late(self, brought: Mapping[str, str], *, address: str, origin: Origin) -> Bearer:
        """Return who brought a secret that was replaced as somebody else: nobody, who looks the same.

        Raises:
            TooMany: no more can be.
        """
        return self._begin(_ours(brought, origin=origin) | {BROWSER: ""}, address, late=True)

    def new(self, *, address: str) -> Bearer:
        """Return a browser that brought no cookie of ours.

        Raises:
            TooMany: no more can be.
        """
        return self._begin({}, address)

    async def look(self, browser: Browser) -> None:
        """Look what other hosts keep for it, before it is told who is here."""
        if self._keeping.is_shared:
            await browser.sealed.look()

    def enter(self, browser: Browser) -> None:
        """Take note that a tab of it is there."""
        self._tabs[browser] += 1
        if self._looking is None and self._keeping.is_shared:
            self._looking = asyncio.create_task(self._look())
        if (leaving := self._leaving.pop(browser, None)) is not None:
            leaving.cancel()

    def leave(self, browser: Browser) -> None:
        """Take note that a tab of it is gone; with the last it is let go, some moments later."""
        self._tabs[browser] -= 1
        if self._tabs[browser] <= 0:
            del self._tabs[browser]
            if browser in self._sites:
                self._linger(browser)

    def ticket(self, bearer: Bearer) -> str:
        """Return what the script of a page gives for the cookies that are due, which no socket can set.

        It is good for a minute, with the cookie that the page came with, as long as that page may know who is here. A
        browser that holds none yet cannot be known by it: the ticket alone stands for it.
        """
        while len(self._tickets) >= _MOST_TICKETS:
            del self._tickets[next(iter(self._tickets))]
        ticket = secrets.token_urlsafe(24)
        at = fingerprint(ticket)
        self._tickets[at] = bearer
        asyncio.get_running_loop().call_later(_TICKET_SECONDS, self._tickets.pop, at, None)
        return ticket

    def redeem(self, ticket: str, brought: Mapping[str, str], *, origin: Origin) -> list[str] | None:
        """Return the `Set-Cookie` values that a ticket is good for; None for none of ours, or another browser's.

        The script asks until there are none any more: then the browser has shown that it holds them, and the ticket
        has served.
        """
        at = fingerprint(ticket)
        bearer = self._tickets.get(at)
        ours = _ours(brought, origin=origin)
        if bearer is None or bearer.browser not in self._sites or not bearer.is_current:
            return None
        browser, shown = bearer.browser, fingerprint(ours[BROWSER])
        # One that has shown that it holds cookies brings them: a ticket that was read opens nothing by itself.
        if shown not in map(fingerprint, browser.secrets) and (browser.confirmed or shown in self._known):
            return None
        browser.see(ours)
        due = browser.set_cookies(origin=origin)
        if not due:
            del self._tickets[at]
        return due

    async def aclose(self) -> None:
        """Let go of all, and of what they are kept in."""
        if self._looking is not None:
            self._looking.cancel()
        for browser in tuple(self._sites):
            self._let_go(browser)
        await asyncio.gather(*self._closing, return_exceptions=True)
        await self._keeping.aclose()

    def _begin(self, ours: dict[str, str], address: str, *, late: bool = False) -> Bearer:
        site = site_of(address)
        if not self._quota.enter(site):
            raise TooMany
        browser = Browser(
            self._keyring, self._keeping, ours, renamed=self._rename, looks=self._looks, late=late
        )
        self._known[fingerprint(browser.secrets[0])] = browser
        self._sites[browser] = site
        self._linger(browser)
        return Bearer(browser, browser.generation)

    async def _look(self) -> None:
        """Look, every some seconds, who of those that are here has left by another host."""
        while True:
            await asyncio.sleep(self._bounds.looking_seconds)
            await asyncio.gather(*(browser.sealed.look() for browser in tuple(self._tabs)))

    def _linger(self, browser: Browser) -> None:
        bounds = self._bounds
        seconds = bounds.lingering_seconds if browser.confirmed else bounds.stranger_seconds
        loop = asyncio.get_running_loop()
        self._leaving[browser] = loop.call_later(seconds, self._let_go, browser)

    def _let_go(self, browser: Browser) -> None:
        if (leaving := self._leaving.pop(browser, None)) is not None:
            leaving.cancel()
        self._tabs.pop(browser, None)
        for secret in browser.secrets:
            self._known.pop(fingerprint(secret), None)
            self._replaced.pop(fingerprint(secret), None)
        self._quota.leave(self._sites.pop(browser))
        closing = asyncio.create_task(browser.aclose())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def _rename(self, browser: Browser, gone: list[str]) -> None:
        if browser not in self._sites:
            return
        now, *before = map(fingerprint, browser.secrets)
        self._known[now] = browser
        for at in before:
            self._known.pop(at, None)
            self._replaced[at] = browser
        for at in map(fingerprint, gone):
            asyncio.get_running_loop().call_later(_RETIRED_SECONDS, self._replaced.pop, at, None)


def _ours(brought: Mapping[str, str], *, origin: Origin) -> dict[str, str]:
    return {name: jar.found(brought, name, origin) for name in (BROWSER, DEVICE, KEPT)}
