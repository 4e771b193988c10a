"""Files on their way from or to a browser: each is fetched once, by the browser that it is for."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import Response

from hosting.quota import Quota
from web.policy import FOR_PDF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.bounds import Bounds
    from web.calls import File

_SECONDS: Final = 120
"""How long a file waits."""


class TooManyFiles(Exception):
    """There are as many files as there may be."""


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    file: File
    owner: object
    site: str
    expiry: asyncio.TimerHandle


class HeldFiles:
    """The files that a host holds."""

    def __init__(self, bounds: Bounds) -> None:
        self._quota = Quota(bounds.files, bounds.files_per_address)
        self._held: dict[str, _Held] = {}

    @contextmanager
    def receiving(self, site: str) -> Iterator[None]:
        """Count a file that is being read.

        Raises:
            TooManyFiles: it would be one too many.
        """
        self._enter(site)
        try:
            yield
        finally:
            self._quota.leave(site)

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
        """Count one more; where all are taken, the address that has most of them waiting loses its oldest."""
        if self._quota.is_full:
            waiting = Counter(held.site for held in self._held.values())
            most = max(waiting, key=waiting.__getitem__, default=site)
            if waiting[most] > waiting[site] + 1:
                self._drop(next(token for token, held in self._held.items() if held.site == most))
        if not self._quota.enter(site):
            raise TooManyFiles

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
