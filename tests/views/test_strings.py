from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client import errors
from api_client.errors import (
    ClientError,
    CodeRefused,
    DoorClosed,
    Maintenance,
    RateLimited,
    Refused,
    ServerFailed,
)
from app.rules.codes import check_code
from app.rules.identifiers import IdentifierKind, check_identifier
from app.rules.passwords import check_password
from app.rules.problem import Fault, Problem
from views.design.text import body
from views.payments.text import PaymentText
from views.shell.error_text import DoorText, ErrorText
from views.shell.errors import explain
from views.shell.formats import (
    birth_date,
    count,
    day,
    difference,
    duration,
    euros,
    exact_euros,
    moment,
    month,
    phone,
    said_of,
    short_day,
    spoken,
    spoken_duration,
    spoken_euros,
)
from views.shell.text import FieldText, MaintenanceText
from views.steps.questionnaire.text import QuestionnaireText

# What says nothing more than "the server failed", because that is what they are.
FAILURES = {ClientError, Refused, ServerFailed}
ERRORS = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ClientError)),
    key=lambda kind: kind.__name__,
)


def made(kind: type[ClientError]) -> ClientError:
    return kind(code="unheard_of", status=418) if kind is Refused else kind()


def test_every_error_has_words() -> None:
    """An error added to the client without words of its own shows here, not on a person's screen."""
    explained = {kind: explain(made(kind)) for kind in ERRORS}
    wordless = [
        (kind.__name__, message)
        for kind, message in explained.items()
        if not message.title
        or (kind not in FAILURES and message.title == ErrorText.SERVER)
        or "None" in " ".join(message)
    ]
    assert not wordless, wordless


def test_errors_say_what_the_server_said() -> None:
    """Delays, tries, times and reasons reach the person."""
    assert "1 essai" in explain(CodeRefused(tries_left=1)).title
    assert "3 essais" in explain(CodeRefused(tries_left=3)).title
    assert "2 minutes" in explain(RateLimited(retry_after=61)).text
    assert "moins d'une minute" in explain(RateLimited(retry_after=0.4)).text
    assert explain(RateLimited()).text
    until = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
    assert moment(until) in MaintenanceText.until(until)
    assert explain(Maintenance(until=until)) == explain(Maintenance())
    assert explain(Maintenance()).text
    closed = explain(DoorClosed(door="payments", reason="procuration_required"))
    assert closed.text == DoorText.closed("procuration_required")


def test_every_fault_has_words() -> None:
    """Whatever is wrong with a field, the person is told how to mend it, in numbers that agree."""
    problems = [Problem(fault, number) for fault in Fault for number in (1, 2)]
    said = [
        (problem, words)
        for problem in problems
        for words in (
            *(FieldText.identifier(kind, problem) for kind in IdentifierKind),
            FieldText.password(problem),
            FieldText.code(problem),
        )
    ]
    wrong = [
        (problem, words)
        for problem, words in said
        if not words.endswith(".") or "1 chiffres" in words or "2 chiffre " in words
    ]
    assert not wrong, wrong


@given(st.text(max_size=70))
def test_whatever_is_typed_can_be_answered(text: str) -> None:
    """No text leads to a fault without words."""
    for kind in IdentifierKind:
        if problem := check_identifier(kind, text):
            assert FieldText.identifier(kind, problem)
    if problem := check_password(text):
        assert FieldText.password(problem)
    if problem := check_code(text):
        assert FieldText.code(problem)


def unbroken_sum(text: str) -> str:
    return text.replace(" €", "\u00a0€").replace(" ", "\u202f")


@pytest.mark.parametrize(
    ("cents", "shown", "exact"),
    [
        (0, "0 €", "0,00 €"),
        (5, "0,05 €", "0,05 €"),
        (68_700, "687 €", "687,00 €"),
        (61_742, "617,42 €", "617,42 €"),
        (50_000_000, "500 000 €", "500 000,00 €"),
        (123_456_789, "1 234 567,89 €", "1 234 567,89 €"),
        (-9_800, "−98 €", "−98,00 €"),
        (-1, "−0,01 €", "−0,01 €"),
    ],
)
def test_sums(cents: int, shown: str, exact: str) -> None:
    """Sums are written as in French, cents left out where round, a true minus before what was taken back.

    No line cuts one: narrow spaces stand in its figures, and a no-break space before the sign of the euro.
    """
    assert euros(cents) == unbroken_sum(shown)
    assert exact_euros(cents) == unbroken_sum(exact)


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_no_cent_is_lost(cents: int) -> None:
    """What is shown is the sum, to the cent."""
    digits = exact_euros(cents).replace("−", "-").removesuffix("\u00a0€")
    assert int(digits.replace("\u202f", "").replace(",", "")) == cents


@pytest.mark.parametrize(
    ("cents", "shown", "said"),
    [
        (7_742, "+ 77,42 €", "plus 77,42 euros"),
        (-4_200, "− 42,00 €", "moins 42 euros"),
        (-123_405, "− 1 234,05 €", "moins 1234,05 euros"),
        (100, "+ 1,00 €", "plus 1 euro"),
        (0, "0,00 €", "0 euro"),
    ],
)
def test_differences(cents: int, shown: str, said: str) -> None:
    """What changed has its sign before it, which a screen reader says in a word."""
    assert difference(cents) == unbroken_sum(shown).replace("+\u202f", "+\u00a0").replace(
        "−\u202f", "−\u00a0"
    )
    assert spoken_euros(cents, signed=True) == said
    assert spoken_euros(cents) == said.removeprefix("plus ")


def test_dates() -> None:
    """Dates are written out, the first of the month as an ordinal."""
    assert day(date(2026, 11, 5)) == "5 novembre 2026"
    assert day(date(2026, 8, 1)) == "1er août 2026"
    assert short_day(date(2026, 12, 5)) == "5 décembre"
    assert month("2026-02") == "février 2026"


def test_dates_of_birth() -> None:
    """What nobody knows of one is said, and nothing is made up."""
    assert birth_date("1992-03-01") == "1er mars 1992"
    assert birth_date("1992-11-00") == "novembre 1992, jour inconnu"
    assert birth_date("1977-00-03") == "1977, mois inconnu, jour 3"
    assert birth_date("1992-00-00") == "1992, jour et mois inconnus"


def test_months_are_elided() -> None:
    """One says "d'avril", "d'août" and "d'octobre", and "de" before every other month."""
    elided = {number for number in range(1, 13) if "d'" in PaymentText.heading(f"2026-{number:02}")}
    assert elided == {4, 8, 10}


def test_an_instant_is_told_on_the_clock_of_this_machine() -> None:
    """The same instant reads alike, whatever zone it came in."""
    instant = datetime(2026, 11, 5, 13, 5, tzinfo=UTC)
    elsewhere = instant.astimezone(timezone(timedelta(hours=9)))
    assert moment(instant) == moment(elsewhere)
    local = instant.astimezone()
    assert moment(instant) == f"{day(local)} à {local.hour} h {local.minute:02}"


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("• •• •• •• ••• 114", "masqué 114"),
        ("06 •• •• •• 18", "06 masqué 18"),
        ("c•••@example.org", "c masqué @example.org"),
        ("••••••M91", "masqué M91"),
        ("46,00 €", None),
    ],
)
def test_signs_that_read_badly_are_said_in_words(shown: str, said: str | None) -> None:
    """Dots over what is hidden and a minus are words for who hears them; what reads well is left as it is."""
    assert spoken(shown) == said


@pytest.mark.parametrize(
    ("seconds", "shown", "spoken"),
    [
        (0, "0 s", "moins d'une minute"),
        (24, "24 s", "moins d'une minute"),
        (60, "1 min", "1 minute"),
        (61, "1 min 1 s", "2 minutes"),
        (120, "2 min", "2 minutes"),
        (520, "8 min 40 s", "9 minutes"),
        (900, "15 min", "15 minutes"),
    ],
)
def test_durations(seconds: int, shown: str, spoken: str) -> None:
    """A countdown is exact; what is said aloud is rounded up, so that nobody comes back too early."""
    assert duration(seconds) == shown
    assert spoken_duration(seconds) == spoken


def test_numbers_agree_with_their_nouns() -> None:
    """One digit, two digits."""
    assert count(1, "chiffre", "chiffres") == "1 chiffre"
    assert count(2, "chiffre", "chiffres") == "2 chiffres"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Loyer par mois", "Loyer par mois : Tapez une somme, ou 0."),
        ("Ce logement est décent.", "Ce logement est décent : Tapez une somme, ou 0."),
        ("Avec qui vit-il ?", "Avec qui vit-il ? Tapez une somme, ou 0."),
        ("Vous êtes :", "Vous êtes : Tapez une somme, ou 0."),
    ],
)
def test_words_about_a_label_end_it_once(what: str, said: str) -> None:
    """A label that is a sentence or a question is followed as French would, never by a second sign."""
    assert said_of(what, "Tapez une somme, ou 0.") == said


@pytest.mark.parametrize(
    ("number", "several", "said"),
    [
        (0, "Enfants", "Enfant : aucun pour le moment"),
        (1, "Enfants", "1 enfant"),
        (2, "Enfants", "2 enfants"),
        (2, "", "Enfant : 2 en tout"),
    ],
)
def test_how_many_of_a_group_is_said_by_the_words_of_the_form(number: int, several: str, said: str) -> None:
    """A form says what several are called; of one that does not, the number is said to be one."""
    assert QuestionnaireText.how_many("Enfant", several, number) == said


def test_text_is_set_as_french_typography_asks() -> None:
    """Signs do not fall to the next line, apostrophes are curly, and a screen reader hears the plain words."""
    text = body("Qu'est-ce : « oui » ? 1 234 €")
    assert isinstance(text, ft.Text)
    assert text.value == "Qu’est-ce\u00a0: «\u00a0oui\u00a0»\u202f? 1\u00a0234\u00a0€"
    assert text.semantics_label == "Qu'est-ce : « oui » ? 1 234 €"
    assert body("Aide").semantics_label is None


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("0698765418", "06 98 76 54 18"),
        ("+33612345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "06 12 34 56 78"),
        ("0033 7 12 34 56 78", "07 12 34 56 78"),
        ("+33708123456", "07 08 12 34 56"),
        ("+330612345678", "06 12 34 56 78"),
        ("+262692123456", "0692 12 34 56"),
        ("+262639123456", "0639 12 34 56"),
        ("0692123456", "0692 12 34 56"),
        ("0269612345", "0269 61 23 45"),
        ("+590690123456", "0690 12 34 56"),
        ("+590691123456", "0691 12 34 56"),
        ("+594694123456", "0694 12 34 56"),
        ("+596696123456", "0696 12 34 56"),
        ("+508551234", "0508 55 12 34"),
        ("+508708123456", "0708 12 34 56"),
        ("+687751234", "+687 75 12 34"),
        ("+68987123456", "+689 87 12 34 56"),
        ("+32470123456", "+32 470 12 34 56"),
        ("+4915112345678", "+49 1511 2345678"),
        ("+0", "+0"),
        ("inconnu", "inconnu"),
    ],
)
def test_a_telephone_number_is_written_as_people_there_read_it(kept: str, read: str) -> None:
    """However it is kept: two digits at a time in France, the first four together overseas, dialled from abroad."""
    assert phone(kept) == read.replace(" ", "\u00a0")
