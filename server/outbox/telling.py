"""How features have people told, outside the program, of what waits for them in it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.outbox.texts import Text
    from server.rules.codes import Channel


class Subject(StrEnum):
    """What a person can choose to be told of.

    What concerns the safety of an account, and what acknowledges an act of the person, is always sent: `Notifier` does
    that.
    """

    MESSAGE = "message"
    DOCUMENT = "document"
    DECLARATION = "declaration"
    PAYMENT = "payment"
    APPOINTMENT = "appointment"


class Telling(Protocol):
    """What tells a person as they have chosen."""

    def tell(
        self,
        transaction: Transaction,
        account_id: UUID,
        subject: Subject,
        text: Callable[[Channel], Text] | None = None,
    ) -> None:
        """Tell the holder of an account of something, in the ways that they have chosen for it.

        Args:
            transaction: nothing leaves unless it commits.
            account_id: who is told.
            subject: of what.
            text: what a mail or an SMS says; without it, that there is something of that subject. A locked screen never
                says more than that.
        """
