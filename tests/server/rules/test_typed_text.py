"""The server reads typed and pasted text as the forms do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from server.outbox.texts import code_text
from server.rules.birth_dates import BirthDate
from server.rules.civil_status import name_error, read_birth_date
from server.rules.codes import Channel, Purpose
from server.rules.contacts import ContactRefused, canonical_contact
from server.rules.documents import DocumentKind, number_error
from server.rules.identifiers import NirError, canonical_identifier, read_nir
from tests.support import typed as table
from text_rules.documents import document_number
from text_rules.names import first_names_in, tidy_name
from text_rules.numbers import codes_in


def taken(channel: Channel, typed: str, countries: frozenset[str] | None = None) -> str:
    """Return the canonical contact, or the code of the refusal."""
    try:
        return canonical_contact(channel, typed, *([countries] if countries is not None else []))
    except ContactRefused as refused:
        return refused.code


@pytest.mark.parametrize(("typed", "kept"), table.IDENTIFIERS)
def test_identifiers(typed: str, kept: str | None) -> None:
    """An identifier is read however it was typed or copied."""
    assert canonical_identifier(typed) == kept


@pytest.mark.parametrize(("typed", "code"), table.NUMBERS_IN_AN_ENROLMENT)
def test_numbers_that_no_enrolment_takes(typed: str, code: str) -> None:
    """A temporary number is distinguished from a mistyped one."""
    assert read_nir(typed) is NirError(code)


@pytest.mark.parametrize(("typed", "kept"), table.NAMES)
def test_names(typed: str, kept: str | None) -> None:
    """A stored name has one kind of hyphen and apostrophe, and nothing invisible."""
    name = tidy_name(typed)
    assert (name if name_error(name) is None else None) == kept


@pytest.mark.parametrize(("typed", "kept"), table.FIRST_NAMES)
def test_first_names(typed: str, kept: tuple[str, ...]) -> None:
    """Commas separate first names, as on papers."""
    assert tuple(first_names_in(typed)) == kept


@pytest.mark.parametrize(("typed", "kept"), table.MAILS)
def test_mails(typed: str, kept: str | None) -> None:
    """A mail address gets its canonical form, and one that a header would read differently is refused."""
    assert taken(Channel.MAIL, typed) == (kept or ("mail_invalid" if typed else "required"))


@pytest.mark.parametrize(("typed", "expected"), table.PHONES)
def test_phones(typed: str, expected: str) -> None:
    """A telephone number gets its E.164 form, and two numbers are refused."""
    assert taken(Channel.SMS, typed) == expected


@pytest.mark.parametrize(("typed", "country", "number"), table.PHONES_ABROAD)
def test_phones_abroad(typed: str, country: str, number: str) -> None:
    """A number of another country is accepted where the settings allow it."""
    assert taken(Channel.SMS, typed) == "phone_country"
    assert taken(Channel.SMS, typed, frozenset({country})) == number


@pytest.mark.parametrize(("kind", "typed", "expected"), table.DOCUMENTS)
def test_documents(kind: str, typed: str, expected: str) -> None:
    """Document numbers follow the published formats, and a refusal says why."""
    number = document_number(typed)
    assert (number_error(DocumentKind(kind), number) or number) == expected


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("purpose", Purpose)
def test_the_code_is_found_in_each_message_that_brings_one(purpose: Purpose, channel: Channel) -> None:
    """The code is found in the pasted text of each message, with or without line ends."""
    body = code_text(purpose, channel, "940804", timedelta(minutes=10)).body
    assert codes_in(body) == ["940804"]
    assert codes_in(body.replace("\n", "")) == ["940804"]


@pytest.mark.parametrize(
    "typed", ["1985-01-01", "\u202a1985‑01–01\u202c", "١٩٨٥-٠١-٠١", " １９８５－０１－０１"]
)
def test_dates(typed: str) -> None:
    """A date is read with any kind of digits and hyphens."""
    assert read_birth_date(typed, date(2026, 11, 22)) == BirthDate(1985, 1, 1)
