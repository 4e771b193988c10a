"""The identity that FranceConnect vouched for, as the client sees it."""

from pydantic import BaseModel, TypeAdapter

from server.rules.civil_status import Civility, PlaceKind
from server.rules.likeness import Element
from server.rules.pivot import Pivot

PIVOT = TypeAdapter(Pivot)


class PlaceState(BaseModel):
    """A place of birth."""

    kind: PlaceKind
    code: str
    label: str


class Vouched(BaseModel):
    """What FranceConnect transmitted of a person; the rest is null, and in `missing` where the person is asked for it.

    `birth_date` is YYYY-MM-DD, with 00 for an unknown month or day. `no_birth_name` and `no_first_name` say that the
    person has none.
    """

    birth_name: str | None
    first_names: list[str]
    birth_date: str | None
    civility: Civility | None
    birth_place: PlaceState | None
    mail: str | None
    no_birth_name: bool
    no_first_name: bool
    missing: list[Element]


def vouched_of(pivot: Pivot) -> Vouched:
    """Return the identity as the client sees it."""
    return Vouched.model_validate(
        {**PIVOT.dump_python(pivot), "missing": pivot.missing}, from_attributes=True
    )
