"""The paths of Mes paiements."""

from typing import Final

from app.core.routes import HOME

PAYMENTS: Final = f"{HOME}/paiements"
PAYMENT: Final = f"{PAYMENTS}/:payment_id"


def payment_path(payment_id: str) -> str:
    """Return the path of one payment."""
    return f"{PAYMENTS}/{payment_id}"
