"""The files that a browser loads: ours over Flet's, each compressed once.

Everything but the page itself lives under a folder named after the content, so a browser keeps it for good;
the page, and the assets that screens name by a fixed address, are asked for again by their ETag.

Flet 1.0.5 sends its files as they are, under names that stay when their content changes, without a word on how long
they may be kept: a visit is some ten megabytes. One would expect compressed files under names of their content, or a
host to be handed the list of files and the page. Here both are taken by functions that Flet has for its own host
(`get_package_web_dir`, `patch_index_html`), and addresses in the page are replaced: `tests/flet/test_files.py` says
whether they still stand where they are looked for.
"""

import asyncio
import base64
import hashlib
import mimetypes
import os
import re
import shutil
import tempfile
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Final

import brotli
from flet.controls.types import RouteUrlStrategy, WebRenderer
from flet_web import get_package_web_dir, patch_index_html
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from launch.web.addresses import AT_THE_ROOT, PASSWORD_CHANGE, ROBOTS

_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_TYPES: Final = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
_ALREADY_COMPRESSED: Final = {".png", ".woff2", ".whl", ".zip"}
# The first visitor of a new version waits half a second for this one...
_QUICK_QUALITY: Final = 5
# ...and those after it download a sixth less.
_BEST_QUALITY: Final = 11
_ENCODERS: Final[dict[str, Callable[[bytes, int], bytes]]] = {
    "br": lambda content, quality: brotli.compress(content, quality=quality),
    # Browsers take brotli over HTTPS and from the machine itself only.
    "gzip": lambda content, _: _gzip(content),
}
# Flutter fetches a Noto font for each character that ours lacks, again and again for as long as it fails. Flet 1.0.5,
# told to use no CDN, has it look here, and brings none: one would expect it to look nowhere.
_FALLBACK_FONTS: Final = re.compile(r"assets/fonts/noto\w+/.+\.(woff2|ttf)")
# What the client of Flet 1.0.5 says while it waits for the program, in the one language it knows: one would expect the
# program to give the words. As long as what it replaces: one of the files is WebAssembly.
_SAID_WAITING: Final = (b"Working...", b"Chargement")
_TEXT_FONT: Final = "fonts/AtkinsonHyperlegibleNext.ttf"


def _gzip(content: bytes) -> bytes:
    compressor = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush()


class Site:
    """An ASGI application that answers GET and HEAD with the page and its files."""

    def __init__(self, *, assets: Path, cache: Path) -> None:
        """Take stock of the files.

        Args:
            assets: our own files; they replace Flet's of the same name.
            cache: folder where compressed files are kept.
        """
        self._files = {**_inventory(Path(get_package_web_dir())), **_inventory(assets)}
        self._cache = cache
        self._folder = _fingerprint(assets)
        self._page = self._make_page(assets / "index.html")
        self._tag = f'"{self._folder}"'
        self.inline_scripts = _inline_script_hashes(self._page)
        self._ready: dict[tuple[str, str], bytes] = {}
        self._making: dict[tuple[str, str], asyncio.Task[bytes]] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="compression")

    def close(self) -> None:
        """Give up the compressions that wait."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return Response(status_code=405, headers={"Allow": "GET, HEAD"})
        path = request.url.path.lstrip("/")
        folder, _, name = path.partition("/")
        if folder == self._folder:
            return await self._file(name, request, {"Cache-Control": _FOR_GOOD})
        if folder == ".well-known":  # RFC 8615: a name that is not there is not there
            return _well_known(name)
        if path == "robots.txt":
            return PlainTextResponse(ROBOTS, headers={"Cache-Control": "no-cache"})
        path = AT_THE_ROOT.get(path, path)
        revalidated = {"ETag": self._tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == self._tag:
            return Response(status_code=304, headers=revalidated)
        if Path(path).suffix:  # an asset as a screen names it; anything else is a route of the program
            return await self._file(path, request, revalidated)
        return Response(self._page, media_type="text/html", headers=revalidated)

    async def _file(self, name: str, request: Request, headers: dict[str, str]) -> Response:
        if _FALLBACK_FONTS.fullmatch(name):
            name = _TEXT_FONT
        file = self._files.get(name)
        if file is None:
            return Response(status_code=404)
        headers = {**headers, "Vary": "Accept-Encoding"}
        encoding = _encoding(file, request)
        content = await self._encoded(file, encoding)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(content, media_type=_media_type(file), headers=headers)

    async def _encoded(self, file: Path, encoding: str) -> bytes:
        key = (str(file), encoding)
        if (content := self._ready.get(key)) is not None:
            return content
        # Visitors who come together wait for one compression, not for one each.
        if (task := self._making.get(key)) is None:
            task = self._making[key] = asyncio.create_task(self._encode(key))
            task.add_done_callback(lambda _: self._making.pop(key))
        return await asyncio.shield(task)

    async def _encode(self, key: tuple[str, str]) -> bytes:
        name, encoding = key
        content = await asyncio.to_thread(_read, Path(name))
        if not encoding:
            return content
        kept = self._cache / f"{hashlib.sha256(content).hexdigest()}.{encoding}"
        try:
            encoded = await asyncio.to_thread(kept.read_bytes)
        except OSError:
            encoded = await asyncio.to_thread(_ENCODERS[encoding], content, _QUICK_QUALITY)
            self._ready[key] = encoded
            self._worker.submit(self._encode_best, key, content, kept)
        return self._ready.setdefault(key, encoded)

    def _encode_best(self, key: tuple[str, str], content: bytes, kept: Path) -> None:
        if hasattr(os, "setpriority"):  # one thread of a busy server must not slow the others
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        encoded = _ENCODERS[key[1]](content, _BEST_QUALITY)
        self._ready[key] = encoded
        _keep(kept, encoded)

    def _make_page(self, index: Path) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "index.html"
            shutil.copyfile(index, page)
            patch_index_html(
                index_path=str(page),
                base_href="",
                websocket_endpoint_path="/ws",
                web_renderer=WebRenderer.AUTO,
                route_url_strategy=RouteUrlStrategy.PATH,
                no_cdn=True,
            )
            html = page.read_text(encoding="utf-8")
        at = f"/{self._folder}/"
        for name in ("entrypointBaseUrl", "assetBase"):
            html = html.replace(f'flet.{name}="/"', f'flet.{name}="{at}"')
        html = html.replace('"/canvaskit/"', f'"{at}canvaskit/"').replace(
            '"assets/fonts/"', f'"{at}assets/fonts/"'
        )
        html = re.sub(r'(src|href)="(?=[\w./-]+\.\w+")', rf'\1="{at}', html)
        return html.encode()


def _well_known(name: str) -> Response:
    if name == "change-password":
        return RedirectResponse(PASSWORD_CHANGE, status_code=303)
    return Response(status_code=404)


def _inventory(root: Path) -> dict[str, Path]:
    # Only what is listed can be asked for, so no address leads out of these folders.
    return {file.relative_to(root).as_posix(): file for file in root.rglob("*") if file.is_file()}


def _read(file: Path) -> bytes:
    content = file.read_bytes()
    return content.replace(*_SAID_WAITING) if file.name.startswith("main.dart.") else content


def _fingerprint(assets: Path) -> str:
    digest = hashlib.sha256(version("flet-web").encode() + _SAID_WAITING[1])
    for name, file in sorted(_inventory(assets).items()):
        digest.update(name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _inline_script_hashes(page: bytes) -> list[str]:
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    ]


def _media_type(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _encoding(file: Path, request: Request) -> str:
    accepted = request.headers.get("accept-encoding", "")
    if file.suffix in _ALREADY_COMPRESSED:
        return ""
    return next((name for name in _ENCODERS if re.search(rf"\b{name}\b(?!;\s*q=0)", accepted)), "")


def _keep(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError:
        return  # a host without a writable cache folder compresses again at its next start
