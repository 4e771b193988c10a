from __future__ import annotations

import asyncio
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import (
    CodeRequired,
    ConnectionFailed,
    Maintenance,
    ResponseInvalid,
    ServerFailed,
    SessionExpired,
    SignedIn,
)

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect


ENTITLEMENTS = "GET /v1/files/f/entitlements"
REFRESH = "POST /v1/sessions/refresh"


def _given(answer: httpx.Response, _: httpx.Request) -> httpx.Response:
    return answer


@pytest.fixture
def renewable(api: Api) -> Any:
    """A server whose first access token has just died and which renews it."""
    valid = {"number": 2}

    async def entitlements(request: httpx.Request) -> Any:
        await asyncio.sleep(0)
        if api.bearer(request) != f"access-{valid['number']}":
            return api.problem(401, "session_expired")
        return httpx.Response(200, json={"items": []})

    async def refresh(_: object) -> Any:
        await asyncio.sleep(0)
        return httpx.Response(200, json=api.session(2))

    api.on(ENTITLEMENTS, entitlements)
    api.on(REFRESH, refresh)
    return valid


async def test_fifty_calls_on_a_dead_token_renew_it_once(
    api: Api, connect: Connect, renewable: dict[str, int]
) -> None:
    """Refresh tokens are good for one use: two renewals at once would end the session for everybody."""
    client = await connect()
    answers = await asyncio.gather(*(client.entitlements.list("f") for _ in range(50)))
    assert answers == [()] * 50
    assert len(api.asked_for(REFRESH)) == 1
    assert len(api.asked_for(ENTITLEMENTS)) == 100


async def test_a_call_renewed_is_the_same_call(api: Api, connect: Connect, renewable: dict[str, int]) -> None:
    """After a renewal the call goes on under its own ids: a change is not made a second time."""
    client = await connect()
    api.on("DELETE /v1/sessions/current", api.answers[ENTITLEMENTS])
    await client.sessions.end()
    first, second = api.asked_for("DELETE /v1/sessions/current")
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert (api.bearer(first), api.bearer(second)) == ("access-1", "access-2")


async def test_a_token_about_to_end_is_renewed_before_the_call(
    api: Api, connect: Connect, renewable: dict[str, int]
) -> None:
    """No call is spent on learning what the clock says already."""
    api.on("POST /v1/sessions", lambda _: api.signed_in(api.session(access_expires_in=0)))
    client = await connect()
    await asyncio.gather(*(client.entitlements.list("f") for _ in range(5)))
    assert len(api.asked_for(REFRESH)) == 1
    assert len(api.asked_for(ENTITLEMENTS)) == 5


async def test_a_refused_renewal_ends_the_session_for_all(
    api: Api, connect: Connect, renewable: dict[str, int]
) -> None:
    """When the session is over every waiting call says so, and nothing is sent with dead tokens any more."""
    client = await connect()
    api.on(REFRESH, lambda _: api.problem(401, "session_expired"))
    results = await asyncio.gather(
        *(client.entitlements.list("f") for _ in range(20)), return_exceptions=True
    )
    assert {type(result) for result in results} == {SessionExpired}
    assert len(api.asked_for(REFRESH)) == 1
    assert (client.signed_in, client.session_scope, client.idle_deadline) == (False, None, None)
    api.asked.clear()
    with pytest.raises(SessionExpired):
        await client.entitlements.list("f")
    assert api.asked == []


@pytest.mark.parametrize("failure", ["connection", "maintenance"])
async def test_a_renewal_that_got_no_answer_is_asked_again_with_its_key(
    api: Api, connect: Connect, renewable: dict[str, int], failure: Any
) -> None:
    """A lost answer to a renewal does not sign the person out: the next try replays it by the same key."""
    client = await connect()
    renew = api.answers[REFRESH]

    def fails(_: object) -> Any:
        if failure == "connection":
            raise httpx.ReadError("lost")
        return api.problem(503, "maintenance")

    api.on(REFRESH, fails)
    with pytest.raises((ConnectionFailed, Maintenance)):
        await client.entitlements.list("f")
    assert client.signed_in
    api.on(REFRESH, renew)
    assert await client.entitlements.list("f") == ()
    renewals = api.asked_for(REFRESH)
    assert len(renewals) > 1
    assert len({request.headers["Idempotency-Key"] for request in renewals}) == 1


async def test_each_renewal_has_its_own_key(api: Api, connect: Connect, renewable: dict[str, int]) -> None:
    """A key kept too long would replay an old answer for ever."""
    client = await connect()
    await client.entitlements.list("f")
    api.on(REFRESH, lambda _: httpx.Response(200, json=api.session(3)))
    renewable["number"] = 3
    await client.entitlements.list("f")
    first, second = api.asked_for(REFRESH)
    assert first.headers["Idempotency-Key"] != second.headers["Idempotency-Key"]
    assert api.body(second) == {"refresh_token": "refresh-2"}


async def test_giving_up_one_call_leaves_the_renewal_to_the_others(
    api: Api, connect: Connect, renewable: dict[str, int]
) -> None:
    """A screen closed in the middle of a renewal does not sign the person out."""
    client = await connect()
    renewing, go_on = asyncio.Event(), asyncio.Event()

    async def refresh(_: object) -> Any:
        renewing.set()
        await go_on.wait()
        return httpx.Response(200, json=api.session(2))

    api.on(REFRESH, refresh)
    closed = asyncio.create_task(client.entitlements.list("f"))
    await renewing.wait()
    other = asyncio.create_task(client.entitlements.list("f"))
    closed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closed
    go_on.set()
    assert await other == ()
    assert len(api.asked_for(REFRESH)) == 1


async def test_a_token_refused_after_its_renewal_ends_the_session(
    api: Api, connect: Connect, renewable: dict[str, int]
) -> None:
    """A server that refuses what it has just given is asked twice, not for ever."""
    client = await connect()
    renewable["number"] = 99
    with pytest.raises(SessionExpired):
        await client.entitlements.list("f")
    assert len(api.asked) == 3
    assert not client.signed_in


async def test_a_call_of_one_person_never_goes_on_as_another(
    api: Api, connect: Connect, renewable: dict[str, int]
) -> None:
    """Somebody else signs in while a call of the first hangs: it is not sent in the other's name."""
    client = await connect()
    hanging, go_on = asyncio.Event(), asyncio.Event()

    async def entitlements(request: httpx.Request) -> Any:
        hanging.set()
        await go_on.wait()
        return api.problem(401, "session_expired")

    api.on(ENTITLEMENTS, entitlements)
    call = asyncio.create_task(client.entitlements.list("f"))
    await hanging.wait()
    api.on("POST /v1/sessions", lambda _: api.signed_in(api.session(7, account_id="account-2")))
    await client.sessions.create(identifier="2850578006084", password="Motdepasse2")
    go_on.set()
    with pytest.raises(SessionExpired):
        await call
    assert client.signed_in
    assert [api.bearer(request) for request in api.asked_for(ENTITLEMENTS)] == ["access-1"]
    assert api.asked_for(REFRESH) == []


async def test_signing_out_during_a_renewal_stays_signed_out(
    api: Api, connect: Connect, renewable: dict[str, int]
) -> None:
    """Tokens that arrive after the person left are not taken up."""
    client = await connect()
    renewing, go_on = asyncio.Event(), asyncio.Event()

    async def refresh(_: object) -> Any:
        renewing.set()
        await go_on.wait()
        return httpx.Response(200, json=api.session(2))

    api.on(REFRESH, refresh)
    call = asyncio.create_task(client.entitlements.list("f"))
    await renewing.wait()
    api.on("DELETE /v1/sessions/current", lambda _: httpx.Response(204))
    await client.sessions.end()
    go_on.set()
    with pytest.raises(SessionExpired):
        await call
    assert not client.signed_in


async def test_signing_out_forgets_whatever_the_server_says(api: Api, connect: Connect) -> None:
    """The person who leaves a shared computer is signed out there even when the network is down."""
    for answer, error in [
        (api.problem(401, "session_expired"), None),
        (api.problem(503, "maintenance"), Maintenance),
        (httpx.Response(302), ResponseInvalid),
    ]:
        client = await connect()
        api.on("DELETE /v1/sessions/current", partial(_given, answer))
        api.on(REFRESH, lambda _: api.problem(401, "session_expired"))
        if error is None:
            await client.sessions.end()
        else:
            with pytest.raises(error):
                await client.sessions.end()
        assert not client.signed_in


async def test_the_code_opens_the_session(api: Api, connect: Connect) -> None:
    """A sign-in that asks a code holds no token before the code, and all of them after."""
    client = await connect(sign_in=False)
    challenge = {
        "challenge_id": "c/1",
        "channel": "mail",
        "masked_destination": "c•••@example.org",
        "expires_in": 900,
        "resend_in": 30,
        "code_length": 6,
        "tries_left": 5,
    }
    api.on(
        "POST /v1/sessions",
        lambda _: httpx.Response(201, json={"kind": "code_required", "challenge": challenge}),
    )
    api.on(
        "POST /v1/challenges/c/1/verification",
        lambda _: httpx.Response(201, json=api.session(scope="migration")),
    )
    api.on("POST /v1/challenges/c/1/resend", lambda _: httpx.Response(200, json=challenge))
    outcome = await client.sessions.create(
        identifier="P12345678K", password="Motdepasse1", device_name="Mon poste"
    )
    assert isinstance(outcome, CodeRequired)
    assert api.body(api.asked[0]) == {
        "identifier": "P12345678K",
        "password": "Motdepasse1",
        "device_name": "Mon poste",
    }
    assert not client.signed_in
    assert await client.challenges.resend(outcome.challenge.challenge_id) == outcome.challenge
    assert not isinstance(outcome, SignedIn)
    opened = await client.challenges.verify(outcome.challenge.challenge_id, "123456")
    assert api.body(api.asked[-1]) == {"code": "123456"}
    assert api.asked[-1].url.raw_path == b"/v1/challenges/c%2F1/verification"
    assert opened.session_id == "session-1"
    assert (client.signed_in, client.session_scope) == (True, "migration")


async def test_the_idle_deadline_moves_with_each_answer_of_the_session(api: Api, connect: Connect) -> None:
    """The warning before the end counts from the last authenticated call that succeeded."""
    client = await connect()
    before = client.idle_deadline
    assert before is not None
    assert monotonic() + 880 < before <= monotonic() + 900
    api.on("GET /health", lambda _: httpx.Response(200, json={"status": "ok", "version": "1", "demo": False}))
    await client.service.health()
    assert client.idle_deadline == before
    api.on(ENTITLEMENTS, lambda _: httpx.Response(200, json={"items": []}))
    await client.entitlements.list("f")
    assert client.idle_deadline is not None
    assert client.idle_deadline > before


async def test_a_renewal_is_no_activity(api: Api, connect: Connect, renewable: dict[str, int]) -> None:
    """A renewal states what is left of the wait; the call that follows it starts the whole wait again."""
    api.on("POST /v1/sessions", lambda _: api.signed_in(api.session(access_expires_in=0)))
    client = await connect()
    api.on(REFRESH, lambda _: httpx.Response(200, json=api.session(2, idle_expires_in=60)))
    api.on(ENTITLEMENTS, lambda _: api.problem(500, "internal_error"))
    with pytest.raises(ServerFailed):
        await client.entitlements.list("f")
    assert client.idle_deadline is not None
    assert client.idle_deadline <= monotonic() + 60
    api.on(ENTITLEMENTS, lambda _: httpx.Response(200, json={"items": []}))
    await client.entitlements.list("f")
    assert client.idle_deadline > monotonic() + 880


async def test_the_longest_life_of_a_session_is_not_put_off(api: Api, connect: Connect) -> None:
    """Near its twelfth hour the session ends when the server says, however much is asked of it."""
    client = await connect()
    api.on("GET /v1/sessions/current", lambda _: httpx.Response(200, json=api.session(idle_expires_in=100)))
    await client.sessions.current()
    api.on(ENTITLEMENTS, lambda _: httpx.Response(200, json={"items": []}))
    await client.entitlements.list("f")
    assert client.idle_deadline is not None
    assert client.idle_deadline <= monotonic() + 100


async def test_closing_the_client_forgets_the_tokens(api: Api, connect: Connect) -> None:
    """A client that is put away cannot be used to go on in the person's name."""
    client = await connect()
    await client.aclose()
    assert not client.signed_in
    with pytest.raises(SessionExpired):
        await client.accounts.me()
