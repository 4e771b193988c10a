"""What people and foreign registers write where there is no name."""

from __future__ import annotations

import re

from text_rules.folding import folded_words

# FNU and LNU, "first name unknown" and "last name unknown", stand in American visas; XXX in passports (ICAO 9303).
_WORDS = frozenset({
    "sans", "sans prenom", "sans prenoms", "sans nom", "pas de prenom", "pas de nom", "aucun", "aucun prenom",
    "aucun nom", "neant", "inconnu", "prenom inconnu", "nom inconnu", "non renseigne", "n a", "fnu", "lnu",
    "no name", "no first name", "no given name",
})  # fmt: skip
_CROSSES = re.compile("x+(?: x+)*")


def means_no_name(text: str) -> bool:
    """Return whether a text in place of a name says that there is none; an empty text does not.

    >>> [means_no_name(text) for text in ("-", "XXX", "SANS PRÉNOM", "", "Xavier")]
    [True, True, True, False, False]
    """
    words = folded_words(text)
    return bool(text.strip()) and (not words or words in _WORDS or bool(_CROSSES.fullmatch(words)))
