"""A few acts are worked off at a time, and the others in the order in which they came."""

from __future__ import annotations

import asyncio

from tests.support.patience import PATIENCE_S
from tests.web.host.conftest import serving
from tests.web.host.visitor import Page, client
from web.bounds import Bounds
from web.turns import Turns
from web.waiting import Waiting

_FOR_EVER = 10 * PATIENCE_S


async def _act(turns: Turns, waiting: Waiting, began: list[Waiting]) -> None:
    async with turns.turn(waiting):
        began.append(waiting)


async def test_one_comes_after_the_other() -> None:
    """The next begins once the page of the one before awaits nothing, first come, first served."""
    turns, began = Turns(Bounds(acts_at_once=1, act_seconds=_FOR_EVER)), list[Waiting]()
    first, second, third = Waiting(), Waiting(), Waiting()
    with first.work():
        acts = [asyncio.create_task(_act(turns, each, began)) for each in (first, second, third)]
        await first.until_still()
        assert began == [first]
    await asyncio.gather(*acts)
    assert began == [first, second, third]


async def test_who_awaits_something_else_for_long_stops_nobody() -> None:
    """A server that does not answer one page keeps no other from its turn."""
    turns, began = Turns(Bounds(acts_at_once=1, act_seconds=0)), list[Waiting]()
    first, second = Waiting(), Waiting()
    with first.work():
        await _act(turns, first, began)
        await _act(turns, second, began)
    assert began == [first, second]


async def test_an_act_hears_the_answer_that_it_waits_for() -> None:
    """What a browser answers to its program needs no turn: the act that has it waits for that answer."""
    with serving(acts_at_once=1, act_seconds=_FOR_EVER) as host:
        async with client(host) as one, client(host) as another:
            asking = await Page(host, one).open("/files")
            await asking.attach()
            pressing = await Page(host, another).open("/private")
            await pressing.attach()
            await asking.press("Copier ensuite")
            ((call, *_),) = await asking.hears("calls")
            await pressing.press("Autre")
            asking.said += 1
            await asking.say(n=asking.said, do="answer", call=call, value=None, error=None)
            while asking.done < asking.said:
                await asking.hear()
            while pressing.done < pressing.said:
                await pressing.hear()
            assert host.told.pressed == ["copié", "Autre"]
