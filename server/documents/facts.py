"""What a paper states: gathered when it is asked for, and not changed by what happens while it is made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import select

from server.documents.rules import NOTHING_TO_CERTIFY, PaperKind, months_between
from server.http.problems import Problem
from server.people.doors import Role
from server.people.tables import File, Member

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.paper_facts import OpenRight, Paid

Facts = dict[str, Any]
"""JSON values; amounts are integer cents, months YYYY-MM, dates ISO 8601."""


class PaymentFacts(Protocol):
    """The payments of files, as papers need them."""

    def paid(self, transaction: Transaction, file_id: UUID, since: str, until: str) -> Sequence[Paid]:
        """Return the payments of the months from one to another, both included, oldest first."""

    def last_month(self, transaction: Transaction, file_id: UUID) -> str | None:
        """Return the month of the newest payment, if any."""


class RightFacts(Protocol):
    """The rights of files, as papers need them."""

    def open_rights(self, transaction: Transaction, file_id: UUID, on: date) -> Sequence[OpenRight]:
        """Return the benefits to which a file is entitled on a day, by their codes."""


class QuotientFacts(Protocol):
    """The quotients of files, as papers need them."""

    def known(self, transaction: Transaction, file_id: UUID) -> tuple[int, str] | None:
        """Return the newest quotient and its month; None where there is none."""


def digest(facts: Facts) -> bytes:
    """Return the digest by which the same paper is known."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).digest()


@dataclass(frozen=True, slots=True)
class Sources:
    """Who knows what papers state."""

    payments: PaymentFacts
    rights: RightFacts
    quotients: QuotientFacts

    def gather(
        self,
        transaction: Transaction,
        file_id: UUID,
        kind: PaperKind,
        period: tuple[str, str] | None,
        today: date,
    ) -> Facts:
        """Return what a paper is to state of a file.

        Raises:
            Problem: `nothing_to_certify`.
        """
        file = transaction.get_one(File, file_id)
        facts: Facts = {
            "kind": kind.value,
            "from": period[0] if period else None,
            "until": period[1] if period else None,
            "made_on": today.isoformat(),
            "number": file.number,
            "names": _names(transaction, file_id),
        }
        if period is not None:
            facts["payments"] = [_payment(paid) for paid in self.payments.paid(transaction, file_id, *period)]
        elif kind is PaperKind.RIGHTS_CERTIFICATE:
            facts["rights"] = [
                {"benefit": each.benefit, "amount": each.amount, "since": each.since.isoformat()}
                for each in self.rights.open_rights(transaction, file_id, today)
            ]
        elif (quotient := self.quotients.known(transaction, file_id)) is None:
            raise Problem(NOTHING_TO_CERTIFY)
        else:
            facts["quotient"] = {"amount": quotient[0], "month": quotient[1]}
        return facts


def by_month(facts: Facts) -> list[tuple[str, int]]:
    """Return what arrived in each month of a paper's period, months without payment included."""
    amounts = dict.fromkeys(months_between(facts["from"], facts["until"]), 0)
    for paid in facts["payments"]:
        if not paid["refused"]:
            amounts[paid["paid_on"][:7]] += paid["amount"]
    return list(amounts.items())


def figures_of(facts: Facts) -> Facts:
    """Return what strangers who hold the paper may see repeated: its sums, and initials in place of names."""
    figures: list[Facts] = []
    if "payments" in facts:
        figures = [{"subject": month, "amount": amount} for month, amount in by_month(facts)]
    elif "rights" in facts:
        figures = [{"subject": right["benefit"], "amount": right["amount"]} for right in facts["rights"]]
    else:
        figures = [{"subject": facts["quotient"]["month"], "amount": facts["quotient"]["amount"]}]
    return {
        "kind": facts["kind"],
        "from": facts["from"],
        "until": facts["until"],
        "made_on": facts["made_on"],
        "initials": [_initials(name) for name in facts["names"]],
        "figures": figures,
    }


def _names(transaction: Transaction, file_id: UUID) -> list[str]:
    """Return the names of the adults to whom the file belongs, the responsable first."""
    members = transaction.scalars(
        select(Member).where(Member.file_id == file_id, Member.role.in_((Role.RESPONSABLE, Role.CONJOINT)))
    )
    return [member.name for member in sorted(members, key=lambda each: each.role is not Role.RESPONSABLE)]


def _payment(paid: Paid) -> Facts:
    return {
        "paid_on": paid.paid_on.isoformat(),
        "amount": paid.amount,
        "refused": paid.refused,
        "lines": [
            {"benefit": line.benefit, "month": line.month, "amount": line.amount, "arrears": line.arrears}
            for line in paid.lines
        ],
        "taken_back": [
            {
                "benefit": taken.benefit,
                "from": taken.from_month,
                "until": taken.until_month,
                "amount": taken.amount,
            }
            for taken in paid.taken_back
        ],
    }


def _initials(name: str) -> str:
    return " ".join(f"{part[0]}." for part in name.split())
