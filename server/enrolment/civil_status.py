"""The civil status of an enrolment, read from what the person typed."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from server.http.problems import invalid
from server.http.text_fields import Typed, TypedSecret
from server.rules.civil_status import (
    BirthPlace,
    Civility,
    CivilStatus,
    PlaceKind,
    first_names_error,
    name_error,
    read_birth_date,
)
from server.rules.identifiers import NirError, read_nir
from server.rules.pivot import NOTHING_VOUCHED, Pivot, TypedElements
from text_rules.absence import means_no_name
from text_rules.names import first_names_in, tidy_name

# Longer than any name: the rules of names say what is wrong with one that is merely too long.
_Name = Annotated[Typed, Field(max_length=400)]


class PlaceSaid(BaseModel):
    """A place of birth, chosen among those of `GET /v1/places`."""

    kind: PlaceKind
    code: Annotated[Typed, Field(max_length=5)]


class CivilStatusSaid(BaseModel):
    """The civil status that a person gives.

    `nir` is null for a person without one. `birth_date` is YYYY-MM-DD, with 00 for an unknown day or month. A person
    with one name only says which of the two names is missing.
    """

    nir: Annotated[TypedSecret, Field(max_length=40)] | None = None
    civility: Civility | None = None
    birth_name: _Name = ""
    used_name: _Name | None = None
    first_names: Annotated[list[_Name], Field(max_length=20)] = []
    no_first_name: bool = False
    no_birth_name: bool = False
    birth_date: Annotated[Typed, Field(max_length=400)] = ""
    birth_place: PlaceSaid | None = None
    confirmed: bool = False


def read_civil_status(said: CivilStatusSaid, today: date, vouched: Pivot | None = None) -> CivilStatus:
    """Read the civil status: the vouched elements as they were transmitted, the others as they were typed.

    Args:
        said: as typed; vouched elements may be repeated or left out.
        today: a birth date is not after it.
        vouched: the identity that FranceConnect vouched for; its names are not checked.

    Raises:
        Problem: `validation_failed`, with every error; `vouched` is that of an element that contradicts the vouched
            identity.
    """
    known = vouched or NOTHING_VOUCHED
    wrong: list[tuple[str, str]] = [
        (element.value, "vouched") for element in known.contradicted(_typed_elements(said))
    ]
    nir = read_nir(said.nir.get_secret_value()) if said.nir is not None else None
    if isinstance(nir, NirError):
        wrong.append(("nir", nir.value))
    civility = known.civility or said.civility
    if civility is None:
        wrong.append(("civility", "required"))
    used_name = tidy_name(said.used_name or "")
    if used_name and (error := name_error(used_name)):
        wrong.append(("used_name", error))
    birth_name, first_names, wrong_names = _names(said, known)
    wrong += wrong_names
    birth_date = known.born or read_birth_date(said.birth_date.strip(), today)
    if isinstance(birth_date, str):
        wrong.append(("birth_date", birth_date))
    birth_place = known.birth_place or _place(said.birth_place)
    if isinstance(birth_place, str):
        wrong.append(("birth_place", birth_place))
    if (
        wrong
        or civility is None
        or isinstance(nir, NirError)
        or isinstance(birth_date, str)
        or isinstance(birth_place, str)
    ):
        raise invalid(*wrong)
    return CivilStatus(
        nir=nir,
        civility=civility,
        birth_name=birth_name,
        used_name=used_name or None,
        first_names=first_names,
        birth_date=birth_date,
        birth_place=birth_place,
    )


def _names(said: CivilStatusSaid, known: Pivot) -> tuple[str, tuple[str, ...], list[tuple[str, str]]]:
    """Return birth name, first names and their errors. The person may say that one of the two is missing."""
    wrong: list[tuple[str, str]] = []
    first_names = known.first_names or tuple(
        name for typed in said.first_names for name in first_names_in(typed)
    )
    birth_name = known.birth_name or tidy_name(said.birth_name)
    no_first_name = known.no_first_name or said.no_first_name
    no_birth_name = known.no_birth_name or said.no_birth_name
    if not (known.birth_name or (no_birth_name and not birth_name)) and (error := name_error(birth_name)):
        wrong.append(("birth_name", error))
    elif not known.birth_name and means_no_name(birth_name):
        birth_name = ""
    if not (known.first_names or (no_first_name and not first_names)) and (
        error := first_names_error(first_names)
    ):
        wrong.append(("first_names", error))
    elif not known.first_names and all(map(means_no_name, first_names)):
        first_names = ()
    if not (birth_name or first_names or wrong):
        wrong.append(("birth_name", "required"))  # everybody has one of the two
    return birth_name, first_names, wrong


def _typed_elements(said: CivilStatusSaid) -> TypedElements:
    place = said.birth_place
    return TypedElements(
        birth_name=said.birth_name,
        first_names=said.first_names,
        birth_date=said.birth_date.strip(),
        civility=said.civility,
        birth_place=place.code if place else None,
    )


def _place(said: PlaceSaid | None) -> BirthPlace | str:
    if said is None:
        return "required"
    from server.rules.places import find

    place = find(said.kind.value, said.code)
    return BirthPlace(said.kind, place.code, place.label) if place else "place_unknown"
