"""Pages of nobody, drawn once for all who come: no session is made for them."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from starlette.responses import Response

from web.files import encoded, encoding_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

Key: TypeAlias = tuple[str, frozenset[tuple[str, str]]]
"""A path, and how the page is to look."""

_OK: Final = 200
_MOST_ABSENT: Final = 200
"""Paths that lead nowhere, which take no place from those that lead somewhere."""
_STALE_TIMES: Final = 4
"""So many times as long as a page is good, it is still shown while it is drawn again."""


@dataclass(slots=True, repr=False)
class Page:
    """A page as it is sent."""

    status: int
    content: bytes
    drawn_at: float
    encoded: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def answer(self, request: Request) -> Response:
        """Answer with the page, or with word that the browser has it."""
        encoding = encoding_for(request)
        if encoding not in self.encoded:
            content = encoded(self.content, encoding, best=True)
            digest = hashlib.blake2b(self.content, digest_size=8).hexdigest()
            self.encoded[encoding] = content, f'"{digest}{encoding}"'
        content, tag = self.encoded[encoding]
        headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding, Cookie"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(content, self.status, media_type="text/html", headers=headers)

    @property
    def size(self) -> int:
        """How much of the memory it takes, compressed included."""
        return len(self.content) + sum(len(content) for content, _ in self.encoded.values())


class KeptPages:
    """The pages of nobody that were drawn lately.

    Args:
        most_bytes: how much of them is kept.
        seconds: how long each is good: what strangers are told may change.
    """

    def __init__(self, most_bytes: int, seconds: float) -> None:
        self._most_bytes = most_bytes
        self._seconds = seconds
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._absent: OrderedDict[Key, Page] = OrderedDict()
        self._drawing: dict[Key, asyncio.Task[Page | None]] = {}

    async def find(self, key: Key, draw: Callable[[], Awaitable[Page | None]]) -> Page | None:
        """Return a page; None where it is not for everybody.

        Args:
            key: which.
            draw: draws it; who comes meanwhile waits for the same drawing.
        """
        page = self._pages.get(key) or self._absent.get(key)
        age = time.monotonic() - page.drawn_at if page is not None else float("inf")
        if page is not None:
            (self._pages if key in self._pages else self._absent).move_to_end(key)
            if age < self._seconds:
                return page
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.ensure_future(self._draw(key, draw))
            task.add_done_callback(partial(self._note_drawn, key))
        if page is not None and age < self._seconds * _STALE_TIMES:
            return page
        return await asyncio.shield(task)

    def _note_drawn(self, key: Key, task: asyncio.Task[Page | None]) -> None:
        self._drawing.pop(key, None)
        if not task.cancelled():
            task.exception()  # told to whoever waits; and nobody may

    async def _draw(self, key: Key, draw: Callable[[], Awaitable[Page | None]]) -> Page | None:
        page = await draw()
        if page is None:
            self._pages.pop(key, None)
            self._absent.pop(key, None)
            return None
        if page.status != _OK:
            return self._keep_absent(key, page)
        self._pages[key] = page
        while len(self._pages) > 1 and sum(each.size for each in self._pages.values()) > self._most_bytes:
            self._pages.popitem(last=False)
        return page

    def _keep_absent(self, key: Key, page: Page) -> Page:
        """Keep what a path that leads nowhere shows: of such paths there is no end, and most show the same."""
        same = next((kept for kept in self._absent.values() if kept.content == page.content), page)
        same.drawn_at = page.drawn_at
        self._pages.pop(key, None)
        self._absent[key] = same
        if len(self._absent) > _MOST_ABSENT:
            self._absent.popitem(last=False)
        return same
