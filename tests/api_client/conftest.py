"""A server of plain callables: each test says what is answered, and reads what was asked."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from inspect import isawaitable
from typing import Any, Protocol

import httpx
import pytest

from api_client import Client, Retry

Answer = httpx.Response | Awaitable[httpx.Response]


class Connect(Protocol):
    """Makes a client of the callables, signed in unless told otherwise."""

    async def __call__(self, *, sign_in: bool = True, **options: Any) -> Client: ...


class Api:
    """Answers by method and path; the requests that came in are in `asked`."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.answers: dict[str, Callable[[httpx.Request], Answer]] = {}
        self.slept: list[float] = []
        self.on("POST /v1/sessions", lambda _: self.signed_in(self.session()))

    def on(self, what: str, answer: Callable[[httpx.Request], Answer]) -> None:
        self.answers[what] = answer

    def asked_for(self, what: str) -> list[httpx.Request]:
        return [request for request in self.asked if f"{request.method} {request.url.path}" == what]

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers[f"{request.method} {request.url.path}"](request)
        return await answer if isawaitable(answer) else answer

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    @staticmethod
    def session(number: int = 1, **changes: Any) -> dict[str, Any]:
        return {
            "session_id": "session-1",
            "account_id": "account-1",
            "scope": "full",
            "access_token": f"access-{number}",
            "refresh_token": f"refresh-{number}",
            "access_expires_in": 300,
            "idle_expires_in": 900,
            **changes,
        }

    @staticmethod
    def problem(status: int, code: str, headers: dict[str, str] | None = None, **said: Any) -> httpx.Response:
        body = {
            "type": f"urn:mon-compte:problem:{code}",
            "title": "Refused",
            "status": status,
            "code": code,
            **said,
        }
        return httpx.Response(
            status, json=body, headers={"Content-Type": "application/problem+json", **(headers or {})}
        )

    @staticmethod
    def signed_in(opened: dict[str, Any]) -> httpx.Response:
        return httpx.Response(201, json={"kind": "session", "session": opened})

    @staticmethod
    def bearer(request: httpx.Request) -> str:
        return request.headers["Authorization"].removeprefix("Bearer ")

    @staticmethod
    def body(request: httpx.Request) -> Any:
        return json.loads(request.content)


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
async def connect(api: Api) -> AsyncIterator[Connect]:
    """Make clients of the callables, signed in or not, whose pauses last no time."""
    async with AsyncExitStack() as stack:

        async def connected(*, sign_in: bool = True, **options: Any) -> Client:
            http = await stack.enter_async_context(httpx.AsyncClient(transport=httpx.MockTransport(api)))
            retry = Retry(sleep=api.sleep, random=lambda: 1.0)
            client = await stack.enter_async_context(
                Client("http://api.test", **{"http": http, "retry": retry, **options})
            )
            if sign_in:
                await client.sessions.create(identifier="1850578006084", password="Motdepasse1")
                api.asked.clear()
            return client

        yield connected
