from __future__ import annotations

import pytest

from app.rules.contacts import check_mail, check_phone
from app.rules.problem import Fault, Problem


def fault(problem: Problem | None) -> Fault | None:
    return problem.fault if problem else None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("06 12 34 56 42", None),
        ("+33 6 12 34 56 42", None),
        ("0033 7 56 78 90 12", None),
        ("06.12.34.56.42", None),
        ("0690 12 34 56", None),
        ("0696 12 34 56", None),
        ("0694 12 34 56", None),
        ("0692 12 34 56", None),
        ("0639 01 23 45", None),
        ("+262 692 12 34 56", None),
        ("01 42 34 56 78", Fault.NOT_MOBILE),
        ("0590 12 34 56", Fault.NOT_MOBILE),
        ("08 00 12 34 56", Fault.NOT_MOBILE),
        ("06 12 34 56", Fault.WRONG_SHAPE),
        ("06 12 34 56 42 1", Fault.WRONG_SHAPE),
        ("nom@exemple.fr", Fault.WRONG_SHAPE),
        ("", Fault.EMPTY),
    ],
)
def test_mobiles_of_france_and_overseas_take_an_sms(number: str, expected: Fault | None) -> None:
    """Guadeloupe, Martinique, Guyane, La Réunion and Mayotte dial as France does: none of them is called wrong."""
    assert fault(check_phone(number)) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("nom@exemple.fr", None),
        (" prenom.nom+caf@sous.exemple.fr ", None),
        ("nom@école.fr", None),
        ("nom", Fault.WRONG_SHAPE),
        ("nom@exemple", Fault.WRONG_SHAPE),
        ("nom@@exemple.fr", Fault.WRONG_SHAPE),
        ("nom@exemple..fr", Fault.WRONG_SHAPE),
        ("a" * 250 + "@exemple.fr", Fault.TOO_LONG),
        ("", Fault.EMPTY),
    ],
)
def test_each_fault_of_a_mail_address_is_named(address: str, expected: Fault | None) -> None:
    """A plus, dots and accents in the domain are right; what no server would take is not sent."""
    assert fault(check_mail(address)) is expected
