"""What is wrong with what is typed; the words are in `views`."""

from dataclasses import dataclass
from enum import Enum, auto


class Fault(Enum):
    """What is wrong with a field."""

    EMPTY = auto()
    TOO_SHORT = auto()
    TOO_LONG = auto()
    NOT_DIGITS = auto()
    WRONG_SHAPE = auto()
    WRONG_KEY = auto()
    TEMPORARY = auto()
    """A number of somebody not registered for good (it begins with neither 1 nor 2). Never called wrong."""
    FORBIDDEN_CHARACTERS = auto()
    SEVERAL = auto()
    """More than one number of six digits was pasted."""
    NOT_A_DATE = auto()
    IN_THE_FUTURE = auto()
    TOO_OLD = auto()
    """A month before those that papers cover."""
    REVERSED = auto()
    """An end that comes before the beginning."""
    NOT_MOBILE = auto()
    """A telephone number that takes no SMS."""
    COUNTRY = auto()
    """A mobile number of a country to which the Caf sends no SMS."""
    DIFFERENT = auto()
    """Not what was typed the first time."""
    COMMON = auto()
    """A password that many people have."""
    SAME_AS_OLD = auto()
    """A new password that is the current one."""
    UNCHANGED = auto()
    """The value that is in place already."""
    REFUSED = auto()
    """Wrong, says the server: not the current password."""
    VOUCHED = auto()
    """Not what FranceConnect transmitted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault, with the number of characters missing or in excess where that is what is wrong."""

    fault: Fault
    count: int = 0
