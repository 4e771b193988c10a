"""How long states live, and what they hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.leaving import Leaving
from app.core.scope import Declared, FileScope, PageScope, PersonScope, Shared
from app.core.session import Session
from app.help.paths import HELP
from tests.app.account_states import file_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api_client import Client
    from app.platforms.device import Device
    from tests.app.conftest import Demo, Find


class Note:
    """A state of no feature: notes what it is told.

    Attributes:
        heard: what, in turn.
    """

    place = HELP

    def __init__(self) -> None:
        self.heard: list[str] = []

    @classmethod
    def of(cls, _: PageScope | PersonScope | FileScope, *_key: str) -> Note:
        return cls()

    async def entered(self, *, proven: bool) -> None:
        self.heard.append(f"entered {proven}")

    def gone(self) -> None:
        self.heard.append("gone")

    def put_away(self) -> None:
        self.heard.append("put away")

    async def forget(self) -> None:
        self.heard.append("forget")


class Waiting(Note):
    """A state that waits for the same person."""

    def seal(self) -> None:
        self.heard.append("seal")


class Placeless:
    """A state that can be put away, and says of no screen that it is that one's."""

    def put_away(self) -> None:
        """Do nothing."""


async def enter(session: Session, find: Find, role: str = "responsable-couple") -> None:
    account = find(role)
    await session.sign_in(account.identifier, account.password)


def test_a_state_is_built_once_for_each_key(page: PageScope) -> None:
    """All that shows a payment shows the same one; another payment has a state of its own."""
    first = page.state(Note.of, "a")
    assert page.state(Note.of, "a") is first
    assert page.state(Note.of, "b") is not first
    assert page.state(Waiting.of, "a") is not first


async def test_what_is_of_a_person_goes_with_them(page: PageScope, session: Session, find: Find) -> None:
    """Signed in anew, the same person finds nothing of what was read, of themselves or of their file."""
    await enter(session, find)
    assert page.person is not None
    mine, files = page.person.state(Waiting.of), file_of(page).state(Note.of)
    await session.sign_out()
    assert page.person is None
    await enter(session, find)
    assert page.person.state(Waiting.of) is not mine
    assert file_of(page).state(Note.of) is not files


async def test_who_comes_in_where_another_is_still_here_finds_nothing_of_theirs(
    page: PageScope, session: Session, find: Find
) -> None:
    """A fingerprint and a password, given at once by two people, open two accounts one after the other."""
    await enter(session, find)
    assert page.person is not None
    first, files = page.person.state(Note.of), file_of(page).state(Note.of)
    await enter(session, find, "responsable-seul")
    assert page.person.account is session.account
    assert page.person.state(Note.of) is not first
    assert file_of(page).state(Note.of) is not files


@pytest.mark.parametrize(("role", "waits"), [("responsable-couple", True), ("responsable-seul", False)])
async def test_what_is_sealed_waits_for_the_same_person_alone(
    page: PageScope, session: Session, demo: Demo, find: Find, *, role: str, waits: bool
) -> None:
    """A session that ended by itself keeps what says how to be kept, without its secrets, for nobody else."""
    await enter(session, find)
    assert page.person is not None
    sealed, dropped = page.person.state(Waiting.of), page.person.state(Note.of)
    await demo.advance(16 * 60)
    await session.extend.run()
    assert page.person is None
    assert (sealed.heard, dropped.heard) == (["seal"], [])
    await enter(session, find, role)
    assert (page.person.state(Waiting.of) is sealed) is waits
    assert page.person.state(Note.of) is not dropped
    assert page.person.account.me.account_id == session.account.me.account_id if session.account else False


async def test_states_of_the_page_hear_of_who_comes_and_goes(
    page: PageScope, session: Session, find: Find
) -> None:
    """What lives as long as the page keeps nothing of who was there."""
    state = page.state(Note.of)
    await enter(session, find)
    await session.sign_out()
    assert state.heard == ["entered True", "gone", "put away"]


async def test_a_screen_that_is_left_is_put_away_wherever_its_state_lives(
    page: PageScope, session: Session, find: Find
) -> None:
    """Of the page, of the person or of a file; a path that only begins with the same letters is another's."""
    await enter(session, find)
    assert page.person is not None
    states = [page.state(Note.of), page.person.state(Note.of), file_of(page).state(Note.of)]
    leaving = page.state(Leaving)
    for path in (f"{HELP}-ailleurs", f"{HELP}/detail", HELP):
        leaving.stand(path)
    assert [state.heard for state in states] == [["put away"]] * 3


async def test_nobody_has_an_account_before_it_is_open(page: PageScope, session: Session, find: Find) -> None:
    """Who changes an old connection is a person without an account."""
    await enter(session, find, "ancien-seul")
    assert page.person is not None
    with pytest.raises(LookupError):
        _ = page.person.account


@pytest.fixture
async def arrived(client: Client, device: Device) -> AsyncIterator[tuple[PageScope, list[Session]]]:
    """A page that notes, before anything is shown, who has come."""
    session, came = Session(client), list[Session]()

    async def arrive(person: PersonScope) -> None:
        assert session.account is None
        assert person.file is not None
        came.append(person.page.session)

    yield PageScope(client, session, device, Declared(arrivals=[arrive], kept=[Note.of])), came
    session.close()


async def test_what_a_first_screen_shows_is_read_before_it(
    page: PageScope, arrived: tuple[PageScope, list[Session]], find: Find
) -> None:
    """The screen is then drawn once, with it."""
    page, came = arrived
    await enter(page.session, find)
    assert came == [page.session]


async def test_what_the_device_keeps_is_forgotten_though_nobody_asked_for_it(
    page: PageScope,
    arrived: tuple[PageScope, list[Session]],
) -> None:
    """A key kept by the last program is wiped by this one, which has shown nothing of it."""
    page, _ = arrived
    await page.forget_person()
    assert page.state(Note.of).heard == ["forget"]


async def test_a_feature_is_given_what_another_shares(client: Client, device: Device) -> None:
    """By the protocol that both know: one state a page, built when it is first asked for, and none where none is."""
    note, nobodys = Shared[Note]("a note"), Shared[Note]("what nobody shares")
    session = Session(client)
    page = PageScope(client, session, device, Declared(shared={note: Note.of}))
    assert page.shared(note) is page.state(Note.of)
    with pytest.raises(LookupError, match="what nobody shares"):
        page.shared(nobodys)
    session.close()


async def test_a_state_that_can_be_put_away_has_a_place(page: PageScope) -> None:
    """A form without one would keep its passwords as its screen is left, and nobody would notice."""
    with pytest.raises(TypeError, match="Placeless has no place"):
        page.state(lambda _: Placeless())
