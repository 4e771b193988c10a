from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from pydantic import SecretStr

from api_client.errors import (
    FranceConnectExpired,
    FranceConnectMismatch,
    FranceConnectUnavailable,
    ResponseInvalid,
    SessionExpired,
)
from api_client.franceconnect import Link, Unjoined, VouchedCode, VouchedSession, new_verifier
from tests.api_client.test_enrolments import CHALLENGE, NEW

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect

V1 = "/v1/franceconnect"
LOGOUT = "https://api.test/franceconnect/logout?ticket=the-logout-ticket"
VOUCHED = {
    "birth_name": "Le Goff",
    "first_names": ["Maëlle"],
    "birth_date": "1992-00-17",
    "civility": "madame",
    "birth_place": {"kind": "commune", "code": "35238", "label": "Rennes"},
    "mail": None,
    "missing": ["birth_date"],
}
CODE, TICKET = SecretStr("the-one-time-code"), SecretStr("the-ticket")


def outcome(kind: str, **said: Any) -> dict[str, Any]:
    return {"kind": kind, "vouched": VOUCHED, "logout_url": LOGOUT, **said}


def answer(body: Any, status: int = 200) -> Any:
    return lambda _: httpx.Response(status, json=body)


async def test_begun_with_a_challenge_and_given_up(api: Api, connect: Connect) -> None:
    """The server is told the challenge and never the verifier; giving up names what was begun."""
    client = await connect(sign_in=False)
    api.on(f"GET {V1}", answer({"available": True}))
    begun = {"authorization_id": "a-1", "url": "https://api.test/franceconnect/start", "expires_in": 1800}
    api.on(f"POST {V1}/authorizations", answer(begun, 201))
    api.on(f"DELETE {V1}/authorizations/a-1", lambda _: httpx.Response(204))
    assert await client.franceconnect.available()
    verifier = new_verifier()
    authorization = await client.franceconnect.begin(verifier, "http://127.0.0.1:1234/retour")
    await client.franceconnect.cancel(authorization.authorization_id)
    digest = hashlib.sha256(verifier.get_secret_value().encode()).digest()
    assert api.body(api.asked_for(f"POST {V1}/authorizations")[0]) == {
        "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "return_to": "http://127.0.0.1:1234/retour",
    }
    assert api.asked_for(f"DELETE {V1}/authorizations/a-1")


def test_verifiers_are_long_random_and_hidden() -> None:
    """As RFC 7636 wants them (43 to 128 characters), none like another, and shown nowhere."""
    verifiers = {new_verifier().get_secret_value() for _ in range(100)}
    assert len(verifiers) == 100
    assert all(43 <= len(verifier) <= 128 for verifier in verifiers)
    assert "*" in repr(new_verifier())


async def test_a_session_is_held_from_then_on(api: Api, connect: Connect) -> None:
    """Exchanged with the verifier; what follows is asked in the person's name."""
    client = await connect(sign_in=False)
    api.on(f"POST {V1}/exchange", answer(outcome("session", session=api.session())))
    api.on(f"GET {V1}/link", answer({"joined": True, "joined_at": "2026-11-22T08:00:00Z"}))
    verifier = new_verifier()
    found = await client.franceconnect.exchange(CODE, verifier, device_name="Essai")
    assert isinstance(found, VouchedSession)
    assert client.signed_in
    assert (await client.franceconnect.link()).joined
    assert api.body(api.asked[0]) == {
        "code": CODE.get_secret_value(),
        "code_verifier": verifier.get_secret_value(),
        "device_name": "Essai",
    }
    assert api.bearer(api.asked[1]) == "access-1"


async def test_nobody_is_put_in_anothers_place(api: Api, connect: Connect) -> None:
    """Signed in, a session that the exchange opens is ended by its own token; the one in force stays."""
    client = await connect()
    api.on(f"POST {V1}/exchange", answer(outcome("session", session=api.session(9))))
    api.on("DELETE /v1/sessions/current", lambda _: httpx.Response(204))
    api.on(f"GET {V1}/link", answer({"joined": False, "joined_at": None}))
    await client.franceconnect.exchange(CODE, new_verifier())
    assert api.bearer(api.asked_for("DELETE /v1/sessions/current")[0]) == "access-9"
    await client.franceconnect.link()
    assert api.bearer(api.asked[-1]) == "access-1"


async def test_every_other_outcome_opens_nothing(api: Api, connect: Connect) -> None:
    """A code to give, an account to join, several, none, too little known: each is read, nobody is signed in."""
    client = await connect(sign_in=False)
    api.on(f"POST {V1}/exchange", answer(outcome("code_required", challenge=CHALLENGE)))
    assert isinstance(await client.franceconnect.exchange(CODE, new_verifier()), VouchedCode)
    for kind in ("join_required", "several_matches", "creation", "incomplete"):
        said = {"account": "old"} if kind == "join_required" else {}
        api.on(f"POST {V1}/exchange", answer(outcome(kind, ticket=TICKET.get_secret_value(), **said)))
        found = await client.franceconnect.exchange(CODE, new_verifier())
        assert isinstance(found, Unjoined)
        assert (found.kind, found.account) == (kind, said.get("account"))
        assert found.vouched.birth_date == "1992-00-17"
        assert not found.vouched.proves_identity
        assert "the-ticket" not in repr(found)
        assert "the-logout-ticket" not in repr(found)
    assert not client.signed_in
    api.on(f"POST {V1}/exchange", answer(outcome("unheard_of")))
    with pytest.raises(ResponseInvalid):
        await client.franceconnect.exchange(CODE, new_verifier())


async def test_joined_and_left_in_the_persons_name(api: Api, connect: Connect) -> None:
    """With the session's token, and the ticket in the body alone."""
    client = await connect()
    api.on(f"POST {V1}/link", answer({"joined": True, "joined_at": "2026-11-22T08:00:00Z"}))
    api.on(f"DELETE {V1}/link", lambda _: httpx.Response(204))
    link = await client.franceconnect.join(TICKET)
    assert isinstance(link, Link)
    assert link.joined_at is not None
    await client.franceconnect.leave()
    assert api.body(api.asked[0]) == {"ticket": "the-ticket"}
    assert [api.bearer(request) for request in api.asked] == ["access-1", "access-1"]
    assert all("ticket" not in str(request.url) for request in api.asked)
    nobody = await connect(sign_in=False)
    with pytest.raises(SessionExpired):
        await nobody.franceconnect.join(TICKET)


async def test_an_enrolment_begins_with_the_ticket(api: Api, connect: Connect) -> None:
    """The draft's token is held as for any enrolment."""
    client = await connect(sign_in=False)
    body = {"enrolment_id": "e", "token": "draft", "enrolment": {**NEW, "vouched": VOUCHED}}
    api.on(f"POST {V1}/enrolments", answer(body, 201))
    enrolment = await client.enrolments.start_vouched(TICKET, "apl")
    assert enrolment.vouched is not None
    assert enrolment.vouched.missing == ("birth_date",)
    assert client.enrolments.token is not None
    assert api.body(api.asked[0]) == {"ticket": "the-ticket", "benefit": "apl"}


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (503, "franceconnect_unavailable", FranceConnectUnavailable),
        (410, "franceconnect_expired", FranceConnectExpired),
        (409, "franceconnect_mismatch", FranceConnectMismatch),
    ],
)
async def test_refusals_have_their_errors(
    api: Api, connect: Connect, status: int, code: str, error: type[Exception]
) -> None:
    """Each code of the server's is an error of its own."""
    client = await connect()
    api.on(f"POST {V1}/link", lambda _: api.problem(status, code))
    with pytest.raises(error):
        await client.franceconnect.join(TICKET)
