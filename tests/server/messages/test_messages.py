"""Messages as they arrive: by a real mail server, by a real HTTP gateway, in the demonstration's outbox."""

from __future__ import annotations

import json
import logging
import queue
import re
import socket
import threading
from datetime import timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import httpx
import pytest
from aiosmtpd.controller import Controller

from server import Settings, sqlite_url
from server.messages.texts import (
    account_created,
    account_exists,
    authorisation_set,
    code_text,
    migration_completed,
    old_password,
    password_changed,
)
from server.rules.codes import Channel, Purpose
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft, civil_status
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from server.messages.texts import Text
    from tests.server.conftest import Eventually, Serve

# The letters of an SMS of one piece (GSM 03.38): any other halves what a message can hold.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


class Mailbox:
    """What a mail server was given."""

    def __init__(self) -> None:
        self.mails: queue.SimpleQueue[EmailMessage] = queue.SimpleQueue()

    # The name and the arguments are those that aiosmtpd calls.
    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.put(mail)
        return "250 kept"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """Yield a mail server, and its URL."""
    box = Mailbox()
    # The controller wants to know its port beforehand.
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}?from=ne-pas-repondre@example.org"
    controller.stop()


@pytest.fixture
def gateway() -> Iterator[tuple[queue.SimpleQueue[tuple[str | None, dict[str, str]]], str]]:
    """Yield an SMS gateway, and its URL."""
    sent: queue.SimpleQueue[tuple[str | None, dict[str, str]]] = queue.SimpleQueue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent.put((self.headers["Authorization"], json.loads(body)))
            self.send_response(202)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield sent, f"http://caf:secret@127.0.0.1:{listening.server_port}/sms?from=CAF"
    listening.shutdown()
    thread.join()
    listening.server_close()


def texts_of(mail: EmailMessage) -> tuple[str, str]:
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain
    assert html
    return plain.get_content(), html.get_content()


def at_contact(http: httpx.Client) -> Draft:
    """Return a draft that waits for a contact, on a server that is no demonstration."""
    draft = Draft.begun(http)
    draft.put("civil-status", civil_status(NEWCOMER["sans-piece"]))
    draft.put("identity", {"kind": "none", "number": None})
    assert draft.post("identity/continue").json()["step"] == "contact"
    return draft


def test_an_account_made_by_mail(serve: Serve, sqlite_file: Path, mailbox: tuple[Mailbox, str]) -> None:
    """The code and the confirmation come by SMTP, as text and as HTML, in French, without a link."""
    box, smtp = mailbox
    with (
        serve(Settings(database=sqlite_url(sqlite_file), smtp=smtp)) as url,
        httpx.Client(base_url=url, verify=PLAIN) as http,
    ):
        draft = at_contact(http)
        draft.put("contact", {"channel": "mail", "value": "new@example.org"})
        mail = box.mails.get(timeout=30)
        assert (mail["To"], mail["From"]) == ("new@example.org", "ne-pas-repondre@example.org")
        assert mail["Subject"] == "Votre code de vérification"
        assert mail["Date"]
        assert mail["Message-ID"]
        plain, html = texts_of(mail)
        code = re.findall(r"\b\d{6}\b", plain)[0]
        assert code in html
        assert "<strong" in html
        assert 'lang="fr"' in html
        assert not re.search("https?:|href|src=", plain + html)
        assert draft.verify(code).status_code == 200
        draft.put("password", {"password": PASSWORD})
        provisional = draft.complete().json()["provisional"]
        plain, html = texts_of(box.mails.get(timeout=30))
        grouped = f"P {provisional[1:5]} {provisional[5:9]} {provisional[9]}"
        assert grouped in plain
        assert grouped in html


def test_an_account_made_by_sms(
    serve: Serve,
    sqlite_file: Path,
    gateway: tuple[queue.SimpleQueue[tuple[str | None, dict[str, str]]], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The gateway is given sender, number and text, with its credentials; the log has none of them."""
    caplog.set_level(logging.INFO)
    sent, sms = gateway
    with (
        serve(Settings(database=sqlite_url(sqlite_file), sms=sms)) as url,
        httpx.Client(base_url=url, verify=PLAIN) as http,
    ):
        draft = at_contact(http)
        draft.put("contact", {"channel": "sms", "value": "06 12 34 56 78"})
        credentials, body = sent.get(timeout=30)
        assert credentials == "Basic Y2FmOnNlY3JldA=="
        assert (body["from"], body["to"]) == ("CAF", "+33612345678")
        code = re.findall(r"\b\d{6}\b", body["text"])[0]
        assert draft.verify(code).status_code == 200
    for secret in (code, "33612345678", "secret", "Y2FmOnNlY3JldA"):
        assert secret not in caplog.text


def test_a_gateway_that_is_away_fails_no_step(
    serve: Serve, sqlite_file: Path, caplog: pytest.LogCaptureFixture, eventually: Eventually
) -> None:
    """The person asks again; the log says what happened, without number or code."""
    caplog.set_level(logging.INFO)
    settings = Settings(database=sqlite_url(sqlite_file), sms="http://127.0.0.1:1/sms")
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN) as http:
        draft = at_contact(http)
        assert draft.put("contact", {"channel": "sms", "value": "06 12 34 56 78"}).status_code == 200
        eventually(lambda: "a message could not leave (sms)" in caplog.text)
        assert draft.put("contact", {"channel": "mail", "value": "new@example.org"}).status_code == 200
        eventually(lambda: "no way for a message to leave (mail)" in caplog.text)
    assert "612345678" not in caplog.text
    assert "new@example" not in caplog.text


def every_text(channel: Channel) -> list[Text]:
    return [
        *(code_text(purpose, channel, "123456", timedelta(minutes=10)) for purpose in Purpose),
        account_created(channel, None),
        account_created(channel, "P 2026 0117 S"),
        account_exists(channel),
        password_changed(channel),
        old_password(channel, "12345678"),
        migration_completed(channel, nir=True),
        migration_completed(channel, nir=False),
        *(
            authorisation_set(channel, spouse="Ghjuvan Santoni", given=given, changed=changed)
            for given in (True, False)
            for changed in (True, False)
        ),
    ]


def test_an_sms_is_one_message() -> None:
    """At most 160 letters that every phone has."""
    for text in every_text(Channel.SMS):
        assert set(text.body) <= GSM, set(text.body) - GSM
        assert len(text.body) <= 160, text.body


@pytest.mark.parametrize("channel", Channel)
def test_no_message_has_a_link(channel: Channel) -> None:
    """Nothing to click: who is used to that is not fooled by others' messages."""
    for text in every_text(channel):
        assert not re.search(r"://|www\.|\.fr\b", text.body)
        assert text.subject


@pytest.mark.parametrize("channel", Channel)
def test_a_confirmation_says_how_to_come_back(channel: Channel) -> None:
    """By what one signs in, and, where one reads of a way in, by no link."""
    for text, identifier in (
        (account_created(channel, None), "votre numéro de Sécurité sociale"),
        (account_created(channel, "P 2026 0117 S"), "votre identifiant provisoire : P 2026 0117 S"),
        (migration_completed(channel, nir=True), "votre numéro de Sécurité sociale"),
        (migration_completed(channel, nir=False), "votre identifiant provisoire"),
    ):
        assert f"utilisez {identifier}" in text.body
    assert "aucun lien" in account_created(Channel.SMS, None).body
    for text in (account_created(Channel.MAIL, None), migration_completed(Channel.MAIL, nir=True)):
        assert "Tapez vous-même l’adresse" in text.body


def test_a_mail_says_whose_it_is() -> None:
    """It greets, it signs."""
    for text in every_text(Channel.MAIL):
        assert text.body.startswith("Bonjour,\n\n")
        assert text.body.endswith("\n\nMon Compte")
