"""The tests themselves: those that share a thing of the machine are not run at once."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("together")
def test_a_group_stays_with_one_worker(request: pytest.FixtureRequest) -> None:
    """The runner and its workers agree: else two workers would use the one keyring, and install over each other."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("no workers, so nothing at once")
    assert request.node.nodeid.endswith("@together")
