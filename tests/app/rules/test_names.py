from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.rules.names import check_name
from app.rules.problem import Fault, Problem

letters = st.characters(categories=["L"])
joints = st.sampled_from([" ", "-", "'", "’", ""])


@given(
    st.lists(st.tuples(letters, joints), min_size=1, max_size=40).map(
        lambda parts: "".join(map("".join, parts))
    )
)
@example("N’DIAYE")
@example("O'Brien-Łukasz")
@example("Nguyễn Thị")
@example("Зоя")
@example("محمد")
@example("D’Hérouville de Saint-Cyr")
@example("Å\u030asa")
def test_the_names_of_the_world_are_names(name: str) -> None:
    """Letters of any script, with apostrophes, hyphens and spaces: nobody is told that their name is wrong."""
    if len(name.strip()) <= 100:
        assert check_name(name) is None


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", Problem(Fault.EMPTY)),
        (" \u00a0", Problem(Fault.EMPTY)),
        ("a" * 101, Problem(Fault.TOO_LONG, 1)),
        ("R2D2", Problem(Fault.FORBIDDEN_CHARACTERS)),
        ("<b>", Problem(Fault.FORBIDDEN_CHARACTERS)),
        ("-", Problem(Fault.FORBIDDEN_CHARACTERS)),
        ("Zoé 😀", Problem(Fault.FORBIDDEN_CHARACTERS)),
    ],
)
def test_what_is_no_name_is_said(name: str, problem: Problem) -> None:
    """Digits, signs, pictures and marks that turn the text around are no part of a name."""
    assert check_name(name) == problem
