"""The server makes of what is typed and pasted what the form makes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from server.messages.texts import code_text
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
    """Return what is kept of a contact, or the code of the refusal."""
    try:
        return canonical_contact(channel, typed, *([countries] if countries is not None else []))
    except ContactRefused as refused:
        return refused.code


@pytest.mark.parametrize(("typed", "kept"), table.IDENTIFIERS)
def test_identifiers(typed: str, kept: str | None) -> None:
    """A right number is right however it was typed, copied or written."""
    assert canonical_identifier(typed) == kept


@pytest.mark.parametrize(("typed", "code"), table.NUMBERS_IN_AN_ENROLMENT)
def test_numbers_that_no_creation_takes(typed: str, code: str) -> None:
    """A number that is not for good is told from a mistyped one."""
    assert read_nir(typed) is NirError(code)


@pytest.mark.parametrize(("typed", "kept"), table.NAMES)
def test_names(typed: str, kept: str | None) -> None:
    """One hyphen, one apostrophe, nothing that nobody sees."""
    name = tidy_name(typed)
    assert (name if name_error(name) is None else None) == kept


@pytest.mark.parametrize(("typed", "kept"), table.FIRST_NAMES)
def test_first_names(typed: str, kept: tuple[str, ...]) -> None:
    """Commas part first names, as on the papers that they are copied from."""
    assert tuple(first_names_in(typed)) == kept


@pytest.mark.parametrize(("typed", "kept"), table.MAILS)
def test_mails(typed: str, kept: str | None) -> None:
    """One form an address, whoever writes it; what a header would read otherwise is refused."""
    assert taken(Channel.MAIL, typed) == (kept or ("mail_invalid" if typed else "required"))


@pytest.mark.parametrize(("typed", "expected"), table.PHONES)
def test_phones(typed: str, expected: str) -> None:
    """One number, in E.164, however written; two are none."""
    assert taken(Channel.SMS, typed) == expected


@pytest.mark.parametrize(("typed", "country", "number"), table.PHONES_ABROAD)
def test_phones_abroad(typed: str, country: str, number: str) -> None:
    """A number of another country is one, which the fund sends to where its settings say so."""
    assert taken(Channel.SMS, typed) == "phone_country"
    assert taken(Channel.SMS, typed, frozenset({country})) == number


@pytest.mark.parametrize(("kind", "typed", "expected"), table.DOCUMENTS)
def test_documents(kind: str, typed: str, expected: str) -> None:
    """Loose where no authority publishes a shape; what is refused says why."""
    number = document_number(typed)
    assert (number_error(DocumentKind(kind), number) or number) == expected


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("purpose", Purpose)
def test_the_code_is_found_in_each_message_that_brings_one(purpose: Purpose, channel: Channel) -> None:
    """Whoever pastes the whole message of this server gives the code, with the ends of lines or without."""
    body = code_text(purpose, channel, "940804", timedelta(minutes=10)).body
    assert codes_in(body) == ["940804"]
    assert codes_in(body.replace("\n", "")) == ["940804"]


@pytest.mark.parametrize(
    "typed", ["1985-01-01", "\u202a1985‑01–01\u202c", "١٩٨٥-٠١-٠١", " １９８５－０１－０１"]
)
def test_dates(typed: str) -> None:
    """A date is read whatever its digits and hyphens."""
    assert read_birth_date(typed, date(2026, 11, 22)) == BirthDate(1985, 1, 1)
