"""Rules of simulations: refusals, bounds, steps of the slider."""

from typing import Final

from server.http.kinds import ProblemKind

SIMULATION_UNAVAILABLE = ProblemKind("simulation_unavailable", 503, "Nothing can be estimated here")
SIMULATION_STARTING = ProblemKind("simulation_starting", 503, "The engine is starting: ask again")

ASK_AGAIN_SECONDS: Final = 2
"""When to ask an engine again that is starting."""

SLIDER: Final = tuple(range(0, 400_001, 10_000))
"""Net salaries of the household for which everything is estimated, in cents a month."""
