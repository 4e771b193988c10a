"""Civil statuses: what they hold and what may be wrong with them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from server.rules.birth_dates import BirthDate
from server.rules.likeness import Particulars
from server.rules.places import same_place
from text_rules.cleaning import cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# A child of a household may have an account when older than 15.
AGE_LIMIT = 15

_NAME_LENGTH = 100
_MAX_FIRST_NAMES = 10
_OLDEST = 130
# The signs that join the letters of a tidied name.
_JOINTS = frozenset(" -'.·")


class Civility(StrEnum):
    """How a person is addressed; the first digit of a NIR corresponds to it."""

    MADAME = "madame"
    MONSIEUR = "monsieur"


class PlaceKind(StrEnum):
    """The kind of a place of birth: a commune of France, or a country."""

    COMMUNE = "commune"
    COUNTRY = "country"


class Question(StrEnum):
    """A disagreement between a NIR and the rest of a civil status: the person is asked, never refused."""

    BIRTH_DATE = "nir_birth_date"
    SEX = "nir_sex"
    BIRTH_PLACE = "nir_birth_place"


@dataclass(frozen=True, slots=True)
class BirthPlace:
    """A place of birth, by its INSEE code: 5 characters for a commune, 99xxx for a country."""

    kind: PlaceKind
    code: str
    label: str


@dataclass(frozen=True, slots=True, repr=False)
class CivilStatus:
    """The civil status that a person gives.

    Attributes:
        nir: canonical; None for a person without one.
        birth_name: empty for a person who has only first names.
        first_names: empty for a person who has only a family name.
    """

    nir: str | None
    civility: Civility
    birth_name: str
    used_name: str | None
    first_names: tuple[str, ...]
    birth_date: BirthDate
    birth_place: BirthPlace

    @property
    def particulars(self) -> Particulars:
        """The particulars by which it is compared."""
        return Particulars(
            birth_name=self.birth_name,
            first_names=self.first_names,
            birth_date=self.birth_date,
            civility=self.civility,
            place=self.birth_place.code,
            other_name=self.used_name,
        )


def name_error(name: str) -> str | None:
    """Return what is wrong with a tidied name: `required`, `too_long` or `invalid_characters`; None if nothing is.

    A name has letters of any script, with their marks, joined by spaces, hyphens, apostrophes or dots.
    """
    if not name:
        return "required"
    if len(name) > _NAME_LENGTH:
        return "too_long"
    letters = [character for character in name if character not in _JOINTS]
    fit = all(unicodedata.category(character)[0] in "LM" for character in letters)
    return None if letters and fit and unicodedata.category(name[0])[0] == "L" else "invalid_characters"


def first_names_error(names: Sequence[str]) -> str | None:
    """Return what is wrong with first names, as for `name_error`; at least one is required."""
    if len(names) > _MAX_FIRST_NAMES:
        return "too_long"
    return next(filter(None, map(name_error, names)), None) if names else "required"


def read_birth_date(typed: str, today: date) -> BirthDate | str:
    """Return the date, or what is wrong with it: `required`, `date_invalid` or `date_future`."""
    typed = cleaned(typed)
    if not typed:
        return "required"
    born = BirthDate.read(typed)
    if born is None:
        return "date_invalid"
    if born.earliest > today:
        return "date_future"
    return born if today.year - born.year <= _OLDEST else "date_invalid"


def too_young(birth_date: BirthDate, today: date) -> bool:
    """Return whether the person may be 15 or younger, for the earliest possible day of birth."""
    born = birth_date.earliest
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return age <= AGE_LIMIT


_CORSICA_WAS_ONE_UNTIL = 1976
_PARIS_REGION_WAS_OTHER_UNTIL = 1968
_PARIS_REGION = frozenset({"75", "77", "78", "91", "92", "93", "94", "95"})
_OVERSEAS = frozenset({"97", "98"})
# In a NIR, Algeria, Morocco and Tunisia before independence have department numbers.
_DEPARTMENTS_ABROAD = frozenset({"91", "92", "93", "94", "95", "96", "99"})
_KNOWN_MONTHS = range(1, 13)


def questions(status: CivilStatus) -> list[Question]:
    """Return the disagreements between the NIR and sex, date or place of birth; none for a person without a NIR."""
    if status.nir is None:
        return []
    sex, year, month, department = status.nir[0], status.nir[1:3], int(status.nir[3:5]), status.nir[5:7]
    born = status.birth_date
    found = []
    if (sex == "1") is not (status.civility is Civility.MONSIEUR):
        found.append(Question.SEX)
    if int(year) != born.year % 100 or (month in _KNOWN_MONTHS and born.month and month != born.month):
        found.append(Question.BIRTH_DATE)
    registered = status.nir[5:10]
    if not (
        same_place(registered, status.birth_place.code, born.year)
        or _same_department(department, status.birth_place, born.year)
    ):
        found.append(Question.BIRTH_PLACE)
    return found


def _same_department(department: str, place: BirthPlace, year: int) -> bool:
    if place.kind is PlaceKind.COUNTRY:
        return department in _DEPARTMENTS_ABROAD
    there = place.code[:2]
    if department == "20":
        return there in {"2A", "2B"} and year <= _CORSICA_WAS_ONE_UNTIL
    if year <= _PARIS_REGION_WAS_OTHER_UNTIL and department in {"75", "78"}:
        return there in _PARIS_REGION
    return department == there or {department, there} <= _OVERSEAS
