"""Mes paiements."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.payments.paths import PAYMENT, PAYMENTS
from app.payments.payment import PaymentDetail
from app.payments.payments import Payments
from views.payments.payment import payment
from views.payments.payments import payments
from views.payments.text import PaymentsText
from views.shell.feature import Feature, Place, Route
from views.shell.guards import private


def _payments(person: PersonScope) -> ft.Control:
    file = person.file
    return payments(person.account, file.state(Payments.of) if file is not None else None)


def _payment(person: PersonScope) -> ft.Control:
    payment_id, file = ft.use_route_params().get("payment_id", ""), person.file
    return payment(person.account, file.state(PaymentDetail.of, payment_id) if file is not None else None)


FEATURE = Feature(
    routes=(
        Route(PAYMENTS, private(_payments), over=HOME, crumb=PaymentsText.HEADING, name=PaymentsText.HEADING),
        Route(PAYMENT, private(_payment), over=PAYMENTS),
    ),
    places=(Place(20, PaymentsText.PLACE, PAYMENTS, ft.Icons.EURO, short=PaymentsText.PLACE_SHORT),),
)
