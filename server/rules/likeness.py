"""Whether two descriptions are of one person, and where they differ.

Registers write one person in several ways, and correct what they wrote: a difference is a question, never an answer.
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
    """What an identity is made of, by the names that a civil status gives them."""

    BIRTH_NAME = "birth_name"
    FIRST_NAMES = "first_names"
    BIRTH_DATE = "birth_date"
    CIVILITY = "civility"
    BIRTH_PLACE = "birth_place"


# A correction of the sex at the register is often one of the first names too: together they are one.
_CORRECTED_TOGETHER = frozenset({Element.FIRST_NAMES, Element.CIVILITY})


@dataclass(frozen=True, slots=True, repr=False)
class Particulars:
    """What is known of a person; None is what is not, an empty name is none at all.

    Attributes:
        other_name: the name in use, where it is another than that of birth.
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
        """Each name of a family, folded; the only name of a person who has one, whichever it is said to be."""
        first, *_ = self.split
        found = (first, folded_letters(self.other_name or ""))
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def split(self) -> tuple[str | None, tuple[str, ...] | None]:
        """Family name folded, and first names as said; what stands for no name is none."""
        given = self.first_names
        if given is not None:
            given = tuple(name for name in given if not means_no_name(name))
        if self.birth_name is None:
            return None, given
        family = "" if means_no_name(self.birth_name) else folded_letters(self.birth_name)
        return (family, given) if family or not given else (folded_letters(" ".join(given)), ())


def differences(one: Particulars, other: Particulars) -> frozenset[Element]:
    """Where two descriptions cannot both be right; what one of them does not know agrees with anything."""
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
    """What is the same whenever one person is named: names, whole date and place; None where too little is known.

    Of the first names it is the first word: who has several seldom says all of them.
    """
    family, given = who.split
    if family is None or given is None or who.birth_date is None or who.place is None:
        return None
    first = next(iter(folded_words(" ".join(given)).split()), "")
    return family, first, who.birth_date.iso, canonical_code(who.place, who.birth_date.year)


def traces_of(who: Particulars) -> list[tuple[str, ...]]:
    """By what a person is looked for although one thing may differ: each name with the year, or the day, of birth."""
    born = who.birth_date
    if born is None:
        return []
    years = [("year", name, str(born.year)) for name in who.names]
    days = [("day", name, f"{born.month:02}-{born.day:02}") for name in who.names if born.whole]
    return [*years, *days]


def is_likely(one: Particulars, other: Particulars, found: frozenset[Element]) -> bool:
    """Whether two descriptions that differ in one thing are so alike that strangers seldom are.

    Two people of one name are many; two of one name, born on one day in one place, are twins.
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
    """Whether a single act of the register explains the differences."""
    return len(found) == 1 or found == _CORRECTED_TOGETHER


def same_first_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether they can be of one person: all run together, or as many of them as the shorter list has.

    >>> same_first_names(["Jean Pierre", "Marc"], ["JEAN-PIERRE"]), same_first_names(["Jean"], ["Jeanne"])
    (True, False)
    """
    if not one or not other:
        return not one and not other
    return folded_letters(" ".join(one)) in set(_beginnings(other)) or folded_letters(" ".join(other)) in set(
        _beginnings(one)
    )


def _beginnings(names: Sequence[str]) -> Iterator[str]:
    """The names run together, from the first word alone to all of them."""
    together = ""
    for word in folded_words(" ".join(names)).split():
        together += word
        yield together
