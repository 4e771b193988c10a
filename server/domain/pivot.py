"""The identity that FranceConnect vouches for ("identité pivot"), as far as it was transmitted.

It may be incomplete: no place of birth for a person born abroad (the country is said), a month or a day that civil
status never knew (`1977-00-03`), no sex, one name only. What cannot be read counts as not transmitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from server.domain.enrolments import (
    BirthPlace,
    Civility,
    PlaceKind,
    read_birth_date,
)
from text_rules.cleaning import cleaned
from text_rules.folding import folded_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CODE = re.compile(r"[0-9AB]{5}", re.ASCII)
_FRANCE = "99100"
_UNKNOWN = "00"
_SEXES = {"male": Civility.MONSIEUR, "female": Civility.MADAME}
_LONGEST_MAIL = 254
# What the tables hold of a name.
_LONGEST_NAME = 100


class Element(StrEnum):
    """What an identity is made of, by the names that a civil status gives them."""

    BIRTH_NAME = "birth_name"
    FIRST_NAMES = "first_names"
    BIRTH_DATE = "birth_date"
    CIVILITY = "civility"
    BIRTH_PLACE = "birth_place"


@dataclass(frozen=True, slots=True, repr=False)
class Pivot:
    """A vouched identity; what was not transmitted is None, or empty.

    Attributes:
        birth_date: YYYY-MM-DD, with 00 for what is unknown of it.
    """

    birth_name: str | None
    first_names: tuple[str, ...]
    birth_date: str | None
    civility: Civility | None
    birth_place: BirthPlace | None
    mail: str | None

    def known_date(self, today: date) -> date | None:
        """The date of birth where all of it is known."""
        day = read_birth_date(self.birth_date or "", today)
        return None if isinstance(day, str) else day

    def missing(self, today: date) -> list[Element]:
        """What the person is asked for."""
        transmitted = {
            Element.BIRTH_NAME: self.birth_name,
            Element.FIRST_NAMES: self.first_names,
            Element.BIRTH_DATE: self.known_date(today),
            Element.CIVILITY: self.civility,
            Element.BIRTH_PLACE: self.birth_place,
        }
        return [element for element, value in transmitted.items() if not value]

    def proves_identity(self, today: date) -> bool:
        """Whether it takes the place of an identity document: all but the sex was transmitted."""
        return not set(self.missing(today)) - {Element.CIVILITY}

    def fingerprint(self, today: date) -> tuple[str, ...] | None:
        """What `fingerprint_of` says of the same person's civil status; None where too little is known."""
        day = self.known_date(today)
        if not (self.birth_name and self.first_names and day and self.birth_place):
            return None
        names = (folded_letters(self.birth_name), folded_letters(self.first_names[0]))
        return (*names, day.isoformat(), self.birth_place.code)

    def contradicted(self, said: Said) -> list[Element]:
        """Where a person says otherwise: what was transmitted is not for the person to change.

        An echo may be written another way, first names cut in other places, or nothing be said at all.
        """
        place = self.birth_place
        agrees = {
            Element.BIRTH_NAME: _same_name([self.birth_name or ""], [said.birth_name]),
            Element.FIRST_NAMES: _same_name(self.first_names, said.first_names),
            Element.BIRTH_DATE: not said.birth_date or same_date(self.birth_date, said.birth_date),
            Element.CIVILITY: said.civility in {None, self.civility},
            Element.BIRTH_PLACE: place is None or said.birth_place in {None, (place.kind, place.code)},
        }
        return [element for element, holds in agrees.items() if not holds and getattr(self, element)]


NOTHING_VOUCHED = Pivot(
    birth_name=None, first_names=(), birth_date=None, civility=None, birth_place=None, mail=None
)


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What a person says of what may have been vouched for, as typed; empty or None where nothing is said."""

    birth_name: str
    first_names: Sequence[str]
    birth_date: str
    civility: Civility | None
    birth_place: tuple[PlaceKind, str] | None


def _same_name(transmitted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether names are the same all together, however they are cut and written; none said is no other."""
    echo = folded_letters(" ".join(said))
    return not "".join(said).strip() or folded_letters(" ".join(transmitted)) == echo


def same_date(transmitted: str | None, said: str) -> bool:
    """Whether a date, YYYY-MM-DD, is the one that was transmitted, as far as that is known."""
    if transmitted is None:
        return True
    if not _DATE.fullmatch(said):
        return False
    pairs = zip(transmitted.split("-"), said.split("-"), strict=True)
    return all(_UNKNOWN in {known, told} or known == told for known, told in pairs)


def read_pivot(
    claims: Mapping[str, object], today: date, label_of: Callable[[PlaceKind, str], str | None]
) -> Pivot:
    """The identity in the claims of a userinfo, each of which may be absent or of any type.

    Args:
        claims: as transmitted, once their signature is verified.
        today: a birth is not after it.
        label_of: the name of a place by its code; None where there is no such place.
    """
    given = claims.get("given_name_array")
    if not (isinstance(given, list) and all(isinstance(name, str) for name in given)):
        given = _text(claims, "given_name").split()
    first_names = tuple(filter(None, map(_as_it_came, given)))
    birth_name = _as_it_came(_text(claims, "family_name"))
    mail = _text(claims, "email").strip()
    return Pivot(
        birth_name=birth_name if 0 < len(birth_name) <= _LONGEST_NAME else None,
        first_names=first_names if sum(map(len, first_names)) <= _LONGEST_NAME else (),
        birth_date=_date(_text(claims, "birthdate"), today),
        civility=_SEXES.get(_text(claims, "gender")),
        birth_place=_place(_text(claims, "birthplace"), _text(claims, "birthcountry"), label_of),
        mail=mail if "@" in mail and len(mail) <= _LONGEST_MAIL and mail.isprintable() else None,
    )


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _as_it_came(name: str) -> str:
    """The name as it was transmitted, whatever signs are in it; cleaned where no screen or table would take it."""
    return name.strip() if name.isprintable() else "".join(filter(str.isprintable, cleaned(name)))


def _date(text: str, today: date) -> str | None:
    """The date, if some day can be it."""
    if not _DATE.fullmatch(text):
        return None
    year, month, day = text.split("-")
    likely = f"{year}-{'01' if month == _UNKNOWN else month}-{'01' if day == _UNKNOWN else day}"
    return None if isinstance(read_birth_date(likely, today), str) else text


def _place(commune: str, country: str, label_of: Callable[[PlaceKind, str], str | None]) -> BirthPlace | None:
    """The commune; abroad, the country."""
    for kind, code in ((PlaceKind.COMMUNE, commune), (PlaceKind.COUNTRY, country)):
        if _CODE.fullmatch(code) and code != _FRANCE and (label := label_of(kind, code)):
            return BirthPlace(kind, code, label)
    return None
