"""Forms that are made for one household and one period, as requests need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


class PeriodicForm(Protocol):
    """A form with what is filled in beforehand."""

    @property
    def definition(self) -> dict[str, Any]:
        """The form, for this household alone."""

    @property
    def answers(self) -> dict[str, Any]:
        """What is known already."""


class PeriodicForms(Protocol):
    """What makes forms for periods, and hears of what was sent."""

    def form(
        self, transaction: Transaction, questionnaire: str, file_id: UUID | None, period: str
    ) -> PeriodicForm:
        """Return the form of a period (its first month, YYYY-MM).

        Raises:
            Problem: `not_found` where nobody asks for it.
        """

    def record(
        self,
        transaction: Transaction,
        questionnaire: str,
        file_id: UUID | None,
        period: str | None,
        answered: Mapping[str, Any],
    ) -> None:
        """Note what was sent, where it is for a period.

        Raises:
            Problem: `not_found` where it is too late for it.
        """
