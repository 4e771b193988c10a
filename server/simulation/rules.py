"""Rules of simulations: steps of the slider."""

from typing import Final

SLIDER: Final = tuple(range(0, 400_001, 10_000))
"""Net salaries of the household for which everything is estimated, in cents a month."""
