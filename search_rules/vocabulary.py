"""What a person typed, in words that stand in what is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from search_rules.slips import near
from search_rules.words import stem

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SHORTEST_BEGINNING: Final = 2
_MOST: Final = 64
"""Words for one that was typed: beginnings of two letters have many."""


def meant(term: str, vocabulary: AbstractSet[str]) -> list[str]:
    """Return the words of a vocabulary that a term may mean: of its family, or that begin so; else those near it."""
    found = {word for word in (term, stem(term)) if word in vocabulary}
    if len(term) >= _SHORTEST_BEGINNING:
        begun = sorted(
            (word for word in vocabulary if word.startswith(term)), key=lambda word: (len(word), word)
        )
        found.update(begun[:_MOST])
    if not found:
        slipped = near(term, vocabulary)
        found.update(slipped, {stem(word) for word in slipped} & vocabulary)
    return sorted(found)
