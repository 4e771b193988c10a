"""The resumption of a draft: a contact may lead to several, as couples, families and social workers share one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.enrolment.rules import BIRTH_DATE_REQUIRED, NAME_REQUIRED
from server.http.problems import Problem
from server.rules.birth_dates import BirthDate
from text_rules.absence import means_no_name
from text_rules.folding import folded_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.enrolment.tables import Enrolment


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """What a person gives to resume a draft: the code that came to its contact, and their own data.

    Attributes:
        code: as typed.
        born: date of birth, `YYYY-MM-DD`; None before it was asked for.
        first_name: as typed, empty for a person without one; None before it was asked for.
        birth_name: likewise.
    """

    code: str = field(repr=False)
    born: str | None = field(default=None, repr=False)
    first_name: str | None = field(default=None, repr=False)
    birth_name: str | None = field(default=None, repr=False)


def claimed_draft(drafts: Sequence[Enrolment], claim: DraftClaim) -> Enrolment | None:
    """Return the draft of that person, the first where they have several; None where none is theirs.

    The date of birth is always asked for, even with a single draft: the contact alone does not show whose draft it is.
    The names are asked for where two people have the same date of birth, such as twins.

    Raises:
        Problem: `birth_date_required`, `name_required`.
    """
    if claim.born is None:
        raise Problem(BIRTH_DATE_REQUIRED)
    said = BirthDate.read(claim.born)
    # A person who did not know the day may know it by now. A date that lacks a part known in the draft proves nothing.
    found = [draft for draft in drafts if said and draft.birth_date and draft.birth_date.is_met_by(said)]
    if claim.first_name is None and claim.birth_name is None:
        if _several(found):
            raise Problem(NAME_REQUIRED)
    else:
        found = _named(found, _folded(claim.first_name), _folded(claim.birth_name))
    return found[0] if found and not _several(found) else None


def _named(drafts: Sequence[Enrolment], first_name: str, birth_name: str) -> list[Enrolment]:
    """Return the drafts with that name, compared with the first of the first names, else with all of them."""
    found = [draft for draft in drafts if birth_name in _last_names(draft)]
    first = [draft for draft in found if first_name == folded_letters("".join((draft.first_names or [])[:1]))]
    return first or [draft for draft in found if first_name == _first_names(draft)]


def _folded(said: str | None) -> str:
    return "" if means_no_name(said or "") else folded_letters(said or "")


def _several(drafts: Sequence[Enrolment]) -> bool:
    """Return whether the drafts belong to different people."""
    return len({(folded_letters(draft.birth_name or ""), _first_names(draft)) for draft in drafts}) > 1


def _last_names(draft: Enrolment) -> set[str]:
    names = {folded_letters(draft.birth_name or "")}
    return names | {folded_letters(draft.used_name)} if draft.used_name else names


def _first_names(draft: Enrolment) -> str:
    return folded_letters(" ".join(draft.first_names or []))
