"""Slips of the pen and of the keyboard: a letter too many, too few, wrong, or in its neighbour's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST: Final = 4
"""Shorter words have too many neighbours."""
_TWO_SLIPS_FROM: Final = 8
_MOST: Final = 8


def near(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Return the words of a vocabulary that one may have meant, or begun to type: those with the fewest slips.

    Numbers and short words are meant as they are typed. One of the first two letters is right; of words with as many
    slips those with the same first letter are meant.

    >>> near("alocasion", {"allocations", "location", "adresse"}), near("paim", {"paiements"}), near("2025", {"2026"})
    (['allocations'], ['paiements'], [])
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return []
    most = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    found: dict[int, list[str]] = {}
    for other in vocabulary:
        if len(other) < max(_SHORTEST - 1, len(word) - most):
            continue
        if other[0] not in word[:2] and word[0] not in other[:2]:
            continue
        slips = _slips(word, other, most)
        if slips <= most:
            found.setdefault(2 * slips + (word[0] != other[0]), []).append(other)
    return sorted(found[min(found)])[:_MOST] if found else []


def _slips(word: str, other: str, most: int) -> int:
    """Return how many slips lead from a word to the beginning of another; more than `most` where they are too many.

    The distance of Damerau and Levenshtein in its restricted form, over a band of its table.
    """
    older, above = [0], list(range(len(other) + 1))
    for at, letter in enumerate(word, start=1):
        row = [at] + [most + 1] * len(other)
        band = range(max(1, at - most), min(len(other), at + most) + 1)
        for place in band:
            row[place] = min(
                above[place] + 1, row[place - 1] + 1, above[place - 1] + (letter != other[place - 1])
            )
            if at > 1 and place > 1 and letter == other[place - 2] and word[at - 2] == other[place - 1]:
                row[place] = min(row[place], older[place - 2] + 1)
        if min(row[place] for place in (0, *band)) > most:
            return most + 1
        older, above = above, row
    return min(above[len(word) - most :])
