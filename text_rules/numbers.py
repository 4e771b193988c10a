"""Numbers as people write them: in groups, with whatever stands between, in a sentence or a whole message."""

from __future__ import annotations

import re

from text_rules.cleaning import cleaned

CODE_LENGTH = 6

# Cleaned text has one kind of each.
_SEPARATORS = re.compile(r"[ .\-]+")
# Letters of identifiers and documents, and those of a Cyrillic or Greek keyboard that look the same.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXIJSABEZHIKMNOPTYX")
# Six digits in a row that are no part of a longer number, of a date or of a word.
_WHOLE_CODE = re.compile(r"(?<![^\W_])(?<!\d[.,/:\-])\d{6}(?![^\W_])(?![.,/:\-]\d)")
# Or three and three, which are no part of a telephone number or an amount.
_CUT_CODE = re.compile(r"(?<![^\W_])(?<!\d[ .,/:\-])\d{3}[ \-]\d{3}(?![^\W_])(?![ .,/:\-]\d)")


def compacted(text: str) -> str:
    """Return a number, cleaned, without the blanks, dots and hyphens that people put in it, in capitals.

    >>> compacted("2 88 06 2a 238\u2011112")
    '288062A238112'
    """
    return _SEPARATORS.sub("", cleaned(text)).upper().translate(_LOOK_ALIKES)


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
    found = _WHOLE_CODE.findall(plain) or _CUT_CODE.findall(plain)
    return list(dict.fromkeys(map(compacted, found)))
