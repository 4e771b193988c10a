from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.codes import check_code
from app.rules.identifiers import IdentifierKind, check_identifier, grouped, kind_of, masked, sent_identifier
from app.rules.passwords import check_password
from app.rules.problem import Fault, Problem
from server.demo.accounts import DEMO_ACCOUNTS
from server.rules.identifiers import canonical_identifier, check_letter, nir_key
from text_rules.numbers import compacted

NIR = "1850578006084"
SPACES = " \t\u00a0\u2002\u2009\u200b\u202f\u2060\u3000\ufeff"
DASHES = "-\u2010\u2011\u2013\u2014\u2212"
MONTHS = [f"{month:02}" for month in (*range(1, 13), *range(20, 100))]
DEPARTMENTS = [*(f"{number:02}" for number in range(1, 100)), "2A", "2B"]
nirs = st.builds(
    "".join,
    st.tuples(
        st.sampled_from("12"),
        st.from_regex(r"[0-9]{2}", fullmatch=True),
        st.sampled_from(MONTHS),
        st.sampled_from(DEPARTMENTS),
        st.from_regex(r"[0-9]{6}", fullmatch=True),
    ),
)
provisionals = st.from_regex(r"[0-9]{8}", fullmatch=True).map(
    lambda digits: f"P{digits}{check_letter(digits)}"
)
anything = st.one_of(
    st.text(max_size=60), st.text("0123456789AB P.-\u00a0\u202f•", max_size=40), nirs, provisionals
)


def fault(kind: IdentifierKind, text: str) -> Fault | None:
    problem = check_identifier(kind, text)
    return problem.fault if problem else None


@given(anything, st.sampled_from(IdentifierKind))
def test_whatever_is_typed_is_judged(text: str, kind: IdentifierKind) -> None:
    """No text that a person can type or paste makes the program fall: it is right, or its fault is named."""
    for verdict in (check_identifier(kind, text), check_password(text), check_code(text)):
        assert verdict is None or verdict.count >= 0
    for shown in (compacted(text), grouped(text), masked(text), sent_identifier(text)):
        assert isinstance(shown, str)


@given(nirs)
def test_every_shape_of_nir_is_taken(nir: str) -> None:
    """Months 20 to 99, every department and Corsica are real people: none is told that the number is wrong."""
    assert check_identifier(IdentifierKind.NIR, nir) is None
    assert canonical_identifier(nir) == nir


@given(nirs, st.integers(min_value=1, max_value=97))
def test_a_key_is_checked_then_dropped(nir: str, key: int) -> None:
    """The right key passes and goes no further; a wrong one is said, in agreement with the server."""
    typed = f"{nir}{key:02}"
    if key == nir_key(nir):
        assert check_identifier(IdentifierKind.NIR, typed) is None
        assert sent_identifier(typed) == nir
    else:
        assert fault(IdentifierKind.NIR, typed) is Fault.WRONG_KEY
        assert canonical_identifier(typed) is None


@given(st.one_of(nirs, provisionals), st.data())
def test_separators_of_any_kind_change_nothing(identifier: str, data: st.DataObject) -> None:
    """Spaces that are seen or not, and dashes, pasted from a document, leave the number as it is."""
    typed = "".join(
        character + data.draw(st.text(SPACES + DASHES, max_size=2)) for character in identifier.lower()
    )
    assert check_identifier(kind_of(identifier), typed) is None
    assert sent_identifier(typed) == identifier


@given(st.one_of(nirs, provisionals))
def test_grouping_keeps_every_character(identifier: str) -> None:
    """What is shown grouped is what was typed, once the spaces are out; grouping twice changes nothing."""
    shown = grouped(identifier)
    assert compacted(shown) == identifier
    assert grouped(shown) == shown


@given(anything)
def test_what_is_no_identifier_is_left_as_typed(text: str) -> None:
    """A half-typed number is not rearranged under the fingers of the person."""
    if check_identifier(kind_of(text), text) is not None:
        assert grouped(text) == text


@given(anything)
def test_masking_shows_three_characters_at_most(text: str) -> None:
    """Whatever the store held, the screen shows no more than its end."""
    shown = masked(text).replace(" ", "").lstrip("•")
    assert len(shown) <= 3
    assert compacted(text).endswith(shown)


@given(st.one_of(nirs, provisionals))
def test_masking_keeps_the_printed_shape(identifier: str) -> None:
    """Only characters are hidden: the groups stay, so that the person knows the number again."""
    assert re.sub(r"[^ ]", "x", masked(identifier)) == re.sub(r"[^ ]", "x", grouped(identifier))
    assert masked(identifier).count("•") == len(identifier) - 3


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem(Fault.EMPTY)),
        (" \u00a0 ", Problem(Fault.EMPTY)),
        (NIR[:-1], Problem(Fault.TOO_SHORT, 1)),
        (NIR[:5], Problem(Fault.TOO_SHORT, 8)),
        (NIR + "9", Problem(Fault.TOO_LONG, 1)),
        (NIR + "123", Problem(Fault.TOO_LONG, 3)),
        ("18505780O6084", Problem(Fault.NOT_DIGITS)),
        ("1852A78006084", Problem(Fault.NOT_DIGITS)),
        ("0850578006084", Problem(Fault.WRONG_SHAPE)),
        ("1851378006084", Problem(Fault.WRONG_SHAPE)),
        ("1850078006084", Problem(Fault.WRONG_SHAPE)),
        ("7850578006084", Problem(Fault.TEMPORARY)),
        ("8 1", Problem(Fault.TEMPORARY)),
    ],
)
def test_each_fault_of_a_nir_is_named(typed: str, problem: Problem) -> None:
    """The person is told which of the faults it is, and by how many characters."""
    assert check_identifier(IdentifierKind.NIR, typed) == problem


@given(st.from_regex(r"[3-9][0-9]{0,14}", fullmatch=True))
def test_a_waiting_number_is_never_called_wrong(number: str) -> None:
    """A number that starts with neither 1 nor 2 leads to the identifiant provisoire, however much of it is typed."""
    assert fault(IdentifierKind.NIR, number) is Fault.TEMPORARY


@pytest.mark.parametrize("typed", ["P1234567K", "P123456789K", "P12345678", "12345678K", NIR])
def test_a_mistyped_identifiant_provisoire_is_said(typed: str) -> None:
    """What has not the shape of an identifiant provisoire is not sent."""
    assert fault(IdentifierKind.PROVISIONAL, typed) is Fault.WRONG_SHAPE


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.role)
def test_the_demonstration_can_be_typed(account: object) -> None:
    """Every demonstration account passes the checks of the form."""
    identifier, password = account.identifier, account.password  # type: ignore[attr-defined]
    assert check_identifier(kind_of(identifier), identifier) is None
    assert check_password(password) is None
