"""Clients beside one another: the tabs of one browser, which hold one session."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from pydantic import SecretStr

from api_client import SessionExpired
from api_client.held_session import REPLACED, SIGNED_OUT

if TYPE_CHECKING:
    from api_client import Client
    from tests.api_client.conftest import Api, Connect

ENTITLEMENTS = "GET /v1/files/f/entitlements"
REFRESH = "POST /v1/sessions/refresh"
SIGN_OUT = "DELETE /v1/sessions/current"


class Heard:
    """Notes what a client is told."""

    def __init__(self, client: Client) -> None:
        self.all: list[str] = []
        client.listen(self)

    def opened(self) -> None:
        self.all.append("opened")

    def renewed(self) -> None:
        self.all.append("renewed")

    def ended(self, reason: str) -> None:
        self.all.append(f"ended {reason}")


async def sign_in(client: Client) -> None:
    await client.sessions.create(identifier="1850578006084", password="Motdepasse1")


@pytest.fixture
async def tabs(api: Api, connect: Connect) -> tuple[Client, Client]:
    """Two clients beside a third, both signed in, by the second."""
    root = await connect(sign_in=False)
    first, second = [await connect(sign_in=False, beside=root) for _ in range(2)]
    await sign_in(second)
    assert first.join() == "full"
    api.asked.clear()
    api.on(ENTITLEMENTS, lambda _: httpx.Response(200, json={"items": []}))
    return first, second


def _dead_until(api: Api, number: int) -> None:
    """Have the server know no access token before that one, and renew to it."""

    async def entitlements(request: httpx.Request) -> Any:
        await asyncio.sleep(0)
        if api.bearer(request) != f"access-{number}":
            return api.problem(401, "session_expired")
        return httpx.Response(200, json={"items": []})

    api.on(ENTITLEMENTS, entitlements)
    api.on(REFRESH, lambda _: httpx.Response(200, json=api.session(number)))


async def test_tabs_renew_their_session_once(api: Api, tabs: tuple[Client, Client]) -> None:
    """A refresh token that two tabs showed would end the session for both."""
    _dead_until(api, 2)
    await asyncio.gather(*(client.entitlements.list("f") for client in tabs for _ in range(10)))
    assert len(api.asked_for(REFRESH)) == 1


async def test_who_leaves_in_one_tab_has_left_in_all(api: Api, tabs: tuple[Client, Client]) -> None:
    """The tokens are gone for both, and the others are told why before the server has answered."""
    first, second = tabs
    heard = Heard(second)
    asked, held = asyncio.Event(), asyncio.Event()

    async def sign_out(_: httpx.Request) -> httpx.Response:
        asked.set()
        await held.wait()
        return httpx.Response(204)

    api.on(SIGN_OUT, sign_out)
    leaving = asyncio.create_task(first.sessions.end())
    await asked.wait()
    assert heard.all == [f"ended {SIGNED_OUT}"]
    with pytest.raises(SessionExpired) as refused:
        await second.entitlements.list("f")
    assert refused.value.reason == SIGNED_OUT
    assert api.asked_for(ENTITLEMENTS) == []
    held.set()
    await leaving
    assert (first.joinable, second.signed_in, second.ended_for) == (False, False, None)


async def test_what_ends_the_session_is_told_to_all(api: Api, tabs: tuple[Client, Client]) -> None:
    """A session that the server ended is over in each tab, for the same reason, whichever asked."""
    first, second = tabs
    heard = Heard(second)
    for what in (ENTITLEMENTS, REFRESH):
        api.on(what, lambda _: api.problem(401, "session_expired", reason="password_changed"))
    with pytest.raises(SessionExpired):
        await first.entitlements.list("f")
    assert heard.all == ["ended password_changed"]
    assert (second.signed_in, second.ended_for) == (False, "password_changed")


async def test_a_tab_has_no_part_in_a_session_that_it_has_not_joined(api: Api, connect: Connect) -> None:
    """What a tab asks is asked in the name of whom it shows, never of who has just signed in beside it."""
    root = await connect(sign_in=False)
    first, second = [await connect(sign_in=False, beside=root) for _ in range(2)]
    heard = Heard(first)
    await sign_in(second)
    assert (heard.all, first.joinable, first.signed_in) == (["opened"], True, False)
    api.asked.clear()
    with pytest.raises(SessionExpired):
        await first.accounts.me()
    assert api.asked == []


async def test_a_tab_never_goes_on_as_who_took_the_place_of_its_own(
    api: Api, tabs: tuple[Client, Client]
) -> None:
    """Somebody else signs in in another tab: the first says so, and asks nothing in their name before it joins."""
    first, second = tabs
    api.on("POST /v1/sessions", lambda _: api.signed_in(api.session(7, session_id="session-2")))
    await sign_in(second)
    with pytest.raises(SessionExpired) as refused:
        await first.entitlements.list("f")
    assert (refused.value.reason, first.session_id) == (REPLACED, None)
    assert api.asked_for(ENTITLEMENTS) == []
    first.join()
    await first.entitlements.list("f")
    assert [api.bearer(request) for request in api.asked_for(ENTITLEMENTS)] == ["access-7"]


async def test_what_is_begun_without_a_session_stays_a_tabs_own(api: Api, connect: Connect) -> None:
    """Two enrolments in two tabs, of two people, do not write into each other."""
    root = await connect(sign_in=False)
    first, second = [await connect(sign_in=False, beside=root) for _ in range(2)]
    first.enrolments.take_up("draft-1")
    assert second.enrolments.token is None


async def test_a_closed_tab_leaves_the_session_to_the_others(api: Api, tabs: tuple[Client, Client]) -> None:
    """Nobody is signed out by closing a tab; the one closed speaks for nobody any more."""
    first, second = tabs
    heard = Heard(second)
    await first.aclose()
    assert await second.entitlements.list("f") == ()
    assert heard.all == []
    with pytest.raises(SessionExpired):
        await first.entitlements.list("f")


async def test_the_last_client_drops_the_tokens_without_a_word(api: Api, connect: Connect) -> None:
    """A host that stops ends nobody's session: nothing says that it ended, and nothing is asked of the server."""
    root = await connect(sign_in=False)
    tab = await connect(sign_in=False, beside=root)
    await sign_in(tab)
    api.asked.clear()
    heard = Heard(tab)
    await root.aclose()
    assert (tab.signed_in, heard.all, api.asked) == (False, [], [])
    with pytest.raises(SessionExpired):
        await tab.accounts.me()


async def test_an_exported_session_goes_on_elsewhere(
    api: Api, connect: Connect, tabs: tuple[Client, Client]
) -> None:
    """A host that starts again has its tabs go on, with the deadlines that they had."""
    exported = tabs[0].exported()
    assert exported is not None
    root = await connect(sign_in=False)
    assert root.take_up(exported)
    tab = await connect(sign_in=False, beside=root)
    assert tab.join() == "full"
    assert (tab.session_id, tab.signed_in) == (tabs[0].session_id, True)
    assert tab.idle_deadline == pytest.approx(tabs[0].idle_deadline, abs=1)
    assert await tab.entitlements.list("f") == ()
    assert api.asked_for(REFRESH) == []


async def test_what_another_process_has_renewed_is_gone_on_with(
    api: Api, connect: Connect, tabs: tuple[Client, Client]
) -> None:
    """Of two that hold one session, the one that was quiet needs no renewal; an older text changes nothing."""
    before = tabs[0].exported()
    assert before is not None
    root = await connect(sign_in=False)
    root.take_up(before)
    root.join()
    _dead_until(api, 2)
    await tabs[0].entitlements.list("f")
    after = tabs[0].exported()
    assert after is not None
    for text in (after, before, SecretStr("")):
        root.catch_up(text)
    await root.entitlements.list("f")
    assert len(api.asked_for(REFRESH)) == 1


async def test_a_renewal_whose_answer_was_lost_is_the_same_for_who_goes_on(
    api: Api, connect: Connect, tabs: tuple[Client, Client]
) -> None:
    """A host that ends in the middle of a renewal signs nobody out: the next one asks again by the same key."""
    exported = tabs[0].exported()
    assert exported is not None
    _dead_until(api, 2)
    await tabs[0].entitlements.list("f")
    root = await connect(sign_in=False)
    root.take_up(exported)
    root.join()
    await root.entitlements.list("f")
    before, after = api.asked_for(REFRESH)
    assert before.content == after.content
    assert before.headers["Idempotency-Key"] == after.headers["Idempotency-Key"]


async def test_the_key_of_a_renewal_is_known_to_who_holds_the_session_alone(
    api: Api, connect: Connect, tabs: tuple[Client, Client]
) -> None:
    """A thief of a refresh token alone cannot have the answer given again: the key follows from the token and more."""
    other = await connect()  # the same tokens, of another sign-in
    _dead_until(api, 2)
    await tabs[0].entitlements.list("f")
    await other.entitlements.list("f")
    mine, theirs = api.asked_for(REFRESH)
    assert mine.content == theirs.content
    assert mine.headers["Idempotency-Key"] != theirs.headers["Idempotency-Key"]


async def test_other_tokens_are_told(api: Api, connect: Connect) -> None:
    """Who keeps the exported text hears that it is out of date."""
    root = await connect(sign_in=False)
    tab = await connect(sign_in=False, beside=root)
    heard = Heard(root)
    await sign_in(tab)
    before = root.exported()
    _dead_until(api, 2)
    await tab.entitlements.list("f")
    assert heard.all == ["opened", "renewed"]
    assert root.exported() != before


@pytest.mark.parametrize("text", ["", "{}", "null", "access-1", '{"session_id": "s"}'])
async def test_any_other_text_holds_no_session(connect: Connect, text: str) -> None:
    """What was kept by another version, or by nobody, signs nobody in and breaks nothing."""
    client = await connect(sign_in=False)
    assert not client.take_up(SecretStr(text))
    assert not client.joinable


async def test_an_exported_session_shows_in_no_log(connect: Connect) -> None:
    """The text holds tokens, and says so to nobody by accident."""
    client = await connect()
    exported = client.exported()
    assert exported is not None
    assert "access-1" in exported.get_secret_value()
    assert "access-1" not in f"{exported!r} {exported} {client!r} {client.shared!r}"
