"""Where the system's browser comes back to a program on a desktop: a port of this very machine (RFC 8252, 7.3)."""

import asyncio
import contextlib
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs, urlsplit

_PATH: Final = "/retour"
_LONGEST: Final = 4096
_SILENCE_SECONDS: Final = 10
_ENDINGS: Final = ("denied", "unavailable", "failed")


class Loopback:
    """A listener for one request of a browser, which is sent on to a page that says to come back to the program.

    Nothing of what it brought stays in the browser's address or history: the answer is a redirection.
    """

    def __init__(self) -> None:
        self._server: asyncio.Server | None = None
        self._query: asyncio.Future[str] | None = None
        self._ending_pages = ""

    async def listen(self) -> str:
        """Listen on a free port; return the address at which the browser is waited for.

        Raises:
            OSError: no port is to be had.
        """
        self.close()
        self._query = asyncio.get_running_loop().create_future()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LONGEST)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}{_PATH}"

    def send_on_to(self, url: str) -> None:
        """Note the server of the address that the browser was sent to: it has the pages to end on."""
        parts = urlsplit(url)
        self._ending_pages = f"{parts.scheme}://{parts.netloc}/franceconnect/page/"

    async def query(self) -> str:
        """Wait for the browser; return the query of the address that it came to."""
        if self._query is None:
            raise RuntimeError("nothing is listened to")
        found = await self._query
        self.close()
        return found

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._query = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(
                OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError
            ):
                async with asyncio.timeout(_SILENCE_SECONDS):
                    head = await reader.readuntil(b"\r\n\r\n")
                writer.write(self._answer(head))
                await writer.drain()
        finally:
            writer.close()

    def _answer(self, head: bytes) -> bytes:
        """Answer one request; only the first that brings something is taken."""
        method, _, rest = head.decode("latin-1").partition(" ")
        target = urlsplit(rest.partition(" ")[0])
        said = parse_qs(target.query)
        if method != "GET" or target.path != _PATH or not {"code", "error"} & set(said):
            return _response(HTTPStatus.NOT_FOUND)
        if self._query is not None and not self._query.done():
            self._query.set_result(target.query)
        error = said.get("error", [""])[0]
        ending = "done" if "code" in said else error if error in _ENDINGS else "failed"
        return _response(HTTPStatus.SEE_OTHER, f"Location: {self._ending_pages}{ending}\r\n")


def _response(status: HTTPStatus, headers: str = "") -> bytes:
    return (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n{headers}"
        "Content-Length: 0\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n"
    ).encode()
