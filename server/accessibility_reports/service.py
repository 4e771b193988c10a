"""Accessibility reports: kept for a year, sent to the fund, acknowledged to who left a mail address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from server.accessibility_reports.tables import AccessibilityReport
from server.clock import Clock
from server.crypto.tokens import readable_code
from server.http.problems import invalid
from server.limits.rates import Rate, Rates
from server.outbox.notifier import Notifier
from server.outbox.texts import accessibility_reported, report_acknowledged
from server.rules.codes import Channel
from server.rules.contacts import ContactRefused, canonical_contact, canonical_number, counted_as
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services

KEPT = timedelta(days=365)
_DEMO_FUND = "accessibilite@example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person reports, as typed; what they left out is empty."""

    text: str = field(repr=False)
    screen: str = field(repr=False)
    tools: str = field(repr=False)
    mail: str = field(repr=False)
    phone: str = field(repr=False)


class AccessibilityReports:
    """The service of accessibility reports."""

    def __init__(self, *, clock: Clock, rates: Rates, notifier: Notifier, fund: str | None) -> None:
        self._clock = clock
        self._rates = rates
        self._notifier = notifier
        self._fund = fund

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        settings = services[Settings]
        return cls(
            clock=services[Clock],
            rates=services[Rates],
            notifier=services[Notifier],
            fund=settings.accessibility_mail or (_DEMO_FUND if settings.demo else None),
        )

    def take(self, transaction: Transaction, told: Told) -> str:
        """Keep a report, and return its reference.

        Raises:
            Problem: `validation_failed` for a contact that is none.
        """
        code = readable_code(8)
        report = AccessibilityReport(
            reference=f"{code[:4]}-{code[4:]}",
            text=told.text,
            screen=told.screen or None,
            tools=told.tools or None,
            mail=_contact("mail", told.mail, lambda typed: canonical_contact(Channel.MAIL, typed)),
            phone=_contact("phone", told.phone, canonical_number),
            received_at=self._clock.now(),
        )
        transaction.add(report)
        if self._fund:
            self._notifier.notify(
                transaction,
                Channel.MAIL,
                self._fund,
                accessibility_reported(
                    report.reference,
                    report.text,
                    screen=report.screen,
                    tools=report.tools,
                    contacts=[contact for contact in (report.mail, report.phone) if contact],
                ),
            )
        # Anybody may have given anybody's address.
        if report.mail and self._rates.allows(Rate.ACKNOWLEDGEMENTS, counted_as(report.mail)):
            self._notifier.notify(
                transaction, Channel.MAIL, report.mail, report_acknowledged(report.reference)
            )
        return report.reference

    def all(self, transaction: Transaction) -> Sequence[AccessibilityReport]:
        """Return the reports that are kept, oldest first."""
        order = (AccessibilityReport.received_at, AccessibilityReport.reference)
        return transaction.scalars(select(AccessibilityReport).order_by(*order)).all()


def _contact(name: str, typed: str, canonical: Callable[[str], str]) -> str | None:
    if not typed:
        return None
    try:
        return canonical(typed)
    except ContactRefused as refused:
        raise invalid((name, refused.code)) from refused
