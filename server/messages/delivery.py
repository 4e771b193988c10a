"""How messages leave: by SMTP, or into the outbox of a demonstration."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from sqlalchemy import event

from server.domain.codes import Channel
from server.store.tables import OutboxMessage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.messages import Message

_log = logging.getLogger(__name__)


class Outbox:
    """Keeps messages in the database, for a demonstration to show."""

    def post(self, transaction: Transaction, message: Message) -> None:
        """Keep it."""
        transaction.add(
            OutboxMessage(
                channel=message.channel,
                to=message.to,
                subject=message.subject,
                body=message.body,
                code=message.code,
                sent_at=message.sent_at,
            )
        )


class Smtp:
    """Sends mail through a server, off the request's way; a failure is logged, and the person asks again.

    Args:
        url: `smtp://user:password@host:port?from=sender`, `smtps://` for TLS from the start,
            `smtp+starttls://` for TLS asked of the server; None where no mail leaves.
    """

    def __init__(self, url: str | None) -> None:
        self._url = urlsplit(url) if url else None
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="smtp")

    def post(self, transaction: Transaction, message: Message) -> None:
        """Send it once the transaction is committed."""

        @event.listens_for(transaction, "after_commit", once=True)
        def _committed(_: Transaction) -> None:
            self._threads.submit(self._send, message)

    def _send(self, message: Message) -> None:
        if self._url is None or message.channel is not Channel.MAIL:
            _log.error("no way for a message to leave (channel %s)", message.channel)
            return
        import aiosmtplib

        mail = EmailMessage()
        mail["From"] = parse_qs(self._url.query).get("from", ["ne-pas-repondre@localhost"])[0]
        mail["To"] = message.to
        mail["Subject"] = message.subject
        mail.set_content(message.body)
        try:
            asyncio.run(
                aiosmtplib.send(
                    mail,
                    hostname=self._url.hostname,
                    port=self._url.port,
                    username=unquote(self._url.username) if self._url.username else None,
                    password=unquote(self._url.password) if self._url.password else None,
                    use_tls=self._url.scheme == "smtps",
                    start_tls=self._url.scheme == "smtp+starttls",
                )
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            # The type alone: the text of an SMTP error repeats addresses.
            _log.error("a mail could not leave: %s", type(error).__name__)
