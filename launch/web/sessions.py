"""One WebSocket, one visitor: Flet's session is freed however the browser leaves."""

import asyncio
import ctypes
import gc
import logging
import sys
from typing import Final

from flet.app import AppCallable
from flet.messaging.protocol import Message as FletMessage
from flet.messaging.protocol import MessageAction, SessionCrashedBody
from flet_web.fastapi import FletApp, app_manager
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from hosting.addresses import site_of
from hosting.quota import LogThrottle, Quota
from launch.visitors import serve_visitor
from launch.web.gate import Gate
from launch.web.settings import WebSettings

logger = logging.getLogger(__name__)

CRASHED: Final = (
    "Mon Compte a rencontré un problème. Rechargez la page : ce que vous aviez validé est enregistré."
)
"""What a visitor reads of a defect; its place and its words are in the log.

Flet 1.0.5 sends the browser the words of the exception, and of an event handler the whole traceback, with what was
typed wherever the exception holds it. One would expect it to say that there was a defect, and to leave the rest to the
log, or to a handler of the program.
"""

# Flet 1.0.5 ends by itself once a browser that it knows has left. Of a socket that leaves before it registered,
# `FletApp.handle` waits for ever for a message to send: one would expect it to end its sending loop there too.
_LEAVE_SECONDS: Final = 5
# Flet 1.0.5 looks for sessions that nobody took up again every 10 seconds; nothing says so, or changes it.
_EVICTION_SECONDS: Final = 11
# A page stays in memory for a while after its browser has left: so many are kept for each browser that may be there.
_PAGES_FOR_EACH: Final = 3


class _Unspoken(FletMessage):
    """A message that does not spell itself out.

    Flet 1.0.5 writes each message out for a log, kept or not (`debug(f"send_message: {message}")`): it costs as much as
    sending it, and it is all that stands on a person's screen. One would expect a log that is off to cost nothing, and
    one that is on to name the kind of message.
    """

    def __repr__(self) -> str:
        """Name what it does, and nothing that it carries."""
        return self.action.name


class Visit(FletApp):  # type: ignore[misc] # flet_web has no types
    """Flet's end of a socket, which says nothing to a browser that has left, and no exception to one that is there.

    In Flet 1.0.5 `FletApp.send_message` fails for want of a queue where something is drawn between the end of the
    socket and the next one, and with it ends all drawing of the session: the browser that comes back would find a page
    that never changes any more. One would expect the message to be dropped, as `send_data_channel_frame` beside it
    does: whoever comes back is sent the whole page.
    """

    def __init__(self, main: AppCallable, gone: asyncio.Event, *, resume_seconds: int) -> None:
        """Prepare the end of one socket.

        Args:
            main: what builds the page of a visitor.
            gone: set once the browser has left.
            resume_seconds: how long the session waits for the browser.
        """
        super().__init__(
            loop=asyncio.get_running_loop(),
            executor=app_manager.executor,
            main=main,
            before_main=None,
            session_timeout_seconds=resume_seconds,
        )
        self._gone = gone

    def send_message(self, message: FletMessage) -> None:
        """Send what the page says, while somebody is there; of a defect, that there was one."""
        if message.action is MessageAction.SESSION_CRASHED:
            message = FletMessage(message.action, SessionCrashedBody(CRASHED))
        if not self._gone.is_set():
            super().send_message(_Unspoken(message.action, message.body))


class Sessions:
    """An ASGI application that runs a Flet page for each WebSocket."""

    def __init__(self, main: AppCallable, settings: WebSettings) -> None:
        """Prepare the application.

        Args:
            main: what builds the page of a visitor, whose address `launch.visitors` has.
            settings: how many visitors, and how much each may say.
        """
        self._main = main
        self._settings = settings
        self._sockets = Quota(settings.sockets, settings.sockets_per_address)
        self._pages = Quota(
            _PAGES_FOR_EACH * settings.sockets, _PAGES_FOR_EACH * settings.sockets_per_address
        )
        self._log_throttle = LogThrottle()
        self._cleaning: asyncio.TimerHandle | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one visitor until the browser leaves, unless there are too many already."""
        address = scope["client"][0] if scope.get("client") else ""
        site = site_of(address)
        if not self._sockets.enter(site):
            await self._refuse(scope, receive, send)
            return
        try:
            if not self._pages.enter(site):
                await self._refuse(scope, receive, send)
                return
            gate = Gate(receive, self._settings)
            try:
                serve_visitor(address)
                await self._serve(scope, gate, send)
            finally:
                kept = self._settings.resume_seconds + _EVICTION_SECONDS if gate.registered else 0
                asyncio.get_running_loop().call_later(kept, self._pages.leave, site)
        finally:
            self._sockets.leave(site)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._log_throttle.allows("sockets"):
            logger.warning("too many browsers at once: some are refused (limits: docs/operations.md)")
        if "websocket.http.response" in scope.get("extensions", {}):
            response = PlainTextResponse("Trop de connexions.", 503, headers={"Retry-After": "60"})
            await response(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1013})

    async def _serve(self, scope: Scope, gate: Gate, send: Send) -> None:
        gone = asyncio.Event()

        async def receive_noting_departure() -> Message:
            message = await gate()
            if message["type"] == "websocket.disconnect" and not gone.is_set():
                if gate.refused is not None:
                    await send_while_there({"type": "websocket.close", "code": gate.refused})
                    if self._log_throttle.allows(f"refused {gate.refused}"):
                        logger.warning("a socket was closed for what it said (%d)", gate.refused)
                gone.set()
            return message

        async def send_while_there(message: Message) -> None:
            # In Flet 1.0.5 a send that fails leaves `FletApp.handle` before it calls `disconnect_session`: the
            # session never expires, and stays in memory. One would expect the call in a `finally`. What is sent to a
            # browser that has left is dropped instead, and Flet ends in order.
            if gone.is_set():
                return
            try:
                await send(message)
            except OSError:
                return

        flet_app = Visit(self._main, gone, resume_seconds=self._settings.resume_seconds)
        visit = asyncio.create_task(
            flet_app.handle(WebSocket(scope, receive_noting_departure, send_while_there))
        )
        departure = asyncio.create_task(gone.wait())
        await asyncio.wait({visit, departure}, return_when=asyncio.FIRST_COMPLETED)
        departure.cancel()
        await asyncio.wait({visit}, timeout=_LEAVE_SECONDS)
        visit.cancel()
        await asyncio.gather(visit, return_exceptions=True)
        if self._cleaning:  # visitors who leave together are cleaned up after once
            self._cleaning.cancel()
        delay = self._settings.resume_seconds + _EVICTION_SECONDS
        self._cleaning = asyncio.get_running_loop().call_later(delay, _give_memory_back)


def _give_memory_back() -> None:
    # A page is a web of cycles, and what the collector frees stays with the process until the allocator is told.
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; musl has none
        if trim:
            trim(0)
