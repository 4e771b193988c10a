"""How often something may be done, each address by itself."""

import pytest

from hosting.quota import Rate


def test_so_many_at_once_then_no_more() -> None:
    """Whoever asks too often is refused; others are not."""
    rate = Rate(per_second=0.001, at_once=3)
    assert [rate.allows("a") for _ in range(5)] == [True, True, True, False, False]
    assert rate.allows("b")


@pytest.mark.parametrize("sites", [10_000, 20_000])
def test_addresses_are_forgotten(sites: int) -> None:
    """Those that have all that they may: strangers fill no memory."""
    rate = Rate(per_second=1e12, at_once=3)
    for number in range(sites):
        rate.allows(str(number))
    assert len(rate._left) <= 10_000
