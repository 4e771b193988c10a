"""`/v1/files/{file_id}/declarations`: what a household declares every three months."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model, Month
from api_client.transport import Call


class Declaration(Model):
    """The declaration of three months.

    Attributes:
        quarter: the first of them, which names it.
        months: all three.
        paid: the months whose benefits follow it.
        due_on: the last day on which it is in time.
        declared_at: when it was sent, or corrected; None while it was not.
        late: whether it was not sent in time.
        open: whether it can be sent now, or corrected.
    """

    quarter: Month
    months: tuple[Month, ...]
    paid: tuple[Month, ...]
    due_on: date
    declared_at: datetime | None
    late: bool
    open: bool


class BenefitChange(Model):
    """What a benefit comes to a month, and what it would come to."""

    benefit: str
    before: Cents
    after: Cents


class NotEstimated(Model):
    """A benefit that follows the declaration and is not estimated, with the code of the reason."""

    benefit: str
    reason: str


class DeclarationEstimate(Model):
    """What a declaration would change.

    Attributes:
        paid: the months for which it would.
        benefits: those that follow a declaration.
        not_estimated: those of which nothing can be said.
        left_out: kinds of income that were declared and are not counted, as codes.
        suppositions: what is taken for granted, as codes.
    """

    paid: tuple[Month, ...]
    benefits: tuple[BenefitChange, ...]
    not_estimated: tuple[NotEstimated, ...]
    left_out: tuple[str, ...]
    suppositions: tuple[str, ...]


class _Declarations(Model):
    items: tuple[Declaration, ...]


class _Answers(Model):
    answers: dict[str, Any] = Field(repr=False)


class Declarations:
    """The declarations of a file."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def list(self, file_id: str) -> tuple[Declaration, ...]:
        """Ask for what was declared and what waits to be, the newest first.

        Raises:
            DoorClosed: the person may not declare for this file.
            NotFound: no such file of this person's.
        """
        call = Call.of("GET", "v1", "files", file_id, "declarations")
        return _Declarations.read(await self._keeper.send(call)).items

    async def estimate(self, file_id: str, quarter: Month, answers: Mapping[str, Any]) -> DeclarationEstimate:
        """Ask what the answers so far would change. They are not kept.

        Raises:
            ServerFailed: nothing can be estimated there, or not yet.
            NotFound: the fund does not ask for that quarter.
        """
        body = _Answers(answers=dict(answers))
        call = Call.of("POST", "v1", "files", file_id, "declarations", quarter, "estimate", body=body)
        return DeclarationEstimate.read(await self._keeper.send(call))
