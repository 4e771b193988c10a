"""A contact has one canonical form, however it is written, to be counted, stored, compared and written to."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from queue import SimpleQueue
from typing import TYPE_CHECKING

import httpx
import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from server import Settings, prepare, sqlite_url
from server.db import Store
from server.outbox import Message, Messenger
from server.outbox.courier import Courier
from server.people.tables import Account
from server.rules.codes import Channel
from server.rules.contacts import canonical_contact, counted_as
from tests.server.composed import composed
from tests.server.conftest import serving
from tests.server.db.test_older_data import account_of_before, as_of
from tests.server.enrolment_steps import Draft
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from tests.server.conftest import Api, Eventually, NewDatabase, Serve

SPELLINGS = (
    "victim@example.org",
    "Victim@Example.org",
    "<victim@example.org>",
    "victim@example.org.",
    "mailto:victim@example.org",
    "victim＠example．org",
    "\u202avictim@example.org\u202c",
)
DISGUISES = (
    "=?utf-8?q?=76ictim?=@example.org",
    '"victim"@example.org',
    "victim(1)@example.org",
    "victim%40a@example.org",
)


def errors(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


def sent_to(api: Api, address: str) -> int:
    return sum(message["to"] == address for message in api.http.get("/demo/messages").json())


def test_no_spelling_gives_more_codes(api: Api) -> None:
    """Other spellings of an address give no more codes."""
    drafts = [Draft.at(api.http, "contact") for _ in SPELLINGS]
    answers = [
        draft.put("contact", {"channel": "mail", "value": spelling})
        for draft, spelling in zip(drafts, SPELLINGS, strict=True)
    ]
    sent = [answer.status_code for answer in answers]
    assert sent == [200] * sent.count(200) + [429] * (7 - sent.count(200))
    assert sent_to(api, "victim@example.org") == sent.count(200) < 7


@pytest.mark.parametrize(
    ("contact", "counted"),
    [
        ("victim+1@example.org", "victim@example.org"),
        ("victim+a+b@example.org", "victim@example.org"),
        ("victim@example.org", "victim@example.org"),
        ("+@example.org", "+@example.org"),
        ("+33612345678", "+33612345678"),
    ],
)
def test_a_box_is_counted_once(contact: str, counted: str) -> None:
    """A detail after a plus leads to the same mailbox, and gives no more codes."""
    assert counted_as(contact) == counted


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_is_no_address(api: Api, disguise: str) -> None:
    """An address that a header would decode, quote or shorten is refused in every operation."""
    draft = Draft.at(api.http, "contact")
    asked = {"channel": "mail", "value": disguise}
    assert errors(draft.put("contact", asked)) == {"value": "mail_invalid"}
    assert errors(api.http.post("/v1/enrolments/resumptions", json=asked)) == {"value": "mail_invalid"}
    headers = api.bearer(api.sign_in("responsable-couple"))
    known = api.http.get("/v1/me/contacts", headers=headers).json()["contacts"]
    revision = next(each["revision"] for each in known if each["channel"] == "mail")
    change = {"channel": "mail", "destination": disguise, "expected_revision": revision}
    assert errors(api.http.post("/v1/me/contacts", json=change, headers=headers)) == {
        "destination": "mail_invalid"
    }


def test_capitals_are_one_person(api: Api) -> None:
    """An enrolment begun with the capital letter that a phone puts first is resumed without it."""
    Draft.at(api.http, "password", contact="Camille.Roy@example.org")
    before = sent_to(api, "camille.roy@example.org")
    asked = api.http.post(
        "/v1/enrolments/resumptions", json={"channel": "mail", "value": "camille.roy@example.org"}
    )
    assert asked.status_code == 202
    assert sent_to(api, "camille.roy@example.org") == before + 1


def test_two_numbers_are_none(api: Api) -> None:
    """A field with two numbers is refused."""
    draft = Draft.at(api.http, "contact")
    answer = draft.put("contact", {"channel": "sms", "value": "0612345678;0698765432"})
    assert errors(answer) == {"value": "phone_invalid"}


def test_where_the_fund_sends_no_sms(api: Api, sqlite_file: Path) -> None:
    """A mobile of another country is refused with that reason, unless the operator allows the country."""
    draft = Draft.at(api.http, "contact")
    belgian = {"channel": "sms", "value": "0032 470 12 34 56"}
    assert errors(draft.put("contact", belgian)) == {"value": "phone_country"}
    wider = Settings(
        database=sqlite_url(sqlite_file),
        demo=True,
        demo_light_passwords=True,
        sms_countries=frozenset({"FR", "BE"}),
    )
    with serving(wider) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http:
        assert Draft.at(http, "contact").put("contact", belgian).status_code == 200
        assert http.get("/demo/messages").json()[0]["to"] == "+32470123456"


def test_the_countries_are_the_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    """Countries are two letters; anything else is an error at the start."""
    monkeypatch.setenv("MON_COMPTE_SMS_COUNTRIES", "fr, BE")
    assert Settings.from_environment().sms_countries == {"FR", "BE"}
    monkeypatch.setenv("MON_COMPTE_SMS_COUNTRIES", "France")
    with pytest.raises(ValueError, match="SMS_COUNTRIES"):
        Settings.from_environment()


def test_what_is_stored_gets_its_one_form(new_database: NewDatabase, database_kind: str) -> None:
    """An older database starts, and its addresses are brought to the canonical form."""
    url = new_database(database_kind)
    as_of(url, "0008", {"accounts": account_of_before() | {"mail": "Claire.Lefevre@Example.org"}})
    prepare(Settings(database=url))
    store = Store(url)
    with store.read() as transaction:
        assert transaction.scalars(select(Account.mail)).all() == ["claire.lefevre@example.org"]
    store.close()


class Catcher:
    """An SMTP server that keeps what it is given: the envelope and its message."""

    def __init__(self) -> None:
        self.caught: SimpleQueue[tuple[Envelope, EmailMessage]] = SimpleQueue()

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.content
        assert isinstance(content, bytes)
        self.caught.put((envelope, message_from_bytes(content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def catcher() -> Iterator[tuple[Catcher, int]]:
    handler = Catcher()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.mark.parametrize("spelling", [SPELLINGS[0], SPELLINGS[1], SPELLINGS[5], "o'Brien+Caf@ÉCOLE.fr"])
def test_the_envelope_and_the_header_are_what_is_counted(
    serve: Serve, sqlite_file: Path, catcher: tuple[Catcher, int], spelling: str
) -> None:
    """The SMTP envelope and the header have the same address."""
    handler, port = catcher
    database = sqlite_url(sqlite_file)
    prepare(Settings(database=database))
    smtp = f"smtp://127.0.0.1:{port}?from=Mon+Compte+<ne-pas-repondre@example.org>"
    with (
        serve(Settings(database=database, smtp=smtp)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http,
    ):
        assert (
            Draft.at(http, "contact").put("contact", {"channel": "mail", "value": spelling}).status_code
            == 200
        )
        envelope, mail = handler.caught.get(timeout=PATIENCE_S)
    to = canonical_contact(Channel.MAIL, spelling)
    assert envelope.rcpt_tos == [to]
    assert envelope.mail_from == "ne-pas-repondre@example.org"
    assert [address.addr_spec for address in mail["To"].addresses] == [to]
    assert mail.get_all("To") == [to]


@pytest.mark.parametrize("stored", [*DISGUISES, "victim@example.org, other@example.org", "nobody"])
def test_what_is_no_address_is_sent_to_nobody(
    sqlite_file: Path,
    catcher: tuple[Catcher, int],
    caplog: pytest.LogCaptureFixture,
    eventually: Eventually,
    stored: str,
) -> None:
    """No header turns a contact of a database into another person's address."""
    handler, port = catcher
    settings = Settings(database=sqlite_url(sqlite_file), smtp=f"smtp://127.0.0.1:{port}?from=a@example.org")
    with composed(settings) as services, services[Courier].at_work():
        with services[Store].write() as transaction:
            message = Message(Channel.MAIL, stored, "Sujet", "Texte", None, datetime.now(UTC))
            services[Messenger].post(transaction, message)
        eventually(lambda: "a message could not leave (mail)" in caplog.text)
    assert handler.caught.empty()
    assert stored not in caplog.text
