"""What belongs to a browser, for all its tabs: what they share in this process, what it keeps, what is kept for it.

A browser holds three cookies. `browser` names it until it is closed, and opens what is kept for it here, such as a
sign-in. `device` and `kept` stay, where there is something to keep: the first opens the second, which holds small texts
for the program. The host knows its own cookies and drops any other.
"""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

from web import cookies as jar
from web.keeping import SealedText
from web.kept import Kept, Refused, unpacked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from collections.abc import Set as AbstractSet

    from web.cookies import Origin
    from web.keeping import Keeping
    from web.sealing import Keyring

__all__ = ["Bearer", "Browser", "Refused", "Replaced", "current", "serve"]

BROWSER: Final = "browser"
DEVICE: Final = "device"
KEPT: Final = "kept"

_LEFT: Final = ""
"""What is kept in place of a sign-in that was left: that nothing is there may have other reasons."""
_REPLACED: Final = "replaced"
"""What is kept under a secret that another has replaced, for hosts that know a browser by that one still."""
_KEPT: Final = "kept "
"""Before the revision of what a browser keeps: what is kept where nobody is signed in and it keeps less than before."""
SEALED_SECONDS: Final = 24 * 3600
"""How long what is sealed waits for its browser: who wakes a tab in the morning is told that the session ended."""


class Replaced(Exception):
    """The secret that a request brought was replaced meanwhile: it is to be made again, with the one in its place."""


class Closable(Protocol):
    """What tabs share."""

    async def aclose(self) -> None:
        """Let it go: no tab is there any more."""


S = TypeVar("S", bound=Closable)


class Browser:
    """One browser, as long as a tab of it is there and some moments more.

    Attributes:
        secrets: the one by which it is known, then those before until it has shown that it holds the first.
        generation: how often its secret was replaced.
        kept: small texts that it keeps for the program.
        sealed: a text that is kept here for it, and opens with its secret alone.
        confirmed: whether it has shown that it keeps cookies.
    """

    def __init__(
        self,
        keyring: Keyring,
        keeping: Keeping,
        brought: Mapping[str, str],
        *,
        renamed: Callable[[Browser, list[str]], None],
        looks: AbstractSet[str] = frozenset(),
        late: bool = False,
    ) -> None:
        """Take up what a browser brought.

        Args:
            keyring: the keys of the host.
            keeping: where what is sealed waits.
            brought: its cookies, by the names of this module; what is not ours counts for nothing.
            renamed: told where its secret was replaced; and, with those before, where it holds that in their place.
            looks: keys of the texts that say how a page looks, nothing of whose it is.
            late: whether its request brought a secret that was replaced: it is given no other unless somebody comes in.
        """
        self._keyring = keyring
        self._renamed = renamed
        self._looks = looks
        self._late = late
        self.generation = 0
        self._settled = asyncio.Event()
        self._settled.set()
        self._settled_at = -inf
        given = brought.get(BROWSER, "")
        self.confirmed = keyring.issued(given, BROWSER)
        self.secrets = [given if self.confirmed else keyring.issue(BROWSER)]
        given = brought.get(DEVICE, "")
        self._device = given if keyring.issued(given, DEVICE) else keyring.issue(DEVICE)
        self._held: dict[str, str] = {}
        self._kept_cookie = ""
        self._lasting = False
        self._shared: dict[str, asyncio.Task[Any]] = {}
        self._told: list[Callable[[], None]] = []
        self._telling = False
        self.sealed = Sealed(self, keeping)
        self.kept = Kept(fits=self._fits, changed=self._note_kept)
        self.see(brought)
        self._lasting = bool(self.kept)

    def see(self, brought: Mapping[str, str]) -> None:
        """Take note of the cookies that a request of this browser brought."""
        self._held = dict(brought)
        given = brought.get(BROWSER, "")
        if given == self.secrets[0]:
            self.confirmed = True
            self._settle()
        opened = None
        if brought.get(DEVICE, "") == self._device and brought.get(KEPT):
            opened = self._keyring.open(brought[KEPT], bound_to=self._device)
        texts = unpacked(opened.text) if opened is not None else None
        if opened is None or texts is None:
            return
        self.kept.take(*texts)
        if opened.stale:
            self._change_kept()
        elif opened.text == self.kept.packed():
            self._kept_cookie = brought[KEPT]  # as good as one sealed anew

    @property
    def due(self) -> bool:
        """Whether it is to be told of cookies, by the next answer that can set any."""
        return bool(self._due())

    def set_cookies(self, *, origin: Origin) -> list[str]:
        """Return the `Set-Cookie` values that are due; they stay so until the browser shows that it has them.

        Args:
            origin: of the page.
        """
        due, lasting = self._due(), bool(self.kept)
        if due:
            self._lasting = lasting
        return [_header(name, value, origin, lasting=lasting) for name, value in due.items()]

    def listen(self, told: Callable[[], None]) -> Callable[[], None]:
        """Have `told` called where cookies have become due, once however many have; return what ends that."""
        self._told.append(told)

        def stop() -> None:
            if told in self._told:
                self._told.remove(told)

        return stop

    async def shared(self, name: str, build: Callable[[], Awaitable[S]]) -> S:
        """Return what all tabs of this browser share under `name`, which the first of them has built."""
        if name not in self._shared:

            async def built() -> S:
                return await build()

            self._shared[name] = asyncio.create_task(built())
        task = self._shared[name]
        try:
            # Shielded: another tab may wait for it too.
            return cast("S", await asyncio.shield(task))
        except Exception:
            if self._shared.get(name) is task:
                del self._shared[name]  # to be built again
            raise

    async def is_anybody(self) -> bool:
        """Return whether it may be shown what is shown to anybody: nobody is kept, and no text but of its looks."""
        return self.kept.keys() <= self._looks and not await self.sealed.is_there()

    @property
    def is_settled(self) -> bool:
        """Whether it holds its secret, as far as the host knows: none before it is waited for."""
        return len(self.secrets) == 1

    def has_just_settled(self, seconds: float) -> bool:
        """Return whether it has held its secret for less than that: requests with another may be on their way."""
        return self.is_settled and asyncio.get_running_loop().time() - self._settled_at < seconds

    async def until_settled(self, seconds: float) -> bool:
        """Wait until it holds its secret, so long at most; return whether it does."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._settled.wait()
        return self.is_settled

    def replace_secret(self) -> None:
        """Have it be known by another secret: who knew the one before must know neither who comes nor what they keep.

        The one before proves nothing from here on. The tab in whose context this is called, and none beside, goes on
        by what it has proved, and is told of the new one.
        """
        self.generation += 1
        bearer = _CURRENT.get()
        if bearer is not None and bearer.browser is self:
            bearer.generation = self.generation
        self.sealed.outdated.add(self.secrets[0])
        self.secrets.insert(0, self._keyring.issue(BROWSER))
        self._late = False
        self._settled.clear()
        self._renamed(self, [])
        self._tell()

    def begin_again(self) -> None:
        """Have its pages come again: by another host, it is known by another secret since."""
        self.generation += 1
        self._tell()

    async def aclose(self) -> None:
        """Let go of all that is shared; what is kept waits."""
        self._settled.set()
        for task in self._shared.values():
            shared = (await asyncio.gather(task, return_exceptions=True))[0]
            if not isinstance(shared, BaseException):
                await cast("Closable", shared).aclose()
        self._shared.clear()

    def _settle(self) -> None:
        """Wait for none of the secrets before any more."""
        gone = self.secrets[1:]
        if gone:
            del self.secrets[1:]
            self._renamed(self, gone)
            self._settled.set()
            self._settled_at = asyncio.get_running_loop().time()

    def _due(self) -> dict[str, str]:
        if self._late:
            return {}
        kept = self._kept_text()
        wanted = {BROWSER: self.secrets[0], DEVICE: self._device if kept else "", KEPT: kept}
        due = {name for name, value in wanted.items() if self._held.get(name, "") != value}
        if kept and self._lasting != bool(self.kept):
            due.add(DEVICE)
        return {name: value for name, value in wanted.items() if name in due}

    def _kept_text(self) -> str:
        if not self.kept.revision:
            return ""
        if not self._kept_cookie:
            self._kept_cookie = self._keyring.seal(self.kept.packed(), bound_to=self._device)
        return self._kept_cookie

    def _fits(self, content: bytes) -> bool:
        return jar.fits(KEPT, self._keyring.seal(content, bound_to=self._device))

    def _note_kept(self, key: str) -> None:
        # Whoever knew the secret must not share what is of one person from here on; a sign-in has replaced it already.
        if key not in self._looks and not self.sealed.holds_somebody:
            if self.kept.get(key) is not None:
                self.replace_secret()
            self.sealed.tell_others()
        self._change_kept()

    def _change_kept(self) -> None:
        self._kept_cookie = ""
        self._tell()

    def _tell(self) -> None:
        if not self._telling and self._told:
            self._telling = True
            asyncio.get_running_loop().call_soon(self._tell_all)

    def _tell_all(self) -> None:
        self._telling = False
        for told in tuple(self._told):
            told()


@dataclass(slots=True, repr=False, eq=False)
class Bearer:
    """Who brought a secret of a browser: a request, or the page of a tab since one that it made.

    Attributes:
        browser: the browser.
        generation: of the secret; where it was replaced since, they know nothing of who came in.
    """

    browser: Browser
    generation: int

    @property
    def is_current(self) -> bool:
        """Whether the secret is still that of the browser."""
        return self.generation == self.browser.generation

    def set_cookies(self, *, origin: Origin) -> list[str]:
        """Return the `Set-Cookie` values that are due; none for who brought a secret that was replaced.

        Args:
            origin: of the page.
        """
        return self.browser.set_cookies(origin=origin) if self.is_current else []


class Sealed:
    """A text that waits for its browser, under its secret.

    Attributes:
        outdated: secrets that were replaced, which other hosts do not know yet.
    """

    def __init__(self, browser: Browser, keeping: Keeping) -> None:
        self._browser = browser
        self._keeping = keeping
        self._there: bool | None = None
        self._saved_under = ""
        self._text: str | None = None
        self._changed: Callable[[str | None], None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self.outdated: set[str] = set()

    async def is_there(self) -> bool:
        """Return whether one waits."""
        return await self.load() is not None if self._there is None else self._there

    @property
    def holds_somebody(self) -> bool:
        """Whether one is known to wait."""
        return bool(self._there)

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""
        found = None
        if self._browser.confirmed:  # nothing waits for a secret that no browser has had
            secret = self._browser.secrets[0]
            found = await self._under(secret).load()
            if found is not None and (found in {_LEFT, _REPLACED} or found.startswith(_KEPT)):
                found = None
            if found is not None:
                self._saved_under, self._text = secret, found
        if self._there is None:
            self._there = found is not None
        return found

    def begin_anew(self) -> None:
        """Take it that somebody has come in by the tab in whose context this is called."""
        self._browser.replace_secret()

    async def save(self, value: str) -> None:
        """Keep `value`, under the secret of now alone."""
        self._there, self._text = True, value
        before, self._saved_under = self._saved_under, self._browser.secrets[0]
        await self._under(self._saved_under).save(value)
        if before and before != self._saved_under and not self._keeping.is_shared:
            await self._under(before).forget()
        await self._tell_others()

    def tell_others(self) -> None:
        """Have other hosts hear that its secret was replaced, or that it keeps something no more."""
        self._telling = asyncio.create_task(self._tell_others())

    async def forget(self) -> None:
        """Keep nothing but that they have left, which other hosts hear of."""
        self._there, self._text = False, _LEFT
        for secret in {self._saved_under, self._browser.secrets[0]} - {""}:
            await self._erase(secret)

    def listen(self, changed: Callable[[str | None], None]) -> None:
        """Have `changed` called with what another host keeps since, None where whoever was here has left there."""
        self._changed = changed

    async def look(self) -> None:
        """Look whether somebody has come in by another host, or left, or it keeps something else."""
        secret = self._browser.secrets[0]
        if not self._browser.confirmed:
            return
        kept = await self._under(secret).load()
        if secret != self._browser.secrets[0] or kept is None or kept == self._text:
            return  # that nothing is there, such as in a new Redis, says nothing
        if kept == _REPLACED or (kept.startswith(_KEPT) and self._is_newer(kept)):
            self._browser.begin_again()
        elif self._there and self._changed is not None:
            self._text = kept
            self._changed(kept if kept != _LEFT else None)

    def _is_newer(self, marker: str) -> bool:
        revision = marker.removeprefix(_KEPT)
        return revision.isdecimal() and int(revision) > self._browser.kept.revision

    async def _tell_others(self) -> None:
        outdated, self.outdated = self.outdated, set()
        if not self._keeping.is_shared:
            return
        for secret in outdated:
            await self._under(secret).save(_REPLACED)
        if not self._there and not outdated:
            await self._under(self._browser.secrets[0]).save(f"{_KEPT}{self._browser.kept.revision}")

    async def _erase(self, secret: str) -> None:
        if self._keeping.is_shared:
            await self._under(secret).save(_LEFT)
        else:
            await self._under(secret).forget()

    def _under(self, secret: str) -> SealedText:
        return SealedText(self._keeping, secret, seconds=SEALED_SECONDS)


def fingerprint(secret: str) -> bytes:
    """Return what a secret is looked up by: how long that takes tells nothing of any other."""
    return hashlib.sha256(secret.encode()).digest()


def _header(name: str, value: str, origin: Origin, *, lasting: bool) -> str:
    # That nothing is kept any more, other hosts learn by the cookie: it goes with the browser, as what it is known by.
    if value and (name == BROWSER or not lasting):
        return jar.header(name, value, origin)
    return jar.header(name, value, origin, seconds=jar.KEPT_SECONDS if value else 0)


_CURRENT: Final[ContextVar[Bearer | None]] = ContextVar("bearer", default=None)


def serve(bearer: Bearer) -> None:
    """Note, for what is begun from here on, whose tab it is for."""
    _CURRENT.set(bearer)


def current() -> Browser | None:
    """Return the browser whose tab is being filled; None outside a tab."""
    bearer = _CURRENT.get()
    return bearer.browser if bearer is not None else None
