"""Why there is no quotient familial, wherever it is told."""

from __future__ import annotations

from typing import Literal

UnavailableReason = Literal["income_unknown", "file_closed"]


def why_unavailable(amount: int | None, told: UnavailableReason | None) -> UnavailableReason | None:
    """Return why there is no quotient; None where there is one.

    Args:
        amount: of the newest quotient in cents, if there is one.
        told: what the fund says of it, if anything.
    """
    return None if amount is not None else told or "income_unknown"
