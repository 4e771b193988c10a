from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import ChangedMeanwhile, ConnectionFailed, Refused, SessionExpired
from tests.api_client.test_enrolments import CHALLENGE

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect

BASE = "/v1/migration"
STATE = {
    "step": "terms",
    "expires_in": None,
    "accepted_terms": None,
    "password_chosen": False,
    "known_contacts": [{"channel": "sms", "masked_destination": "06 •• •• •• 22"}],
    "contact": None,
    "contact_postponed": False,
    "challenge": None,
    "spouse": {"spouse_name": "Ghjuvan Santoni", "authorised": None, "settled": False},
}
TERMS = {
    "version": "2026-11",
    "published_on": "2026-11-02",
    "sections": [{"title": "À quoi sert Mon Compte", "paragraphs": ["À voir ses paiements."]}],
}
AUTHORISATION = {
    "spouse": {"name": "Inès Martin", "has_account": True},
    "authorised": True,
    "history": [{"at": "2026-11-22T08:00:00Z", "given": True, "by": "responsable"}],
}


def answer(body: Any, status: int = 200) -> Any:
    return lambda _: httpx.Response(status, json=body)


async def test_every_step_is_sent_and_read(api: Api, connect: Connect) -> None:
    """Each step goes where the contract says, in the session's name, with what it says and a key of its own."""
    client = await connect()
    api.on(f"GET {BASE}", answer(STATE))
    for path in ("terms", "password", "contact/skip", "contact/verification", "authorisation"):
        api.on(f"POST {BASE}/{path}", answer(STATE))
    api.on(f"POST {BASE}/contact", answer({"migration": STATE, "challenge": CHALLENGE}))
    api.on(f"POST {BASE}/contact/resend", answer(CHALLENGE))
    change = client.migration
    assert (await change.current()).known_contacts[0].channel == "sms"
    await change.accept_terms("2026-11")
    await change.password("Motdepasse1")
    assert (await change.contact("mail", "c@example.org")).challenge.resend_in == 30
    await change.known_contact("sms")
    await change.skip_contact()
    await change.verify("424242")
    await change.resend()
    await change.authorise(None)
    assert [api.body(request) for request in api.asked if request.content] == [
        {"version": "2026-11"},
        {"password": "Motdepasse1"},
        {"channel": "mail", "destination": "c@example.org", "known": False},
        {"channel": "sms", "destination": None, "known": True},
        {"code": "424242"},
        {"spouse_authorised": None},
    ]
    keys = [request.headers["Idempotency-Key"] for request in api.asked if request.method == "POST"]
    assert len(set(keys)) == len(keys)
    assert {api.bearer(request) for request in api.asked} == {"access-1"}


async def test_the_completion_opens_the_session_for_everything(api: Api, connect: Connect) -> None:
    """From then on the new tokens are used, and the client knows what they are good for."""
    client = await connect()
    opened = api.session(2, session_id="session-2")
    done = {
        "session": opened,
        "confirmed": [{"channel": "mail", "masked_destination": "c•••@example.org"}],
    }
    api.on(f"POST {BASE}/completion", answer(done, 201))
    completion = await client.migration.complete()
    assert [told.masked_destination for told in completion.confirmed] == ["c•••@example.org"]
    assert "access-2" not in repr(completion)
    api.on(f"GET {BASE}", lambda _: api.problem(409, "migration_not_needed"))
    with pytest.raises(Refused, match="migration_not_needed"):
        await client.migration.current()
    assert api.bearer(api.asked[-1]) == "access-2"


async def test_a_lost_completion_is_asked_for_again_as_the_same(api: Api, connect: Connect) -> None:
    """The session that asks is over once it is done: only the same key gets the answer, however often one presses."""
    client = await connect()

    def lost(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("lost")

    api.on(f"POST {BASE}/completion", lost)
    with pytest.raises(ConnectionFailed):
        await client.migration.complete()
    done = {"session": api.session(2), "confirmed": []}
    api.on(f"POST {BASE}/completion", answer(done, 201))
    await client.migration.complete()
    keys = {request.headers["Idempotency-Key"] for request in api.asked_for(f"POST {BASE}/completion")}
    assert len(keys) == 1


async def test_a_change_made_elsewhere_is_the_end_of_the_session(api: Api, connect: Connect) -> None:
    """Neither the token nor its renewal is known any more: the client holds none."""
    client = await connect()
    api.on(f"POST {BASE}/contact/skip", lambda _: api.problem(401, "session_expired"))
    api.on("POST /v1/sessions/refresh", lambda _: api.problem(401, "session_expired"))
    with pytest.raises(SessionExpired):
        await client.migration.skip_contact()
    assert not client.signed_in


async def test_a_refused_password_names_its_fault(api: Api, connect: Connect) -> None:
    """What is wrong with it reaches the field, and the password no text of an error."""
    client = await connect()
    errors = [{"field": "password", "code": "same_as_old"}]
    api.on(f"POST {BASE}/password", lambda _: api.problem(422, "validation_failed", errors=errors))
    with pytest.raises(Refused) as refused:
        await client.migration.password("Motdepasse1")
    assert refused.value.fields == {"password": "same_as_old"}
    assert "Motdepasse1" not in repr(refused.value)


async def test_the_terms_are_read_by_anybody(api: Api, connect: Connect) -> None:
    """Without a session, and with their version and date."""
    client = await connect(sign_in=False)
    api.on("GET /v1/terms", answer(TERMS))
    terms = await client.terms.current()
    assert (terms.version, terms.published_on.isoformat()) == ("2026-11", "2026-11-02")
    assert "Authorization" not in api.asked[-1].headers


async def test_an_authorisation_is_read_and_changed(api: Api, connect: Connect) -> None:
    """What the person saw goes with what it shall be; another state than that is told apart."""
    client = await connect()
    path = "/v1/files/f/authorisation"
    api.on(f"GET {path}", answer(AUTHORISATION))
    read = await client.spouse_authorisation.get("f")
    assert read.history[0].at.tzinfo is not None
    api.on(f"PUT {path}", answer(AUTHORISATION | {"authorised": False}))
    assert not (await client.spouse_authorisation.put("f", authorised=False, expected=True)).authorised
    assert api.body(api.asked[-1]) == {"authorised": False, "expected": True}
    api.on(f"PUT {path}", lambda _: api.problem(409, "changed_meanwhile"))
    with pytest.raises(ChangedMeanwhile):
        await client.spouse_authorisation.put("f", authorised=False, expected=True)
