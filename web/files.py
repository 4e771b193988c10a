"""The files of a page: each compressed once, under an address that has its content's digest in it, kept for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import brotli
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.requests import Request

FOR_GOOD: Final = "public, max-age=31536000, immutable"
_STATIC: Final = Path(__file__).parent / "static"
_ALONE: Final = frozenset({"page.js", "worker.js", "offline.js", "push.js"})
"""Modules that no other one needs."""
MODULES: Final = tuple(sorted({file.name for file in _STATIC.glob("*.js")} - _ALONE))
"""Those that the page's script needs: asked for with it, not after it."""
_REMARK: Final = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)
"""A line of a script that says something to who reads it: a fifth of what a browser would be sent."""
_ALREADY_COMPRESSED: Final = frozenset({".png", ".woff2", ".ico"})
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_ENCODERS: Final[dict[str, Callable[[bytes, bool], bytes]]] = {
    "br": lambda content, best: brotli.compress(content, quality=11 if best else 5),
    "gzip": lambda content, best: gzip.compress(content, 9 if best else 6, mtime=0),
}
# By the names that browsers ask for them, the better one first.


def encoded(content: bytes, encoding: str, *, best: bool = False) -> bytes:
    """Return content in an encoding; the best way takes its time."""
    return _ENCODERS[encoding](content, best) if encoding else content


def encoding_for(request: Request) -> str:
    """Return the encoding to answer a request in; empty for none."""
    accepted = request.headers.get("accept-encoding", "")
    return next((name for name in _ENCODERS if re.search(rf"\b{name}\b(?!;\s*q=0)", accepted)), "")


class Files:
    """The files of the host's own and of the program, by their names; the program's take the place of the host's.

    Args:
        folders: of the program, whose files pages name.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._files: dict[str, bytes] = {}
        for folder in (_STATIC, *folders):
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    self._files[file.relative_to(folder).as_posix()] = served(file)
        digest = hashlib.blake2b(digest_size=6)
        for name, content in sorted(self._files.items()):
            digest.update(name.encode() + b"\0" + content)
        self._digest = digest.hexdigest()
        self._encoded: dict[tuple[str, str], bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def address(self, name: str) -> str:
        """Return where a page finds a file, as long as all files stay what they are."""
        return f"/-/{self._digest}/{name}"

    def answer(self, path: str, request: Request) -> Response:
        """Answer with the file at a path below `/-/`; without the digest, it is asked for again each time."""
        digest, _, name = path.partition("/")
        if digest == self._digest:
            return self._file(name, request, {"Cache-Control": FOR_GOOD})
        tag = f'"{self._digest}"'
        headers = {"Cache-Control": "no-cache", "ETag": tag}
        if path in self._files and request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        # What serves pages without the host must be allowed all of them.
        return self._file(path, request, headers | {"Service-Worker-Allowed": "/"})

    def _file(self, name: str, request: Request, headers: dict[str, str]) -> Response:
        content = self._files.get(name)
        if content is None:
            return Response(status_code=404, headers={"Cache-Control": "no-cache"})
        suffix = Path(name).suffix
        encoding = "" if suffix in _ALREADY_COMPRESSED else encoding_for(request)
        headers = headers | {"Vary": "Accept-Encoding"}
        if encoding:
            key = name, encoding
            if key not in self._encoded:
                self._encoded[key] = encoded(content, encoding, best=True)
            content, headers = self._encoded[key], headers | {"Content-Encoding": encoding}
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(content, media_type=kind, headers=headers)


def served(file: Path) -> bytes:
    """Return what a browser gets of a file."""
    content = file.read_bytes()
    # A script of others keeps what it says of itself and its licence, which is in a comment of the other kind.
    return _REMARK.sub(b"", content) if file.suffix == ".js" else content


class Sheets:
    """The styles drawn with, as sheets that are each named after its content."""

    def __init__(self, sheet: Callable[[], str]) -> None:
        self._sheet = sheet
        self._written = ""
        self._digest = ""
        self._kept: dict[str, bytes] = {}

    def address(self) -> str:
        """Return where a page finds the rules of all that was drawn so far."""
        sheet = self._sheet()
        if sheet != self._written or not self._digest:
            self._written = sheet
            self._digest = hashlib.blake2b(sheet.encode(), digest_size=6).hexdigest()
            self._kept[self._digest] = sheet.encode()
            while len(self._kept) > _MOST_SHEETS:
                del self._kept[next(iter(self._kept))]
        return f"/-/style-{self._digest}.css"

    def answer(self, digest: str, request: Request) -> Response:
        """Answer with a sheet; with the newest where that one is not known any more."""
        content = self._kept.get(digest)
        headers = {
            "Cache-Control": FOR_GOOD if content is not None else "no-store",
            "Vary": "Accept-Encoding",
        }
        if content is None:
            content = self._sheet().encode()
        encoding = encoding_for(request)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(encoded(content, encoding), media_type="text/css; charset=utf-8", headers=headers)


_MOST_SHEETS: Final = 50
