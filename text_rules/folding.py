"""Folding of names and places: the spellings of one name become the same text."""

from __future__ import annotations

import unicodedata

from text_rules.cleaning import cleaned

# Letters that Unicode does not decompose, as they are written on keyboards without them.
_BASES = str.maketrans({
    "œ": "oe", "æ": "ae", "ß": "ss", "þ": "th", "ð": "d", "đ": "d", "ɖ": "d", "ɗ": "d", "ł": "l", "ø": "o",
    "ɵ": "o", "ɔ": "o", "ı": "i", "ɨ": "i", "ɩ": "i", "ħ": "h", "ŧ": "t", "ƭ": "t", "ŋ": "n", "ɲ": "n", "ɛ": "e",
    "ə": "e", "ǝ": "e", "ɓ": "b", "ƀ": "b", "ƙ": "k", "ĸ": "k", "ƴ": "y", "ɣ": "g", "ǥ": "g", "ƒ": "f", "ʋ": "v",
    "ʉ": "u", "ƶ": "z", "ƥ": "p", "ƈ": "c", "ȼ": "c",
})  # fmt: skip


def folded_words(text: str) -> str:
    """Return the words of a name in lower-case base letters and digits, separated by one space.

    Accents and other marks do not count, nor the signs that join words (hyphen, apostrophe, dot, any other).

    >>> folded_words("Zoë-Œnone  D\u2019Arcø")
    'zoe oenone d arco'
    """
    plain = unicodedata.normalize("NFKD", cleaned(text)).casefold().translate(_BASES)
    # Again: lower case or a base letter may have brought a composed letter (İ).
    plain = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(_letter(character) for character in plain).split())


def folded_letters(text: str) -> str:
    """Return the folded words without spaces: the same for a name however its parts are joined.

    >>> folded_letters("Le Goff") == folded_letters("LEGOFF")
    True
    """
    return folded_words(text).replace(" ", "")


def _letter(character: str) -> str:
    # Vowels of Indian scripts are marks too, of combining class 0, and distinguish names.
    if unicodedata.combining(character):
        return ""
    return character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
