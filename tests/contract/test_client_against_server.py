from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import (
    ChangedMeanwhile,
    Client,
    CodeExhausted,
    CodeExpired,
    CodeRefused,
    CodeRequired,
    CredentialsRefused,
    DoorClosed,
    Maintenance,
    MigrationRequired,
    NotFound,
    RateLimited,
    Refused,
    Retry,
    ServerFailed,
    SessionExpired,
    SignedIn,
)
from server.demo.accounts import DEMO_ACCOUNTS
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}
HELD = ["responsable-seul", "responsable-couple", "conjoint-autorise", "provisoire"]


@pytest.fixture
async def client(base_url: str, demo: httpx.AsyncClient) -> AsyncIterator[Client]:
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        yield client


async def sign_in(client: Client, role: str) -> SignedIn | CodeRequired:
    account = ACCOUNTS[role]
    return await client.sessions.create(identifier=account.identifier, password=account.password)


async def advance(demo: httpx.AsyncClient, seconds: int) -> None:
    (await demo.post("/demo/clock", json={"advance_seconds": seconds})).raise_for_status()


async def code(client: Client) -> str:
    message = (await client.demo.messages())[0]
    assert message.code is not None
    return message.code.get_secret_value()


@pytest.mark.parametrize("role", HELD)
async def test_everything_a_full_session_shows(client: Client, role: str) -> None:
    """Every answer of the server is one that the client's models read, for each kind of person."""
    assert isinstance(await sign_in(client, role), SignedIn)
    assert client.session_scope == "full"
    me = await client.accounts.me()
    assert me.files
    for file in me.files:
        overview = await client.files.overview(file.file_id)
        assert overview.doors.payments.open
        page = await client.payments.list(file.file_id, limit=10)
        seen = list(page.items)
        while page.next_cursor:
            page = await client.payments.list(file.file_id, page.next_cursor, limit=10)
            seen += page.items
        assert sorted(seen, key=lambda payment: payment.paid_on, reverse=True) == seen
        for summary in seen:
            payment = await client.payments.get(file.file_id, summary.payment_id)
            owed, taken = payment.lines, payment.recoveries
            assert payment.amount == summary.amount
            assert payment.amount == sum(line.amount for line in owed) - sum(back.amount for back in taken)
        assert overview.last_payment == (seen[0] if seen else None)
        await client.entitlements.list(file.file_id)


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
async def test_closed_doors_say_why(client: Client, role: str) -> None:
    """A closed door is shown with its reason in the overview, and refuses with the same reason."""
    await sign_in(client, role)
    (file, *_) = (await client.accounts.me()).files
    door = (await client.files.overview(file.file_id)).doors.payments
    assert not door.open
    with pytest.raises(DoorClosed) as raised:
        await client.payments.list(file.file_id)
    assert (raised.value.door, raised.value.reason) == ("payments", door.reason)


@pytest.mark.parametrize("role", ["ancien-seul", "ancien-couple"])
async def test_an_old_account_may_only_migrate(client: Client, role: str) -> None:
    """The 8-digit password opens the migration and nothing else."""
    await sign_in(client, role)
    assert client.session_scope == "migration"
    with pytest.raises(MigrationRequired):
        await client.accounts.me()
    assert (await client.sessions.current()).scope == "migration"
    await client.sessions.end()


async def test_wrong_identifier_wrong_password_and_nonsense_are_one(client: Client) -> None:
    """Nothing that the client can see shows whether an account exists."""
    said = []
    for identifier, password in (
        (ACCOUNTS["responsable-seul"].identifier, "Mauvais2026mot"),
        ("2880635238113", "Mauvais2026mot"),
        ("pas un numéro", "Mauvais2026mot"),
    ):
        with pytest.raises(CredentialsRefused) as raised:
            await client.sessions.create(identifier=identifier, password=password)
        said.append((raised.value.code, raised.value.status, raised.value.fields))
    assert len({str(one) for one in said}) == 1


async def test_a_field_too_long_is_named(client: Client) -> None:
    """The refusal names the field, so that the form can point at it."""
    with pytest.raises(Refused) as raised:
        await client.sessions.create(identifier="1850578006084", password="a" * 65)
    assert raised.value.code == "validation_failed"
    assert "password" in raised.value.fields
    assert raised.value.request_id


async def test_the_code_of_a_sign_in(client: Client) -> None:
    """Wrong codes are counted; the right one opens the session, and works once."""
    outcome = await sign_in(client, "code-a-la-connexion")
    assert isinstance(outcome, CodeRequired)
    challenge = outcome.challenge
    good = await code(client)
    wrong = "000000" if good != "000000" else "000001"
    with pytest.raises(CodeRefused) as raised:
        await client.challenges.verify(challenge.challenge_id, wrong)
    assert raised.value.tries_left == challenge.tries_left - 1
    await client.challenges.verify(challenge.challenge_id, good)
    assert (await client.accounts.me()).first_names
    with pytest.raises(Refused):
        await client.challenges.verify(challenge.challenge_id, good)


async def test_codes_run_out(client: Client, demo: httpx.AsyncClient) -> None:
    """Too many tries, a late code, and a new code asked for too soon have each their own answer."""
    outcome = await sign_in(client, "code-a-la-connexion")
    assert isinstance(outcome, CodeRequired)
    challenge = outcome.challenge
    with pytest.raises(RateLimited) as raised:
        await client.challenges.resend(challenge.challenge_id)
    assert raised.value.code == "resend_too_soon"
    assert raised.value.retry_after
    await advance(demo, int(challenge.resend_in) + 1)
    sent = {await code(client)}
    again = await client.challenges.resend(challenge.challenge_id)
    assert again.challenge_id == challenge.challenge_id
    sent.add(await code(client))
    wrong = next(guess for guess in ("000000", "000001", "000002") if guess not in sent)
    for left in range(again.tries_left - 1, 0, -1):
        with pytest.raises(CodeRefused) as refused:
            await client.challenges.verify(challenge.challenge_id, wrong)
        assert refused.value.tries_left == left
    with pytest.raises((CodeExhausted, CodeRefused)):
        await client.challenges.verify(challenge.challenge_id, wrong)
    with pytest.raises(CodeExhausted):
        await client.challenges.verify(challenge.challenge_id, await code(client))
    late = await sign_in(client, "code-a-la-connexion")
    assert isinstance(late, CodeRequired)
    await advance(demo, int(late.challenge.expires_in) + 1)
    with pytest.raises(CodeExpired):
        await client.challenges.verify(late.challenge.challenge_id, await code(client))
    with pytest.raises(NotFound):
        await client.challenges.verify("unknown", "123456")


async def test_many_calls_meet_the_end_of_the_access_token(client: Client, demo: httpx.AsyncClient) -> None:
    """Thirty calls at once after five minutes are all answered, and leave one session."""
    await sign_in(client, "responsable-seul")
    before = (await client.sessions.current()).session_id
    await advance(demo, 6 * 60)
    people = await asyncio.gather(*(client.accounts.me() for _ in range(30)))
    assert len({me.account_id for me in people}) == 1
    assert (await client.sessions.current()).session_id == before


async def test_an_idle_session_ends(client: Client, demo: httpx.AsyncClient) -> None:
    """A session ends after fifteen minutes without a call, and not with calls."""
    await sign_in(client, "responsable-seul")
    for _ in range(3):
        await advance(demo, 10 * 60)
        await client.sessions.current()
    await advance(demo, 16 * 60)
    with pytest.raises(SessionExpired):
        await client.accounts.me()
    assert not client.signed_in


async def test_signing_out_kills_both_tokens(client: Client) -> None:
    """Tokens copied before a sign-out do not work after it."""
    outcome = await sign_in(client, "responsable-seul")
    assert isinstance(outcome, SignedIn)
    await client.sessions.end()
    client._keeper.keep(outcome.session, asked_at=0)
    with pytest.raises(SessionExpired):
        await client.accounts.me()


async def test_another_persons_file_does_not_exist(client: Client, base_url: str) -> None:
    """The id of another person's file opens nothing."""
    await sign_in(client, "responsable-seul")
    (file, *_) = (await client.accounts.me()).files
    async with Client(base_url, timeout=httpx.Timeout(PATIENCE_S)) as other:
        await sign_in(other, "provisoire")
        for asking in (other.files.overview(file.file_id), other.payments.list(file.file_id)):
            with pytest.raises(NotFound):
                await asking


@pytest.mark.parametrize("role", ["ancien-seul", "ancien-couple"])
async def test_an_old_account_is_migrated(client: Client, role: str) -> None:
    """The client's models read every answer from the 8 digits to a full session."""
    await sign_in(client, role)
    change, terms = client.migration, await client.terms.current()
    state = await change.current()
    assert (state.step, state.spouse is None) == ("terms", role == "ancien-seul")
    await change.accept_terms(terms.version)
    assert (await change.password("Pommier77orange")).step == "contact"
    taken = (
        await change.known_contact("mail")
        if state.known_contacts
        else await change.contact("sms", "0612345642")
    )
    assert taken.challenge == taken.migration.challenge
    with pytest.raises(RateLimited):
        await change.resend()
    state = await change.verify(await code(client))
    if state.spouse is not None:
        state = await change.authorise(authorised=True)
    assert state.step == "done"
    told = [contact.masked_destination for contact in (await change.complete()).confirmed]
    assert taken.challenge.masked_destination in told
    assert client.session_scope == "full"
    assert (await client.accounts.me()).files


async def test_an_authorisation_is_given_once(base_url: str, client: Client) -> None:
    """A device that saw an older state does not overwrite the authorisation."""
    await sign_in(client, "responsable-couple")
    (file, *_) = (await client.accounts.me()).files
    assert not (await client.spouse_authorisation.get(file.file_id)).authorised
    given = await client.spouse_authorisation.put(file.file_id, authorised=True, expected=False)
    assert [event.given for event in given.history] == [True]
    async with Client(base_url, timeout=httpx.Timeout(PATIENCE_S)) as other:
        await sign_in(other, "responsable-couple")
        with pytest.raises(ChangedMeanwhile):
            await other.spouse_authorisation.put(file.file_id, authorised=True, expected=False)
        await sign_in(other, "conjoint-sans-procuration")
        with pytest.raises(DoorClosed):
            await other.spouse_authorisation.get(file.file_id)


async def test_maintenance_and_breakdowns_are_told_apart(client: Client, demo: httpx.AsyncClient) -> None:
    """The screens can tell until when maintenance lasts, and that a breakdown has no known end."""
    await sign_in(client, "responsable-seul")
    (await demo.post("/demo/faults", json={"path": "/v1/me", "status": 503, "times": 1})).raise_for_status()
    with pytest.raises(Maintenance) as raised:
        await client.accounts.me()
    assert raised.value.until
    (await demo.post("/demo/faults", json={"path": "/v1/me", "status": 500, "times": 1})).raise_for_status()
    with pytest.raises(ServerFailed):
        await client.accounts.me()
    assert (await client.accounts.me()).files


async def test_a_lost_answer_is_asked_for_again(base_url: str, demo: httpx.AsyncClient) -> None:
    """A sign-in that is sent again because a gateway lost its answer opens one session."""
    async with Client(base_url, timeout=httpx.Timeout(PATIENCE_S)) as client:
        (
            await demo.post("/demo/faults", json={"path": "/v1/sessions", "status": 502, "times": 2})
        ).raise_for_status()
        await sign_in(client, "responsable-seul")
        assert (await client.accounts.me()).files
