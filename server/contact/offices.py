"""The funds of all départements, from a list that says where each fact comes from and of which day it is.

What nobody could name a source for is not in it, and shown nowhere.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from text_rules.folding import folded_words

_FILE: Final = Path(__file__).with_name("offices.json")
_POSTCODE: Final = re.compile(r"\d{5}", re.ASCII)
_CORSE: Final = "20"
_HAUTE_CORSE: Final = ("202", "204", "206")
_OVERSEAS: Final = ("97", "98")
# Saint-Barthélemy and Saint-Martin are of the fund of Guadeloupe.
_ISLANDS: Final = {"977": "971", "978": "971"}
_FRANCE: Final = frozenset({"", "france"})


class Sourced(BaseModel):
    """A fact with its source, and the day of which it is."""

    model_config = ConfigDict(frozen=True)

    source: str
    checked_on: date


class OfficeAddress(Sourced):
    """Where letters are sent, and where one goes."""

    lines: list[str]
    postcode: str
    city: str


class OpeningDays(BaseModel):
    """Days of the week (1 is Monday) with the hours from and to which they are open, HH:MM."""

    model_config = ConfigDict(frozen=True)

    days: list[int]
    hours: list[tuple[str, str]]


class Opening(Sourced):
    """When an office is open."""

    days: list[OpeningDays]


class Telephone(Sourced):
    """The number of all funds, which costs what a local call does."""

    number: str


class Office(BaseModel):
    """A fund; what is not known of it is null.

    `department` is the code of its département, `place` the name of that.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    department: str
    place: str
    name: str
    telephone: Telephone
    website: str
    address: OfficeAddress | None = None
    opening: Opening | None = None


@cache
def offices() -> Mapping[str, Office]:
    """Return all of them by code, in the order of their départements."""
    listed = json.loads(_FILE.read_text(encoding="utf-8"))
    shared = {"telephone": listed["telephone"], "website": listed["website"]}
    found = (Office.model_validate({**shared, **each}) for each in listed["offices"])
    return {office.code: office for office in found}


def offices_at(postcode: str, country: str) -> list[Office]:
    """Return the funds of whoever lives there: none abroad, one of a département, two of the one that has two.

    A few communes have the postcode of a neighbouring département: people can always choose another fund.
    """
    if country.strip().casefold() not in _FRANCE:
        return []
    department = _department(postcode.strip())
    return [office for office in offices().values() if office.department == department]


def found(typed: str) -> list[Office]:
    """Return the funds of a département that is named as people type it, all where nothing is typed."""
    words = folded_words(typed)
    number = words.replace(" ", "")
    if _POSTCODE.fullmatch(number):
        return offices_at(number, "")
    if any(character.isdigit() for character in number):
        return [each for each in offices().values() if each.department.lower() == number.zfill(2)]
    return [each for each in offices().values() if words in folded_words(f"{each.place} {each.name}")]


def _department(postcode: str) -> str:
    if postcode.startswith(_CORSE):
        return "2B" if postcode.startswith(_HAUTE_CORSE) else "2A"
    if postcode.startswith(_OVERSEAS):
        return _ISLANDS.get(postcode[:3], postcode[:3])
    return postcode[:2]
