"""Entitlements that hang on the age of a child."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.entitlements.tables import Entitlement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.entitlements.rules import EndingEvent

_AGES: Final[Mapping[EndingEvent | str, int]] = {"child_turns_3": 3, "child_turns_20": 20}


class EntitlementAges:
    """The ages at which entitlements may end."""

    def ages(self, transaction: Transaction, file_id: UUID) -> Sequence[tuple[str, int]]:
        """Return the benefits of a file that are not closed, by code, each with an age of a child that may end it."""
        query = select(Entitlement).where(Entitlement.file_id == file_id, Entitlement.state != "closed")
        return [
            (each.benefit, _AGES[event])
            for each in transaction.scalars(query)
            for event in each.ends_when
            if event in _AGES
        ]
