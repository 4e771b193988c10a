from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import ConnectionFailed, Maintenance, RateLimited, Refused, Retry, ServerFailed, TimedOut

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect


OK = {"status": "ok", "version": "1", "demo": False}


def _given(answer: httpx.Response, _: httpx.Request) -> httpx.Response:
    return answer


def failing(times: int, failure: Any) -> Any:
    """Fail that many times, then be well."""
    left = [failure] * times

    def answer(_: object) -> Any:
        if not left:
            return httpx.Response(200, json=OK)
        failure = left.pop()
        if isinstance(failure, Exception):
            raise failure
        return failure

    return answer


PASSING = {
    "refused connection": httpx.ConnectError("refused"),
    "cut connection": httpx.RemoteProtocolError("cut"),
    "connection that takes too long": httpx.ConnectTimeout("slow"),
    "502": httpx.Response(502),
    "503 of a proxy": httpx.Response(503),
    "504": httpx.Response(504),
}


@pytest.mark.parametrize("failure", PASSING.values(), ids=PASSING.keys())
async def test_a_failure_that_passes_is_not_seen(api: Api, connect: Connect, failure: Any) -> None:
    """Two failures in a row that may pass by themselves cost a little time and nothing else."""
    client = await connect(sign_in=False)
    api.on("GET /health", failing(2, failure))
    assert (await client.service.health()).status == "ok"
    assert api.slept == [0.25, 0.5]


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (httpx.ConnectError("refused"), ConnectionFailed),
        (httpx.ConnectTimeout("slow"), ConnectionFailed),
        (httpx.Response(503), ServerFailed),
    ],
)
async def test_the_third_failure_is_said(
    api: Api, connect: Connect, failure: Any, error: type[Exception]
) -> None:
    """At most two retries: a server that is really down is not hammered, and the person is told."""
    client = await connect(sign_in=False)
    api.on("GET /health", failing(3, failure))
    with pytest.raises(error):
        await client.service.health()
    assert len(api.asked) == 3


async def test_a_short_wait_is_waited_for(api: Api, connect: Connect) -> None:
    """A wait of a second or two, also for others to be signed in, is as long as the server said."""
    client = await connect(sign_in=False)
    for answer in (
        api.problem(429, "rate_limited", retry_after=1.5),
        api.problem(503, "busy", retry_after=1.5),
    ):
        api.slept.clear()
        api.on("GET /health", failing(1, answer))
        assert (await client.service.health()).status == "ok"
        assert api.slept == [1.5]


async def test_what_will_not_pass_is_said_at_once(api: Api, connect: Connect) -> None:
    """A long wait, maintenance, an error of the server's own: sending again would help nobody."""
    client = await connect(sign_in=False)
    for answer, error in [
        (api.problem(429, "rate_limited", retry_after=30), RateLimited),
        (api.problem(429, "rate_limited"), RateLimited),
        (api.problem(503, "maintenance", retry_after=1), Maintenance),
        (api.problem(500, "internal_error"), ServerFailed),
        (api.problem(409, "idempotency_conflict"), Refused),
    ]:
        api.asked.clear()
        api.on("GET /health", partial(_given, answer))
        with pytest.raises(error):
            await client.service.health()
        assert len(api.asked) == 1
    assert api.slept == []


async def test_silence_is_borne_once(api: Api, connect: Connect) -> None:
    """A server that does not answer is waited for once, not three times: the person is told after 15 seconds."""
    client = await connect(sign_in=False)
    api.on("GET /health", failing(3, httpx.ReadTimeout("silent")))
    with pytest.raises(TimedOut):
        await client.service.health()
    assert len(api.asked) == 1


async def test_a_change_sent_again_is_the_same_change(api: Api, connect: Connect) -> None:
    """Retries of a POST carry the same Idempotency-Key and body, so that the server does it once."""
    client = await connect(sign_in=False)
    lost = [httpx.RemoteProtocolError("lost"), httpx.ReadError("lost")]

    def answer(_: object) -> Any:
        if lost:
            raise lost.pop()
        return api.signed_in(api.session())

    api.on("POST /v1/sessions", answer)
    await client.sessions.create(identifier="1850578006084", password="Motdepasse1")
    assert len(api.asked) == 3
    assert len({request.headers["Idempotency-Key"] for request in api.asked}) == 1
    assert len({request.headers["X-Request-Id"] for request in api.asked}) == 1
    assert len({request.content for request in api.asked}) == 1


def test_the_pauses_are_spread() -> None:
    """Full jitter: clients cut off together do not come back together."""
    pauses = [Retry(random=partial(float, share)).pause(ConnectionFailed(), 1) for share in (0.0, 0.5, 0.999)]
    assert pauses == [0.0, 0.25, pytest.approx(0.4995)]
