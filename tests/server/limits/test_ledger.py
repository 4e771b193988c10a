"""The ledger: the same in memory and in Redis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.limits.ledger import MemoryLedger, RedisLedger, Tally, Window, rising
from tests.support.redis import running_redis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.limits.ledger import Ledger

START = 1_800_000_000.0


class Hand:
    """A clock that the test moves."""

    now = START

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture(params=["memory", "redis"])
def ledger(request: pytest.FixtureRequest, hand: Hand) -> Iterator[Ledger]:
    if request.param == "memory":
        yield MemoryLedger(hand)
        return
    with running_redis() as server:
        yield RedisLedger(server.connection_url, hand)


def test_windows_and_what_is_given_back(ledger: Ledger, hand: Hand) -> None:
    """The longest wait counts, a refusal writes nothing, and an entry that is given back leaves room."""
    tally = Tally("a", (Window(2, 60), Window(3, 600)))
    assert [ledger.take(name, [tally]) for name in "xy"] == [0, 0]
    assert ledger.take("z", [tally]) == ledger.wait(tally) == 60
    ledger.give_back("y", ["a"])
    assert ledger.take("z", [tally]) == 0
    hand.now += 60
    assert ledger.take("w", [tally]) == 0
    hand.now += 60
    assert ledger.take("v", [tally]) == 480
    ledger.forget("a")
    assert ledger.take("v", [tally]) == 0


def test_one_full_key_leaves_the_others_alone(ledger: Ledger) -> None:
    """If one key is full, nothing is written under the others, unless that key never refuses."""
    full, other = Tally("full", (Window(1, 60),)), Tally("other", (Window(1, 60),))
    assert ledger.take("x", [full]) == 0
    assert ledger.take("y", [full, other]) == 60
    assert ledger.wait(other) == 0
    assert ledger.take("y", [Tally("full", (Window(1, 60),), refuses=False), other]) == 0
    assert ledger.wait(other) == 60
    ledger.reset()
    assert ledger.take("z", [full, other]) == 0


def test_a_rising_limit_never_makes_wait_longer_than_a_step(ledger: Ledger, hand: Hand) -> None:
    """A rising limit gives the burst, then one entry a step, all day long."""
    tally = Tally("a", rising(6, 3600, within=86_400))
    taken = 0
    for minute in range(24 * 60):
        hand.now = START + minute * 60
        while ledger.take(f"{minute} {taken}", [tally]) == 0:
            taken += 1
        assert ledger.wait(tally) <= 3600
    assert taken == 6 + 23
