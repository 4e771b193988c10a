"""Sums and other figures, as people type them in any usual way."""

import re
from typing import Final

from text_rules.cleaning import cleaned

_BLANKS: Final = re.compile(r"[\s'_]")
_CURRENCY: Final = re.compile(r"(?:€|euros?|eur)\.?$", re.IGNORECASE)
_FIGURE: Final = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,6}))?", re.ASCII)
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_DECIMALS_OF_MONEY: Final = 2


def bare_sum(text: str) -> str:
    """Return a sum without the sign or the name of euros."""
    return _CURRENCY.sub("", cleaned(text)).strip()


def cents_in(text: str) -> int | None:
    """Return the cents of a sum of euros; None for what is none, or has parts of a cent.

    Nothing is guessed: one sign before three figures may part thousands, or be a slip.

    >>> [cents_in(text) for text in ("1 240,00", "1.240,5 €", "1240.50", "1,240", "12,345.67", "1,2,3", "mille")]
    [124000, 124050, 124050, None, 1234567, None, None]
    """
    found = _FIGURE.fullmatch(_plain(bare_sum(text), grouped=True))
    if found is None or len(found[3] or "") > _DECIMALS_OF_MONEY:
        return None
    cents = int(found[2]) * 100 + int((found[3] or "").ljust(_DECIMALS_OF_MONEY, "0"))
    return -cents if found[1] else cents


def figure_in(text: str) -> int | float | None:
    """Return a number, whole where it has no decimals; None for what is none.

    >>> [figure_in(text) for text in ("3,5", "3.0", "1 200", "-2", "trois")]
    [3.5, 3, 1200, -2, None]
    """
    plain = _plain(cleaned(text), grouped=False)
    if _FIGURE.fullmatch(plain) is None:
        return None
    figure = float(plain)
    return int(figure) if figure.is_integer() else figure


def _plain(text: str, *, grouped: bool) -> str:
    """Return a figure with a point before its decimals, and no other sign."""
    bare = _BLANKS.sub("", text)
    signs = [sign for sign in bare if sign in ",."]
    if grouped and len(signs) > 1 and len(set(signs)) == 1 and _GROUPED.fullmatch(bare):
        return bare.replace(signs[0], "")
    last = max(bare.rfind(","), bare.rfind("."))
    if last < 0:
        return bare
    before, after = bare[:last], bare[last + 1 :]
    if re.search("[,.]", before):
        if bare[last] in before or not _GROUPED.fullmatch(before):
            return text
        before = before.replace(",", "").replace(".", "")
    return f"{before or '0'}.{after}" if after else before
