from __future__ import annotations

import asyncio

import pytest

from api_client import ClientError, NotFound, TimedOut
from app.core.command import Command


class Action:
    """An action that waits until it is let go, and can be told to fail."""

    def __init__(self) -> None:
        self.runs = 0
        self.go = asyncio.Event()
        self.failure: Exception | None = None

    async def __call__(self) -> None:
        self.runs += 1
        await self.go.wait()
        if self.failure is not None:
            raise self.failure


async def test_a_double_press_runs_once() -> None:
    """A double tap is done once, and the button can be pressed again afterwards."""
    action = Action()
    command = Command(action)
    first = asyncio.create_task(command.run())
    second = asyncio.create_task(command.run())
    await second
    assert command.running
    assert not first.done()
    action.go.set()
    await first
    assert action.runs == 1
    assert (command.running, command.completed) == (False, True)
    await command.run()
    assert action.runs == 2


async def test_what_takes_long_is_said_and_what_does_not_is_not() -> None:
    """The word that something is under way comes after a while, and goes with it."""
    action, told = Action(), asyncio.Event()
    command = Command(action, slow_after_s=0)

    def hear(_: object, field: str | None) -> None:
        if field == "slow":
            told.set()

    command.subscribe(hear)
    run = asyncio.create_task(command.run())
    await told.wait()
    assert command.slow
    action.go.set()
    await run
    assert not command.slow
    told.clear()
    await command.run()
    assert not told.is_set()


async def test_an_error_of_the_client_is_kept() -> None:
    """What the call failed with stays to be shown, until the next run or until it is cleared."""
    action, seen = Action(), list[ClientError | None]()
    action.go.set()
    action.failure = TimedOut()
    command = Command(action, observe=seen.append)
    await command.run()
    assert command.error is action.failure
    assert (command.running, command.completed) == (False, False)
    action.failure = None
    await command.run()
    assert (command.error, command.completed) == (None, True)
    assert [type(outcome) for outcome in seen] == [TimedOut, type(None)]


async def test_an_error_is_gone_while_it_runs_again() -> None:
    """An old error is not shown beside a run under way."""
    action = Action()
    action.go.set()
    action.failure = NotFound()
    command = Command(action)
    await command.run()
    action.go.clear()
    again = asyncio.create_task(command.run())
    await asyncio.sleep(0)
    assert command.error is None
    action.go.set()
    await again


async def test_a_defect_goes_up_and_frees_the_button() -> None:
    """An error of ours is not hidden as one of the network's; the screen is not stuck either."""
    action = Action()
    action.go.set()
    action.failure = ZeroDivisionError()
    command = Command(action)
    with pytest.raises(ZeroDivisionError):
        await command.run()
    assert (command.running, command.error, command.completed) == (False, None, False)


async def test_a_run_given_up_frees_the_button() -> None:
    """A run that is cancelled leaves no button that does nothing."""
    action = Action()
    command = Command(action)
    run = asyncio.create_task(command.run())
    await asyncio.sleep(0)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert not command.running


async def test_clearing_forgets_the_outcome() -> None:
    """What is typed anew has no old verdict beside it."""
    action = Action()
    action.go.set()
    action.failure = NotFound()
    command = Command(action)
    await command.run()
    command.clear()
    assert (command.error, command.completed) == (None, False)


@pytest.mark.parametrize(("navigates", "times"), [(False, 1), (True, 0)])
async def test_listeners_hear_of_the_outcome(*, navigates: bool, times: int) -> None:
    """Screens are drawn again when a command has ended, and not for its beginning, which changes nothing on them.

    Nor is one that its success leads away from.
    """
    heard = list[str | None]()
    action = Action()
    command = Command(action, navigates=navigates)

    def listen(_: object, field: str | None) -> None:
        heard.append(field)

    command.subscribe(listen)
    run = asyncio.create_task(command.run())
    await asyncio.sleep(0)
    assert not heard
    action.go.set()
    await run
    assert command.completed
    assert len(heard) == times


async def test_what_belongs_to_an_action_may_fail_for_it() -> None:
    """A search beside a form fails where the form shows its own refusals, until it is sent anew."""
    action = Action()
    action.go.set()
    command, error = Command(action), NotFound()
    command.fail(error)
    assert command.error is error
    await command.run()
    assert (command.error, command.completed) == (None, True)
