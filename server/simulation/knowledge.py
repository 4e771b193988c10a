"""What the fund knows of who simulates, so that nothing is asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from server.people.doors import Role
from server.people.tables import Member
from server.questionnaires.knowledge import Known, known
from server.questionnaires.prefill import prepared
from server.simulation.questionnaire import definition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.questionnaires.knowledge import Facts

_TOGETHER: Final = frozenset({"couple", "married", "pacs"})
_MARITAL: Final = "file.marital"


def known_answers(
    transaction: Transaction, account_id: UUID, file_id: UUID | None, sources: Sequence[Facts], year: int
) -> dict[str, Any]:
    """Return the answers to the questionnaire of a year that are known of a person, in one of their files or none."""
    found = known(transaction, account_id, file_id, sources)
    facts = {**found.facts, **_household(transaction, account_id, file_id, found.facts)}
    return prepared(definition(year), Known(facts, found.people)).answers


def _household(
    transaction: Transaction, account_id: UUID, file_id: UUID | None, facts: Mapping[str, Any]
) -> dict[str, Any]:
    address = facts.get("person.address") or {}
    mine = {"address.postcode": address.get("postcode"), "address.city": address.get("city")}
    if _MARITAL not in facts:  # no file, or one whose situation is closed to them
        return mine
    mine["household.couple"] = facts[_MARITAL] in _TOGETHER
    adults = select(Member.birth_date).where(
        Member.file_id == file_id,
        Member.account_id.is_distinct_from(account_id),
        Member.role.in_((Role.RESPONSABLE, Role.CONJOINT)),
    )
    return mine | {"household.partner_birth_date": transaction.scalar(adults.limit(1))}
