"""How a bank account is written."""

from datetime import date

import pytest

from views.payments.text import PaymentMonthText, PaymentText
from views.shell.formats import spoken


@pytest.mark.parametrize(
    "written",
    [
        PaymentMonthText.paid(date(2026, 11, 5), "•••• 1234"),
        PaymentText.transfer(date(2026, 11, 5), "•••• 1234"),
        PaymentText.sent(date(2026, 11, 5), "•••• 1234"),
        PaymentText.account("•••• 1234"),
    ],
)
def test_an_account_is_in_one_piece(written: str) -> None:
    """No line of a phone parts the dots from the digits, and a voice still says that they are hidden."""
    assert "••••\u00a01234" in written
    assert "compte masqué 1234" in (spoken(written) or "")
