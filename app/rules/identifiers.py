"""The number that a person signs in with: the NIR, or the identifiant provisoire."""

import re
from enum import Enum, auto

from stdnum.exceptions import ValidationError
from stdnum.fr import nir as stdnum_nir

from app.rules.problem import Fault, Problem
from text_rules.numbers import compacted

NIR_LENGTH = 13
KEYED_NIR_LENGTH = 15
# Published by the Assurance maladie: months 20 to 99 exist (unknown or foreign civil status), 2A and 2B are Corsica.
_NIR = re.compile(r"[12]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2A|2B)\d{6}")
_CORSICA = re.compile(r"(\d{5}2)[AB]")
_PROVISIONAL = re.compile(r"P[0-9]{8}[A-Z]")
# These first digits are of numbers given while a registration is under way, or of none.
_NOT_FOR_GOOD = "3456789"
_NIR_GROUPS = (1, 2, 2, 2, 3, 3, 2)
_PROVISIONAL_GROUPS = (1, 4, 4, 1)


class IdentifierKind(Enum):
    """What a person signs in with."""

    NIR = auto()
    PROVISIONAL = auto()


def kind_of(identifier: str) -> IdentifierKind:
    """Tell an identifiant provisoire from a NIR."""
    return IdentifierKind.PROVISIONAL if compacted(identifier).startswith("P") else IdentifierKind.NIR


def meant_kind(asked: IdentifierKind, text: str) -> IdentifierKind:
    """Tell which identifier was typed where `asked` was asked for: a right one of the other kind is understood."""
    other = IdentifierKind.PROVISIONAL if asked is IdentifierKind.NIR else IdentifierKind.NIR
    return asked if check_identifier(asked, text) is None or check_identifier(other, text) else other


def check_identifier(kind: IdentifierKind, text: str) -> Problem | None:
    """Say what is wrong with an identifier, None when nothing is."""
    value = compacted(text)
    if not value:
        return Problem(Fault.EMPTY)
    return _check_nir(value) if kind is IdentifierKind.NIR else _check_provisional(value)


def _check_nir(value: str) -> Problem | None:
    digits = _CORSICA.sub(r"\g<1>0", value)
    if not re.fullmatch(r"[0-9]+", digits):
        return Problem(Fault.NOT_DIGITS)
    if value[0] in _NOT_FOR_GOOD:
        return Problem(Fault.TEMPORARY)
    if len(value) < NIR_LENGTH:
        return Problem(Fault.TOO_SHORT, NIR_LENGTH - len(value))
    if len(value) not in {NIR_LENGTH, KEYED_NIR_LENGTH}:
        return Problem(Fault.TOO_LONG, len(value) - NIR_LENGTH)
    if not _NIR.fullmatch(value[:NIR_LENGTH]):
        return Problem(Fault.WRONG_SHAPE)
    if len(value) == KEYED_NIR_LENGTH and not _key_holds(value):
        return Problem(Fault.WRONG_KEY)
    return None


def _key_holds(value: str) -> bool:
    try:
        stdnum_nir.validate(value)
    except ValidationError:
        return False
    return True


def _check_provisional(value: str) -> Problem | None:
    return None if _PROVISIONAL.fullmatch(value) else Problem(Fault.WRONG_SHAPE)


def sent_identifier(text: str) -> str:
    """Return the identifier as the server takes it: a NIR's key, once checked, is dropped."""
    value = compacted(text)
    return value if kind_of(value) is IdentifierKind.PROVISIONAL else value[:NIR_LENGTH]


def grouped(text: str) -> str:
    """Return an identifier as it is printed: 1 85 05 78 006 084; anything else is left as typed."""
    value = compacted(text)
    kind = kind_of(value)
    if check_identifier(kind, value) is not None:
        return text
    return " ".join(_cut(value, _NIR_GROUPS if kind is IdentifierKind.NIR else _PROVISIONAL_GROUPS))


def masked(identifier: str) -> str:
    """Return an identifier with all but its last three characters hidden, grouped as it is printed."""
    value = compacted(identifier)
    hidden = len(value) - 3
    shown = ""
    for character in grouped(value):
        if character == " ":
            shown += character
        else:
            shown += "•" if hidden > 0 else character
            hidden -= 1
    return shown


def _cut(value: str, lengths: tuple[int, ...]) -> list[str]:
    parts = []
    for length in lengths:
        parts.append(value[:length])
        value = value[length:]
    return [part for part in parts if part]
