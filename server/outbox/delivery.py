"""Delivery of messages, by SMTP and an SMS gateway, or into the outbox of a demonstration."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from sqlalchemy import event, insert, literal, select

from server.outbox.letter import as_html
from server.outbox.tables import OutboxMessage
from server.rules.codes import Channel
from server.rules.contacts import canonical_contact

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.parse import SplitResult

    from sqlalchemy.orm import Session as Transaction

    from server.outbox import Message

_log = logging.getLogger(__name__)

_GATEWAY_TIMEOUT_S = 10


class Outbox:
    """A messenger that stores messages in the database, for a demonstration to show."""

    def post(self, transaction: Transaction, message: Message) -> None:
        """Store the message; the same statement stores nothing for a message to nobody."""
        kept = {
            "channel": message.channel,
            "to": message.to or "",
            "subject": message.subject,
            "body": message.body,
            "code": message.code,
            "sent_at": message.sent_at,
        }
        table = OutboxMessage.__table__
        row = select(*(literal(value, table.c[name].type) for name, value in kept.items()))
        somebody = literal(message.to is not None)
        transaction.execute(insert(OutboxMessage).from_select(list(kept), row.where(somebody)))


class Post:
    """A messenger that sends in the background; a failure is logged, and the person asks again.

    Args:
        smtp: `smtp://user:password@host:port?from=sender`, `smtps://` for TLS from the start,
            `smtp+starttls://` for STARTTLS; None where no mail is sent.
        sms: `https://user:token@host/path?from=sender` of a gateway; None where no SMS is sent.
    """

    def __init__(self, smtp: str | None, sms: str | None) -> None:
        self._ways: dict[Channel, Callable[[Message, str], None]] = {}
        if smtp:
            self._ways[Channel.MAIL] = _Smtp(urlsplit(smtp))
        if sms:
            self._ways[Channel.SMS] = _Gateway(urlsplit(sms))
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="messages")

    def post(self, transaction: Transaction, message: Message) -> None:
        """Send the message once the transaction is committed."""

        @event.listens_for(transaction, "after_commit", once=True)
        def _committed(_: Transaction) -> None:
            self._threads.submit(self._send, message)

    def _send(self, message: Message) -> None:
        way = self._ways.get(message.channel)
        if message.to is None:
            return
        if way is None:
            _log.error("no way for a message to leave (%s)", message.channel)
            return
        try:
            way(message, message.to)
        except Exception as error:  # noqa: BLE001 - anything a library raises: nobody waits for this thread
            # Only its type: its text repeats addresses.
            _log.error("a message could not leave (%s): %s", message.channel, type(error).__name__)


class _Smtp:
    """Mail by an SMTP server, as text and as HTML."""

    def __init__(self, url: SplitResult) -> None:
        self._url = url
        self._sender = parse_qs(url.query).get("from", ["ne-pas-repondre@localhost"])[0]

    def __call__(self, message: Message, to: str) -> None:
        import aiosmtplib

        # Canonical again, whatever the database holds: the header has the very address that is counted, and nothing
        # else can be read into it (encoded words, comments, a second address).
        to = canonical_contact(Channel.MAIL, to)
        local_part, _, domain = to.rpartition("@")
        mail = EmailMessage()
        mail["From"] = self._sender
        mail["To"] = Address(username=local_part, domain=domain)
        mail["Subject"] = message.subject
        mail["Date"] = formatdate()
        mail["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2])
        # Keeps automatic replies away: nobody reads the sender's mailbox.
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.body)
        mail.add_alternative(as_html(message), subtype="html")
        asyncio.run(
            aiosmtplib.send(
                mail,
                # An explicit SMTP envelope: the server does not take recipients from the header.
                sender=mail["From"].addresses[0].addr_spec,
                recipients=[to],
                hostname=self._url.hostname,
                port=self._url.port,
                username=unquote(self._url.username) if self._url.username else None,
                password=unquote(self._url.password) if self._url.password else None,
                use_tls=self._url.scheme == "smtps",
                start_tls=self._url.scheme == "smtp+starttls",
            )
        )


class _Gateway:
    """SMS by an HTTP gateway: `POST {"from", "to", "text"}` as JSON, with the URL's credentials as Basic."""

    def __init__(self, url: SplitResult) -> None:
        self._sender = parse_qs(url.query).get("from", ["Mon Compte"])[0]
        self._auth = (unquote(url.username or ""), unquote(url.password or "")) if url.username else None
        self._url = url._replace(netloc=url.netloc.rpartition("@")[2], query="").geturl()

    def __call__(self, message: Message, to: str) -> None:
        import httpx

        to = canonical_contact(Channel.SMS, to, countries=None)
        body = {"from": self._sender, "to": to, "text": message.body}
        httpx.post(self._url, json=body, auth=self._auth, timeout=_GATEWAY_TIMEOUT_S).raise_for_status()
