"""What is typed is kept by itself, under the fingers: nothing else changes, and two devices are told as ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from api_client.errors import NoNetwork, NotFound
from app.steps.questionnaire import RECAP, Contest, Draft, Filling
from app.steps.questionnaire_keeping import Kept
from tests.support.kept_draft import KeptDraft, opened
from tests.support.patience import PATIENCE_S
from tests.support.questionnaires import complete, every_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.steps.questionnaire_entries import TextEntry

PAUSE_S = 0.02


def _type(filling: Filling, name: str, text: str) -> None:
    cast("TextEntry", filling.page("home").entries[name]).box.type(text)


async def _until_told(filling: Filling, last: Kept) -> None:
    told = asyncio.Event()
    end = filling.keeping.subscribe(lambda *_: told.set())
    async with asyncio.timeout(PATIENCE_S):
        while filling.keeping.last is not last:
            told.clear()
            await told.wait()
    end()


async def test_what_is_typed_is_kept_after_a_pause() -> None:
    """The server has it without a press, one save for all keys, and nothing is drawn anew but the line that says so."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    filling = await opened(kept, pause_s=PAUSE_S)
    drawn: list[str | None] = []
    end = filling.subscribe(lambda _, name: drawn.append(name))
    for text in ("7", "70", "700"):
        _type(filling, "rent", text)
    await _until_told(filling, Kept.YES)
    end()
    assert kept.answers["rent"] == 70000
    assert kept.saves == [{"rent"}]
    assert drawn == []
    assert filling.keeping.at is not None
    assert await filling.save(RECAP)
    assert filling.keeping.last is None


async def test_what_another_device_answered_comes_beside() -> None:
    """An answer to another question is taken over and told, as when one goes on; both are kept."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    here, there = await opened(kept, pause_s=PAUSE_S), await opened(kept)
    _type(there, "rooms", "5")
    assert await there.save(RECAP)
    _type(here, "rent", "700")
    await _until_told(here, Kept.YES)
    assert (kept.answers["rent"], kept.answers["rooms"]) == (70000, 5)
    assert [question.name for question in here.taken] == ["rooms"]


async def test_what_both_answered_waits_until_one_goes_on() -> None:
    """Nobody is taken from what they type: it is said that nothing is kept, and asked which holds as they go on."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    here, there = await opened(kept, pause_s=PAUSE_S), await opened(kept)
    _type(there, "rent", "660")
    assert await there.save(RECAP)
    _type(here, "rent", "700")
    await _until_told(here, Kept.ELSEWHERE)
    assert here.contests == ()
    assert here.answers["rent"] == 70000
    assert kept.answers["rent"] == 66000
    assert not await here.save(RECAP)
    assert here.keeping.last is None  # said once: what one is led to says the rest
    contests: tuple[Contest, ...] = here.contests
    assert [each.question.name for each in contests] == ["rent"]


async def test_a_form_that_was_sent_elsewhere_is_told_as_one_goes_on() -> None:
    """What is typed after that cannot be kept: the line says so, the screen stays until something is pressed."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    here = await opened(kept, pause_s=PAUSE_S)
    kept.sent = dict(kept.answers)
    _type(here, "rent", "700")
    await _until_told(here, Kept.ELSEWHERE)
    assert here.is_open
    assert not await here.save(RECAP)
    assert not here.is_open


class _Clock:
    """A clock that a test moves.

    Attributes:
        due: what is to be done, once its time has come.
    """

    def __init__(self) -> None:
        self.due: list[Callable[[], None]] = []

    def later(self, _seconds: float, act: Callable[[], None]) -> _Timer:
        self.due.append(act)
        return _Timer(self.due, act)

    def strike(self) -> None:
        """Have all done that waits for its time."""
        due, self.due[:] = list(self.due), []
        for act in due:
            act()


class _Timer(NamedTuple):
    due: list[Callable[[], None]]
    act: Callable[[], None]

    def cancel(self) -> None:
        if self.act in self.due:
            self.due.remove(self.act)


class _Slow(KeptDraft):
    """A server that answers when it is let."""

    def __init__(self, *draft: Any, **more: Any) -> None:
        super().__init__(*draft, **more)
        self.asked, self.let = asyncio.Event(), asyncio.Event()

    async def load(self) -> Draft:
        found = await super().load()
        if self.revision > 1:
            self.asked.set()
            await self.let.wait()
        return found


async def test_keys_typed_while_the_newest_is_read_stay() -> None:
    """What is typed while two devices are put together is newer than both."""
    kept = _Slow(every_kind(), complete(), page=RECAP)
    here, there = await opened(kept, pause_s=PAUSE_S), await opened(kept)
    _type(there, "rooms", "5")
    assert await there.save(RECAP)
    _type(here, "rent", "70")
    async with asyncio.timeout(PATIENCE_S):
        await kept.asked.wait()
    _type(here, "rent", "700")
    kept.let.set()
    await _until_told(here, Kept.YES)
    await here.keeping.settled()
    assert here.answers["rent"] == 70000
    assert await here.save(RECAP)
    assert kept.answers["rent"] == 70000


async def test_what_nobody_answered_is_tried_again() -> None:
    """Without a network it is said that nothing is kept yet, and kept once there is one, without another key."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    filling = await opened(kept, pause_s=PAUSE_S)
    kept.fails = NoNetwork()
    _type(filling, "rent", "700")
    await _until_told(filling, Kept.NOT_YET)
    await _until_told(filling, Kept.YES)
    assert kept.answers["rent"] == 70000


async def test_what_the_server_refuses_is_not_asked_again_and_again() -> None:
    """A draft that is gone, or a session that is over, is told as the person goes on, and not tried every while."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    clock = _Clock()
    filling = await opened(kept, later=clock.later)
    kept.fails = NotFound(code="not_found", status=404)
    _type(filling, "rent", "700")
    clock.strike()
    await _until_told(filling, Kept.REFUSED)
    _type(filling, "rent", "710")
    assert clock.due == []
    assert await filling.save(RECAP)
    assert kept.answers["rent"] == 71000
    assert filling.keeping.last is None


async def test_nothing_is_kept_of_who_is_gone() -> None:
    """Once the session is over nothing is asked in its name; what was typed waits for its person."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    clock = _Clock()
    filling = await opened(kept, later=clock.later)
    _type(filling, "rent", "700")
    assert len(clock.due) == 1
    filling.seal()
    assert clock.due == []
