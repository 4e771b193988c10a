"""How tests find the states of who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.home.overview import Home
from app.payments.months import RecentPayments
from app.payments.payments import PaymentFilter, Payments
from app.settings.settings import AccountSettings
from app.sign_in.code import SignInCode

if TYPE_CHECKING:
    from app.core.scope import FileScope, PageScope
    from app.steps.code import Code


def settings_of(page: PageScope) -> AccountSettings:
    """Return the states of the screens under Gérer mon compte."""
    assert page.person is not None
    return page.person.state(AccountSettings.of)


def file_of(page: PageScope) -> FileScope:
    """Return the file looked at."""
    assert page.person is not None
    assert page.person.file is not None
    return page.person.file


def home_of(page: PageScope) -> Home:
    """Return the overview of the file looked at."""
    return file_of(page).state(Home.of)


def payments_of(page: PageScope) -> Payments:
    """Return the payments of the file looked at, all of them."""
    return file_of(page).state(Payments.of, PaymentFilter())


def recent_payments_of(page: PageScope) -> RecentPayments:
    """Return the last months of the file looked at."""
    return file_of(page).state(RecentPayments.of)


def code_of(page: PageScope) -> Code:
    """Return the code asked at sign-in."""
    code = page.state(SignInCode.of).code
    assert code is not None
    return code
