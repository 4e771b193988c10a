"""`/v1/files/{file_id}/payments`, `payment-months`, `debts`: what was paid, why it changed, and what is taken back."""

from datetime import date
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model, Month
from api_client.transport import Call

DebtReason = str
"""Why something was paid in excess: a code, such as `income_change`, `situation_change` or `duplicate_payment`."""


class PaymentSummary(Model):
    """A payment, as lists show it.

    Attributes:
        payment_id: its id.
        paid_on: the day.
        month: that of the day.
        amount: what it is of; nothing arrived where the bank refused it.
        status: whether it arrived.
        benefits: the codes of what it pays.
    """

    payment_id: str
    paid_on: date
    month: Month
    amount: Cents
    status: Literal["paid", "refused"]
    benefits: tuple[str, ...]


class PaymentPage(Model):
    """Payments, newest first.

    Attributes:
        items: the payments.
        next_cursor: asks for the older ones; None when there are none.
        years: by which payments can be asked for.
        benefits: the codes by which they can be.
    """

    items: tuple[PaymentSummary, ...]
    next_cursor: str | None
    years: tuple[int, ...]
    benefits: tuple[str, ...]


class PaymentLine(Model):
    """One benefit in a payment. `benefit` is a code such as `af`; `arrears` are owed for an earlier month."""

    benefit: str
    month: Month
    amount: Cents
    kind: Literal["benefit", "arrears"]


class Recovery(Model):
    """What was taken back out of a payment.

    Attributes:
        debt_id: the debt that it pays back.
        benefit: the benefit paid in excess.
        month: the month that this part was paid for.
        from_month, until_month: the first and the last month of the debt.
        amount: what was taken back this time, positive.
        reason: why it was in excess.
        remaining: what is owed still.
    """

    debt_id: str
    benefit: str
    month: Month
    from_month: Month
    until_month: Month
    amount: Cents
    reason: DebtReason
    remaining: Cents


class Payment(PaymentSummary):
    """A payment explained: `amount` is the sum of the lines less the sum of the recoveries.

    Attributes:
        refused_reason: why the bank refused it, such as `account_closed`; None where it did not.
        retry_of: the refused payment that this one pays again.
    """

    lines: tuple[PaymentLine, ...]
    recoveries: tuple[Recovery, ...]
    method: Literal["transfer"]
    account_masked: str
    next_payment_on: date | None
    refused_reason: str | None
    retry_of: str | None


class MonthTotal(Model):
    """What arrived in a month, and what was taken back before it did."""

    month: Month
    amount: Cents
    withheld: Cents


class PaymentMonths(Model):
    """Every month of some in a row, oldest first; where nothing was paid, nothing arrived."""

    items: tuple[MonthTotal, ...]
    next_payment_on: date | None


class PaymentEvent(Model):
    """What made an amount change.

    Attributes:
        kind: a code, such as `birth`, `move` or `new_rate`.
        on: the day on which it happened.
        subject: the first name of whom it happened to, where it is told.
        amount: the amount that it names itself, such as that of a debt.
    """

    kind: str
    on: date
    subject: str | None
    amount: Cents | None


class Change(Model):
    """What one event changed in one part of a month's payments.

    Attributes:
        benefit: of which it is a part.
        part: the benefit as it is due, what is owed for earlier months, or what is taken back of it.
        kind: whether the part came, went, changed or stayed.
        before: its amount in the month before; positive for what is taken back, too.
        now: its amount.
        difference: what it does to the total: less taken back is more.
        event: what made it change, where that is known.
    """

    benefit: str
    part: Literal["right", "arrears", "recovery"]
    kind: Literal["added", "removed", "changed", "unchanged"]
    before: Cents
    now: Cents
    difference: Cents
    event: PaymentEvent | None


class Why(Model):
    """Why a month's amount is what it is: the differences of the changes add up to `difference`."""

    compared_with: Month
    before: Cents
    difference: Cents
    changes: tuple[Change, ...]


class PaymentMonth(Model):
    """A month of payments; `why` is None for the first of the file."""

    month: Month
    amount: Cents
    payments: tuple[Payment, ...]
    why: Why | None


class Debt(Model):
    """What was paid in excess: `amount` is the sum of what is `recovered` and what is `remaining`.

    Attributes:
        debt_id: its id.
        benefit: the benefit paid in excess.
        reason: why it was.
        from_month, until_month: the months that it was paid for.
        notified_on: the day on which the family was told.
        amount: all of it.
        recovered: what was paid back.
        remaining: what is owed still.
        monthly_amount: what is taken back each month, where that is settled.
        contest_until: the last day on which it can be contested.
        state: where it stands.
    """

    debt_id: str
    benefit: str
    reason: DebtReason
    from_month: Month
    until_month: Month
    notified_on: date
    amount: Cents
    recovered: Cents
    remaining: Cents
    monthly_amount: Cents | None
    contest_until: date
    state: Literal["open", "settled", "cancelled"]


class DebtRecovery(Model):
    """What a payment gave back of a debt, and what was left after it."""

    payment_id: str
    paid_on: date
    amount: Cents
    remaining: Cents


class DebtInFull(Debt):
    """A debt with all that was taken back of it."""

    recoveries: tuple[DebtRecovery, ...]


class _Debts(Model):
    items: tuple[Debt, ...]


class Payments:
    """The payments of a file. What is behind its door raises `DoorClosed` for who may not see them."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def get(self, file_id: str, payment_id: str) -> Payment:
        """Ask for one payment in full.

        Raises:
            NotFound: no such payment in a file of this person's.
        """
        return Payment.read(await self._ask(file_id, "payments", payment_id))

    async def list(
        self,
        file_id: str,
        cursor: str | None = None,
        limit: int = 24,
        *,
        year: int | None = None,
        benefit: str | None = None,
    ) -> PaymentPage:
        """Ask for a page of payments, newest first.

        Args:
            file_id: the file.
            cursor: the `next_cursor` of the page before; None for the newest.
            limit: how many at most.
            year: in which they were paid; None for any.
            benefit: the code of what they pay; None for any.

        Raises:
            NotFound: no such file of this person's.
            Refused: a year out of bounds (`fields` has `year`).
        """
        asked = {"limit": limit, "cursor": cursor, "year": year, "benefit": benefit}
        query = {name: value for name, value in asked.items() if value is not None}
        return PaymentPage.read(await self._ask(file_id, "payments", query=query))

    async def months(self, file_id: str, months: int = 24) -> PaymentMonths:
        """Ask what arrived in each of the last months.

        Raises:
            NotFound: no such file of this person's.
        """
        return PaymentMonths.read(await self._ask(file_id, "payment-months", query={"months": months}))

    async def month(self, file_id: str, month: Month) -> PaymentMonth:
        """Ask for a month of payments in full, compared with the one before.

        Raises:
            NotFound: no such file of this person's.
            Refused: a month that is none, in the `future`, `before_first` or `too_old` (`fields` has `month`).
        """
        return PaymentMonth.read(await self._ask(file_id, "payment-months", month))

    async def debts(self, file_id: str) -> tuple[Debt, ...]:
        """Ask for the debts, settled ones too, newest first.

        Raises:
            NotFound: no such file of this person's.
        """
        return _Debts.read(await self._ask(file_id, "debts")).items

    async def debt(self, file_id: str, debt_id: str) -> DebtInFull:
        """Ask for one debt in full.

        Raises:
            NotFound: no such debt in a file of this person's.
        """
        return DebtInFull.read(await self._ask(file_id, "debts", debt_id))

    async def _ask(self, file_id: str, *path: str, query: dict[str, str | int] | None = None) -> bytes:
        return await self._keeper.send(Call.of("GET", "v1", "files", file_id, *path, query=query))
