"""What is asked for by its address, and what is posted from a page that runs no script."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

from hosting.addresses import site_of
from hosting.quota import LogThrottle
from semantics import Absent, marked
from web.bounds import TooMany
from web.browser import Replaced
from web.calls import File
from web.cookies import Origin, found, header
from web.document import Links, document
from web.drawing.element import element
from web.drawing.elements import ROOT
from web.files import MODULES, encoded, encoding_for
from web.forms import TooLarge, Unreadable, is_large, read_form
from web.held_files import TooManyFiles, TooSlow, download, shown
from web.kept_pages import KeptPages, Page
from web.protocol import Refused
from web.tab import digest_of
from web.text import BUSY, DEFECT, ELSEWHERE, NOT_SHOWN, UNREADABLE
from web.text import TOO_LARGE as FILE_TOO_LARGE
from web.tree import walk

if TYPE_CHECKING:
    from markupsafe import Markup
    from starlette.requests import HTTPConnection, Request

    from web.bounds import Bounds
    from web.browser import Bearer
    from web.browsers import Browsers
    from web.document import Product
    from web.files import Files, Sheets
    from web.forms import Posted
    from web.held_files import HeldFiles
    from web.tab import Tab
    from web.tabs import Held, Tabs

logger = logging.getLogger(__name__)

_PAUSE_SECONDS: Final = 0.25
"""A program may look for what was typed only once nothing more is typed for a moment."""
_PLACE: Final = "place"
"""The cookie by which a page that was led on, or that runs no script, finds its tab again."""


class Pages:
    """The pages of a host.

    Args:
        tabs: those of the host.
        browsers: those that it knows.
        bounds: what is granted.
        product: the program.
        files: its files.
        sheets: its styles.
        held_files: files on their way.
    """

    def __init__(
        self,
        tabs: Tabs,
        browsers: Browsers,
        bounds: Bounds,
        *,
        product: Product,
        files: Files,
        sheets: Sheets,
        held_files: HeldFiles,
    ) -> None:
        self._tabs = tabs
        self._browsers = browsers
        self._product = product
        self._files = files
        self._sheets = sheets
        self._held_files = held_files
        self._bounds = bounds
        self._kept = KeptPages(bounds.kept_pages_bytes, bounds.kept_pages_seconds)
        self._log_throttle = LogThrottle()

    async def get(self, request: Request) -> Response:
        """Answer with a screen, whole."""
        route = _route(request)
        if len(route) > self._bounds.route_characters:
            return self._plain(414, UNREADABLE)
        try:
            bearer = await known(self._browsers, request, self._bounds)
            if bearer is not None:
                place = found(request.cookies, _PLACE, Origin.of(request))
                held = self._tabs.find(place, bearer)
                if held is not None and held.line is None and (held.scriptless or held.tab.route == route):
                    if not held.scriptless:
                        self._tabs.spend(held, place)  # led here once
                    return self._with_cookies(await self._go_on(request, held, route), request, held.bearer)
            is_anybody = bearer is None or await bearer.browser.is_anybody()
            if is_anybody and not request.url.query:
                looks = frozenset(bearer.browser.kept.items()) if bearer is not None else frozenset()
                page = await self._kept.find(
                    (route, looks), lambda: self._draw_for_all(request, bearer, route)
                )
                if page is not None:
                    return self._with_cookies(page.answer(request), request, bearer)
            held = await self._open(request, bearer, route)
        except TooMany:
            if self._log_throttle.allows("tabs"):
                logger.warning("too many tabs at once: some are refused (limits: docs/operating.md)")
            return self._plain(503, BUSY, {"Retry-After": "60"})
        return self._with_cookies(self._answer(request, held, route), request, held.bearer)

    async def post(self, request: Request) -> Response:
        """Take what a page without script sends, and answer with the screen that follows."""
        route = _route(request)
        try:
            posted = await self._read(request)
        except TooManyFiles:
            return self._plain(503, BUSY, {"Retry-After": "60"})
        except TooSlow:
            return self._plain(408, BUSY, {"Connection": "close"})
        except TooLarge:
            return self._plain(413, FILE_TOO_LARGE)
        except Unreadable:
            return self._plain(400, UNREADABLE)
        if len(route) > self._bounds.route_characters:
            return self._plain(414, UNREADABLE)
        try:
            bearer = await known(self._browsers, request, self._bounds)
            held = self._tabs.find(posted.tab, bearer) if bearer is not None else None
            if held is None or held.line is not None:
                held = await self._open(request, bearer, route)
                held.page = digest_of(held.tab.html())
                # Only who has the token of their page may press anything as somebody; and where the page was another,
                # what was pressed may be something else by now.
                if posted.page != held.page or not await held.browser.is_anybody():
                    posted = replace(posted, press=None)
        except TooMany:
            return self._plain(503, BUSY, {"Retry-After": "60"})
        try:
            response = await self._take(request, held, posted, route)
            return self._with_cookies(response, request, held.bearer)
        except Refused:
            self._tabs.end(held)
            return self._plain(400, UNREADABLE)

    async def show(self, request: Request, path: str) -> Response:
        """Answer with a file that a page of the browser shows beside itself, for it alone."""
        try:
            bearer = await known(self._browsers, request, self._bounds)
            content = await self._shown(request, bearer, path) if bearer is not None else None
        except TooMany:
            return self._plain(503, BUSY, {"Retry-After": "60"})
        if content is None:
            return self._plain(404, NOT_SHOWN)
        return shown(File(path.rpartition("/")[2], content))

    async def _shown(self, request: Request, bearer: Bearer, path: str) -> bytes | None:
        for held in self._tabs.of(bearer):
            content = await held.tab.shown_beside(path)
            if content is not None:
                return content
        # The page that the link is on may be kept no more: one without script is not, for long.
        page = urlsplit(request.headers.get("referer", ""))
        if not bearer.is_current or not page.path or page.netloc != request.headers.get("host"):
            return None
        route = page._replace(scheme="", netloc="", fragment="").geturl()
        held = await self._open(request, bearer, route)
        try:
            held.tab.html()
            return await held.tab.shown_beside(path)
        finally:
            self._tabs.end(held)

    async def _read(self, request: Request) -> Posted:
        if not is_large(request, self._bounds):
            return await read_form(request, self._bounds)
        async with self._held_files.receiving(site_of(address_of(request))) as one:
            return await read_form(request, self._bounds, one.note)

    async def _take(self, request: Request, held: Held, posted: Posted, route: str) -> Response:
        tab, calls = held.tab, held.tab.calls
        held.scriptless = calls.scriptless = True
        self._tabs.wait_for(held)
        if tab.route != route:
            tab.go(route)
            await tab.waiting.until_quiet(self._bounds.answer_seconds)
            tab.html()  # its fields have names and numbers from then on
        number = tab.pressed(posted.press)
        await tab.take_fields(tab.posted(posted.fields, number))
        if number is not None:
            tab.act(number, "click", posted.files)
        await tab.waiting.until_quiet(self._bounds.answer_seconds)
        if tab.route == route:
            await asyncio.sleep(_PAUSE_SECONDS)
            await tab.waiting.until_quiet(self._bounds.answer_seconds)
        if not held.bearer.is_current:
            return RedirectResponse(_local(route), 303)  # what was pressed is not pressed again
        told = tab.take()
        if file := told.get("file"):
            self._tabs.wait_for(held)
            return download(file)
        if calls.opened is not None:
            url, calls.opened = calls.opened, None
            self._tabs.wait_for(held)
            return self._elsewhere(url)
        return self._answer(request, held, route)

    async def _open(self, request: Request, bearer: Bearer | None, route: str) -> Held:
        address = address_of(request)
        bearer = bearer or self._browsers.new(address=address)
        return await self._tabs.open(
            str(request.url.replace(query="")), route, bearer=bearer, address=address
        )

    def _with_cookies(self, response: Response, request: Request, bearer: Bearer | None) -> Response:
        """Add the cookies that are due; who only reads what anybody may is given none."""
        return with_cookies(response, bearer.set_cookies(origin=Origin.of(request)) if bearer else [])

    async def _draw_for_all(self, request: Request, bearer: Bearer | None, route: str) -> Page | None:
        """Draw a screen of nobody; None where what is shown is for one alone."""
        held = await self._open(request, bearer, route)
        tab = held.tab
        try:
            if tab.crashed or not held.is_whole or tab.route != route or not await held.browser.is_anybody():
                return None
            html = self._document(tab, tab.html(), token="")
            return Page(_status(tab), html.encode(), time.monotonic())
        finally:
            self._tabs.end(held)

    async def _go_on(self, request: Request, held: Held, route: str) -> Response:
        """Answer with the screen of a tab that is there already."""
        if held.tab.route != route:
            held.tab.go(route)
            await held.tab.waiting.until_quiet(self._bounds.answer_seconds)
        return self._answer(request, held, route)

    def _answer(self, request: Request, held: Held, route: str) -> Response:
        """Answer with the screen of a tab, or lead to where it stands.

        Raises:
            Replaced: somebody has come in meanwhile, by another tab.
        """
        if not held.bearer.is_current:
            raise Replaced
        tab = held.tab
        if tab.crashed:
            self._tabs.end(held)
            return self._plain(500, DEFECT)
        token = self._tabs.token(held)
        self._tabs.wait_for(held)
        if tab.route != route:
            held.led = True
            response: Response = RedirectResponse(_local(tab.route), 303)
            place = token
        else:
            shown = tab.html()
            held.page = digest_of(shown)
            response = self._html(request, self._document(tab, shown, token), _status(tab))
            place = token if held.scriptless else ""
        response.headers["Cache-Control"] = "no-store"
        return with_cookies(response, [header(_PLACE, place, Origin.of(request))] if place else [])

    def _document(self, tab: Tab, shown: str, token: str) -> str:
        address = self._files.address
        product = self._product
        links = Links(
            script=address("page.js"),
            modules=tuple(map(address, MODULES)),
            sheet=self._sheets.address(),
            manifest="/-/manifest.json" if "manifest.json" in self._files else "",
            icons={rel: address(name) for rel, name in product.icons.items()},
        )
        return document(
            product,
            links,
            title=tab.page.title or "",
            shown=shown,
            attributes=tab.attributes(),
            token=token,
        )

    def _html(self, request: Request, html: str, status: int) -> Response:
        encoding = encoding_for(request)
        headers = {"Vary": "Accept-Encoding"}
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(encoded(html.encode(), encoding), status, media_type="text/html", headers=headers)

    def _elsewhere(self, url: str) -> Response:
        """Lead to another site, by a link: no policy has to name it."""
        title, go_on = ELSEWHERE
        link = element("p", {}, element("a", {"href": url}, go_on))
        return self._plain(200, (title, ""), {"Refresh": f"0;url={url}"}, link)

    def _plain(
        self, status: int, words: tuple[str, str], headers: dict[str, str] | None = None, *more: Markup
    ) -> Response:
        """Answer with a page of the host's own."""
        title, text = words
        shown = element("main", {}, element("h1", {}, title), element("p", {}, text), *more)
        head = (
            element("meta", {"charset": "utf-8"})
            + element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
            + element("title", {}, f"{title} – {self._product.name}")
            + element("link", {"rel": "stylesheet", "href": self._files.address("base.css")})
        )
        body = element("body", {}, element("div", {"id": ROOT}, shown))
        page = element("html", {"lang": self._product.language}, element("head", {}, head), body)
        return HTMLResponse(
            f"<!DOCTYPE html>{page}", status, headers={"Cache-Control": "no-store"} | (headers or {})
        )


def address_of(connection: HTTPConnection) -> str:
    """Return the address of who asks."""
    return connection.client.host if connection.client else ""


async def known(browsers: Browsers, request: Request, bounds: Bounds) -> Bearer | None:
    """Return who asks; None for one that brought none of our cookies.

    Raises:
        TooMany: their browser is not there, and no more can be.
        Replaced: their secret was replaced, and their browser holds the next one by now.
    """
    brought, address, origin = request.cookies, address_of(request), Origin.of(request)
    bearer = browsers.known(brought, address=address, origin=origin)
    if bearer is None:
        return None
    if bearer.is_current:
        await browsers.look(bearer.browser)
        return bearer
    await bearer.browser.until_settled(bounds.renewal_seconds)
    if bearer.browser.has_just_settled(bounds.renewal_seconds):
        raise Replaced
    return browsers.late(brought, address=address, origin=origin)


async def again(request: Request, _: Exception) -> Response:
    """Have a request made again as it was, with the cookies of now."""
    return RedirectResponse(_local(_route(request)), 307, headers={"Cache-Control": "no-store"})


def with_cookies(response: Response, cookies: list[str]) -> Response:
    """Return an answer that sets cookies; no proxy keeps it."""
    for cookie in cookies:
        response.headers.append("Set-Cookie", cookie)
    if cookies:
        kept = response.headers.get("Cache-Control", "no-store")
        response.headers["Cache-Control"] = kept if kept == "no-store" else "private, no-cache"
    return response


def _route(request: Request) -> str:
    # As it was asked: a decoded path may hold what begins a query.
    path = request.scope["raw_path"].decode("latin-1")
    return f"{path}?{request.url.query}" if request.url.query else path


def plain_route(request: Request) -> str | None:
    """Return an address as it should be: a program knows no screen that has an empty name in its path; None if it is.

    Where such a path were led to, it could name another site.
    """
    path, mark, query = _route(request).partition("?")
    plain = re.sub(r"[/\\]+", "/", path)
    return None if plain == path else plain + mark + query


def _local(route: str) -> str:
    """Return an address of this host: what begins with two slashes would be another's."""
    return "/" + route.lstrip("/\\")


def _status(tab: Tab) -> int:
    return 404 if any(marked(control, Absent) for control, _ in walk(tab.page)) else 200
