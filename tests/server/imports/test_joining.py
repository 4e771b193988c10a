"""An account is joined to the member of a household that its holder is, whichever of the two comes first."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import httpx
import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from server import Settings
from server.db import Store
from server.identities.holders import Holders
from server.imports.service import Imports
from server.people.tables import Account, Member
from tests.server.composed import composed
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft, civil_status
from tests.server.imports.records import NIR, deletion, household, member, payment, written
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from server.services import Services
    from tests.server.conftest import NewDatabase, Serve

MAIL = "maelle.legoff@example.org"
CNI = {
    "kind": "registered_document",
    "key": "cni:T7X4K2M91",
    "document": "cni",
    "number": "T7X4K2M91",
    "birth_name": "LE GOFF",
    "first_name": "MAËLLE",
    "birth_date": "1992-03-17",
    "expires_on": "2099-01-01",
}


class Mailbox:
    """A mail server that keeps its mails."""

    def __init__(self) -> None:
        self._mails: SimpleQueue[EmailMessage] = SimpleQueue()
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    # aiosmtpd gives the name and the arguments.
    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self._mails.put(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}?from=caf@example.org"

    def code(self) -> str:
        """Return the code of the next mail that has one."""
        while True:
            text = self._mails.get(timeout=PATIENCE_S).get_body()
            assert text is not None
            if found := re.search(r"\b\d{6}\b", text.get_content()):
                return found[0]

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


class Fund:
    """A server without a demonstration, and the files that its fund hands over."""

    def __init__(self, http: httpx.Client, mailbox: Mailbox, services: Services, folder: Path) -> None:
        self.http = http
        self._mailbox = mailbox
        self.services = services
        self._folder = folder

    def hand_over(self, *records: dict[str, Any]) -> None:
        imports = self.services[Imports]
        batch = imports.run(imports.sources(written(self._folder, *records)))
        assert batch.state == "written", batch.faults

    def enrol(self, *, document: bool = True, **changed: Any) -> dict[str, Any]:
        """Create Maëlle Le Goff's account, to the end, and return the answer."""
        draft, person = Draft.begun(self.http, benefit=None), NEWCOMER["avec-nir"]
        assert draft.put("civil-status", civil_status(person, confirmed=True, **changed)).status_code == 200
        shown = {"kind": "cni", "number": person.document_number} if document else {"kind": "none"}
        assert draft.put("identity", shown).status_code == 200
        if not document:
            assert draft.post("identity/continue").status_code == 200
        assert draft.put("contact", {"channel": "mail", "value": MAIL}).status_code == 200
        assert draft.verify(self._mailbox.code()).status_code == 200
        assert draft.put("password", {"password": PASSWORD}).status_code == 200
        answer = draft.complete()
        assert answer.status_code == 201, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def files(self) -> list[str]:
        """Sign Maëlle Le Goff in, and return the numbers of the files that she sees."""
        return [file["number"] for file in self.signed_in("/v1/me")["files"]]

    def signed_in(self, path: str) -> Any:
        session = self.http.post("/v1/sessions", json={"identifier": NIR, "password": PASSWORD}).json()[
            "session"
        ]
        answer = self.http.get(path, headers={"Authorization": f"Bearer {session['access_token']}"})
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def fund(new_database: NewDatabase, serve: Serve, tmp_path: Path) -> Iterator[Fund]:
    with Mailbox() as mailbox:
        settings = Settings(database=new_database("postgresql"), smtp=mailbox.url)
        with (
            composed(settings) as services,
            serve(settings) as url,
            httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
        ):
            yield Fund(http, mailbox, services, tmp_path)


def test_an_enrolment_after_an_import_ends_with_its_files(fund: Fund) -> None:
    """Without a demonstration, who enrols after an import with a document of its register sees file and payments."""
    fund.hand_over(CNI, household(), member(), payment())
    assert fund.enrol()["reach"] == "full"
    assert fund.files() == ["7000001"]
    (file,) = fund.signed_in("/v1/me")["files"]
    paid = fund.signed_in(f"/v1/files/{file['file_id']}/payments")
    assert [each["amount"] for each in paid["items"]] == [15100]


def test_a_household_that_arrives_later_finds_its_account(fund: Fund) -> None:
    """Who enrolled before their household came is joined as it does; a second household of theirs is, too."""
    fund.hand_over(CNI)
    assert fund.enrol()["reach"] == "full"
    assert fund.files() == []
    fund.hand_over(household(), member())
    assert fund.files() == ["7000001"]
    fund.hand_over(household("F-2", "7000002", closed_on="2019-06-30"), member("P-2", household="F-2"))
    assert sorted(fund.files()) == ["7000001", "7000002"]
    fund.hand_over(deletion("household", "F-1"))
    assert fund.files() == ["7000002"]


def test_a_contact_that_the_household_is_known_by_proves_who_it_is(fund: Fund) -> None:
    """An account of limited reach becomes full, and is joined, as its household arrives with the contact it proved."""
    assert fund.enrol(document=False)["reach"] == "limited"
    fund.hand_over(household(), member(mail="autre@example.org"))
    assert fund.files() == []
    fund.hand_over(member(mail=MAIL))
    assert fund.files() == ["7000001"]


def test_a_member_who_has_another_number_after_all_is_nobodys_who_was_joined(fund: Fund) -> None:
    """If the fund corrects the NIR of a member, the account that was joined by the wrong one leaves the household."""
    fund.hand_over(CNI, household(), member())
    fund.enrol()
    fund.hand_over(member(used_name="Roy", mail="nouvelle@example.org"))
    assert fund.files() == ["7000001"]
    fund.hand_over(member(nir="2920335238215"))
    assert fund.files() == []


def test_what_no_rule_is_sure_of_is_looked_at_by_a_person(fund: Fund) -> None:
    """The same NIR under another name joins nothing; an agent sees the two, and joins them."""
    fund.hand_over(CNI, household(), member(birth_name="LE GALL", birth_place=None))
    fund.enrol()
    assert fund.files() == []
    holders, store = fund.services[Holders], fund.services[Store]
    with store.write() as transaction:
        ((account, known),) = holders.candidates(transaction)
        assert (account.identifier, known.name) == (NIR, "MAELLE LE GALL")
        assert not holders.join(transaction, account.id, uuid4())
        assert holders.join(transaction, account.id, known.id)
    assert fund.files() == ["7000001"]
    with store.read() as transaction:
        assert holders.candidates(transaction) == []


def test_two_who_could_be_the_person_are_not_guessed_between(fund: Fund) -> None:
    """Of two members of one household with one civil status and no NIR none is joined, even by a known contact."""
    twins = [member(key, nir=None, role="personne_a_charge", mail=MAIL) for key in ("P-1", "P-2")]
    fund.hand_over(CNI, household(), *twins)
    assert fund.enrol(nir=None)["reach"] == "full"
    with fund.services[Store].read() as transaction:
        assert transaction.scalars(select(Account.identifier)).one().startswith("P")
        assert not transaction.scalars(select(Member.id).where(Member.account_id.is_not(None))).all()
        assert len(fund.services[Holders].candidates(transaction)) == 2
