"""The cost of a call through the client, against the same call on bare httpx parsed by the same model."""

import asyncio
from statistics import median
from time import perf_counter
from typing import Any, cast

import httpx

from api_client import Client, Payment

_ROUNDS = 40
_CALLS = 25
_LIMIT = 1.15

_SESSION = b"""{"kind": "session", "session": {"session_id": "s", "account_id": "a", "scope": "full",
"access_token": "access", "refresh_token": "refresh", "access_expires_in": 3600, "idle_expires_in": 3600}}"""
_LINE = '{"benefit": "af", "month": "2026-10", "amount": 14883, "kind": "benefit"}'
_PAYMENT = f"""{{"payment_id": "p", "paid_on": "2026-11-05", "month": "2026-10", "amount": 59532,
"lines": [{", ".join([_LINE] * 4)}], "recoveries": [], "method": "transfer",
"account_masked": "\\u2022\\u2022\\u2022\\u2022 1234", "next_payment_on": "2026-12-05"}}""".encode()


class _Server(asyncio.Protocol):
    """A server that answers at once, so that only the client is measured."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._received.startswith(b"GET") and self._received.endswith(b"\r\n\r\n"):
            self._answer(_PAYMENT)
        elif self._received.endswith(b"}"):
            self._answer(_SESSION)

    def _answer(self, body: bytes) -> None:
        self._received = b""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % len(body) + body)


async def _measure() -> tuple[float, float]:
    server = await asyncio.get_running_loop().create_server(_Server, "127.0.0.1", 0)
    base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    path = "/v1/files/f/payments/p"
    ours: list[float] = []
    reference: list[float] = []
    async with (
        server,
        Client(base_url) as client,
        httpx.AsyncClient(base_url=base_url, trust_env=False) as http,
    ):
        await client.sessions.create(identifier="1", password="p")

        async def through_the_client() -> Payment:
            return await client.payments.get("f", "p")

        async def on_bare_httpx() -> Payment:
            response = await http.get(path, headers={"Authorization": "Bearer access"})
            response.raise_for_status()
            return Payment.model_validate_json(response.content)

        assert await through_the_client() == await on_bare_httpx()
        for _ in range(_ROUNDS):
            for call, times in ((through_the_client, ours), (on_bare_httpx, reference)):
                started = perf_counter()
                for _ in range(_CALLS):
                    await call()
                times.append((perf_counter() - started) / _CALLS)
    return median(ours), median(reference)


def run() -> list[dict[str, Any]]:
    """Return the rows of the table: seconds a call, their ratio and its limit."""
    ours, reference = asyncio.run(_measure())
    return [
        {
            "name": "API call against bare httpx and pydantic (s)",
            "ours": ours,
            "reference": reference,
            "ratio": ours / reference,
            "limit": _LIMIT,
        }
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
