"""The form makes of what is typed and pasted what the server makes of it."""

from __future__ import annotations

import pytest

from app.rules.contacts import check_mail, check_phone, same_phone, sent_contact
from app.rules.documents import check_document
from app.rules.identifiers import IdentifierKind, check_identifier, kind_of, sent_identifier
from app.rules.names import check_name
from app.rules.passwords import has_blank_ends
from app.rules.problem import Fault
from tests.support import typed as table
from text_rules.documents import Kind as DocumentKind
from text_rules.documents import document_number
from text_rules.names import first_names_in, tidy_name

FAULTS = {
    "required": Fault.EMPTY,
    "nir_temporary": Fault.TEMPORARY,
    "nir_shape": Fault.WRONG_SHAPE,
    "nir_key": Fault.WRONG_KEY,
    "phone_invalid": Fault.WRONG_SHAPE,
    "phone_not_mobile": Fault.NOT_MOBILE,
    "document_short": Fault.TOO_SHORT,
    "document_long": Fault.TOO_LONG,
    "document_signs": Fault.FORBIDDEN_CHARACTERS,
    "document_shape": Fault.WRONG_SHAPE,
}


@pytest.mark.parametrize(("typed", "sent"), table.IDENTIFIERS)
def test_identifiers(typed: str, sent: str | None) -> None:
    """A right number is right however it was typed, copied or written."""
    problem = check_identifier(kind_of(typed), typed)
    assert (problem is None) == (sent is not None)
    if sent is not None:
        assert sent_identifier(typed) == sent


@pytest.mark.parametrize(("typed", "code"), table.NUMBERS_IN_AN_ENROLMENT)
def test_numbers_that_no_enrolment_takes(typed: str, code: str) -> None:
    """A number that is not for good is never called wrong."""
    problem = check_identifier(IdentifierKind.NIR, typed)
    assert problem is not None
    assert problem.fault is FAULTS[code]


@pytest.mark.parametrize(("typed", "kept"), table.NAMES)
def test_names(typed: str, kept: str | None) -> None:
    """One hyphen, one apostrophe, nothing that nobody sees."""
    assert (check_name(typed) is None) == (kept is not None)
    if kept is not None:
        assert tidy_name(typed) == kept


@pytest.mark.parametrize(("typed", "kept"), table.FIRST_NAMES)
def test_first_names(typed: str, kept: tuple[str, ...]) -> None:
    """Commas part first names, as on the papers that they are copied from."""
    assert tuple(first_names_in(typed)) == kept


@pytest.mark.parametrize(("typed", "kept"), table.MAILS)
def test_mails(typed: str, kept: str | None) -> None:
    """What stands around an address is no part of it; what could mean another address is refused."""
    assert (check_mail(typed) is None) == (kept is not None)
    if kept is not None and kept.isascii() and "xn--" not in kept:
        assert sent_contact("mail", typed) == kept


@pytest.mark.parametrize(("typed", "expected"), table.PHONES)
def test_phones(typed: str, expected: str) -> None:
    """One number, of France or overseas, however written."""
    problem = check_phone(typed)
    if expected.startswith("+"):
        assert problem is None
        assert same_phone(typed, expected)
    else:
        assert problem is not None
        assert problem.fault is FAULTS[expected]


@pytest.mark.parametrize(("typed", "_", "number"), table.PHONES_ABROAD)
def test_phones_abroad(typed: str, _: str, number: str) -> None:
    """A number of another country is a number; whether an SMS is sent there, the server says."""
    assert check_phone(typed) is None
    assert same_phone(typed, number)


@pytest.mark.parametrize(("kind", "typed", "expected"), table.DOCUMENTS)
def test_documents(kind: DocumentKind, typed: str, expected: str) -> None:
    """Loose where no authority publishes a shape; what is refused says why."""
    problem = check_document(kind, typed)
    if expected.startswith("document_"):
        assert problem is not None
        assert problem.fault is FAULTS[expected]
    else:
        assert problem is None
        assert document_number(typed) == expected


@pytest.mark.parametrize(
    ("password", "blank"),
    [("Motdepass1", False), (" Motdepass1", True), ("Motdepass1\u00a0", True), ("", False)],
)
def test_a_password_copied_with_a_blank(password: str, blank: bool) -> None:  # noqa: FBT001 - a case
    """It is sent as it is; only where it is refused is the blank told."""
    assert has_blank_ends(password) is blank
