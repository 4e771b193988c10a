"""What people find of payments and debts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.feature import Searchable, SearchEntry, Searcher
from server.payments.tables import Debt, Payment, PaymentLine
from server.people.doors import Door
from server.typesetting.french import BENEFITS, day, euros, month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session as Transaction

_PAID: Final = "versement virement reçu versé"
_REFUSED: Final = "refusé par la banque"
_ARREARS: Final = "rappel"
_OWED: Final = "dette indu trop-perçu trop perçu remboursement rembourser retenue"


def _payments(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    lines = defaultdict[object, list[tuple[str, str, str]]](list)
    of_lines = select(PaymentLine.payment_id, PaymentLine.benefit, PaymentLine.month, PaymentLine.kind)
    for payment_id, benefit, due, kind in transaction.execute(
        of_lines.where(PaymentLine.file_id.in_(searcher.files)).order_by(PaymentLine.position)
    ):
        lines[payment_id].append((benefit, due, kind))
    payments = select(Payment.id, Payment.file_id, Payment.paid_on, Payment.amount, Payment.refused_reason)
    for id_, file_id, paid_on, amount, refused in transaction.execute(
        payments.where(Payment.file_id.in_(searcher.files))
    ):
        benefits = dict.fromkeys(benefit for benefit, _, _ in lines[id_])
        arrears = any(kind == "arrears" for _, _, kind in lines[id_])
        yield SearchEntry(
            id=str(id_),
            title=f"Paiement du {day(paid_on.isoformat())}",
            text=", ".join(
                [
                    euros(amount),
                    *([_REFUSED] if refused else []),
                    *(BENEFITS.get(each, each) for each in benefits),
                ]
            ),
            words=" ".join(
                [
                    _PAID,
                    *([_ARREARS] if arrears else []),
                    *benefits,
                    *dict.fromkeys(month(due) for _, due, _ in lines[id_]),
                    paid_on.strftime("%d %m %Y"),
                ]
            ),
            at=paid_on,
            file_id=file_id,
        )


def _state_of_payments(transaction: Transaction, searcher: Searcher) -> object:
    payments = select(Payment.id, Payment.paid_on, Payment.amount, Payment.refused_reason)
    return transaction.execute(payments.where(Payment.file_id.in_(searcher.files)).order_by(Payment.id)).all()


def _debts(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    for debt in transaction.scalars(select(Debt).where(Debt.file_id.in_(searcher.files)).order_by(Debt.id)):
        benefit = BENEFITS.get(debt.benefit, debt.benefit)
        yield SearchEntry(
            id=str(debt.id),
            title=f"Trop-perçu : {benefit}",
            text=f"{euros(debt.amount)}, notifié le {day(debt.notified_on.isoformat())}",
            words=f"{_OWED} {debt.benefit} {month(debt.from_month)} {month(debt.until_month)}",
            at=debt.notified_on,
            file_id=debt.file_id,
        )


SEARCHABLE: Final = (
    Searchable("payment", _payments, Door.PAYMENTS, _state_of_payments),
    Searchable("debt", _debts, Door.PAYMENTS),
)
