"""The ways by which messages leave: an SMTP server, and an SMS gateway."""

from __future__ import annotations

import asyncio
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from server.outbox.letter import as_html
from server.rules.codes import Channel
from server.rules.contacts import ContactRefused, canonical_contact

if TYPE_CHECKING:
    from urllib.parse import SplitResult
    from uuid import UUID

    from server.outbox import Message

# For one step of a conversation, and for all of one message: a server that says nothing holds up nothing longer.
_STEP_S: Final = 15
_ALL_S: Final = 60

# What a gateway says of us or of this moment, and not of the message.
_PASSING: Final = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.PAYMENT_REQUIRED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
_PERMANENT: Final = range(500, 600)


class NotSent(Exception):
    """A message could not leave.

    Args:
        failure: what is told to operators: the type of an error and a status, never its text, which repeats addresses.
        lasts: whether it would be refused again.
    """

    def __init__(self, failure: str, *, lasts: bool = False) -> None:
        super().__init__(failure)
        self.failure = failure
        self.lasts = lasts


class Way(Protocol):
    """A way by which messages leave."""

    async def send(self, message: Message, to: str, message_id: UUID) -> None:
        """Send a message to somebody.

        Args:
            message: what is sent.
            to: their address or number.
            message_id: the same each time that it is tried, by which what comes twice is known.

        Raises:
            NotSent: it was not taken.
        """


def ways(smtp: str | None, sms: str | None) -> dict[Channel, Way]:
    """Return the way of each channel that has one.

    Args:
        smtp: `smtp://user:password@host:port?from=sender`, `smtps://` for TLS from the start,
            `smtp+starttls://` for STARTTLS; None where no mail is sent.
        sms: `https://user:token@host/path?from=sender` of a gateway; None where no SMS is sent.
    """
    found: dict[Channel, Way] = {}
    if smtp:
        found[Channel.MAIL] = _Smtp(urlsplit(smtp))
    if sms:
        found[Channel.SMS] = _Gateway(urlsplit(sms))
    return found


class _Smtp:
    """Mail by an SMTP server, as text and as HTML."""

    def __init__(self, url: SplitResult) -> None:
        self._url = url
        self._sender = parse_qs(url.query).get("from", ["ne-pas-repondre@localhost"])[0]

    async def send(self, message: Message, to: str, message_id: UUID) -> None:
        import aiosmtplib

        # Canonical again, whatever the database holds: the header has the very address that is counted, and nothing
        # else can be read into it (encoded words, comments, a second address).
        to = _canonical(Channel.MAIL, to)
        mail = self._written(message, to, message_id)
        try:
            async with asyncio.timeout(_ALL_S):
                await aiosmtplib.send(
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
                    timeout=_STEP_S,
                )
        except aiosmtplib.SMTPRecipientsRefused as error:
            code = error.recipients[0].code
            raise NotSent(f"recipient refused, {code}", lasts=code in _PERMANENT) from None
        except aiosmtplib.SMTPDataError as error:
            raise NotSent(f"content refused, {error.code}", lasts=error.code in _PERMANENT) from None
        except aiosmtplib.SMTPResponseException as error:
            # Of the sender or the password: it would leave once that is mended.
            raise NotSent(f"{type(error).__name__}, {error.code}") from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from None

    def _written(self, message: Message, to: str, message_id: UUID) -> EmailMessage:
        local_part, _, domain = to.rpartition("@")
        mail = EmailMessage()
        mail["From"] = self._sender
        mail["To"] = Address(username=local_part, domain=domain)
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(message.sent_at)
        mail["Message-ID"] = f"<{message_id}@{self._sender.rpartition('@')[2].rstrip('>')}>"
        # Keeps automatic replies away: nobody reads the sender's mailbox.
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.body)
        mail.add_alternative(as_html(message), subtype="html")
        return mail


class _Gateway:
    """SMS by an HTTP gateway: `POST {"from", "to", "text"}` as JSON, with the URL's credentials as Basic."""

    def __init__(self, url: SplitResult) -> None:
        self._sender = parse_qs(url.query).get("from", ["Mon Compte"])[0]
        self._auth = (unquote(url.username or ""), unquote(url.password or "")) if url.username else None
        self._url = url._replace(netloc=url.netloc.rpartition("@")[2], query="").geturl()

    async def send(self, message: Message, to: str, message_id: UUID) -> None:
        import httpx

        to = _canonical(Channel.SMS, to)
        body = {"from": self._sender, "to": to, "text": message.body}
        try:
            async with asyncio.timeout(_ALL_S), httpx.AsyncClient(auth=self._auth, timeout=_STEP_S) as http:
                answer = await http.post(self._url, json=body, headers={"Idempotency-Key": str(message_id)})
        except (httpx.HTTPError, OSError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        if answer.is_success:
            return
        lasts = answer.is_client_error and answer.status_code not in _PASSING
        raise NotSent(f"gateway refused, {answer.status_code}", lasts=lasts)


def _canonical(channel: Channel, to: str) -> str:
    try:
        return canonical_contact(channel, to, countries=None)
    except ContactRefused:
        raise NotSent("no address", lasts=True) from None
