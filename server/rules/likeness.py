"""Whether two descriptions are of the same person, and where they differ.

Registers write a person's data in several ways, and correct it later: a difference alone decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from server.rules.places import canonical_code, same_place
from text_rules.absence import means_no_name
from text_rules.folding import folded_letters, folded_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.rules.birth_dates import BirthDate


class Element(StrEnum):
    """The elements of an identity, by their names in a civil status."""

    BIRTH_NAME = "birth_name"
    FIRST_NAMES = "first_names"
    BIRTH_DATE = "birth_date"
    CIVILITY = "civility"
    BIRTH_PLACE = "birth_place"


# A register that corrects the sex often corrects the first names too: the two count as one correction.
_CORRECTED_TOGETHER = frozenset({Element.FIRST_NAMES, Element.CIVILITY})


@dataclass(frozen=True, slots=True, repr=False)
class Particulars:
    """What is known of a person: None is unknown, and an empty name says that there is none.

    Attributes:
        other_name: the name in use, where it is not the name at birth.
        place: INSEE code of the commune or the country of birth.
    """

    birth_name: str | None
    first_names: tuple[str, ...] | None
    birth_date: BirthDate | None
    civility: str | None
    place: str | None
    other_name: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The folded family names; for a person with one name only, that name, whichever it was given as."""
        first, *_ = self.split
        found = (first, folded_letters(self.other_name or ""))
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def split(self) -> tuple[str | None, tuple[str, ...] | None]:
        """The folded family name, and the first names as given; a text that stands for no name is dropped."""
        given = self.first_names
        if given is not None:
            given = tuple(name for name in given if not means_no_name(name))
        if self.birth_name is None:
            return None, given
        family = "" if means_no_name(self.birth_name) else folded_letters(self.birth_name)
        return (family, given) if family or not given else (folded_letters(" ".join(given)), ())


def differences(one: Particulars, other: Particulars) -> frozenset[Element]:
    """Return the elements in which two descriptions contradict each other; an unknown one agrees with any."""
    (family, given), (other_family, other_given) = one.split, other.split
    born = one.birth_date or other.birth_date
    year = born.year if born else None
    agree = {
        Element.BIRTH_NAME: None in {family, other_family} or family == other_family,
        Element.FIRST_NAMES: given is None or other_given is None or same_first_names(given, other_given),
        Element.BIRTH_DATE: (
            one.birth_date is None or other.birth_date is None or one.birth_date.agrees(other.birth_date)
        ),
        Element.CIVILITY: None in {one.civility, other.civility} or one.civility == other.civility,
        Element.BIRTH_PLACE: one.place is None
        or other.place is None
        or same_place(one.place, other.place, year),
    }
    return frozenset(element for element, holds in agree.items() if not holds)


def fingerprint_of(who: Particulars) -> tuple[str, ...] | None:
    """Return what is the same in all descriptions of a person: family name, first name, date and place of birth.

    Of the first names only the first word counts: people seldom give all of them.

    Returns:
        None where too little is known.
    """
    family, given = who.split
    if family is None or given is None or who.birth_date is None or who.place is None:
        return None
    first = next(iter(folded_words(" ".join(given)).split()), "")
    return family, first, who.birth_date.iso, canonical_code(who.place, who.birth_date.year)


def traces_of(who: Particulars) -> list[tuple[str, ...]]:
    """Return the keys that find a person although one element differs: each name with the year, or day, of birth."""
    born = who.birth_date
    if born is None:
        return []
    years = [("year", name, str(born.year)) for name in who.names]
    days = [("day", name, f"{born.month:02}-{born.day:02}") for name in who.names if born.whole]
    return [*years, *days]


def is_likely(one: Particulars, other: Particulars, found: frozenset[Element]) -> bool:
    """Return whether two descriptions that differ in one element are most likely of the same person.

    Many people share a name; those who also share the day and place of birth are rare, such as twins.
    """
    born, other_born = one.birth_date, other.birth_date
    if born is None or other_born is None or not is_one_correction(found):
        return False
    if found == {Element.BIRTH_DATE}:
        return born.is_near(other_born)
    same_day = born.whole and born == other_born
    if found == {Element.BIRTH_NAME}:
        return same_day and not set(one.names).isdisjoint(other.names)
    return same_day


def is_one_correction(found: frozenset[Element]) -> bool:
    """Return whether one correction of the register explains the differences."""
    return len(found) == 1 or found == _CORRECTED_TOGETHER


def same_first_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two lists of first names can be one person's: joined, one is the beginning of the other.

    >>> same_first_names(["Jean Pierre", "Marc"], ["JEAN-PIERRE"]), same_first_names(["Jean"], ["Jeanne"])
    (True, False)
    """
    if not one or not other:
        return not one and not other
    return folded_letters(" ".join(one)) in set(_beginnings(other)) or folded_letters(" ".join(other)) in set(
        _beginnings(one)
    )


def _beginnings(names: Sequence[str]) -> Iterator[str]:
    """Yield the words joined, from the first one alone to all of them."""
    together = ""
    for word in folded_words(" ".join(names)).split():
        together += word
        yield together
