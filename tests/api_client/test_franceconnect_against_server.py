"""The client and the reference server on the way through FranceConnect, with a browser between them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import (
    Client,
    FranceConnectCode,
    FranceConnectExpired,
    FranceConnectMismatch,
    FranceConnectOutcome,
    FranceConnectSession,
    JoinRequired,
    NotMatched,
    PlaceId,
    Refused,
    Retry,
    TooYoung,
)
from launch import embedded
from server.demo.accounts import DEMO_ACCOUNTS
from tests.server.franceconnecting import RETURN, Browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with embedded.serving(tmp_path_factory.mktemp("franceconnect")) as url:
        yield url


@pytest.fixture
async def client(base_url: str) -> AsyncIterator[Client]:
    async with (
        httpx.AsyncClient(base_url=base_url, trust_env=False) as http,
        Client(base_url, retry=Retry(limit=0)) as client,
    ):
        (await http.post("/demo/reset")).raise_for_status()
        yield client


def _browse(url: str, identity: str) -> str:
    browser = Browser()
    return browser.come_back(browser.choose(browser.go(url), identity=identity))["code"]


async def vouched(client: Client, identity: str) -> FranceConnectOutcome:
    """What comes of the whole way."""
    begun = await client.franceconnect.begin(RETURN)
    code = await asyncio.to_thread(_browse, begun.url, identity)
    return await client.franceconnect.exchange(code, device_name="Essai")


async def sign_in(client: Client, role: str) -> None:
    account = ACCOUNTS[role]
    await client.sessions.create(identifier=account.identifier, password=account.password)


async def test_joined_once_then_straight_in(client: Client) -> None:
    """The program's own steps: begin, exchange, sign in, join; the next time the client is signed in at once."""
    assert await client.franceconnect.available()
    first = await vouched(client, "responsable-seul")
    assert isinstance(first, JoinRequired)
    assert not client.signed_in
    await sign_in(client, "responsable-seul")
    assert client.franceconnect.waits_to_join
    assert (await client.franceconnect.join()).joined
    assert not client.franceconnect.waits_to_join
    await client.sessions.end()

    second = await vouched(client, "responsable-seul")
    assert isinstance(second, FranceConnectSession)
    assert (await client.accounts.me()).last_name == "Lefèvre"
    await client.franceconnect.leave()
    assert not (await client.franceconnect.link()).joined


async def test_an_account_that_asks_for_a_code(client: Client) -> None:
    """The code is asked for here as after the password."""
    await vouched(client, "code-a-la-connexion")
    account = ACCOUNTS["code-a-la-connexion"]

    async def give_code(challenge_id: str) -> None:
        code = next(message.code for message in await client.demo.messages() if message.code)
        await client.challenges.verify(challenge_id, code.get_secret_value())

    asked = await client.sessions.create(identifier=account.identifier, password=account.password)
    assert asked.kind == "code_required"
    await give_code(asked.challenge.challenge_id)
    await client.franceconnect.join()
    second = await vouched(client, "code-a-la-connexion")
    assert isinstance(second, FranceConnectCode)
    await give_code(second.challenge.challenge_id)
    assert client.signed_in


async def test_a_newcomer_goes_on_with_the_creation(client: Client) -> None:
    """The draft is taken up, says what was vouched for, refuses another name, and needs no document."""
    outcome = await vouched(client, "avec-nir")
    assert isinstance(outcome, NotMatched)
    assert (outcome.kind, outcome.vouched.missing) == ("creation", ())
    draft = await client.franceconnect.enrol("apl")
    assert draft.vouched == outcome.vouched
    known = outcome.vouched
    assert known.birth_name is not None
    assert known.birth_date is not None

    async def say(name: str) -> str:
        taken = await client.enrolments.civil_status(
            nir="2920335238114",
            civility="madame",
            birth_name=name,
            used_name=None,
            first_names=known.first_names,
            birth_date=known.birth_date or "",
            birth_place=PlaceId(kind="commune", code="35238"),
        )
        assert taken.enrolment.identity is not None
        assert taken.enrolment.identity.kind == "franceconnect"
        return taken.enrolment.step

    with pytest.raises(Refused) as refused:
        await say("Autre")
    assert refused.value.fields == {"birth_name": "vouched"}
    assert await say(known.birth_name) == "contact"


async def test_what_goes_wrong(client: Client) -> None:
    """Each has its error, and what is not this program's is worth nothing here."""
    begun = await client.franceconnect.begin(RETURN)
    code = await asyncio.to_thread(_browse, begun.url, "responsable-couple")
    await client.franceconnect.begin(RETURN)
    with pytest.raises(FranceConnectExpired):
        await client.franceconnect.exchange(code)
    begun = await client.franceconnect.begin(RETURN)
    await client.franceconnect.cancel(begun)
    with pytest.raises(FranceConnectExpired):
        await client.franceconnect.exchange("x")
    with pytest.raises(FranceConnectExpired):
        await client.franceconnect.join()
    with pytest.raises(Refused, match="validation_failed"):
        await client.franceconnect.begin("https://evil.example/")
    await vouched(client, "responsable-couple")
    await sign_in(client, "conjoint-sans-procuration")
    with pytest.raises(FranceConnectMismatch):
        await client.franceconnect.join()
    await vouched(client, "trop-jeune")
    with pytest.raises(TooYoung):
        await client.franceconnect.enrol()


async def test_nothing_secret_is_shown(client: Client) -> None:
    """Tickets, and the address that ends FranceConnect's session, are in no repr."""
    outcome = await vouched(client, "responsable-couple")
    assert isinstance(outcome, JoinRequired)
    shown = repr(outcome)
    assert outcome.ticket.get_secret_value() not in shown
    assert outcome.logout_url.get_secret_value() not in shown
