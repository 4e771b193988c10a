"""Numbers as people write them: in groups, with separators, inside a sentence or a whole message."""

from __future__ import annotations

import re

from text_rules.cleaning import cleaned

CODE_LENGTH = 6

# Cleaned text has only these.
_SEPARATORS = re.compile(r"[ .\-]+")
# Cyrillic and Greek letters that look like the letters of identifiers and documents.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXIJSABEZHIKMNOPTYX")
# Six digits, or three and three, that are not part of a longer number, a date or an amount.
_WHOLE = r"(?<!\d)(?<!\d[.,/:\-])\d{6}(?!\d)(?![.,/:\-]\d)"
_CUT = r"(?<!\d)(?<!\d[ .,/:\-])\d{3}[ \-]\d{3}(?!\d)(?![ .,/:\-]\d)"
# Alone first; a one-line field drops the line ends of pasted text, which may glue words to the digits.
_CODES = tuple(
    re.compile(f"{before}{shape}{after}")
    for before, after in ((r"(?<![^\W_])", r"(?![^\W_])"), ("", ""))
    for shape in (_WHOLE, _CUT)
)


def compacted(text: str) -> str:
    """Return a number cleaned, in capitals, without spaces, dots and hyphens.

    >>> compacted("2 88 06 2a 238\u2011112")
    '288062A238112'
    """
    return _SEPARATORS.sub("", cleaned(text)).upper().translate(_LOOK_ALIKES)


def sent_code(text: str) -> str:
    """Return the code in a typed or pasted text, or the whole text compacted where it holds none or several."""
    found = codes_in(text)
    return found[0] if len(found) == 1 else compacted(text)


def codes_in(text: str) -> list[str]:
    """Return the codes of six digits in a text, each once.

    A text of digits alone is one number, however it is grouped and whatever its length.

    >>> codes_in("Votre code : 940 804. Il est valable 10 minutes.")
    ['940804']
    """
    number = compacted(text)
    if number.isdecimal():
        return [number]
    plain = cleaned(text)
    found: list[str] = next(filter(None, (shape.findall(plain) for shape in _CODES)), [])
    return list(dict.fromkeys(map(compacted, found)))
