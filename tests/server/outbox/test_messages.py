"""Messages, by a real mail server and a real HTTP gateway, and their texts."""

from __future__ import annotations

import json
import logging
import queue
import re
import threading
from datetime import timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import httpx
import pytest
from aiosmtpd.controller import Controller

from server import Settings, sqlite_url
from server.outbox.account_texts import account_created, account_exists
from server.outbox.texts import (
    authorisation_set,
    code_text,
    migration_completed,
    old_password,
    password_changed,
)
from server.rules.codes import Channel, Purpose
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft, civil_status
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from server.outbox.texts import Text
    from tests.server.conftest import Eventually, Serve

# The GSM alphabet (GSM 03.38): any other letter halves the length of an SMS.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


class Mailbox:
    """A mail server that keeps its mails."""

    def __init__(self) -> None:
        self.mails: queue.SimpleQueue[EmailMessage] = queue.SimpleQueue()

    # aiosmtpd gives the name and the arguments.
    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.put(mail)
        return "250 kept"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """Run a mail server, and yield it with its URL."""
    box = Mailbox()
    # The controller needs its port beforehand.
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}?from=ne-pas-repondre@example.org"
    controller.stop()


@pytest.fixture
def gateway() -> Iterator[tuple[queue.SimpleQueue[tuple[str | None, dict[str, str]]], str]]:
    """Run an SMS gateway, and yield what it receives with its URL."""
    sent: queue.SimpleQueue[tuple[str | None, dict[str, str]]] = queue.SimpleQueue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent.put((self.headers["Authorization"], json.loads(body)))
            self.send_response(202)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Write no log."""

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
    """Return a draft at its contact step, on a real server."""
    draft = Draft.begun(http)
    draft.put("civil-status", civil_status(NEWCOMER["sans-piece"]))
    draft.put("identity", {"kind": "none", "number": None})
    assert draft.post("identity/continue").json()["step"] == "contact"
    return draft


def test_an_account_made_by_mail(serve: Serve, sqlite_file: Path, mailbox: tuple[Mailbox, str]) -> None:
    """Code and confirmation come by SMTP, as text and HTML, in French, without a link."""
    box, smtp = mailbox
    with (
        serve(Settings(database=sqlite_url(sqlite_file), smtp=smtp)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = at_contact(http)
        draft.put("contact", {"channel": "mail", "value": "new@example.org"})
        mail = box.mails.get(timeout=PATIENCE_S)
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
        plain, html = texts_of(box.mails.get(timeout=PATIENCE_S))
        grouped = f"P {provisional[1:5]} {provisional[5:9]} {provisional[9]}"
        assert grouped in plain
        assert grouped in html


def test_an_account_made_by_sms(
    serve: Serve,
    sqlite_file: Path,
    gateway: tuple[queue.SimpleQueue[tuple[str | None, dict[str, str]]], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The gateway gets sender, number, text and credentials, and the log has none of them."""
    caplog.set_level(logging.INFO)
    sent, sms = gateway
    with (
        serve(Settings(database=sqlite_url(sqlite_file), sms=sms)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = at_contact(http)
        draft.put("contact", {"channel": "sms", "value": "06 12 34 56 78"})
        credentials, body = sent.get(timeout=PATIENCE_S)
        assert credentials == "Basic Y2FmOnNlY3JldA=="
        assert (body["from"], body["to"]) == ("CAF", "+33612345678")
        code = re.findall(r"\b\d{6}\b", body["text"])[0]
        assert draft.verify(code).status_code == 200
    for secret in (code, "33612345678", "secret", "Y2FmOnNlY3JldA"):
        assert secret not in caplog.text


def test_a_gateway_that_is_away_fails_no_step(
    serve: Serve, sqlite_file: Path, caplog: pytest.LogCaptureFixture, eventually: Eventually
) -> None:
    """A gateway that does not answer fails no step; the log has neither number nor code."""
    caplog.set_level(logging.INFO)
    settings = Settings(database=sqlite_url(sqlite_file), sms="http://127.0.0.1:1/sms")
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        draft = at_contact(http)
        assert draft.put("contact", {"channel": "sms", "value": "06 12 34 56 78"}).status_code == 200
        eventually(lambda: "a message could not leave (sms)" in caplog.text)
        assert draft.put("contact", {"channel": "mail", "value": "new@example.org"}).status_code == 200
        eventually(lambda: "a message could not leave (mail): no way is set" in caplog.text)
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
    """Every SMS has at most 160 letters of the GSM alphabet."""
    for text in every_text(Channel.SMS):
        assert set(text.body) <= GSM, set(text.body) - GSM
        assert len(text.body) <= 160, text.body


@pytest.mark.parametrize("channel", Channel)
def test_no_message_has_a_link(channel: Channel) -> None:
    """No message has a link, so that people do not trust one in a false message."""
    for text in every_text(channel):
        assert not re.search(r"://|www\.|\.fr\b", text.body)
        assert text.subject


@pytest.mark.parametrize("channel", Channel)
def test_a_confirmation_says_how_to_come_back(channel: Channel) -> None:
    """A confirmation says by which identifier the person signs in, and warns of links."""
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
    """A mail begins with a greeting and ends with a signature."""
    for text in every_text(Channel.MAIL):
        assert text.body.startswith("Bonjour,\n\n")
        assert text.body.endswith("\n\nMon Compte")
