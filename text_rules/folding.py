"""Names and places in a form that their spellings share: two spellings of one name are one."""

from __future__ import annotations

import unicodedata

from text_rules.cleaning import cleaned

# Letters that no decomposition of Unicode takes apart, as they are written where the keyboard has none of them.
_BASES = str.maketrans({
    "œ": "oe", "æ": "ae", "ß": "ss", "þ": "th", "ð": "d", "đ": "d", "ɖ": "d", "ɗ": "d", "ł": "l", "ø": "o",
    "ɵ": "o", "ɔ": "o", "ı": "i", "ɨ": "i", "ɩ": "i", "ħ": "h", "ŧ": "t", "ƭ": "t", "ŋ": "n", "ɲ": "n", "ɛ": "e",
    "ə": "e", "ǝ": "e", "ɓ": "b", "ƀ": "b", "ƙ": "k", "ĸ": "k", "ƴ": "y", "ɣ": "g", "ǥ": "g", "ƒ": "f", "ʋ": "v",
    "ʉ": "u", "ƶ": "z", "ƥ": "p", "ƈ": "c", "ȼ": "c",
})  # fmt: skip


def folded_words(text: str) -> str:
    """Return the words of a name in lower-case base letters and digits, one blank between two.

    Accents and other marks do not count, nor what joins words (hyphen, apostrophe, point, any other sign).

    >>> folded_words("Zoë-Œnone  D\u2019Arcø")
    'zoe oenone d arco'
    """
    plain = unicodedata.normalize("NFKD", cleaned(text)).casefold().translate(_BASES)
    # Once more: what lower case or a base letter brought may be composed (İ).
    plain = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(_letter(character) for character in plain).split())


def folded_letters(text: str) -> str:
    """Return the same without its blanks: equal for a name however its parts are joined.

    >>> folded_letters("Le Goff") == folded_letters("LEGOFF")
    True
    """
    return folded_words(text).replace(" ", "")


def _letter(character: str) -> str:
    # Vowels of Indian scripts are marks too, of combining class 0, and tell names apart.
    if unicodedata.combining(character):
        return ""
    return character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
