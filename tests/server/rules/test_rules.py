"""Rules of identifiers, doors, sessions and payments."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.people.doors import Door, Reason, Role, closed
from server.rules.codes import masked_mail, masked_phone
from server.rules.identifiers import canonical_identifier, check_letter, masked_identifier, nir_key
from server.rules.payments import last_pay_day, next_payment_on
from server.sessions.rules import Lifetime


@pytest.mark.parametrize(
    "typed",
    [
        "1850578006084",
        "1 85 05 78 006 084",
        "1\u00a085\u202f05\u200978 006-084",
        "185057800608491",
        "1 85 05 78 006 084 91",
    ],
)
def test_a_nir_is_read_however_it_is_typed(typed: str) -> None:
    """A NIR is read with any spaces, dashes and its key."""
    assert canonical_identifier(typed) == "1850578006084"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "185057800608",
        "185057800608492",
        "1851378006084",
        "3850578006084",
        "18505780060A4",
        "185052C006084",
    ],
)
def test_what_can_be_nobodys_number_is_told_apart(typed: str) -> None:
    """A text that cannot be a NIR is no identifier."""
    assert canonical_identifier(typed) is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2 83 12 2a 004 058", "283122A004058"),
        ("7 85 05 78 006 084", None),
        ("7 15 05 78 006 084", "7150578006084"),
        ("1 85 43 99 351 084", "1854399351084"),
    ],
)
def test_unusual_numbers_exist(typed: str, stored: str | None) -> None:
    """NIRs of Corsica, temporary ones and those with unusual months are accepted."""
    assert canonical_identifier(typed) == stored


def test_the_key_of_corsica_counts_2a_as_19() -> None:
    """The key follows the published rule: 97 - (n mod 97), 2A as 19 and 2B as 18."""
    assert nir_key("283122A004058") == 97 - 2831219004058 % 97
    assert nir_key("283122B004058") == 97 - 2831218004058 % 97


@given(st.integers(0, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_in_an_identifiant_provisoire_shows(number: int, place: int, shift: int) -> None:
    """One wrong digit in an identifiant provisoire makes it invalid."""
    digits = f"{number:08d}"
    letter = check_letter(digits)
    assert canonical_identifier(f"p {digits[:4]} {digits[4:]} {letter.lower()}") == f"P{digits}{letter}"
    slipped = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert canonical_identifier(f"P{slipped}{letter}") is None


@given(st.text(max_size=60))
def test_any_text_is_either_an_identifier_or_not(typed: str) -> None:
    """Any text is read without an exception, and a canonical identifier stays the same."""
    if found := canonical_identifier(typed):
        assert canonical_identifier(found) == found


def test_masks_keep_three_characters() -> None:
    """A masked identifier shows its last three characters."""
    assert masked_identifier("1850578006084") == "• •• •• •• ••• 084"
    assert masked_identifier("P12345678R") == "• •••• ••78 R"
    assert masked_mail("julien@example.org") == "j•••@example.org"
    assert masked_phone("+33612345642") == "06 •• •• •• 42"


@pytest.mark.parametrize("door", list(Door))
@pytest.mark.parametrize(
    ("role", "authorised", "reason"),
    [
        (Role.RESPONSABLE, False, None),
        (Role.CONJOINT, True, None),
        (Role.CONJOINT, False, Reason.PROCURATION_REQUIRED),
        (Role.ENFANT, False, Reason.RESPONSABLE_ONLY),
        (Role.PERSONNE_A_CHARGE, False, Reason.RESPONSABLE_ONLY),
    ],
)
def test_who_may_open_what(door: Door, role: Role, authorised: bool, reason: Reason | None) -> None:  # noqa: FBT001 - a case
    """Doors follow the table of product.md; everybody but a child may declare a separation."""
    if door is Door.SEPARATION:
        reason = Reason.NOT_FOR_CHILDREN if role is Role.ENFANT else None
    assert closed(role, door, authorised=authorised) is reason


def test_a_session_never_ends_before_the_client_was_told() -> None:
    """A session never ends before the time that the client was told."""
    start = datetime(2026, 11, 22, tzinfo=UTC)
    lifetime = Lifetime(timedelta(minutes=15))
    told_at = start + lifetime.precision - timedelta(seconds=1)
    end_told = told_at + timedelta(minutes=15)
    just_before = end_told - timedelta(seconds=1)
    assert lifetime.remaining(created_at=start, last_seen_at=start, now=just_before) is not None
    later = end_told + lifetime.precision
    assert lifetime.remaining(created_at=start, last_seen_at=start, now=later) is None


def test_a_session_lasts_twelve_hours_at_most() -> None:
    """A session ends after twelve hours, whatever its activity."""
    start = datetime(2026, 11, 22, tzinfo=UTC)
    end = start + timedelta(hours=12)
    lifetime = Lifetime(timedelta(minutes=15))
    left = lifetime.remaining(
        created_at=start, last_seen_at=end - timedelta(minutes=5), now=end - timedelta(minutes=5)
    )
    assert left == timedelta(minutes=5)
    assert lifetime.remaining(created_at=start, last_seen_at=end, now=end) is None


@pytest.mark.parametrize(
    ("today", "last", "following"),
    [
        (date(2026, 11, 22), date(2026, 11, 5), date(2026, 12, 5)),
        (date(2026, 11, 5), date(2026, 11, 5), date(2026, 12, 5)),
        (date(2027, 1, 4), date(2026, 12, 5), date(2027, 1, 5)),
    ],
)
def test_families_are_paid_on_the_fifth(today: date, last: date, following: date) -> None:
    """Families are paid on the 5th, also around the turn of the year."""
    assert last_pay_day(today) == last
    assert next_payment_on(today, None) == following
    assert next_payment_on(today, today) is None
