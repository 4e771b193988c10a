"""The paths of Mes paiements."""

from typing import Final
from urllib.parse import urlencode

from app.core.routes import HOME

PAYMENTS: Final = f"{HOME}/paiements"
PAYMENTS_MONTH: Final = f"{PAYMENTS}/:month([\\d-]{{1,10}})"
"""Of a month, as it is written (2026-11) or mistyped: never an id, which is longer."""
PAYMENT: Final = f"{PAYMENTS}/:payment_id"
DEBTS: Final = f"{HOME}/indus"
DEBT: Final = f"{DEBTS}/:debt_id"

YEAR: Final = "annee"
BENEFIT: Final = "prestation"


def payments_path(*, year: int | None = None, benefit: str | None = None) -> str:
    """Return the path of the payments, of a year or of a benefit alone where one is given."""
    query = {name: value for name, value in ((YEAR, year), (BENEFIT, benefit)) if value is not None}
    return f"{PAYMENTS}?{urlencode(query)}" if query else PAYMENTS


def month_path(month: str) -> str:
    """Return the path of a month of payments."""
    return f"{PAYMENTS}/{month}"


def payment_path(payment_id: str) -> str:
    """Return the path of one payment."""
    return f"{PAYMENTS}/{payment_id}"


def debt_path(debt_id: str) -> str:
    """Return the path of one debt."""
    return f"{DEBTS}/{debt_id}"
