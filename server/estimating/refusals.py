"""The refusals of an estimate: there is no engine, or it is not ready yet."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from server.http.kinds import ProblemKind
from server.http.problems import Problem, documented
from server.rules.simulated import SimulationStarting, SimulationUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

SIMULATION_UNAVAILABLE: Final = ProblemKind("simulation_unavailable", 503, "Nothing can be estimated here")
SIMULATION_STARTING: Final = ProblemKind("simulation_starting", 503, "The engine is starting: ask again")
ESTIMATE_REFUSALS: Final = documented(SIMULATION_UNAVAILABLE, SIMULATION_STARTING)

_ASK_AGAIN_SECONDS: Final = 2


@contextmanager
def estimating() -> Iterator[None]:
    """Answer with its refusal where the engine cannot estimate.

    Raises:
        Problem: `simulation_starting`, with when to ask again; `simulation_unavailable`.
    """
    try:
        yield
    except SimulationStarting as starting:
        raise Problem(SIMULATION_STARTING, retry_after=_ASK_AGAIN_SECONDS) from starting
    except SimulationUnavailable as unavailable:
        raise Problem(SIMULATION_UNAVAILABLE) from unavailable
