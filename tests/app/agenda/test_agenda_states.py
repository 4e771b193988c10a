"""Mon agenda as a window has it, with the real server: which months, and an address that is shown once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.agenda.agenda import Agenda, Months
from app.agenda.calendar import AgendaAddress, AgendaFiles

if TYPE_CHECKING:
    from app.core.scope import PageScope, PersonScope
    from tests.app.conftest import Find, Network


async def person_of(page: PageScope, find: Find, role: str = "responsable-couple") -> PersonScope:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)
    assert page.person is not None
    return page.person


def file_id_of(person: PersonScope) -> str | None:
    return person.file.file_id if person.file is not None else None


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({}, (None, None)),
        ({"depuis": "2026-11"}, (date(2026, 11, 1), date(2027, 1, 31))),
        ({"mois": "2027-02"}, (date(2027, 2, 1), date(2027, 2, 28))),
        ({"mois": "2027-13", "depuis": "x"}, (None, None)),
        ({"mois": "0001-01"}, (None, None)),
    ],
)
def test_the_months_of_an_address(query: dict[str, str], days: tuple[date | None, date | None]) -> None:
    """Three months in a row or one alone; what is no month is that of now."""
    assert Months.of_query(query).days == days


async def test_months_before_and_after(page: PageScope, find: Find) -> None:
    """The fund says which month it is; those beside it are three away, or one."""
    person = await person_of(page, find)
    state = person.state(Agenda.of, file_id_of(person), Months())
    await state.load.run()
    assert state.value is not None
    first = state.value.since
    assert first.day == 1
    later = Months.of_query(dict([state.months.path(state.value, 1).partition("?")[2].split("=")]))
    assert later.days[0] == date(first.year + (first.month + 2) // 12, (first.month + 2) % 12 + 1, 1)


async def test_a_calendar_file(page: PageScope, find: Find, network: Network) -> None:
    """A file is brought; without a network the state says why not, and another try brings it."""
    person = await person_of(page, find)
    files = person.state(AgendaFiles.of, file_id_of(person))
    content = await files.all()
    assert content is not None
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    network.cut = True
    assert await files.all() is None
    assert files.fetch.error is not None
    network.cut = False
    assert await files.all() is not None


async def test_an_address_goes_with_its_screen(page: PageScope, find: Find) -> None:
    """It is there until the screen is left; then only that there is one, until it is taken back."""
    person = await person_of(page, find)
    address = person.state(AgendaAddress.of)
    await address.load.run()
    assert address.value is not None
    assert address.value.made_at is None
    await address.make.run()
    assert address.url is not None
    assert address.url not in repr(address)
    address.put_away()
    assert address.url is None
    assert address.value.made_at is not None
    await address.revoke.run()
    assert (address.revoked, address.value.made_at) == (True, None)
