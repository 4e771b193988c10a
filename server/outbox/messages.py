"""What the fund writes to people within the program: what features that write need to know of messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.outbox.texts import Text
    from server.rules.codes import Channel


class MessageKind(StrEnum):
    """What a thread is about, for who shows it or tells people of it."""

    INFORMATION = "information"
    RECEIPT = "receipt"
    MISSING_DOCUMENT = "missing_document"
    DECISION = "decision"
    PAYMENT = "payment"
    AUTHORISATION = "authorisation"
    # What the person wrote, with what the fund answers.
    QUESTION = "question"


class LeadKind(StrEnum):
    """What a thread leads to beside itself."""

    REQUEST = "request"
    DOCUMENT = "document"
    PAYMENT = "payment"
    AUTHORISATION = "authorisation"


@dataclass(frozen=True, slots=True)
class Lead:
    """Something else of the person that a thread leads to: an id, or the code of a document."""

    kind: LeadKind
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ToAccount:
    """One person alone."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class ToFile:
    """The responsable of a file, and the spouse while authorised."""

    file_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FundMessage:
    """What the fund writes.

    Attributes:
        kind: what it is about.
        subject: its title; no amount, for what tells people of it leaves the program.
        preview: one line under the title in the list, where an amount may stand.
        text: plain text, an empty line between two paragraphs; or HTML where `html` is set, which is made safe.
        html: whether the text is HTML, from whatever program an agent writes with.
        reply: whether the person may answer.
        paper: whether it can be had as a letter, in PDF.
        leads: what else it leads to.
        told: what a mail or an SMS says that it is there; without it, that something is.
    """

    kind: MessageKind
    subject: str
    preview: str = ""
    text: str
    html: bool = False
    reply: bool = False
    paper: bool = False
    leads: Lead | None = None
    told: Callable[[Channel], Text] | None = None


class MessageWriting(Protocol):
    """What writes to people in the name of the fund."""

    def write(
        self,
        transaction: Transaction,
        to: ToAccount | ToFile,
        message: FundMessage,
        *,
        at: datetime | None = None,
    ) -> UUID:
        """Begin a thread; return its id.

        Args:
            transaction: where it is written.
            to: one person, or the adults of a file to whom its door is open when they read.
            message: what is written.
            at: when; now unless given.
        """
