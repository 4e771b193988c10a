"""Renewal of the traces of holders after a change of the rules that make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.crypto.pepper import pepper_of
from server.db.tables import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session as Transaction

# Change this with the rules that recognise people (`server.rules.likeness`): folding, places, traces.
RULES = "1"
_TRACED_BY = "identities_traced_by"


def renew_outdated_traces(transaction: Transaction, keys: Sequence[str] = ()) -> None:
    """Make the traces again, unless they were made by today's rules.

    Args:
        transaction: where they are.
        keys: those that open the database's own.
    """
    made_by = transaction.get(Fact, _TRACED_BY)
    if made_by is not None and made_by.value == RULES:
        return
    # The comparison of names takes long to load, and is needed here only after an upgrade.
    from server.identities.recognition import renew_traces

    transaction.flush()
    renew_traces(transaction, pepper_of(transaction, keys))
    transaction.merge(Fact(name=_TRACED_BY, value=RULES))
