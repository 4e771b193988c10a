"""Stems of French words: the forms of one word become the same text, so that a search finds any by any other."""

from __future__ import annotations

from typing import Final

_LEAST: Final = 3
"""Letters that a stem has at least."""

# The longest first. What is left need not be a word: it is the same for all forms of one.
_ENDINGS: Final = (
    "issements", "issement", "atrices", "ateurs", "ations", "issons", "issent", "issait", "ements", "atrice", "ateur",
    "ation", "ement", "eront", "erait", "erons", "aient", "euses", "ables", "ances", "ences", "ition", "ments", "eurs",
    "euse", "able", "ance", "ence", "ment", "erai", "eras", "erez", "aire", "ante", "ants", "ions", "eur", "ais", "ait",
    "ant", "ees", "ent", "era", "iez", "ons", "ifs", "ive", "ier", "aux", "al", "ee", "er", "es", "ez", "if", "ir",
    "is", "it", "ie", "us", "ue", "e", "i", "s", "u", "x", "a",
)  # fmt: skip


def stem(word: str) -> str:
    """Return the stem of a folded word (`text_rules.folding`); a word with a figure in it is its own.

    >>> stem("declarations") == stem("declarer") == stem("declare")
    True
    """
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return _single(word[: -len(ending)])
    return word


def _single(stem_: str) -> str:
    """Return a stem with one letter where its end has the same one twice: appel, appell."""
    return stem_[:-1] if len(stem_) > _LEAST and stem_[-1] == stem_[-2] else stem_
