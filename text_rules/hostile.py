"""Text that no person types and no program of ours sends: it is made to break a program that reads it later."""

from __future__ import annotations

import re
import unicodedata

# Lone surrogates, which no encoding takes; control characters, which databases, logs and terminals obey (tabs and line
# ends are blanks); code points that Unicode will never assign.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(map(chr, (plane * 0x10000 + last for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))))
    + "]"
)
# Embeddings, overrides and isolates, which show a text in another order, and line separators.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\u2028\u2029]")
# The Stream-Safe Text Format of Unicode (UAX #15): no language puts more marks on a letter.
_MOST_MARKS = 30


def is_no_text(text: str) -> bool:
    """Return whether `text` holds surrogates, control characters, non-characters, or too many marks on a letter."""
    return bool(_NO_TEXT.search(text)) or (not text.isascii() and _has_too_many_marks(text))


def is_reordered(text: str) -> bool:
    """Return whether `text` may be shown in another order: fields that are cleaned drop these signs, others refuse."""
    return bool(_REORDERING.search(text))


def _has_too_many_marks(text: str) -> bool:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run > _MOST_MARKS:
            return True
    return False
