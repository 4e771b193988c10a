from __future__ import annotations

from typing import get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from api_client import DocumentKind
from app.rules.contacts import check_mail, check_phone
from app.rules.dates import check_birth_date
from app.rules.documents import check_document
from app.rules.names import check_name
from app.rules.passwords import password_rules
from server.rules.civil_status import name_error
from server.rules.codes import Channel
from server.rules.contacts import ContactRefused, canonical_contact
from server.rules.documents import DocumentKind as ServerDocumentKind
from server.rules.documents import number_error
from server.rules.passwords import password_errors
from tests.support.properties import examples
from text_rules.documents import document_number
from text_rules.names import tidy_name

KINDS = tuple(kind for kind in get_args(DocumentKind) if kind != "none")
typed = st.one_of(
    st.text(max_size=130),
    st.text("0123456789+() .-\u00a0\u202f", max_size=30),
    st.text("0123456789ABab -", max_size=15),
    st.emails(),
)


def _taken(channel: Channel, text: str) -> bool:
    try:
        canonical_contact(channel, text)
    except ContactRefused:
        return False
    return True


@settings(deadline=None)
@given(typed, typed, typed)
def test_whatever_is_typed_is_judged(first: str, second: str, third: str) -> None:
    """No text that a person can type or paste makes the form fall: it is right, or its fault is named."""
    verdicts = [check_name(first), check_phone(first), check_mail(first)]
    verdicts += [check_document(kind, first) for kind in KINDS]
    verdicts.append(check_birth_date(first, second, third))
    assert all(verdict is None or verdict.count >= 0 for verdict in verdicts)
    assert len(password_rules(first)) == 5


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
