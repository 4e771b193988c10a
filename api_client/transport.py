"""An HTTP exchange with the API: what every request carries, when it is sent again, what its answer means."""

import asyncio
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

import httpx

from api_client.connectivity import failure_of
from api_client.errors import ClientError, ResponseInvalid
from api_client.model import Model
from api_client.problems import error_for
from api_client.retries import Retry

VERSION: Final = "0.1.0"
"""The version of this client, which the server may find too old."""

TIMEOUT: Final = httpx.Timeout(15.0, connect=5.0)
"""Seconds. A loaded server may take eight to answer a sign-in."""

# Seconds that an idle connection is kept, where httpx keeps it five: one types or reads between two presses, and a new
# one costs two journeys before the call's own. Less than what servers keep it, who would else close it under a call.
_KEEP_IDLE = 60.0

_AT_ONCE = 20

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _Turns(httpx.AsyncClient):
    """A pool whose calls wait for a connection before it knows of them, first come, first served.

    At the beginning and the end of each call httpx looks at all connections for every call that waits. With a hundred
    who wait for a hundred connections that took a third of a busy host, which was late by it, and had more wait.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            limits=httpx.Limits(
                max_connections=_AT_ONCE, max_keepalive_connections=_AT_ONCE, keepalive_expiry=_KEEP_IDLE
            ),
            **options,
        )
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send a request in its turn.

        Raises:
            httpx.PoolTimeout: that did not come in time.
        """
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("pool")):
                await self._turns.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout("no connection was free", request=request) from None
        try:
            return await super().send(request, **options)
        finally:
            self._turns.release()


def connection_pool(base_url: str) -> httpx.AsyncClient:
    """Make the pool of connections that many clients of one server may share.

    The environment's proxies are followed, except towards this very machine.
    """
    url = httpx.URL(base_url)
    # The world's root certificates, where something is encrypted: reading them is the longest thing that is done here.
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if url.scheme == "http" else True
    return _Turns(trust_env=url.host not in _LOOPBACK, verify=verify)


@dataclass(frozen=True, slots=True)
class Call:
    """One thing asked of the server. Sent again, it carries the same ids, so that it is done once."""

    method: str
    target: str
    content: bytes | None
    headers: dict[str, str]

    @classmethod
    def of(
        cls,
        method: str,
        *path: str,
        body: Model | None = None,
        query: dict[str, str | int] | None = None,
        key: str | None = None,
    ) -> "Call":
        """Describe a call.

        Args:
            method: the HTTP method; anything but GET gets an `Idempotency-Key`.
            path: the segments of the path, each quoted here.
            body: what to send as JSON.
            query: the parameters of the query.
            key: an `Idempotency-Key` already used for the same thing, where it is being asked again.
        """
        headers = {"X-Request-Id": str(uuid4())}
        if method != "GET":
            headers["Idempotency-Key"] = key or str(uuid4())
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = body.model_dump_json().encode()
        target = "/" + "/".join(quote(segment, safe="") for segment in path)
        if query:
            target += f"?{httpx.QueryParams(query)}"
        return cls(method, target, content, headers)

    def __repr__(self) -> str:
        # The body may hold a password, and the key gives the answer of a sign-in again.
        return f"Call({self.method} {self.target})"


class Transport:
    """A way to the server over a pool of connections that other clients may share; it keeps nothing of anybody's.

    Attributes:
        meanwhile: makes what is entered while an answer is awaited.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        base_url: str,
        *,
        timeout: httpx.Timeout,
        retry: Retry,
        forwarded_for: str | None,
        meanwhile: Callable[[], AbstractContextManager[None]] = nullcontext,
        told_of: Callable[[], dict[str, str]] = dict,
    ) -> None:
        self._http = http
        self.meanwhile = meanwhile
        self._told_of = told_of
        self._base_url = base_url.rstrip("/")
        self._extensions = {"timeout": timeout.as_dict()}
        self._retry = retry
        self._headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": f"mon-compte/{VERSION}",
            "Mon-Compte-Version": VERSION,
        }
        self._own_line = forwarded_for is None and httpx.URL(base_url).host not in _LOOPBACK
        if forwarded_for:
            self._headers["X-Forwarded-For"] = forwarded_for

    async def send(self, call: Call, *, bearer: str | None = None) -> bytes:
        """Send a call, again where that is safe and may help, and return the body of its success.

        Raises:
            ClientError: whichever of the tree says what went wrong.
        """
        headers = self._headers | call.headers | self._told_of()
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        tries = 0
        while True:
            answer = await self._exchange(call, headers)
            if isinstance(answer, bytes):
                return answer
            pause = self._retry.pause(answer, tries)
            if pause is None:
                raise answer
            await self._retry.sleep(pause)
            tries += 1

    async def _exchange(self, call: Call, headers: dict[str, str]) -> bytes | ClientError:
        # Errors are returned, not raised in an `except`: httpx's hold the request, and with it the token.
        # The pool does not build the request: it would add the cookies that some other answer left in it.
        request = httpx.Request(
            call.method,
            self._base_url + call.target,
            headers=headers,
            content=call.content,
            extensions=self._extensions,
        )
        try:
            with self.meanwhile():
                response = await self._http.send(request, auth=None, follow_redirects=False)
        except httpx.TransportError as error:
            return failure_of(error, own_line=self._own_line)
        except httpx.DecodingError:
            return ResponseInvalid("body not encoded as its headers say")
        if response.is_success:
            return response.content
        return error_for(response.status_code, response.content, response.headers)
