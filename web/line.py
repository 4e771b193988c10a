"""The socket of one page: it takes up its tab, and each message goes once, however often the line is cut."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from starlette.websockets import WebSocketDisconnect, WebSocketState

from hosting.quota import LogThrottle
from web.bounds import TooMany
from web.browser import Replaced
from web.held_files import TooManyFiles
from web.pace import Pace
from web.protocol import REFUSED, TOO_LARGE, Act, Answer, Attach, Refused, Seen, read, read_first

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from web.bounds import Bounds
    from web.calls import File
    from web.exchange import Exchange
    from web.protocol import Numbered
    from web.tab import Tab
    from web.tabs import Held, Tabs

logger = logging.getLogger(__name__)

_TRY_AGAIN_LATER: Final = 1013
_throttle: Final = LogThrottle()


class Desk(Protocol):
    """What the host does for the socket of one browser."""

    async def attach(self, first: Attach) -> tuple[Held, bool]:
        """Return the tab of a page, and whether it is another than the page was drawn for.

        Raises:
            TooMany: there can be no other.
            Replaced: its browser is known by another secret meanwhile.
        """

    def offer(self, held: Held, file: File) -> str:
        """Keep a file that is to be saved; return its address."""

    def ticket(self, held: Held) -> str:
        """Return a ticket for the cookies that are due."""

    def take_file(self, token: str) -> File | None:
        """Return a file that was sent; None where there is none."""


class Line:
    """One socket.

    Args:
        socket: it, not yet accepted.
        tabs: those of the host.
        bounds: how much may be said.
        desk: does what is for this browser alone.
    """

    def __init__(self, socket: WebSocket, tabs: Tabs, bounds: Bounds, desk: Desk) -> None:
        self._socket = socket
        self._tabs = tabs
        self._bounds = bounds
        self._desk = desk
        self._pace = Pace(bounds)
        self._due = False

    async def serve(self, cookies: list[str]) -> None:
        """Serve the page until it leaves.

        Args:
            cookies: to be set.
        """
        headers = [(b"set-cookie", cookie.encode("latin-1")) for cookie in cookies]
        await self._socket.accept(headers=headers)
        try:
            first = await self._first()
            held, fresh = await self._take_up(first)
        except Refused as refused:
            await self._refuse(refused.code)
            return
        except (TooMany, Replaced):
            await self._close(_TRY_AGAIN_LATER)
            return
        except WebSocketDisconnect:
            return
        exchange = held.exchange
        telling: asyncio.Task[None] | None = None
        stop = held.browser.listen(partial(self._note_due, held))
        try:
            await self._greet(held, first, fresh=fresh)
            telling = asyncio.create_task(self._tell(held))
            while held.line is self:
                await self._hear(held, exchange)
        except WebSocketDisconnect:
            pass
        except Refused as refused:
            await self._refuse(refused.code)
        finally:
            stop()
            if telling is not None:
                telling.cancel()
            if held.line is self:
                self._tabs.wait_again(held)

    async def _first(self) -> Attach:
        try:
            async with asyncio.timeout(self._bounds.attach_seconds):
                return read_first(await self._receive(), self._bounds.route_characters)
        except TimeoutError:
            raise Refused from None

    async def _take_up(self, first: Attach) -> tuple[Held, bool]:
        """Return the tab of the page, which this line serves from here on, and whether it is another than it had."""
        held, fresh = await self._desk.attach(first)
        if isinstance(held.line, Line):
            await held.line._close(REFUSED)  # noqa: SLF001 - its own kind: another page has taken its place
        if not held.bearer.is_current:
            raise Replaced
        self._due = not held.browser.is_settled
        self._tabs.take_up(held, self)
        return held, fresh

    async def _greet(self, held: Held, first: Attach, *, fresh: bool) -> None:
        """Bring the page to where the tab is."""
        tab, exchange = held.tab, held.exchange
        about: dict[str, Any] = {"tab": self._tabs.token(held)}
        if fresh:
            about["fresh"] = True
            if first.page != held.page:
                tab.begin_anew(first.route)
            await _hand_over(tab, first, anew=first.page != held.page)
        elif first.page and first.page != held.page:
            tab.begin_anew(first.route)
        else:
            exchange.note_seen(first.seen)
            if len(exchange.unseen) != exchange.sent - first.seen:
                exchange.unseen.clear()
                tab.begin_anew(first.route)
            for text in exchange.unseen.values():
                await self._send(text)
        await self._send(exchange.write(about | self._taken(held)))

    async def _tell(self, held: Held) -> None:
        """Tell the page what changes, for as long as it is there."""
        tab, exchange = held.tab, held.exchange
        known = exchange.heard, exchange.done
        while held.line is self:
            await tab.moved.wait()
            await tab.waiting.until_still()
            if held.line is not self:
                return  # what changed is for the line that has taken its place
            if not held.bearer.is_current:
                # Somebody came in elsewhere: whose page this is shows when it comes again.
                await self._close(_TRY_AGAIN_LATER)
                return
            if not tab.waiting.is_busy:
                exchange.done = exchange.heard
            told = self._taken(held)
            if told or (exchange.heard, exchange.done) != known:
                known = exchange.heard, exchange.done
                await self._send(exchange.write(told))
                if "parts" in told:
                    self._tabs.note_answer()

    async def _hear(self, held: Held, exchange: Exchange) -> None:
        frame = await self._receive()
        await self._pace.keep(len(frame or ""))
        said = read(frame, self._bounds.route_characters)
        if isinstance(said, Seen):
            exchange.note_seen(said.number)
            self._tabs.settle(held)
            return
        if isinstance(said, Answer):
            await self._take(held, exchange, said)  # an act that has its turn may wait for it
            return
        async with self._tabs.turns.turn(held.tab.waiting):
            if held.line is self:
                await self._take(held, exchange, said)

    async def _take(self, held: Held, exchange: Exchange, said: Numbered) -> None:
        if not held.bearer.is_current:
            raise WebSocketDisconnect
        if said.number <= exchange.heard:
            return  # sent again: it had arrived
        if said.number != exchange.heard + 1:
            raise Refused
        with held.tab.waiting.work():
            exchange.heard = said.number
            held.tab.moved.set()
            file = said.file if isinstance(said, Act) else None
            taken = self._desk.take_file(file) if file else None
            await held.tab.hear(said, (taken,) if taken else ())

    def _taken(self, held: Held) -> dict[str, Any]:
        if not held.bearer.is_current:
            raise WebSocketDisconnect
        told = held.tab.take()
        if "file" in told:
            try:
                told["file"] = self._desk.offer(held, told["file"])
            except TooManyFiles:
                del told["file"]
                if _throttle.allows("files"):
                    logger.warning("too many files at once: some are not saved (limits: docs/operating.md)")
        if self._due:
            self._due = False
            told["keep"] = self._desk.ticket(held)
            if not held.browser.is_settled:
                told["tab"] = self._tabs.token(held)  # with whoever has come in, nothing of before is good
        return told

    def _note_due(self, held: Held) -> None:
        self._due = True
        held.tab.moved.set()

    async def _receive(self) -> str | None:
        message = await self._socket.receive()
        if message["type"] != "websocket.receive":
            raise WebSocketDisconnect
        text: str | None = message.get("text")
        if text is not None and len(text) > self._bounds.message_bytes:
            raise Refused(TOO_LARGE)
        return text

    async def _send(self, text: str) -> None:
        try:
            await self._socket.send_text(text)
        except (OSError, RuntimeError):
            raise WebSocketDisconnect from None

    async def _refuse(self, code: int) -> None:
        if _throttle.allows(f"refused {code}"):
            logger.warning("a socket was closed for what it said (%d)", code)
        await self._close(code)

    async def _close(self, code: int) -> None:
        if self._socket.application_state is WebSocketState.CONNECTED:
            try:
                await self._socket.close(code)
            except (OSError, RuntimeError):
                return


async def _hand_over(tab: Tab, first: Attach, *, anew: bool) -> None:
    """Have a program that knows nothing of a page know what was filled in there.

    Args:
        tab: where the program shows it.
        first: what the page said.
        anew: whether all of the page is told anew: what was chosen may bring fields that have no name until then.
    """
    filled = tab.named(first.fields)
    await tab.take_fields(filled)
    if anew and filled:
        await tab.waiting.until_still()
        tab.drawing.body(tab.page)
        more = tab.named(first.fields)
        await tab.take_fields({number: value for number, value in more.items() if number not in filled})
