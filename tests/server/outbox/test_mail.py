"""Codes are sent by SMTP where a mail server is set."""

from __future__ import annotations

import asyncio
import logging
import queue
import re
import threading
from datetime import date
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest

from server import Settings, prepare, sqlite_url
from server.db import Store
from server.demo.accounts import DEMO_ACCOUNTS
from server.demo.households import people
from server.people.tables import Account
from server.rules.codes import Channel
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from tests.server.conftest import Eventually, Serve

KNOWN = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-seul")


def _plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


class Mailbox:
    """A mail server with enough of RFC 5321 for one client, which keeps its mails."""

    def __init__(self) -> None:
        self.mails: queue.SimpleQueue[EmailMessage] = queue.SimpleQueue()
        self.port = 0

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while command := (await reader.readline()).strip().upper():
            if command == b"DATA":
                writer.write(b"354 go on\r\n")
                content = await reader.readuntil(b"\r\n.\r\n")
                self.mails.put(message_from_bytes(content[:-3], policy=policy.default))
            writer.write(b"221 bye\r\n" if command == b"QUIT" else b"250 yes\r\n")
            if command == b"QUIT":
                break
        writer.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box, ready, loop = Mailbox(), threading.Event(), asyncio.new_event_loop()

    async def listen() -> None:
        server = await asyncio.start_server(box.converse, "127.0.0.1", 0)
        box.port = server.sockets[0].getsockname()[1]
        ready.set()

    thread = threading.Thread(target=lambda: (loop.run_until_complete(listen()), loop.run_forever()))
    thread.start()
    assert ready.wait(30)
    yield box
    loop.call_soon_threadsafe(loop.stop)
    thread.join(30)
    loop.close()


@pytest.fixture
def real_account(sqlite_file: Path) -> str:
    """Return a real database with one account that has a code at sign-in by mail."""
    url = sqlite_url(sqlite_file)
    prepare(Settings(database=url))
    person = next(person.row() for person in people() if person.role == KNOWN.role)
    store = Store(url)
    with store.write() as transaction:
        transaction.add(
            Account(
                **{**person, "id": uuid4(), "code_channel": Channel.MAIL, "birth_date": date(1988, 6, 14)}
            )
        )
    store.close()
    return url


def sign_in(url: str) -> httpx.Response:
    return httpx.post(
        f"{url}/v1/sessions",
        verify=PLAIN,
        json={"identifier": KNOWN.identifier, "password": KNOWN.password},
        timeout=PATIENCE_S,
    )


def test_the_code_comes_by_mail(serve: Serve, real_account: str, mailbox: Mailbox) -> None:
    """The code comes in French to the account's address, and opens the session."""
    smtp = f"smtp://127.0.0.1:{mailbox.port}?from=ne-pas-repondre@example.org"
    with serve(Settings(database=real_account, smtp=smtp)) as url:
        challenge = sign_in(url).json()["challenge"]
        mail = mailbox.mails.get(timeout=PATIENCE_S)
        assert (mail["To"], mail["From"]) == ("claire.lefevre@example.org", "ne-pas-repondre@example.org")
        assert mail["Subject"] == "Votre code de vérification"
        code = re.findall(r"\b\d{6}\b", _plain(mail))[0]
        answer = httpx.post(
            f"{url}/v1/challenges/{challenge['challenge_id']}/verification",
            verify=PLAIN,
            json={"code": code},
            timeout=PATIENCE_S,
        )
        assert answer.status_code == 201


def test_a_mail_server_that_is_away_fails_no_sign_in(
    serve: Serve, real_account: str, caplog: pytest.LogCaptureFixture, eventually: Eventually
) -> None:
    """A mail server that does not answer fails no sign-in; the log has neither address nor code."""
    caplog.set_level(logging.INFO)
    with serve(Settings(database=real_account, smtp="smtp://127.0.0.1:1")) as url:
        assert sign_in(url).status_code == 201
        eventually(lambda: "a message could not leave (mail)" in caplog.text)
    assert "claire.lefevre" not in caplog.text
