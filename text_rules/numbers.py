"""Numbers as people write them: in groups, with whatever stands between, in a sentence or a whole message."""

from __future__ import annotations

import re

from text_rules.cleaning import cleaned

CODE_LENGTH = 6

# Cleaned text has one kind of each.
_SEPARATORS = re.compile(r"[ .\-]+")
# Letters of identifiers and documents, and those of a Cyrillic or Greek keyboard that look the same.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXIJSABEZHIKMNOPTYX")
# Six digits in a row, or three and three, that are no part of a longer number, a date, an amount.
_WHOLE = r"(?<!\d)(?<!\d[.,/:\-])\d{6}(?!\d)(?![.,/:\-]\d)"
_CUT = r"(?<!\d)(?<!\d[ .,/:\-])\d{3}[ \-]\d{3}(?!\d)(?![ .,/:\-]\d)"
# Best where they stand alone; a field of one line drops the ends of lines of what is pasted, and glues words to them.
_CODES = tuple(
    re.compile(f"{before}{shape}{after}")
    for before, after in ((r"(?<![^\W_])", r"(?![^\W_])"), ("", ""))
    for shape in (_WHOLE, _CUT)
)


def compacted(text: str) -> str:
    """Return a number, cleaned, without the blanks, dots and hyphens that people put in it, in capitals.

    >>> compacted("2 88 06 2a 238\u2011112")
    '288062A238112'
    """
    return _SEPARATORS.sub("", cleaned(text)).upper().translate(_LOOK_ALIKES)


def sent_code(text: str) -> str:
    """Return the code that stands in what was typed or pasted; where there are several or none, all of it compacted."""
    found = codes_in(text)
    return found[0] if len(found) == 1 else compacted(text)


def codes_in(text: str) -> list[str]:
    """Return the codes of six digits that stand in what was pasted, each once.

    A text of digits alone is one number, however it is cut and whatever its length.

    >>> codes_in("Votre code : 940 804. Il est valable 10 minutes.")
    ['940804']
    """
    number = compacted(text)
    if number.isdecimal():
        return [number]
    plain = cleaned(text)
    found: list[str] = next(filter(None, (shape.findall(plain) for shape in _CODES)), [])
    return list(dict.fromkeys(map(compacted, found)))
