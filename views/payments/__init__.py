"""Paiements et droits: payments, months of them, and what is to be paid back."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.entitlements.entitlements import Entitlements
from app.entitlements.paths import ENTITLEMENTS
from app.payments.debts import DebtDetail, Debts
from app.payments.months import PaymentMonthDetail, RecentPayments
from app.payments.paths import DEBT, DEBTS, PAYMENT, PAYMENTS, PAYMENTS_MONTH, debt_path, payment_path
from app.payments.payment import PaymentDetail
from app.payments.payments import PaymentFilter, Payments
from app.steps.paper import PaperRequest
from views.payments.debts import debt, debts
from views.payments.month import payment_month
from views.payments.payment import payment
from views.payments.payments import Shown, payments
from views.payments.text import DebtsText, PaymentsSearchText, PaymentsText
from views.shell.feature import Feature, Finds, Place, Route, SearchEntry
from views.shell.guards import private
from views.shell.navigation import use_query


def _payments(person: PersonScope) -> ft.Control:
    chosen, file = PaymentFilter.of_query(use_query()), person.file
    shown = None
    if file is not None:
        shown = Shown(
            file.state(RecentPayments.of),
            file.state(Payments.of, chosen),
            chosen,
            file.state(Entitlements.of),
        )
    return payments(person.account, shown)


def _payment_month(person: PersonScope) -> ft.Control:
    month, file = ft.use_route_params().get("month", ""), person.file
    if file is None:
        return payment_month(person.account, None, month, None)
    statement = file.state(PaperRequest.of, "month")
    return payment_month(person.account, file.state(PaymentMonthDetail.of, month), month, statement)


def _payment(person: PersonScope) -> ft.Control:
    payment_id, file = ft.use_route_params().get("payment_id", ""), person.file
    return payment(person.account, file.state(PaymentDetail.of, payment_id) if file is not None else None)


def _debts(person: PersonScope) -> ft.Control:
    file = person.file
    return debts(person.account, file.state(Debts.of) if file is not None else None)


def _debt(person: PersonScope) -> ft.Control:
    debt_id, file = ft.use_route_params().get("debt_id", ""), person.file
    return debt(person.account, file.state(DebtDetail.of, debt_id) if file is not None else None)


FEATURE = Feature(
    routes=(
        Route(PAYMENTS, private(_payments), over=HOME, crumb=PaymentsText.HEADING, name=PaymentsText.HEADING),
        Route(PAYMENTS_MONTH, private(_payment_month), over=PAYMENTS),
        Route(PAYMENT, private(_payment), over=PAYMENTS),
        Route(DEBTS, private(_debts), over=HOME, crumb=DebtsText.HEADING, name=DebtsText.HEADING),
        Route(DEBT, private(_debt), over=DEBTS),
    ),
    places=(
        Place(
            20,
            PaymentsText.PLACE,
            PAYMENTS,
            ft.Icons.EURO,
            short=PaymentsText.PLACE_SHORT,
            holds=(DEBTS, ENTITLEMENTS),
        ),
    ),
    search=(
        SearchEntry(PAYMENTS, PaymentsSearchText.PAYMENTS),
        SearchEntry(DEBTS, PaymentsSearchText.DEBTS),
    ),
    finds=(
        Finds("payment", 10, PaymentsSearchText.PAYMENT_CALLED, payment_path),
        Finds("debt", 20, PaymentsSearchText.DEBT_CALLED, debt_path),
    ),
)
