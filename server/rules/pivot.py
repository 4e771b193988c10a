"""The identity that FranceConnect vouches for (the "identité pivot"), as far as it is transmitted.

It may be incomplete: only the country for a person born abroad, an unknown month or day of birth (`1977-00-03`), no
sex, one name only. An empty name that is transmitted says that there is none. A value that cannot be read counts as
not transmitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.rules.birth_dates import BirthDate
from server.rules.civil_status import BirthPlace, Civility, read_birth_date
from server.rules.likeness import Element, Particulars
from server.rules.places import same_place
from text_rules.cleaning import cleaned
from text_rules.folding import folded_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

_CODE = re.compile(r"[0-9AB]{5}", re.ASCII)
_FRANCE = "99100"
_SEXES = {"male": Civility.MONSIEUR, "female": Civility.MADAME}
_LONGEST_MAIL = 254
# The length of a name in the tables.
_LONGEST_NAME = 400
_MOST_FIRST_NAMES = 20


@dataclass(frozen=True, slots=True, repr=False)
class Pivot:
    """A vouched identity; what was not transmitted is None or empty.

    Attributes:
        birth_date: YYYY-MM-DD, with 00 for an unknown part.
        no_birth_name, no_first_name: whether an empty one was transmitted: the person has none.
    """

    birth_name: str | None
    first_names: tuple[str, ...]
    birth_date: str | None
    civility: Civility | None
    birth_place: BirthPlace | None
    mail: str | None
    no_birth_name: bool = False
    no_first_name: bool = False

    @property
    def born(self) -> BirthDate | None:
        """The date of birth, as far as it is known."""
        return BirthDate.read(self.birth_date or "")

    @property
    def missing(self) -> list[Element]:
        """The elements that were not transmitted: the person is asked for them."""
        transmitted = {
            Element.BIRTH_NAME: self.birth_name or self.no_birth_name,
            Element.FIRST_NAMES: self.first_names or self.no_first_name,
            Element.BIRTH_DATE: self.birth_date,
            Element.CIVILITY: self.civility,
            Element.BIRTH_PLACE: self.birth_place,
        }
        return [element for element, value in transmitted.items() if not value]

    @property
    def proves_identity(self) -> bool:
        """Whether it replaces an identity document: everything but the sex was transmitted."""
        return not set(self.missing) - {Element.CIVILITY}

    @property
    def particulars(self) -> Particulars:
        """The particulars by which it is compared."""
        return Particulars(
            birth_name=self.birth_name or ("" if self.no_birth_name else None),
            first_names=self.first_names or (() if self.no_first_name else None),
            birth_date=self.born,
            civility=self.civility,
            place=self.birth_place.code if self.birth_place else None,
        )

    def contradicted(self, said: TypedElements) -> list[Element]:
        """Return the elements in which a person contradicts it: what was transmitted cannot be changed.

        A person may repeat a value in another spelling, split first names elsewhere, or leave a value out.
        """
        vouched = set(Element) - set(self.missing)
        born = BirthDate.read(said.birth_date)
        place = self.birth_place.code if self.birth_place else ""
        agrees = {
            Element.BIRTH_NAME: _same_name([self.birth_name or ""], [said.birth_name]),
            Element.FIRST_NAMES: _same_name(self.first_names, said.first_names),
            Element.BIRTH_DATE: not said.birth_date
            or (born is not None and self.born is not None and self.born.agrees(born)),
            Element.CIVILITY: said.civility in {None, self.civility},
            Element.BIRTH_PLACE: said.birth_place is None or same_place(place, said.birth_place),
        }
        return [element for element, holds in agrees.items() if not holds and element in vouched]


NOTHING_VOUCHED = Pivot(
    birth_name=None, first_names=(), birth_date=None, civility=None, birth_place=None, mail=None
)


@dataclass(frozen=True, slots=True, repr=False)
class TypedElements:
    """What a person types of the vouched elements; empty or None where nothing was typed.

    Attributes:
        birth_place: INSEE code.
    """

    birth_name: str
    first_names: Sequence[str]
    birth_date: str
    civility: Civility | None
    birth_place: str | None


def _same_name(transmitted: Sequence[str], said: Sequence[str]) -> bool:
    """Return whether names are the same, however they are split and spelled, or whether none was typed."""
    echo = folded_letters(" ".join(said))
    return not "".join(said).strip() or folded_letters(" ".join(transmitted)) == echo


def read_pivot(
    claims: Mapping[str, object], today: date, place_of: Callable[[str], BirthPlace | None]
) -> Pivot:
    """Read the identity in the claims of a userinfo, each of which may be absent or of any type.

    Args:
        claims: as transmitted; their signature was verified.
        today: a birth date is not after it.
        place_of: gives today's place for an INSEE code, today's or a former one; None where there is none.
    """
    first_names = _first_names(claims)
    birth_name = _as_it_came(_text(claims, "family_name"))
    mail = _text(claims, "email").strip()
    return Pivot(
        birth_name=birth_name if 0 < len(birth_name) <= _LONGEST_NAME else None,
        first_names=first_names,
        birth_date=_date(_text(claims, "birthdate"), today),
        civility=_SEXES.get(_text(claims, "gender")),
        birth_place=_place(_text(claims, "birthplace"), _text(claims, "birthcountry"), place_of),
        mail=mail if "@" in mail and len(mail) <= _LONGEST_MAIL and mail.isprintable() else None,
        no_birth_name=bool(first_names) and _is_empty(claims.get("family_name")),
        no_first_name=bool(birth_name)
        and (_is_empty(claims.get("given_name_array")) or _is_empty(claims.get("given_name")))
        and not first_names,
    )


def _first_names(claims: Mapping[str, object]) -> tuple[str, ...]:
    given = claims.get("given_name_array")
    if not (isinstance(given, list) and given and all(isinstance(name, str) for name in given)):
        given = _text(claims, "given_name").split()
    names = tuple(filter(None, map(_as_it_came, given)))
    fit = len(names) <= _MOST_FIRST_NAMES and all(len(name) <= _LONGEST_NAME for name in names)
    return names if fit else ()


def _is_empty(value: object) -> bool:
    """Return whether a name was transmitted and is empty: a text or a list of texts."""
    if isinstance(value, list):
        return all(isinstance(name, str) and not name.strip() for name in value)
    return isinstance(value, str) and not value.strip()


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _as_it_came(name: str) -> str:
    """Return the name as transmitted, whatever signs it has; cleaned where it cannot be printed."""
    return name.strip() if name.isprintable() else "".join(filter(str.isprintable, cleaned(name)))


def _date(text: str, today: date) -> str | None:
    """Return the date, if it can be a birth date."""
    born = read_birth_date(text, today)
    return None if isinstance(born, str) else born.iso


def _place(commune: str, country: str, place_of: Callable[[str], BirthPlace | None]) -> BirthPlace | None:
    """Return the commune of birth, or the country for a person born abroad."""
    for code in (commune, country):
        if _CODE.fullmatch(code) and code != _FRANCE and (place := place_of(code)):
            return place
    return None
