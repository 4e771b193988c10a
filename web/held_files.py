"""Files on their way from or to a browser: each is fetched once, by the browser that it is for."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import Response

from hosting.quota import Quota
from web.policy import FOR_PDF

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from web.bounds import Bounds
    from web.calls import File

_SECONDS: Final = 120
"""How long a file waits."""


class TooManyFiles(Exception):
    """There are as many files as there may be."""


class TooSlow(Exception):
    """A file comes so slowly that it keeps others from being sent, or had to give way to one of somebody else's."""


class Receiving:
    """A file that is being read, as long as it comes fast enough.

    Args:
        site: the address that it counts for.
        bounds: how fast that is.
        timeout: ends the reading.
    """

    def __init__(self, site: str, bounds: Bounds, timeout: asyncio.Timeout) -> None:
        self.site = site
        self._bounds = bounds
        self._timeout = timeout
        self._until = asyncio.get_running_loop().time() + bounds.file_grace_seconds
        self.note(0)

    def note(self, size: int) -> None:
        """Take note that so many bytes more have come."""
        self._until += size / self._bounds.file_bytes_per_second
        self._timeout.reschedule(self._until)

    def end(self) -> None:
        """Have it be read no further."""
        self._timeout.reschedule(asyncio.get_running_loop().time())


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    file: File
    owner: object
    site: str
    expiry: asyncio.TimerHandle


class HeldFiles:
    """The files that a host holds."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._quota = Quota(bounds.files, bounds.files_per_address)
        self._held: dict[str, _Held] = {}
        self._receiving: list[Receiving] = []

    @asynccontextmanager
    async def receiving(self, site: str) -> AsyncIterator[Receiving]:
        """Count a file that is being read, which tells what it has read.

        Raises:
            TooManyFiles: it would be one too many.
            TooSlow: it was read no further.
        """
        self._enter(site)
        one: Receiving | None = None
        try:
            async with asyncio.timeout(None) as timeout:
                one = Receiving(site, self._bounds, timeout)
                self._receiving.append(one)
                yield one
        except TimeoutError:
            raise TooSlow from None
        finally:
            if one is None:
                self._quota.leave(site)
            else:
                self._let_go(one)

    def _let_go(self, one: Receiving) -> None:
        if one in self._receiving:
            self._receiving.remove(one)
            self._quota.leave(one.site)

    def keep(self, file: File, owner: object, site: str) -> str:
        """Keep a file for its browser; return the token by which it is taken.

        Raises:
            TooManyFiles: it would be one too many.
        """
        self._enter(site)
        token = secrets.token_urlsafe(24)
        expiry = asyncio.get_running_loop().call_later(_SECONDS, self._drop, token)
        self._held[token] = _Held(file, owner, site, expiry)
        return token

    def take(self, token: str, owner: object) -> File | None:
        """Return the file of a browser, which is then kept no more; None where there is none."""
        held = self._held.get(token)
        if held is None or held.owner is not owner:
            return None
        self._drop(token)
        return held.file

    def _enter(self, site: str) -> None:
        """Count one more; where all are taken, the address that has most of them loses its oldest."""
        if self._quota.is_full:
            there = Counter(held.site for held in self._held.values())
            there.update(one.site for one in self._receiving)
            most = max(there, key=there.__getitem__, default=site)
            if there[most] > there[site] + 1:
                self._give_up_oldest(most)
        if not self._quota.enter(site):
            raise TooManyFiles

    def _give_up_oldest(self, site: str) -> None:
        token = next((token for token, held in self._held.items() if held.site == site), None)
        if token is not None:
            self._drop(token)
            return
        one = next(each for each in self._receiving if each.site == site)
        one.end()
        self._let_go(one)

    def _drop(self, token: str) -> None:
        held = self._held.pop(token)
        held.expiry.cancel()
        self._quota.leave(held.site)


def download(file: File) -> Response:
    """Return the answer that has a browser save a file."""
    return _answer(file, "application/octet-stream", "attachment", {})


def shown(file: File) -> Response:
    """Return the answer that has a browser show a PDF by its own means, which print it, too."""
    return _answer(file, "application/pdf", "inline", {"Content-Security-Policy": FOR_PDF})


def _answer(file: File, kind: str, how: str, more: dict[str, str]) -> Response:
    headers = {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Cache-Control": "no-store",
    }
    return Response(file.content, media_type=kind, headers=headers | more)
