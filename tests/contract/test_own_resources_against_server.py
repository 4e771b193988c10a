"""The client and the reference server over a socket: a person's profile, messages, agenda, appointments and search."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from icalendar import Calendar
from pydantic import SecretStr

from api_client import ChangedMeanwhile, Client, DoorClosed, NotFound, Refused, Retry, SlotTaken
from server.demo.accounts import DEMO_ACCOUNTS
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}
HELD = ["responsable-seul", "responsable-couple", "conjoint-autorise", "provisoire"]
SHUT = ["conjoint-sans-procuration", "enfant"]


@pytest.fixture
async def client(base_url: str, demo: httpx.AsyncClient) -> AsyncIterator[Client]:
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        yield client


async def files_of(client: Client, role: str) -> list[str]:
    account = ACCOUNTS[role]
    await client.sessions.create(identifier=account.identifier, password=account.password)
    return [file.file_id for file in (await client.accounts.me()).files]


@pytest.mark.parametrize("role", HELD)
async def test_all_that_a_person_reads(client: Client, role: str) -> None:
    """Every answer is one that the models read, for each kind of person."""
    for file_id in await files_of(client, role):
        profile = await client.profiles.read(file_id)
        assert [each for each in profile.people if each.you]
        dates = await client.agenda.list(file_id, None, None)
        assert sorted(each.day for each in dates.items) == [each.day for each in dates.items]
        events = Calendar.from_ical(await client.agenda.calendar(file_id)).walk("VEVENT")
        assert len(events) >= len(dates.items)
    page = await client.messages.list()
    assert page.unread == await client.messages.unread()
    for summary in page.items:
        thread = await client.messages.get(summary.thread_id)
        assert thread.messages
        for message in thread.messages:
            if message.paper:
                paper = await client.messages.paper(thread.thread_id, message.message_id)
                assert paper.startswith(b"%PDF-")
    for office in await client.offices.own():
        assert await client.offices.get(office.code) == office
    assert await client.search.find("", None, 5) == ()


@pytest.mark.parametrize("role", SHUT)
async def test_what_is_not_theirs(client: Client, role: str) -> None:
    """A closed door says so in each of them, and what one has oneself stays open."""
    (file_id, *_) = await files_of(client, role)
    with pytest.raises(DoorClosed):
        await client.profiles.read(file_id)
    assert (await client.agenda.list(file_id)).closed is not None
    assert {group.kind for group in await client.search.find("paiement", file_id, 5)} <= {"message"}
    assert not [each for each in (await client.messages.list()).items if each.shared]


async def test_a_message_is_written_and_answered(client: Client) -> None:
    """What one writes is a thread, with its answer; what takes none refuses one, and is put away and back."""
    (file_id, *_) = await files_of(client, "responsable-seul")
    mine = await client.messages.write("payment", SecretStr("Où en est mon paiement ?"), file_id=file_id)
    assert mine.answer_by is not None
    assert [message.mine for message in mine.messages] == [True]
    await client.messages.reply(mine.thread_id, SecretStr("Merci."))
    assert len((await client.messages.get(mine.thread_id)).messages) == 2
    found = await client.messages.list("all", "paiement")
    assert mine.thread_id in {each.thread_id for each in found.items}
    assert (await client.messages.archive(mine.thread_id)).archived
    assert [each.thread_id for each in (await client.messages.list("archived")).items] == [mine.thread_id]
    assert not (await client.messages.unarchive(mine.thread_id)).archived
    letter = next(each for each in (await client.messages.list()).items if not each.reply)
    assert not (await client.messages.read(letter.thread_id)).unread
    with pytest.raises(ChangedMeanwhile):
        await client.messages.reply(letter.thread_id, SecretStr("Bonjour"))
    with pytest.raises(Refused):
        await client.messages.write("payment", SecretStr(""), file_id=file_id)
    with pytest.raises(NotFound):
        await client.messages.get("7f8c1d42-0000-4000-8000-000000000000")
    # What was written is found, too.
    groups = await client.search.find("où en est mon paiement", file_id, 5)
    assert mine.thread_id in {item.id for group in groups if group.kind == "message" for item in group.items}


async def test_the_private_address_of_a_calendar(client: Client, base_url: str) -> None:
    """It is read without a session until it is revoked; a date alone is a calendar of one."""
    (file_id, *_) = await files_of(client, "responsable-seul")
    dates = (await client.agenda.list(file_id)).items
    one = Calendar.from_ical(await client.agenda.date_calendar(file_id, dates[0].date_id, dates[0].day))
    assert len(one.walk("VEVENT")) == 1
    with pytest.raises(NotFound):
        await client.agenda.date_calendar(file_id, "no-such-date")
    with pytest.raises(Refused):
        await client.agenda.list(file_id, dates[0].day, dates[0].day + timedelta(days=500))
    assert (await client.agenda.address()).made_at is None
    made = await client.agenda.make_address()
    assert (await client.agenda.address()).made_at == made.made_at
    path = httpx.URL(made.url.get_secret_value()).raw_path.decode()
    async with httpx.AsyncClient(base_url=base_url, verify=PLAIN, timeout=PATIENCE_S) as calendar:
        assert Calendar.from_ical((await calendar.get(path)).content).walk("VEVENT")
        await client.agenda.revoke_address()
        assert (await calendar.get(path)).status_code == 404


async def test_an_appointment_is_taken_moved_and_cancelled(client: Client, base_url: str) -> None:
    """A slot that is taken is free no more, for anybody; one that was cancelled is."""
    await files_of(client, "responsable-seul")
    (office, *_) = await client.offices.own()
    assert office in [
        await client.offices.get(each.code) for each in await client.offices.search(office.place)
    ]
    free = await client.offices.slots(office.code, "payment", "telephone")
    assert free.offered
    first, second, *_ = free.items
    made = await client.appointments.book(first.slot_id, "payment")
    assert (made.starts_at, made.can_change) == (first.starts_at, True)
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as other:
        await files_of(other, "responsable-couple")
        with pytest.raises(SlotTaken):
            await other.appointments.book(first.slot_id, "payment")
    moved = await client.appointments.move(made.appointment_id, second.slot_id)
    assert moved.starts_at == second.starts_at
    assert await client.appointments.list() == (moved,)
    await client.appointments.cancel(made.appointment_id)
    left = await client.offices.slots(office.code, "payment", "telephone")
    assert {first.slot_id, second.slot_id} <= {each.slot_id for each in left.items}
    with pytest.raises(NotFound):
        await client.appointments.cancel(made.appointment_id)
    with pytest.raises(NotFound):
        await client.offices.get("nowhere")
