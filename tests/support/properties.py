"""How properties are tried: the same examples each time in `make test`, other and many more in `make explore`."""

from __future__ import annotations

from hypothesis import settings

FIXED, EXPLORE = "fixed", "explore"
_MORE_TO_EXPLORE = 20


def register() -> None:
    """Have a clean clone never red by chance: examples are drawn from a seed that each test's own text gives."""
    settings.register_profile(FIXED, derandomize=True, print_blob=True)
    settings.register_profile(EXPLORE, max_examples=2000, print_blob=True)
    settings.load_profile(FIXED)


def examples(count: int) -> int:
    """How many examples a test draws that says it itself, of those it draws in `make test`."""
    return count * _MORE_TO_EXPLORE if settings.get_current_profile_name() == EXPLORE else count
