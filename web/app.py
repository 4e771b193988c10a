"""The host of browsers: pages, what is posted, the socket, files."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute

from hosting.addresses import site_of
from hosting.quota import Quota
from web.bounds import Bounds, TooMany
from web.browser import Replaced
from web.browsers import Browsers
from web.cookies import Origin
from web.document import Product
from web.drawing.rules import Rules
from web.drawing.sheet import base_sheet
from web.files import Files, Sheets
from web.forms import TooLarge, Unreadable, read_body, read_file
from web.held_files import HeldFiles, TooManyFiles, TooSlow, download
from web.kept import Refused as Unkept
from web.line import Line
from web.pages import Pages, address_of, again, known, plain_route, with_cookies
from web.policy import Policy
from web.tab import digest_of
from web.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp
    from starlette.websockets import WebSocket

    from web.browser import Bearer
    from web.calls import File
    from web.protocol import Attach
    from web.tab import PageFunction
    from web.tabs import Held


_TICKET_CHARACTERS: Final = 100


class Host:
    """What answers to browsers.

    Args:
        main: what fills a page.
        browsers: those that it knows.
        product: the program, as its pages have to know it.
        bounds: what is granted.
        serving: told the address of a browser, in the context of its tab.
        strict: whether what cannot be drawn, or asked of a browser, is an error, as in tests.
    """

    def __init__(
        self,
        main: PageFunction,
        browsers: Browsers,
        *,
        product: Product,
        bounds: Bounds,
        serving: Callable[[str], None],
        strict: bool,
    ) -> None:
        self._product = product
        self.bounds = bounds
        self.told = product.told
        self._files = Files(product.folders)
        rules = Rules(base_sheet(product.look, self._files.address) if product.look is not None else "")
        self._sheets = Sheets(rules.sheet)
        self.browsers = browsers
        self.held_files = HeldFiles(bounds)
        self._sockets = Quota(bounds.sockets, bounds.sockets_per_address)
        self.tabs = Tabs(main, browsers, bounds, rules, serving=serving, strict=strict)
        self._pages = Pages(
            self.tabs,
            browsers,
            bounds,
            product=product,
            files=self._files,
            sheets=self._sheets,
            held_files=self.held_files,
        )

    async def page(self, request: Request) -> Response:
        """Answer with a screen, or take what is posted from one."""
        path = request.url.path
        if (plain := plain_route(request)) is not None:
            return RedirectResponse(plain, 308, headers={"Cache-Control": "no-cache"})
        if path in self._product.redirects:
            return RedirectResponse(self._product.redirects[path], 303)
        if path in self._product.texts:
            return PlainTextResponse(self._product.texts[path], headers={"Cache-Control": "no-cache"})
        if path in self._product.at_the_root:
            return self._files.answer(self._product.at_the_root[path], request)
        if path.startswith(("/-/", "/.well-known/")):  # RFC 8615: a name that is not there is not there
            return Response(status_code=404)
        return await (self._pages.post if request.method == "POST" else self._pages.get)(request)

    async def file(self, request: Request) -> Response:
        """Answer with a file of the pages."""
        return self._files.answer(request.path_params["path"], request)

    async def sheet(self, request: Request) -> Response:
        """Answer with the styles of what was drawn."""
        return self._sheets.answer(request.path_params["digest"], request)

    async def send(self, request: Request) -> Response:
        """Take a file that was chosen; answer with the token for the act that it belongs to."""
        try:
            bearer = await known(self.browsers, request, self.bounds)
            if bearer is None:
                return Response(status_code=403)
            site = site_of(address_of(request))
            async with self.held_files.receiving(site) as one:
                file = await read_file(request, request.query_params.get("name", ""), self.bounds, one.note)
            token = self.held_files.keep(file, bearer.browser, site)
        except TooLarge:
            return Response(status_code=413)
        except Unreadable:
            return Response(status_code=400)
        except TooSlow:
            return Response(status_code=408, headers={"Connection": "close"})
        except (TooMany, TooManyFiles):
            return Response(status_code=503, headers={"Retry-After": "60"})
        return JSONResponse({"file": token}, headers={"Cache-Control": "no-store"})

    async def saved(self, request: Request) -> Response:
        """Answer with a file that the program saves; once, to the browser that it is for."""
        try:
            bearer = await known(self.browsers, request, self.bounds)
        except TooMany:
            bearer = None
        token = request.path_params["token"]
        file = self.held_files.take(token, bearer.browser) if bearer is not None else None
        return Response(status_code=404) if file is None else download(file)

    async def shown(self, request: Request) -> Response:
        """Answer with a file that a page of this browser shows beside itself."""
        return await self._pages.show(request, request.path_params["path"])

    async def keep(self, request: Request) -> Response:
        """Set the cookies that a ticket is good for; 204 once the browser has shown that it has them."""
        try:
            ticket = (await read_body(request, _TICKET_CHARACTERS)).decode("latin-1")
        except (TooLarge, Unreadable):
            return Response(status_code=400)
        cookies = self.browsers.redeem(ticket, request.cookies, origin=Origin.of(request))
        if cookies is None:
            return Response(status_code=404)
        return with_cookies(Response(status_code=200 if cookies else 204), cookies)

    async def socket(self, socket: WebSocket) -> None:
        """Serve a page by its socket, unless there are too many."""
        address = socket.client.host if socket.client else ""
        site = site_of(address)
        if not self._sockets.enter(site):
            await socket.send_denial_response(_too_many())
            return
        try:
            bearer = self.browsers.known(socket.cookies, address=address, origin=Origin.of(socket))
            bearer = bearer or self.browsers.new(address=address)
            desk = _Desk(self, bearer, socket, address)
            cookies = bearer.set_cookies(origin=Origin.of(socket))
            await Line(socket, self.tabs, self.bounds, desk).serve(cookies)
        except TooMany:
            await socket.send_denial_response(_too_many())
        finally:
            self._sockets.leave(site)


class _Desk:
    """What the host does for the socket of one browser."""

    def __init__(self, host: Host, bearer: Bearer, socket: WebSocket, address: str) -> None:
        self._tabs = host.tabs
        self._files = host.held_files
        self._browsers = host.browsers
        self._told = host.told
        self._bounds = host.bounds
        self._bearer = bearer
        self._socket = socket
        self._address = address

    async def attach(self, first: Attach) -> tuple[Held, bool]:
        """Return the tab of a page, and whether it is another than the page was drawn for."""
        await self._admit(first)
        self._keep(first.about)
        held = self._tabs.find(first.tab, self._bearer)
        if held is not None and held.led:
            return held, False
        before = await self._tabs.find_left(first.before, self._bearer)
        if before is not None:
            before.renew()
            before.tab.come_back(first.route)
            await before.tab.waiting.until_quiet(self._bounds.answer_seconds)
            before.page = digest_of(before.tab.html())
            return before, True
        if held is not None:
            return held, False
        url = str(self._socket.url)
        held = await self._tabs.open(url, first.route, bearer=self._bearer, address=self._address)
        held.page = digest_of(held.tab.html())
        return held, True

    async def _admit(self, first: Attach) -> None:
        """See who is here; take whose secret was replaced for nobody, unless their page proves that it was by them.

        Raises:
            Replaced: their browser may hold the next one.
            TooMany: no more browsers can be.
        """
        bearer, tabs = self._bearer, self._tabs
        await self._browsers.look(bearer.browser)
        if bearer.is_current or tabs.find(first.tab, bearer) or tabs.find(first.before, bearer):
            return
        if await bearer.browser.until_settled(self._bounds.renewal_seconds):
            raise Replaced
        cookies, origin = self._socket.cookies, Origin.of(self._socket)
        self._bearer = self._browsers.late(cookies, address=self._address, origin=origin)

    def _keep(self, about: Mapping[str, str]) -> None:
        """Keep what a page tells of its browser, as far as the program asks for it."""
        kept = self._bearer.browser.kept
        for name, text in about.items():
            key = self._told.get(name)
            if key is None or text == (kept.get(key) or ""):
                continue
            if not text:
                kept.remove(key)
                continue
            with suppress(Unkept):  # it holds so much already
                kept.set(key, text)

    def offer(self, held: Held, file: File) -> str:
        """Keep a file that is to be saved; return its address."""
        return f"/-/files/{self._files.keep(file, held.browser, held.site)}"

    def ticket(self, held: Held) -> str:
        """Return a ticket for the cookies that are due."""
        return self._browsers.ticket(held.bearer)

    def take_file(self, token: str) -> File | None:
        """Return a file that was sent; None where there is none."""
        return self._files.take(token, self._bearer.browser)


def create_app(
    main: PageFunction,
    *,
    browsers: Browsers | None = None,
    product: Product | None = None,
    bounds: Bounds | None = None,
    serving: Callable[[str], None] = lambda _: None,
    version: str = "",
    strict: bool = False,
) -> ASGIApp:
    """Return the ASGI application that shows a program to browsers.

    Args:
        main: what fills a page.
        browsers: those that the host knows; None for one that keeps nothing once it has ended.
        product: the program, as its pages have to know it.
        bounds: what is granted to browsers.
        serving: told the address of a browser, in the context in which the program then works for it.
        version: of the program, which `/health` tells.
        strict: whether what cannot be drawn, or asked of a browser, is an error, as in tests.
    """
    bounds, product = bounds or Bounds(), product or Product()
    browsers = browsers or Browsers.beginning(bounds, looks=frozenset(product.told.values()))
    host = Host(main, browsers, product=product, bounds=bounds, serving=serving, strict=strict)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        host.tabs.close()
        await browsers.aclose()

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "version": version}, headers={"Cache-Control": "no-store"})

    return Starlette(
        routes=[
            Route("/health", health),
            WebSocketRoute("/-/socket", host.socket),
            Route("/-/files", host.send, methods=["POST"]),
            Route("/-/files/{token}", host.saved),
            Route("/-/shown/{path:path}", host.shown),
            Route("/-/keep", host.keep, methods=["POST"]),
            Route("/-/style-{digest}.css", host.sheet),
            Route("/-/{path:path}", host.file),
            Route("/{path:path}", host.page, methods=["GET", "POST"]),
        ],
        middleware=[Middleware(Policy)],
        lifespan=lifespan,
        exception_handlers={HTTPException: _refused, Replaced: again},
    )


def _too_many() -> Response:
    return PlainTextResponse("Trop de connexions.", 503, headers={"Retry-After": "60"})


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    return PlainTextResponse("", status, headers=headers)
