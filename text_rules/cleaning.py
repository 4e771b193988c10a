"""Cleaning of typed or pasted text: two texts that look the same become the same.

Nothing is refused here: lone surrogates and control characters stay, for the caller to refuse.
"""

from __future__ import annotations

import re
import unicodedata

# Only the letter, digit or sign is meant: width, font and position in an Arabic word come from keyboard or document.
_FORMS = frozenset({
    "<wide>", "<narrow>", "<small>", "<font>", "<noBreak>", "<isolated>", "<initial>", "<medial>", "<final>",
})  # fmt: skip
# PDF files hold `fi` and `fl` as one sign, a ligature.
_LIGATURES = range(0xFB00, 0xFB07)

# Besides the category Cf: what Unicode calls default ignorable, and draws as nothing (DerivedCoreProperties.txt).
_INVISIBLE = frozenset(
    map(
        chr,
        (
            0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2065, 0x3164, 0xFFA0,
            *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000),
        ),
    )
)  # fmt: skip
# The empty Braille pattern is drawn as a blank.
_BLANKS = frozenset({"\u2800"})
# Besides the category Pd: minus signs, the hyphen bullet, the heavy minus of emoji keyboards.
_HYPHENS = frozenset("\u2212\u2043\u02d7\u207b\u208b\u2796")
# Quotation marks, primes, accents without a letter, and the apostrophes of other scripts.
_APOSTROPHES = frozenset(
    "`\u00b4\u2018\u2019\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u0384\u055a\u05f3"
    "\u07f4\u07f5\u1fbd\u1fbf\u1ffe\u275b\u275c\ua78b\ua78c"
)
_SOFT_HYPHEN = "\u00ad"
# A line was cut inside a word; in some PDF files every hyphen is one.
_HYPHEN_MEANT = re.compile(rf"(?<=\w){_SOFT_HYPHEN}(?=\w)")


def cleaned(text: str) -> str:
    """Return the text with one sign in place of all that look the same.

    Letters are composed (NFC). Invisible characters go (format characters, variation selectors, fillers). Each run of
    blanks becomes one space, and none is left at the ends. There is one hyphen and one apostrophe. Digits of any
    script and full-width forms become ASCII.

    >>> cleaned("\u202a2\u00a088\u202f06\u202c")
    '2 88 06'
    """
    if text.isascii() and "`" not in text:
        return " ".join(text.split())
    plain = unicodedata.normalize("NFC", "".join(map(_form, text)))
    plain = _HYPHEN_MEANT.sub("-", plain)
    return unicodedata.normalize("NFC", " ".join("".join(map(_sign, plain)).split()))


def cleaned_lines(text: str) -> str:
    r"""Return a text of several lines, each cleaned, with one empty line at most between two others.

    >>> cleaned_lines(" un\r\n\n\n\ndeux  trois\n")
    'un\n\ndeux trois'
    """
    lines = [cleaned(line) for line in text.splitlines()]
    kept = [line for before, line in zip(["", *lines], lines, strict=False) if line or before]
    return "\n".join(kept).strip()


def is_invisible(character: str) -> bool:
    """Return whether a character draws nothing and takes no room."""
    return unicodedata.category(character) == "Cf" or character in _INVISIBLE


def _form(character: str) -> str:
    tag, _, _ = unicodedata.decomposition(character).partition(" ")
    meant = tag in _FORMS or ord(character) in _LIGATURES
    return unicodedata.normalize("NFKC", character) if meant else character


def _sign(character: str) -> str:
    if is_invisible(character):
        return ""
    if character in _BLANKS or character.isspace():
        return " "
    if character in _HYPHENS or unicodedata.category(character) == "Pd":
        return "-"
    if character in _APOSTROPHES:
        return "'"
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
