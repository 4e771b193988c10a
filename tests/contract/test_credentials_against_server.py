"""Contacts and credentials of an account: client and server understand each other over a real socket."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import (
    ChangedMeanwhile,
    Client,
    CodeRefused,
    CodeRequired,
    CredentialsRefused,
    NotFound,
    PasswordRefused,
    PasswordRequired,
    RateLimited,
    Refused,
    Retry,
    SessionExpired,
    SignedIn,
)
from server.demo.accounts import DEMO_ACCOUNTS
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
NEW = "thomas.nouveau@example.org"
NEW_PASSWORD = "Platane2027rouge"


@pytest.fixture
async def client(base_url: str, demo: httpx.AsyncClient) -> AsyncIterator[Client]:
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        await sign_in(client)
        yield client


@pytest.fixture
async def elsewhere(base_url: str, client: Client) -> AsyncIterator[Client]:
    """Yield another device of the same person."""
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as other:
        await sign_in(other)
        yield other


async def sign_in(client: Client, password: str = ACCOUNT.password) -> SignedIn | CodeRequired:
    return await client.sessions.create(
        identifier=ACCOUNT.identifier, password=password, device_name="Navigateur"
    )


async def code(client: Client) -> str:
    sent = next(message for message in await client.demo.messages() if message.code)
    assert sent.code is not None
    return sent.code.get_secret_value()


async def test_a_contact_is_changed_and_put_back(client: Client, elsewhere: Client) -> None:
    """A contact is changed by its code and restored, which signs the other device out."""
    mail = (await client.contacts.get()).contacts[0]
    assert (mail.channel, mail.masked, mail.verified) == ("mail", "t•••@example.org", True)
    challenge = await client.contacts.change("mail", NEW, seen=mail.revision)
    assert challenge.masked_destination == "t•••@example.org"
    pending = (await client.contacts.get()).contacts[0].pending
    assert pending is not None
    assert pending.challenge.challenge_id == challenge.challenge_id
    with pytest.raises(RateLimited) as waits:
        await client.contacts.resend("mail")
    assert waits.value.code == "resend_too_soon"
    right = await code(client)
    with pytest.raises(CodeRefused) as refused:
        await client.contacts.verify("mail", f"{(int(right) + 1) % 1_000_000:06d}")
    assert refused.value.tries_left == 4
    mail = (await client.contacts.verify("mail", right)).contacts[0]
    assert mail.undo is not None
    assert mail.undo.until > datetime.now(UTC)
    assert (await client.accounts.me()).contact.mail == NEW
    mail = (await client.contacts.undo("mail")).contacts[0]
    assert mail.undo is None
    with pytest.raises(NotFound):
        await client.contacts.undo("mail")
    with pytest.raises(SessionExpired):
        await elsewhere.accounts.me()


async def test_a_contact_is_put_back_without_a_session(client: Client) -> None:
    """The code in the message to the old contact restores it; a wrong one is refused."""
    with pytest.raises(CodeRefused):
        await client.contacts.undo_by_code("AAAA AAAA")


async def test_what_cannot_be_a_contact_names_its_field(client: Client) -> None:
    """The refusal names the field, so that the screen can say it there."""
    phone = (await client.contacts.get()).contacts[1]
    with pytest.raises(Refused) as refused:
        await client.contacts.change("sms", "0145678910", seen=phone.revision)
    assert refused.value.fields == {"destination": "phone_not_mobile"}


async def test_the_password_is_asked_for_again(client: Client, demo: httpx.AsyncClient) -> None:
    """Five minutes after the sign-in the password is required, a wrong one refused, the right one accepted."""
    (await demo.post("/demo/clock", json={"advance_seconds": 301})).raise_for_status()
    seen = (await client.contacts.get()).contacts[0].revision
    with pytest.raises(PasswordRequired):
        await client.contacts.change("mail", NEW, seen=seen)
    with pytest.raises(PasswordRefused):
        await client.contacts.change("mail", NEW, seen=seen, password="Marronnier13loire")
    challenge = await client.contacts.change("mail", NEW, seen=seen, password=ACCOUNT.password)
    assert challenge.channel == "mail"


async def test_the_password_is_changed(client: Client, elsewhere: Client) -> None:
    """A wrong and an unfit password are refused; after the change the other device is signed out."""
    with pytest.raises(PasswordRefused):
        await client.credentials.change_password("Marronnier13loire", NEW_PASSWORD)
    with pytest.raises(Refused) as refused:
        await client.credentials.change_password(ACCOUNT.password, ACCOUNT.password)
    assert refused.value.fields == {"new": "unchanged"}
    await client.credentials.change_password(ACCOUNT.password, NEW_PASSWORD)
    assert (await client.accounts.me()).last_name == "Martin"
    with pytest.raises(SessionExpired):
        await elsewhere.accounts.me()


async def test_the_code_at_sign_in_is_switched(client: Client, elsewhere: Client) -> None:
    """A second device that saw an older state is told that it changed meanwhile."""
    seen = await client.credentials.sign_in_code()
    assert (seen.enabled, [offered.channel for offered in seen.channels]) == (False, ["mail", "sms"])
    switched = await client.credentials.switch_sign_in_code("sms", seen=seen.revision)
    assert (switched.enabled, switched.channel) == (True, "sms")
    with pytest.raises(ChangedMeanwhile):
        await elsewhere.credentials.switch_sign_in_code("mail", seen=seen.revision)
    assert isinstance(await sign_in(elsewhere), CodeRequired)


async def test_devices_are_listed_and_signed_out(client: Client, elsewhere: Client) -> None:
    """One device is signed out, then all others."""
    this, other = await client.devices.list()
    assert (this.current, this.device_name, other.current) == (True, "Navigateur", False)
    await client.devices.remove(other.session_id)
    with pytest.raises(NotFound):
        await client.devices.remove(other.session_id)
    with pytest.raises(SessionExpired):
        await elsewhere.accounts.me()
    await sign_in(elsewhere)
    await client.devices.remove_others()
    assert len(await client.devices.list()) == 1


async def test_a_device_unlocks_by_its_key(client: Client) -> None:
    """The token opens a session after a sign-out, nothing once it is deleted, and its repr does not show it."""
    token = await client.devices.make_key()
    assert token.get_secret_value() not in repr(token)
    await client.sessions.end()
    await client.devices.unlock(token.get_secret_value())
    assert (await client.devices.list())[0].unlocks
    await client.devices.drop_key()
    with pytest.raises(CredentialsRefused):
        await client.devices.unlock(token.get_secret_value())


async def test_a_copy_is_prepared_and_downloaded(client: Client) -> None:
    """Both files of an export are downloaded completely."""
    export = await client.exports.start()
    async with asyncio.timeout(60):
        while export.state == "preparing":
            await asyncio.sleep(0.05)
            export = await client.exports.progress(export.export_id)
    assert (export.state, export.progress) == ("ready", 100)
    assert (await client.exports.download(export.export_id, "data.json")).startswith(b"{")
    assert (await client.exports.download(export.export_id, "document.pdf")).startswith(b"%PDF-")


async def test_the_account_is_to_be_closed_and_kept(client: Client) -> None:
    """The person is told the date of the closing, until it is taken back."""
    with pytest.raises(PasswordRefused):
        await client.closings.ask("Marronnier13loire")
    closes_at = await client.closings.ask(ACCOUNT.password)
    assert timedelta(days=29) < closes_at - datetime.now(UTC) <= timedelta(days=30)
    assert (await client.accounts.me()).closes_at == closes_at
    await client.closings.take_back()
    assert (await client.accounts.me()).closes_at is None
