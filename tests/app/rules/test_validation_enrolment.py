from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api_client import DocumentKind
from app.rules.contacts import check_mail, check_phone
from app.rules.dates import check_birth_date
from app.rules.documents import check_document
from app.rules.names import check_name
from app.rules.passwords import password_rules
from app.rules.problem import Fault, Problem
from server.rules.civil_status import name_error
from server.rules.codes import Channel
from server.rules.contacts import ContactRefused, canonical_contact
from server.rules.documents import DocumentKind as ServerDocumentKind
from server.rules.documents import number_error
from server.rules.passwords import password_errors
from tests.support.properties import examples
from text_rules.documents import document_number
from text_rules.names import tidy_name

TODAY = date(2026, 11, 22)
KINDS = tuple(kind for kind in get_args(DocumentKind) if kind != "none")

typed = st.one_of(
    st.text(max_size=130),
    st.text("0123456789+() .-\u00a0\u202f", max_size=30),
    st.text("0123456789ABab -", max_size=15),
    st.emails(),
)
letters = st.characters(categories=["L"])
joints = st.sampled_from([" ", "-", "'", "’", ""])


def fault(problem: Problem | None) -> Fault | None:
    return problem.fault if problem else None


@settings(deadline=None)
@given(typed, typed, typed)
def test_whatever_is_typed_is_judged(first: str, second: str, third: str) -> None:
    """No text that a person can type or paste makes the form fall: it is right, or its fault is named."""
    verdicts = [check_name(first), check_phone(first), check_mail(first)]
    verdicts += [check_document(kind, first) for kind in KINDS]
    verdicts.append(check_birth_date(first, second, third))
    assert all(verdict is None or verdict.count >= 0 for verdict in verdicts)
    assert len(password_rules(first)) == 5


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


@given(st.dates(min_value=TODAY - timedelta(days=47_000), max_value=TODAY))
def test_every_day_of_a_life_is_a_date_of_birth(day: date) -> None:
    """Leap days and the oldest among us, typed with or without their noughts."""
    for written in ((f"{day.day}", f"{day.month}"), (f"{day.day:02}", f" {day.month:02} ")):
        assert check_birth_date(*written, f"{day.year}", today=TODAY) is None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (("", "8", "1985"), Problem(Fault.EMPTY)),
        (("24", " ", "1985"), Problem(Fault.EMPTY)),
        (("24", "août", "1985"), Problem(Fault.NOT_DIGITS)),
        (("٢٤", "8", "1985"), None),
        (("24", "8", "85"), Problem(Fault.TOO_SHORT, 2)),
        (("31", "2", "1985"), Problem(Fault.NOT_A_DATE)),
        (("29", "2", "1985"), Problem(Fault.NOT_A_DATE)),
        (("24", "13", "1985"), Problem(Fault.NOT_A_DATE)),
        (("0", "1", "1985"), None),
        (("00", "00", "1985"), None),
        (("3", "00", "1977"), None),
        (("31", "0", "1985"), None),
        (("32", "0", "1985"), Problem(Fault.NOT_A_DATE)),
        (("0", "13", "1985"), Problem(Fault.NOT_A_DATE)),
        (("00", "00", "0000"), Problem(Fault.NOT_A_DATE)),
        (("0", "0", "2027"), Problem(Fault.IN_THE_FUTURE)),
        (("24", "8", "19850"), Problem(Fault.NOT_A_DATE)),
        (("24", "8", "1785"), Problem(Fault.NOT_A_DATE)),
        (("9" * 5000, "8", "1985"), Problem(Fault.NOT_A_DATE)),
        (("23", "11", "2026"), Problem(Fault.IN_THE_FUTURE)),
        (("22", "11", "2026"), None),
    ],
)
def test_each_fault_of_a_date_is_named(fields: tuple[str, str, str], problem: Problem | None) -> None:
    """The person is told whether something is missing, impossible, or still to come."""
    assert check_birth_date(*fields, today=TODAY) == problem


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


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("cni", "1234 5678 9012", None),
        ("cni", "d2h6862m2", None),
        ("cni", "12345", Fault.TOO_SHORT),
        ("cni", "", Fault.EMPTY),
        ("passport", "12AB34567", None),
        ("passport", "12 ab 34567", None),
        ("passport", "AB1234567", Fault.WRONG_SHAPE),
        ("residence_permit", "9903012345", None),
        ("residence_permit", "C1R2E3S4T", None),
        ("residence_permit", "titrede", Fault.WRONG_SHAPE),
    ],
)
def test_documents_are_judged_loosely(kind: DocumentKind, number: str, expected: Fault | None) -> None:
    """Old and new cards, any case, spaced as printed: only what is plainly no number is stopped."""
    assert fault(check_document(kind, number)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("password", "unmet"),
    [
        ("", {"length", "digit", "lower", "upper", "characters"}),
        ("a", {"length", "digit", "upper"}),
        ("Motdepass1", set()),
        ("Motdepas1", {"length"}),
        ("A1" + "a" * 62, set()),
        ("A1" + "a" * 63, {"length"}),
        ("Motdepassé1", {"characters"}),
        ("Mot de pass1", {"characters"}),
        ("Motdepass1\n", {"characters"}),
        ("Motdepass٣", {"digit", "characters"}),
        ("ÉÀÇmotdepass1", {"upper", "characters"}),
    ],
)
def test_the_rules_turn_one_by_one(password: str, unmet: set[str]) -> None:
    """Each of the five rules says on its own whether it is met."""
    assert {rule for rule, met in password_rules(password) if not met} == unmet


@settings(max_examples=examples(200), deadline=None)
@example("000000000.", "")  # dots are put in the numbers of documents too
@given(typed, st.from_regex(r"[A-Za-z0-9é!]{0,70}", fullmatch=True))
def test_the_form_and_the_server_agree(text: str, password: str) -> None:
    """What the form lets through the server takes, and the other way round: nobody is sent back a step later."""
    assert (check_name(text) is None) == (name_error(tidy_name(text)) is None)
    for kind in KINDS:
        assert (check_document(kind, text) is None) == (
            number_error(ServerDocumentKind(kind), document_number(text)) is None
        )
    for channel, check in ((Channel.SMS, check_phone), (Channel.MAIL, check_mail)):
        assert (check(text) is None) == _taken(channel, text)
    met = all(met for _, met in password_rules(password))
    assert met == (not set(password_errors(password)) - {"common"})


def _taken(channel: Channel, text: str) -> bool:
    try:
        canonical_contact(channel, text)
    except ContactRefused:
        return False
    return True
