"""Makes what holders are found by again, where it was made by other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.crypto.pepper import pepper_of
from server.db.tables import Fact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

# Changes with the rules by which people are found again (`server.rules.likeness`): folding, places, traces.
RULES = "1"
_TRACED_BY = "identities_traced_by"


def know_people_again(transaction: Transaction) -> None:
    """Make it again, unless it was made by the rules of today."""
    made_by = transaction.get(Fact, _TRACED_BY)
    if made_by is not None and made_by.value == RULES:
        return
    # What compares names takes long to load, and is needed here once a version.
    from server.identities.recognition import keep_again

    transaction.flush()
    keep_again(transaction, pepper_of(transaction))
    transaction.merge(Fact(name=_TRACED_BY, value=RULES))
