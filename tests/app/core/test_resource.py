from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from api_client import ClientError, ConnectionFailed
from app.core.resource import Resource
from tests.app.account_states import payments_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find, Network


class Source:
    """A server that answers a number, or fails as told."""

    def __init__(self) -> None:
        self.answer = 1
        self.failure: ClientError | None = None

    async def read(self) -> int:
        if self.failure is not None:
            raise self.failure
        return self.answer


async def test_a_value_is_dated() -> None:
    """Figures are kept with the moment at which they were read."""
    source = Source()
    resource = Resource(source.read, observe=lambda _: None)
    assert (resource.value, resource.read_at, resource.stale) == (None, None, False)
    before = datetime.now(UTC)
    await resource.load.run()
    assert resource.value == 1
    assert resource.read_at is not None
    assert before <= resource.read_at <= datetime.now(UTC)
    assert not resource.stale


async def test_the_last_known_value_stays_with_its_date() -> None:
    """A reading that fails leaves the last known figures, dated, and says that they are old until it works again."""
    source, seen = Source(), list[ClientError | None]()
    resource = Resource(source.read, observe=seen.append)
    await resource.load.run()
    read_at = resource.read_at
    source.answer, source.failure = 2, ConnectionFailed()
    await resource.load.run()
    assert (resource.value, resource.read_at, resource.stale) == (1, read_at, True)
    source.failure = None
    await resource.load.run()
    assert (resource.value, resource.stale) == (2, False)
    assert [error is None for error in seen] == [True, False, True]


async def test_a_reading_that_is_given_up_is_made_again_for_who_asks_then() -> None:
    """A screen that is drawn anew while it reads gives that up, and reads: it is not left waiting for what is over."""
    begun, read = asyncio.Event(), list[int]()

    async def reading() -> int:
        read.append(1)
        if len(read) == 1:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(0)  # as a connection is closed
        return len(read)

    resource = Resource(reading, observe=lambda _: None)
    first = asyncio.create_task(resource.open())
    await begun.wait()
    first.cancel()
    await resource.open()
    assert resource.value == 2
    assert first.cancelled()


@pytest.mark.parametrize("ask", [Resource.open, Resource.read_early, Resource.read_ahead])
async def test_a_reading_that_others_wait_for_outlives_who_began_it(
    ask: Callable[[Resource[int]], Coroutine[None, None, None]],
) -> None:
    """A screen is left while it reads what the next one reads too: that one is not left waiting for nobody."""
    begun, go, read = asyncio.Event(), asyncio.Event(), list[int]()

    async def reading() -> int:
        read.append(1)
        begun.set()
        await go.wait()
        return len(read)

    resource = Resource(reading, observe=lambda _: None)
    left = asyncio.create_task(resource.open())
    await begun.wait()
    others = [asyncio.create_task(ask(resource)) for _ in range(3)]
    await asyncio.sleep(0)
    assert len(read) == 1
    for given_up in (left, others.pop(0)):
        begun.clear()
        given_up.cancel()
        await begun.wait()
    go.set()
    await asyncio.gather(*others)
    assert (resource.value, len(read)) == (3, 3)


async def test_only_what_changed_is_told() -> None:
    """A screen that is shown again reads its figures again, and is drawn again where they are others."""
    source, told = Source(), list[object]()
    resource = Resource(source.read, observe=lambda _: None)
    keep = resource.subscribe(lambda *_: told.append(resource.value))
    await resource.load.run()
    assert told == [1]
    await resource.load.run()
    assert told == [1]
    source.answer = 2
    await resource.load.run()
    assert told == [1, 2]
    keep()


async def test_what_another_answer_brought_is_shown_and_forgotten() -> None:
    """A change answers with what is now: it needs no reading, and when the last one was stays."""
    resource = Resource(Source().read, observe=lambda _: None)
    await resource.load.run()
    read_at = resource.read_at
    resource.update(3)
    assert (resource.value, resource.read_at) == (3, read_at)
    resource.forget()
    assert resource.value is None


async def test_a_first_reading_that_fails_is_not_old() -> None:
    """Where nothing was ever read there is nothing old to show, only the error."""
    source = Source()
    source.failure = ConnectionFailed()
    resource = Resource(source.read, observe=lambda _: None)
    await resource.load.run()
    assert (resource.value, resource.stale) == (None, False)
    assert resource.load.error is source.failure


async def test_payments_come_page_by_page(
    page: PageScope, session: Session, network: Network, find: Find
) -> None:
    """Ten years of payments are read page after page, newest first, none twice; a page that fails is asked again."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    payments = payments_of(page)
    assert payments is not None
    await payments.load.run()
    assert payments.value is not None
    assert not payments.ended
    network.cut = True
    await payments.more.run()
    assert isinstance(payments.more.error, ConnectionFailed)
    network.cut = False
    pages = 1
    while not payments.ended:
        await payments.more.run()
        pages += 1
    assert pages > 1
    found = payments.value.items
    assert len({payment.payment_id for payment in found}) == len(found) >= 120
    assert sorted(found, key=lambda payment: payment.paid_on, reverse=True) == list(found)
    await payments.more.run()
    assert payments.value.items == found
