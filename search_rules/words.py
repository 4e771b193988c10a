"""Words as they are found: folded, without those that say nothing, and each with its stem."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from text_rules.folding import folded_words

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_QUERY: Final = 200
"""In characters: nobody types more into a search, and what is pasted says by its beginning what it is about."""

_MOST_TERMS: Final = 12
_LONGEST_WORD: Final = 40
_KEPT_STEMS: Final = 50_000
_SHORTEST_STEMMED: Final = 4
"""What is shorter is found by itself: stemmed, it would be found by too much."""

_SILENT: Final = frozenset({
    "a", "ai", "aie", "as", "au", "aux", "avec", "avez", "avoir", "avons", "c", "ca", "car", "ce", "cela", "ces", "cet",
    "cette", "chez", "ci", "comment", "d", "dans", "de", "des", "dois", "doit", "donc", "du", "elle", "elles", "en",
    "est", "et", "etes", "etre", "eu", "faire", "fait", "faut", "il", "ils", "j", "je", "l", "la", "le", "les", "leur",
    "leurs", "lui", "m", "ma", "mais", "me", "mes", "moi", "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou",
    "par", "pas", "peut", "peux", "pour", "pouvoir", "qu", "quand", "que", "quel", "quelle", "quelles", "quels", "qui",
    "quoi", "s", "sa", "sans", "se", "ses", "si", "sommes", "son", "sont", "sur", "t", "ta", "te", "tes", "toi", "ton",
    "tous", "tout", "toute", "toutes", "tu", "un", "une", "veut", "veux", "voir", "voudrais", "vos", "votre", "vouloir",
    "vous", "y",
})  # fmt: skip
"""Words that are in every sentence."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, each cut where nobody would type it.

    >>> words_of("L'Aide personnalisée au logement")
    ['l', 'aide', 'personnalisee', 'au', 'logement']
    """
    return [word[:_LONGEST_WORD] for word in folded_words(text).split()]


def terms(query: str) -> tuple[str, ...]:
    """Return the words that a query is about, each once; those that say nothing only where there are no others.

    >>> terms("Comment changer d'adresse ?"), terms("où"), terms("* ( ) -- ; %")
    (('changer', 'adresse'), ('ou',), ())
    """
    words = tuple(dict.fromkeys(words_of(query[:LONGEST_QUERY])))
    return (tuple(word for word in words if word not in _SILENT) or words)[:_MOST_TERMS]


def indexed(text: str) -> set[str]:
    """Return the words by which a text is found: its own that say something, and their stems."""
    words = {word for word in words_of(text) if word not in _SILENT}
    return words | {stem(word) for word in words}


@lru_cache(maxsize=_KEPT_STEMS)
def stem(word: str) -> str:
    """Return what a folded word has in common with its plural, its feminine, and the verb or the noun of its family.

    >>> [stem(word) for word in ("paiements", "payer", "demenagement", "demenager", "rsa")]
    ['pai', 'pai', 'demenag', 'demenag', 'rsa']
    """
    if len(word) < _SHORTEST_STEMMED or not word.isalpha():
        return word
    return _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    # Here, not at the top: it reads the stemmers of all its languages, which nobody needs before they search.
    import snowballstemmer

    stemmed: Callable[[str], str] = snowballstemmer.stemmer("french").stemWord
    return stemmed
