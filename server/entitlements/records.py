"""Records of a fund that the feature stores: rights of households."""

from collections.abc import Iterator, Sequence
from typing import Literal, Self

from pydantic import Field, model_validator
from sqlalchemy.orm import Session as Transaction

from server.db.bulk import upsert
from server.entitlements.rules import EndingEvent, EntitlementReason, EntitlementState, LiftingAct
from server.entitlements.tables import Entitlement
from server.feature import Importable, Link
from server.imports.records import Code, Day, Key, PositiveCents, Record, fault, id_of
from server.services import Services


class EntitlementRecord(Record):
    """A benefit to which a household is or was entitled, month after month."""

    kind: Literal["entitlement"]
    household: Key
    benefit: Code
    amount: PositiveCents = Field(description="Integer cents a month.")
    since: Day
    until: Day | None = None
    state: EntitlementState = "open"
    reason: EntitlementReason | None = Field(None, description="Why it is suspended or closed.")
    act: LiftingAct | None = Field(None, description="What the person can do about a suspension.")
    ends_when: tuple[EndingEvent, ...] = Field((), description="In CSV one cell, with | between two codes.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise fault("dates_order")
        return self


def _write(_: Services, transaction: Transaction, records: Sequence[EntitlementRecord]) -> None:
    names = ("benefit", "amount", "since", "until", "state", "reason", "act")
    rows = [
        {
            "id": id_of("entitlement", each.key),
            "file_id": id_of("household", each.household),
            "ends_when": list(each.ends_when),
            **{name: getattr(each, name) for name in names},
        }
        for each in records
    ]
    upsert(transaction, Entitlement, rows)


def _links(record: EntitlementRecord) -> Iterator[Link]:
    yield Link("household", "household", record.household)


IMPORTABLE = (
    Importable(kind="entitlement", model=EntitlementRecord, table=Entitlement, write=_write, links=_links),
)
