"""No message is lost: it waits with the act that causes it, is tried again, and shows to operators where it fails."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from server import Settings, prepare
from server.clock import Clock
from server.composition import compose
from server.crypto.tokens import Pepper
from server.db import Store
from server.outbox import Message, Messenger
from server.outbox.courier import Courier
from server.outbox.tables import WaitingMessage
from server.outbox.waiting import RETRIES, WaitingMessages
from server.outbox.ways import NotSent
from server.rules.codes import Channel
from tests.server.composed import composed, sweep_all
from tests.server.conftest import command
from tests.server.enrolment_steps import Draft
from tests.server.outbox.test_messages import at_contact, texts_of
from tests.server.password_reset.test_password_reset import Reset
from tests.server.statements import made_by_requests
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from email.message import EmailMessage

    from server.services import Services
    from tests.server.conftest import Eventually, NewDatabase, Serve
    from tests.server.outbox.conftest import MailServer

TO = "lea.martin@example.org"
CODE = "482913"


def letter(to: str | None = TO, **more: Any) -> Message:
    return Message(Channel.MAIL, to, "Votre code", f"Code : {CODE}", CODE, datetime.now(UTC), **more)


def post(services: Services, *messages: Message) -> None:
    with services[Store].write() as transaction:
        for message in messages:
            services[Messenger].post(transaction, message)


def outbox(database: str, *arguments: str) -> Any:
    """Run `admin outbox`, and return what it prints."""
    ran = subprocess.run(
        [sys.executable, "-m", "server", "admin", "--database", database, "outbox", *arguments],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def code_in(mail: EmailMessage) -> str:
    return str(re.findall(r"\b\d{6}\b", texts_of(mail)[0])[0])


def test_a_killed_process_loses_no_message(
    new_database: NewDatabase, database_kind: str, mail_server: MailServer
) -> None:
    """Killed (-9) with one mail under way and another to come, both leave after the next start, and the codes work."""
    database = new_database(database_kind)
    mail_server.does = "hangs"
    mail_server.start()
    drafts = []
    with (
        command("--database", database, MON_COMPTE_SMTP=mail_server.url) as (process, url),
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = at_contact(http)
        assert draft.put("contact", {"channel": "mail", "value": TO}).status_code == 200
        drafts.append(draft.token)
        assert mail_server.reached.wait(PATIENCE_S)
        mail_server.stop()
        draft = at_contact(http)
        assert draft.put("contact", {"channel": "mail", "value": "b@example.org"}).status_code == 200
        drafts.append(draft.token)
        process.kill()
    with composed(Settings(database=database)) as services:
        waits = [each.id for each in services[WaitingMessages].all()]
        assert services[WaitingMessages].retry(waits) == 2
    mail_server.does = "takes"
    mail_server.start()
    with (
        command("--database", database, MON_COMPTE_SMTP=mail_server.url) as (_, url),
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        came = {mail["To"]: mail for mail in (mail_server.mails.get(timeout=PATIENCE_S) for _ in waits)}
        for token, to in zip(drafts, (TO, "b@example.org"), strict=True):
            assert Draft(http, token).verify(code_in(came[to])).status_code == 200
    assert mail_server.mails.empty()
    sent_as = {mail["Message-ID"].strip("<>").partition("@")[0] for mail in came.values()}
    assert sent_as == {str(each) for each in waits}
    with composed(Settings(database=database)) as services:
        assert services[WaitingMessages].all() == []


@pytest.mark.parametrize(
    ("does", "failure"),
    [
        ("defers", "recipient refused, 451"),
        ("cuts", "SMTPServerDisconnected"),
        ("is away", "SMTPConnectError"),
    ],
)
def test_what_may_pass_is_tried_again(
    new_database: NewDatabase, eventually: Eventually, mail_server: MailServer, does: str, failure: str
) -> None:
    """A server that defers, cuts or is away gets the mail later; no act waits for it, and no code stays behind."""
    if does != "is away":
        mail_server.does = does
        mail_server.start()
    settings = Settings(database=new_database("sqlite"), smtp=mail_server.url)
    with composed(settings) as services, services[Courier].at_work():
        post(services, letter())
        waiting = services[WaitingMessages]
        eventually(lambda: [each.failure for each in waiting.all()] == [failure])
        (found,) = waiting.all()
        assert found.due_at is not None
        assert found.due_at > datetime.now(UTC)
        mail_server.does = "takes"
        mail_server.start()
        assert waiting.retry([found.id]) == 1
        assert code_in(mail_server.mails.get(timeout=PATIENCE_S)) == CODE
        eventually(lambda: waiting.all() == [])


def test_what_is_refused_is_a_dead_letter(
    new_database: NewDatabase,
    eventually: Eventually,
    mail_server: MailServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An operator reads of it in the log, looks at it without an address, has it tried again, or erases it."""
    mail_server.does = "refuses"
    mail_server.start()
    settings = Settings(database=new_database("sqlite"), smtp=mail_server.url)
    caplog.set_level(logging.INFO)
    with composed(settings) as services, services[Courier].at_work():
        post(services, letter(), letter("b@example.org"))
        waiting = services[WaitingMessages]
        eventually(lambda: waiting.counts() == {(Channel.MAIL, True): 2})
        sweep_all(services)
        assert "2 dead letters (mail)" in caplog.text
        listed = outbox(settings.database, "list")
        assert {each["to"] for each in listed} == {"l•••@example.org", "b•••@example.org"}
        assert {(each["dead"], each["failure"]) for each in listed} == {(True, "recipient refused, 550")}
        mail_server.does = "takes"
        assert outbox(settings.database, "retry", listed[0]["message_id"]) == [{"messages": 1}]
        mail_server.mails.get(timeout=PATIENCE_S)
        eventually(lambda: len(waiting.all()) == 1)
        assert outbox(settings.database, "drop", "--dead") == [{"messages": 1}]
        assert waiting.all() == []
    ours = "\n".join(each.getMessage() for each in caplog.records if each.name.startswith("server"))
    assert not any(secret in ours for secret in (TO, "b@example.org", CODE))


def test_each_leaves_once_from_several_processes(new_database: NewDatabase, database_kind: str) -> None:
    """Of several that take messages at once, each gets others, until none is left."""
    settings = Settings(database=new_database(database_kind), smtp="smtp://127.0.0.1:1")
    prepare(settings)
    each_process = [compose(settings) for _ in range(3)]
    post(each_process[0], *(letter() for _ in range(100)))

    def take_all(services: Services) -> list[Any]:
        found = []
        while taken := services[WaitingMessages].take(Channel.MAIL):
            found += [each.id for each in taken]
        return found

    with ThreadPoolExecutor() as threads:
        found = [one for some in threads.map(take_all, each_process) for one in some]
    assert len(found) == len(set(found)) == 100
    for services in each_process:
        services.close()


def test_a_code_that_is_over_is_not_sent(new_database: NewDatabase, database_kind: str) -> None:
    """Neither a code whose time is over, nor one that a newer cancelled; a code goes before what can wait."""
    with composed(Settings(database=new_database(database_kind))) as services:
        waiting, about = services[WaitingMessages], uuid4()
        post(services, letter(lasts=timedelta()))
        assert waiting.take(Channel.MAIL) == []
        assert waiting.all() == []
        post(services, letter("first@example.org"), letter("old@example.org", about=about))
        post(services, letter("new@example.org", about=about, lasts=timedelta(minutes=10)))
        taken = [each.message.to for each in waiting.take(Channel.MAIL)]
        assert taken == ["new@example.org", "first@example.org"]


def test_one_is_given_up_after_a_day(new_database: NewDatabase, caplog: pytest.LogCaptureFixture) -> None:
    """Each failure makes the next try later, and the last a dead letter; what nobody can open is one at once."""
    with composed(Settings(database=new_database("sqlite"))) as services:
        waiting, clock = services[WaitingMessages], services[Clock]
        post(services, letter())
        for wait in RETRIES:
            (taken,) = waiting.take(Channel.MAIL)
            waiting.note([], [(taken, NotSent("away"))])
            assert waiting.take(Channel.MAIL) == []
            clock.offset += wait + timedelta(seconds=1)
        (taken,) = waiting.take(Channel.MAIL)
        waiting.note([], [(taken, NotSent("away"))])
        assert waiting.counts() == {(Channel.MAIL, True): 1}
        post(services, letter())
        WaitingMessages(services[Store], clock, Pepper(b"another")).take(Channel.MAIL)
        assert waiting.counts() == {(Channel.MAIL, True): 2}
    assert CODE not in caplog.text


def test_a_wrong_clock_neither_loses_nor_doubles(new_database: NewDatabase) -> None:
    """Of machines with one PostgreSQL, the one whose clock is an hour off takes what is due, and nothing else."""
    settings = Settings(database=new_database("postgresql"))
    prepare(settings)
    right, late, early = (compose(settings) for _ in range(3))
    late[Clock].offset, early[Clock].offset = timedelta(hours=-1), timedelta(hours=1)
    post(early, letter("early@example.org", lasts=timedelta(minutes=10)))
    post(late, letter("late@example.org", lasts=timedelta(minutes=10)))
    assert len(late[WaitingMessages].take(Channel.MAIL)) == 2
    for services in (right, late, early):
        assert services[WaitingMessages].take(Channel.MAIL) == []
        assert len(services[WaitingMessages].all()) == 2
        services.close()


def test_what_waits_is_sealed(new_database: NewDatabase) -> None:
    """The database holds neither the address nor the code, and nothing of a transaction that failed."""
    with composed(Settings(database=new_database("sqlite"))) as services:
        post(services, letter())
        with services[Store].write() as transaction:
            services[Messenger].post(transaction, letter("undone@example.org"))
            transaction.rollback()
        with services[Store].read() as transaction:
            (row,) = transaction.execute(select(WaitingMessage.__table__)).all()
        assert not any(secret in repr(row) for secret in (TO, "example.org", CODE))
        assert [each.to for each in services[WaitingMessages].all()] == ["l•••@example.org"]


def test_nobody_is_posted_to_by_the_same_statements(
    serve: Serve, new_database: NewDatabase, eventually: Eventually, mail_server: MailServer
) -> None:
    """Where messages really leave, too, a forgotten password is asked for alike with an account and without."""
    mail_server.start()
    settings = Settings(database=new_database("sqlite"), smtp=mail_server.url, demo_light_passwords=True)
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        draft = at_contact(http)
        draft.put("contact", {"channel": "mail", "value": TO})
        draft.verify(code_in(mail_server.mails.get(timeout=PATIENCE_S)))
        draft.put("password", {"password": "Pommier77orange"})
        identifier = draft.complete().json()["provisional"]
        mail_server.mails.get(timeout=PATIENCE_S)

        def asked(named: str) -> list[str]:
            reset = Reset.of(http, named)
            with made_by_requests() as made:
                answer = reset.post("code", {"channel": reset.begun["channels"][0]["channel"]})
            assert answer.status_code == 200, answer.text
            return made

        asked("P202699990Z")
        assert asked("P202699991Z") == asked(identifier)
        assert mail_server.mails.get(timeout=PATIENCE_S)["To"] == TO
        eventually(mail_server.mails.empty)
