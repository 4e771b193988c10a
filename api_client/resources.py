"""`/v1/files/{file_id}/resources`, `/resource-corrections` and `/quotient`: what a household lives on."""

from datetime import date, datetime
from typing import Literal

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model, Month, Secret
from api_client.transport import Call

CorrectionKind = Literal["amount", "period", "not_mine"]


class Correction(Model):
    """What somebody said is wrong with a resource, as the resource stood then, and where that stands."""

    correction_id: str
    reference: str
    resource_id: str
    name: str
    resource_kind: str
    from_month: Month
    until_month: Month
    amount: Cents
    kind: CorrectionKind
    proposed_amount: Cents | None
    comment: SecretStr | None
    state: Literal["received", "accepted", "refused"]
    asked_at: datetime
    answered_at: datetime | None


class Resource(Model):
    """What a member of the household received over some months.

    Attributes:
        resource_id: by which a correction names it.
        name: of the member.
        kind: a code, such as `wages`.
        from_month: its first month.
        until_month: its last month.
        amount: over all of them.
        source: where the fund has it from, as a code such as `employer`.
        received_on: when.
        declared_by: who of the household declared it; None where nobody did.
        correction: the newest that was asked of it.
    """

    resource_id: str
    name: str
    kind: str
    from_month: Month
    until_month: Month
    amount: Cents
    source: str
    received_on: date
    declared_by: str | None
    correction: Correction | None


class ResourceYear(Model):
    """The resources of a year, the newest first, and the years of which there are any."""

    year: int
    years: tuple[int, ...]
    items: tuple[Resource, ...]


class Income(Model):
    """What somebody had in the year that counts."""

    name: str
    amount: Cents


class Part(Model):
    """What the members of one kind count for, in half parts."""

    kind: str
    count: int
    half_parts: int


class Computation(Model):
    """How a quotient is made: a twelfth of the incomes and the benefits of the month, divided by the parts."""

    year: int
    incomes: tuple[Income, ...]
    benefits: Cents
    parts: tuple[Part, ...]


class QuotientOfMonth(Model):
    """The quotient familial of a month; None where there was none."""

    month: Month
    amount: Cents | None


class FamilyQuotient(Model):
    """The quotient familial: its amount and how it is made, or why there is none, and those of the months before."""

    amount: Cents | None
    month: Month | None
    unavailable_reason: str | None
    computation: Computation | None
    history: tuple[QuotientOfMonth, ...]


class _Corrections(Model):
    items: tuple[Correction, ...]


class _Asked(Model):
    kind: CorrectionKind
    amount: Cents | None
    comment: Secret | None


class Resources:
    """What a household lives on."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def of_year(self, file_id: str, year: int | None = None) -> ResourceYear:
        """Ask for the resources of a year; None for the newest with any.

        Raises:
            DoorClosed: the person may not see them.
            Refused: `validation_failed` for a year to come, or of too long ago.
        """
        query: dict[str, str | int] | None = {"year": year} if year is not None else None
        call = Call.of("GET", "v1", "files", file_id, "resources", query=query)
        return ResourceYear.read(await self._keeper.send(call))

    async def correct(
        self,
        file_id: str,
        resource_id: str,
        kind: CorrectionKind,
        *,
        amount: int | None = None,
        comment: str = "",
    ) -> Correction:
        """Say what is wrong with a resource.

        Args:
            file_id: the file.
            resource_id: the resource.
            kind: what is wrong.
            amount: what it should be, in cents, where the amount is wrong.
            comment: in the person's words; empty for none.

        Raises:
            ChangedMeanwhile: another correction of it waits for its answer.
            NotFound: the fund has other figures by now.
        """
        body = _Asked(kind=kind, amount=amount, comment=SecretStr(comment) if comment else None)
        call = Call.of("POST", "v1", "files", file_id, "resources", resource_id, "corrections", body=body)
        return Correction.read(await self._keeper.send(call))

    async def corrections(self, file_id: str) -> tuple[Correction, ...]:
        """Ask for all corrections that were asked, the newest first.

        Raises:
            DoorClosed: the person may not see them.
        """
        call = Call.of("GET", "v1", "files", file_id, "resource-corrections")
        return _Corrections.read(await self._keeper.send(call)).items

    async def quotient(self, file_id: str) -> FamilyQuotient:
        """Ask for the quotient familial.

        Raises:
            DoorClosed: the person may not see it.
        """
        call = Call.of("GET", "v1", "files", file_id, "quotient")
        return FamilyQuotient.read(await self._keeper.send(call))
