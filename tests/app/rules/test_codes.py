from __future__ import annotations

import pytest

from app.rules.codes import check_code
from app.rules.problem import Fault, Problem


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("123456", None),
        ("123 456", None),
        ("123\u202f456", None),
        ("", Problem(Fault.EMPTY)),
        ("12345", Problem(Fault.TOO_SHORT, 1)),
        ("1234567", Problem(Fault.TOO_LONG, 1)),
        ("12345O", Problem(Fault.NOT_DIGITS)),
        ("١٢٣٤٥٦", None),
        ("123456 puis 654321", Problem(Fault.SEVERAL)),
        ("0612345678 le 22/11/2026", Problem(Fault.NOT_DIGITS)),
    ],
)
def test_each_fault_of_a_code_is_named(typed: str, problem: Problem | None) -> None:
    """A code may be pasted with spaces; what it lacks is counted."""
    assert check_code(typed) == problem
