"""The tabs of all browsers: by tokens that are each good for one page, bounded, ended when nobody comes for them."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from hosting.addresses import site_of
from hosting.metrics import Counter, Gauge
from hosting.quota import Quota, Rate
from web import events
from web.bounds import TooMany
from web.browser import Bearer, Replaced, serve
from web.construction import quicken
from web.exchange import Exchange
from web.memory import Memory
from web.tab import Tab
from web.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.bounds import Bounds
    from web.browser import Browser
    from web.browsers import Browsers
    from web.drawing.rules import Rules
    from web.tab import PageFunction

_MOST_TOKENS: Final = 20
"""Pages of one tab that post: who goes back to an older one begins anew."""
_LEAVING_SECONDS: Final = 0.5


@dataclass(slots=True, repr=False)
class Held:
    """A tab as the host holds it.

    Attributes:
        tab: the tab.
        bearer: of the secret of its browser, as its page has proved it; it is shown only while that is current.
        site: the address that it counts for.
        tokens: by which pages of it are known, the newest last.
        page: by what the page that was loaded last is told from another.
        exchange: what was said between the tab and its browser.
        line: the socket that serves it; None while there is none.
        is_whole: whether the program had said all when it was opened.
        scriptless: whether its page posts forms.
        led: whether the program led its page here: what the address had brought, this tab has taken.
        expiry: ends it.
        left: set while no socket serves it.
    """

    tab: Tab
    bearer: Bearer
    site: str
    tokens: list[str] = field(default_factory=list)
    page: str = ""
    exchange: Exchange = field(default_factory=Exchange)
    line: object | None = None
    is_whole: bool = False
    scriptless: bool = False
    led: bool = False
    expiry: asyncio.TimerHandle | None = None
    left: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def browser(self) -> Browser:
        """Whose it is."""
        return self.bearer.browser

    def renew(self) -> None:
        """Take it that another page has come in place of the one before: it knows nothing."""
        self.exchange, self.page = Exchange(), ""


TABS = Gauge("tabs", "Tabs that the host holds")
UPDATES = Counter("page_updates", "Times that a page was told what changed")


class Tabs:
    """All tabs of a host.

    Attributes:
        turns: of what is done in them.

    Args:
        main: what fills a page.
        browsers: whose tabs they are.
        bounds: how many there may be, and how long each waits.
        rules: the styles of the host.
        serving: told the address of a browser, in the context of its tab.
        strict: as for `Tab`.
    """

    def __init__(
        self,
        main: PageFunction,
        browsers: Browsers,
        bounds: Bounds,
        rules: Rules,
        *,
        serving: Callable[[str], None],
        strict: bool = False,
    ) -> None:
        quicken()
        events.remember()
        self._main = main
        self._browsers = browsers
        self._bounds = bounds
        self._rules = rules
        self._serving = serving
        self._strict = strict
        self._quota = Quota(bounds.tabs, bounds.tabs_per_address)
        self._openings = Rate(bounds.openings_per_second, bounds.openings_at_once)
        self._held: dict[str, Held] = {}
        self._all: dict[int, Held] = {}
        self._memory = Memory()
        self.turns = Turns(bounds)

    def __len__(self) -> int:
        return len(self._all)

    async def open(self, url: str, route: str, *, bearer: Bearer, address: str) -> Held:
        """Return a new tab at a route, filled; it ends unless somebody comes for it.

        Raises:
            TooMany: it would be one too many.
            Replaced: its browser is known by another secret meanwhile.
        """
        if not bearer.is_current:
            raise Replaced
        browser, own = bearer.browser, replace(bearer)
        site = site_of(address)
        if not self._openings.allows(site) or not self._quota.enter(site):
            raise TooMany

        def begin(of: str) -> None:
            serve(own)
            self._serving(of)

        try:
            tab = Tab(
                url,
                route,
                rules=self._rules,
                kept=browser.kept,
                address=address,
                serving=begin,
                strict=self._strict,
            )
        except BaseException:
            self._quota.leave(site)
            raise
        held = Held(tab, own, site)
        self._all[id(held)] = held
        TABS.change(+1)
        self._browsers.enter(browser)
        try:
            held.is_whole = await tab.begin(self._main, self._bounds.page_seconds)
        except BaseException:
            self.end(held)
            raise
        self.wait_for(held)
        return held

    def token(self, held: Held) -> str:
        """Return a new token for a tab; the one before it is good until `settle`."""
        token = secrets.token_urlsafe(16)
        held.tokens.append(token)
        while len(held.tokens) > _MOST_TOKENS:
            self._held.pop(held.tokens.pop(0), None)
        self._held[token] = held
        return token

    def spend(self, held: Held, token: str) -> None:
        """Have a token be good no more."""
        held.tokens.remove(token)
        del self._held[token]

    def settle(self, held: Held) -> None:
        """Have the newest token alone be good: its page is there."""
        for old in held.tokens[:-1]:
            self._held.pop(old, None)
        del held.tokens[:-1]

    def find(self, token: str | None, bearer: Bearer) -> Held | None:
        """Return the tab of a page of that browser; None where there is none, or none any more.

        Who brings a secret that was replaced finds the tab that replaced it alone, by what its script was told, and
        until the browser holds the next secret: the answer with that one may have been lost.
        """
        held = self._held.get(token or "")
        if held is None or held.browser is not bearer.browser:
            return None
        if bearer.is_current:
            held.bearer.generation = bearer.generation
        elif held.scriptless or held.browser.is_settled or not held.bearer.is_current:
            return None  # the token of a page without script is in a cookie too: it proves nothing more
        return held

    def of(self, bearer: Bearer) -> list[Held]:
        """Return the tabs of a browser that are its own now; none where it brings a secret that was replaced."""
        if not bearer.is_current:
            return []
        return [
            each for each in self._all.values() if each.browser is bearer.browser and each.bearer.is_current
        ]

    def wait_for(self, held: Held) -> None:
        """Keep a tab for as long as its page may come back to it."""
        bounds = self._bounds
        claimed = bounds.scriptless_seconds if held.scriptless else bounds.unclaimed_seconds
        self._end_in(held, claimed)

    def wait_again(self, held: Held) -> None:
        """Keep a tab whose browser has dropped."""
        held.line = None
        held.left.set()
        self._end_in(held, self._bounds.resume_seconds)

    async def find_left(self, token: str | None, bearer: Bearer) -> Held | None:
        """Return the tab of a page that was loaded anew; None where its page is still there, and this is a copy.

        The socket of a page that is left ends at about the time when the next one comes.
        """
        held = self.find(token, bearer)
        if held is None:
            return None
        if held.line is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LEAVING_SECONDS):
                    await held.left.wait()
        return held if held.line is None else None

    def take_up(self, held: Held, line: object) -> None:
        """Keep a tab for as long as its socket is there."""
        held.line = line
        held.scriptless = held.tab.calls.scriptless = False
        held.left.clear()
        if held.expiry is not None:
            held.expiry.cancel()
            held.expiry = None

    def note_answer(self) -> None:
        """Take note that a page was told what changed."""
        self._memory.note_answer()
        UPDATES.count()

    def end(self, held: Held) -> None:
        """End a tab."""
        if self._all.pop(id(held), None) is None:
            return
        if held.expiry is not None:
            held.expiry.cancel()
        for token in held.tokens:
            self._held.pop(token, None)
        held.tab.close()
        TABS.change(-1)
        self._browsers.leave(held.browser)
        self._quota.leave(held.site)
        self._memory.note_end(len(self._all))

    def close(self) -> None:
        """End all."""
        for held in tuple(self._all.values()):
            self.end(held)

    def _end_in(self, held: Held, seconds: float) -> None:
        if held.expiry is not None:
            held.expiry.cancel()
        held.expiry = asyncio.get_running_loop().call_later(seconds, self.end, held)
