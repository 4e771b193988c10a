"""What asks for documents, as uploads need to know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A document that is asked for.

    Attributes:
        document: the code of its kind.
        label: what the fund calls it in a request; None where the code says all.
        until: the last day to send it.
        request_id: the request that waits for it; None for one that the file itself lacks.
        reference: the reference of that request.
        title: its title.
    """

    document: str
    label: str | None = None
    until: date | None = None
    request_id: UUID | None = None
    reference: str | None = None
    title: str | None = None


class Lacked(Protocol):
    """A document that a file lacks, and the last day to send it."""

    @property
    def document(self) -> str:
        """The code of its kind."""

    @property
    def until(self) -> date | None:
        """The last day."""


class FileDocuments(Protocol):
    """The documents that a file lacks, whoever asks."""

    def __call__(self, transaction: Transaction, file_id: UUID) -> Iterable[Lacked]:
        """Return them, whether or not they were sent."""


class MessageAttachments(Protocol):
    """The uploads that messages were sent with."""

    def __call__(self, transaction: Transaction, upload_ids: Iterable[UUID]) -> set[UUID]:
        """Return those of these uploads that a message was sent with."""


class AwaitedDocument(Lacked, Protocol):
    """A document that a request waits for."""

    @property
    def label(self) -> str:
        """What the fund calls it."""

    @property
    def request_id(self) -> UUID:
        """The request."""

    @property
    def reference(self) -> str:
        """Its reference."""

    @property
    def title(self) -> str:
        """Its title."""


class RequestDocuments(Protocol):
    """The documents that a person's requests wait for."""

    def lacked(
        self, transaction: Transaction, account_id: UUID, member: Member | None
    ) -> Iterable[AwaitedDocument]:
        """Return those of their requests for a file, or of those without a file where they stand in none."""

    def provide(
        self,
        transaction: Transaction,
        account_id: UUID,
        member: Member | None,
        document: str,
        upload_id: UUID,
    ) -> None:
        """Give a document that has arrived to every request that waits for one of its kind."""

    def refuse(self, transaction: Transaction, upload_id: UUID) -> str | None:
        """Have the requests that an upload was given to wait for another, because the fund does not accept it.

        Returns what the fund calls it in these; None where it was given to none.
        """

    def uses(self, transaction: Transaction, upload_ids: Sequence[UUID]) -> set[UUID]:
        """Return those of these uploads that a request has been sent with."""
