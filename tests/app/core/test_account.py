from __future__ import annotations

from typing import TYPE_CHECKING

from api_client import NotFound
from app.payments.payment import PaymentDetail
from tests.app.account_states import file_of, home_of, payments_of

if TYPE_CHECKING:
    from app.core.account import Account
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find


async def entered(session: Session, find: Find, role: str) -> Account:
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    return session.account


async def test_an_open_file_comes_before_a_closed_one(session: Session, find: Find) -> None:
    """Who stands in several files looks at one that lives."""
    account = await entered(session, find, "conjoint-autorise")
    assert len(account.me.files) > 1
    assert account.file is not None
    assert account.file.closed_on is None


async def test_choosing_a_file_changes_what_is_shown(page: PageScope, session: Session, find: Find) -> None:
    """Each file has figures of its own, kept while the other one is looked at."""
    account = await entered(session, find, "conjoint-autorise")
    first = home_of(page)
    assert account.file is not None
    assert first is not None
    other = next(file for file in account.me.files if file.file_id != account.file.file_id)
    account.choose(other.file_id)
    assert account.file is other
    second = home_of(page)
    assert second is not None
    assert second is not first
    await second.load.run()
    assert second.value is not None
    assert second.value.file_id == other.file_id
    account.choose(first_id := next(file.file_id for file in account.me.files if file is not other))
    assert home_of(page) is first
    assert account.file.file_id == first_id


async def test_a_file_that_is_not_theirs_cannot_be_chosen(session: Session, find: Find) -> None:
    """An id that is not among the person's files changes nothing."""
    account = await entered(session, find, "conjoint-autorise")
    before = account.file
    account.choose("somebody-elses")
    assert account.file is before


async def test_a_payment_is_read_once_for_all_its_screens(
    page: PageScope, session: Session, find: Find
) -> None:
    """Opened again, a payment shows what was read; its sums add up."""
    await entered(session, find, "responsable-couple")
    payments = payments_of(page)
    await payments.load.run()
    assert payments.value is not None
    paid = payments.value.items[0]
    detail = file_of(page).state(PaymentDetail.of, paid.payment_id)
    assert file_of(page).state(PaymentDetail.of, paid.payment_id) is detail
    await detail.load.run()
    assert detail.value is not None
    assert detail.value.amount == paid.amount
    assert detail.value.amount == sum(line.amount for line in detail.value.lines) - sum(
        back.amount for back in detail.value.recoveries
    )


async def test_a_payment_that_is_not_theirs_does_not_exist(
    page: PageScope, session: Session, find: Find
) -> None:
    """Somebody else's payment is answered as if there were none."""
    await entered(session, find, "responsable-couple")
    detail = file_of(page).state(PaymentDetail.of, "00000000-0000-0000-0000-000000000000")
    await detail.load.run()
    assert isinstance(detail.load.error, NotFound)


async def test_closed_doors_come_with_their_reason(page: PageScope, session: Session, find: Find) -> None:
    """A conjoint without procuration and a child see why a door is closed, and nothing behind it."""
    for role in ("conjoint-sans-procuration", "enfant"):
        await entered(session, find, role)
        home = home_of(page)
        await home.load.run()
        assert home.value is not None
        assert not home.value.doors.payments.open
        assert home.value.doors.payments.reason is not None
        assert home.value.last_payment is None
        await session.sign_out()
