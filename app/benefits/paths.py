"""The paths of Aides et démarches."""

from typing import Final

BENEFITS: Final = "/aides"
BENEFIT: Final = f"{BENEFITS}/:benefit"


def benefit_path(code: str) -> str:
    """Return the path of one benefit."""
    return f"{BENEFITS}/{code}"
