"""Quarters of declarations: which months are declared, from when, until when, and for which months. No database.

Prime d'activité, RSA and AAH are computed anew every three months from what the household declares (Code de la sécurité
sociale, R843-1 and R843-2; Code de l'action sociale et des familles, R262-4-1; caf.fr, "Ma déclaration trimestrielle").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

from server.rules.payments import first_day, month_code, month_of

if TYPE_CHECKING:
    from datetime import date

DECLARED_FOR: Final = ("prime_activite", "rsa", "aah")
"""The benefits that follow what is declared every three months."""

IncomeKind = Literal[
    "wages",
    "self_employment",
    "unemployment",
    "sickness",
    "parental_leave",
    "pension",
    "scholarship",
    "alimony",
]
"""What somebody may live on, under the codes of resources."""

INCOME_KINDS: Final[tuple[IncomeKind, ...]] = get_args(IncomeKind)

QUARTER: Final = 3
LATE_QUARTERS: Final = 2
"""For how many quarters after its own a declaration is still taken, late or corrected."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months that are declared together.

    Attributes:
        first: the first of them, YYYY-MM.
    """

    first: str

    @property
    def months(self) -> tuple[str, ...]:
        """The months that are declared."""
        return tuple(self._month(back) for back in range(QUARTER))

    @property
    def opens_on(self) -> date:
        """The first day on which it can be declared: the three months are over."""
        return month_of(first_day(self.first), -QUARTER)

    @property
    def due_on(self) -> date:
        """The last day on which it is in time: the end of the month after."""
        return month_of(first_day(self.first), -QUARTER - 1) - timedelta(days=1)

    @property
    def paid(self) -> tuple[str, ...]:
        """The months whose benefits follow what is declared."""
        return tuple(self._month(QUARTER + 1 + back) for back in range(QUARTER))

    @property
    def computed_in(self) -> str:
        """The month of which a benefit is computed from these three: the one after them."""
        return self._month(QUARTER)

    def before(self, quarters: int = 1) -> Quarter:
        """Return the quarter so many before this one."""
        return Quarter(self._month(-QUARTER * quarters))

    def is_open(self, today: date) -> bool:
        """Return whether it can be declared on a day, in time or late."""
        return self.opens_on <= today < month_of(self.opens_on, -QUARTER * LATE_QUARTERS)

    def _month(self, ahead: int) -> str:
        return month_code(month_of(first_day(self.first), -ahead))
