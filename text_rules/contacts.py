"""Mail addresses and telephone numbers, without what was copied with them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from text_rules.cleaning import cleaned

# The Chinese and Japanese full stop, which their keyboards give for the dot of a domain.
_FULL_STOPS = str.maketrans("\u3002\uff61", "..")
_MAIL_LINK = re.compile(r"mailto:\s*([^?]*)(?:\?.*)?", re.IGNORECASE)
_NAMED = re.compile(r"[^<>]*<([^<>]*)>[\s,;.]*")
_AROUND = " \t<>()[]{}«»\"'“”„,;:."
_BLANKS_AROUND_AT = re.compile(r"\s*@\s*")
# What RFC 5322 allows unquoted before the @, without the signs by which mail servers forwarded to another address
# (`%` and `!`) and without what a header would decode (RFC 2047: `=?charset?q?…?=`).
_LOCAL_PART = re.compile(r"(?!.*=\?)[a-z0-9#$&'*+/=?^_{|}~.-]+")

_PHONE_LINK = re.compile(r"tel:\s*", re.IGNORECASE)
# The zero that is dialled only inside the country: +33 (0)6 …
_TRUNK_ZERO = re.compile(r"(?<=\d)\s*\(0\)")
_DIALLED = re.compile(r"\+?[0-9 ().\-/]+")


def bare_address(text: str) -> str:
    """Return a mail address in lower case, without `mailto:`, its owner's name, or the marks around it.

    No mail service distinguishes capitals, and phones start a text with one. The result may be no address: this is not
    checked.

    >>> bare_address("Camille Roy <Camille.Roy@exemple.fr>;")
    'camille.roy@exemple.fr'
    """
    plain = cleaned(text).translate(_FULL_STOPS)
    if named := _NAMED.fullmatch(plain):
        plain = named[1]
    plain = plain.strip(_AROUND)
    if link := _MAIL_LINK.fullmatch(plain):
        plain = unquote(link[1]).strip(_AROUND)
    return _BLANKS_AROUND_AT.sub("@", plain).lower()


def has_plain_local_part(address: str) -> bool:
    """Return whether the part before the @ of a bare address means the same mailbox to every program that reads it."""
    return bool(_LOCAL_PART.fullmatch(address.rpartition("@")[0]))


def bare_number(text: str) -> str | None:
    """Return a telephone number as it is dialled; None where the text holds anything else, such as a second number.

    >>> bare_number("tel:+33 (0)6 12 34 56 78")
    '+336 12 34 56 78'
    """
    plain = _PHONE_LINK.sub("", cleaned(text), count=1).strip(" .,;:")
    plain = _TRUNK_ZERO.sub("", plain)
    return plain if _DIALLED.fullmatch(plain) else None
