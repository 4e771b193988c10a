"""Uploads: sent in pieces as scans are, given to whatever asks for the document, accepted or refused by the fund."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import or_, select

from server.clock import Clock
from server.dispatches.service import Dispatches
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem, invalid
from server.outbox.messages import MessageWriting, ToAccount
from server.people.doors import DOOR_CLOSED, Door, closed
from server.people.tables import Account, Member
from server.scans.service import Scan, Scans
from server.uploads.asking import Asked, FileDocuments, MessageAttachments, RequestDocuments
from server.uploads.messages import refused
from server.uploads.rules import DISPATCH_KIND, MOST_UPLOADS, SERVES, RefusalReason, UploadState
from server.uploads.tables import Upload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services

_SERVING = (UploadState.SENT, UploadState.ACCEPTED)


class Uploads:
    """The service of uploads. Each is of one account: a spouse does not see what the other sent."""

    def __init__(
        self,
        *,
        clock: Clock,
        scans: Scans,
        messages: MessageWriting,
        files: FileDocuments,
        requests: RequestDocuments,
        attachments: MessageAttachments,
        dispatches: Dispatches,
    ) -> None:
        self._clock = clock
        self._scans = scans
        self._files = files
        self._requests = requests
        self._sent_with_messages = attachments
        self._messages = messages
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            scans=services[Scans],
            messages=services[MessageWriting],
            files=services[FileDocuments],
            requests=services[RequestDocuments],
            attachments=services[MessageAttachments],
            dispatches=services[Dispatches],
        )

    def begin(
        self,
        transaction: Transaction,
        account_id: UUID,
        file_id: UUID | None,
        document: str,
        *,
        file_name: str,
        size: int,
    ) -> Upload:
        """Begin an upload for a file, or, without one, for a request that opens one.

        Raises:
            Problem: `not_found` or `door_closed` for the file, `scan_too_large`; `validation_failed` for an empty file,
                and for one upload too many.
        """
        self.member(transaction, account_id, file_id)
        transaction.get_one(Account, account_id, with_for_update=True)
        if len(self._of(transaction, account_id)) >= MOST_UPLOADS:
            raise invalid(("uploads", "too_long"))
        upload = Upload(
            id=uuid4(),
            account_id=account_id,
            file_id=file_id,
            document=document,
            state=UploadState.UPLOADING,
            touched_at=self._clock.now(),
        )
        transaction.add(upload)
        transaction.flush()
        self._scans.begin(transaction, upload, file_name, size, scan_id=upload.id)
        transaction.flush()
        transaction.refresh(upload, ["scans"])
        return upload

    def member(self, transaction: Transaction, account_id: UUID, file_id: UUID | None) -> Member | None:
        """Return the person's place in a file; None without a file.

        Raises:
            Problem: `not_found`, also for another's file; `door_closed`.
        """
        if file_id is None:
            return None
        stands = select(Member).where(Member.account_id == account_id, Member.file_id == file_id)
        member = transaction.scalar(stands.order_by(Member.position).limit(1))
        if member is None:
            raise Problem(NOT_FOUND)
        if reason := closed(member.role, Door.REQUESTS, authorised=member.authorised):
            raise Problem(DOOR_CLOSED, door=Door.REQUESTS, reason=reason)
        return member

    def all(self, transaction: Transaction, account_id: UUID, file_id: UUID | None) -> Sequence[Upload]:
        """Return a person's uploads for a file and for none, the newest first."""
        return self._of(transaction, account_id, or_(Upload.file_id == file_id, Upload.file_id.is_(None)))

    def _of(self, transaction: Transaction, account_id: UUID, *conditions: object) -> Sequence[Upload]:
        query = select(Upload).where(Upload.account_id == account_id, *conditions)  # type: ignore[arg-type]
        return transaction.scalars(query.order_by(Upload.touched_at.desc(), Upload.id)).all()

    def find(
        self, transaction: Transaction, account_id: UUID, upload_id: UUID, *, locked: bool = False
    ) -> Upload:
        """Return an upload.

        Raises:
            Problem: `not_found`, also for another person's.
        """
        query = select(Upload).where(Upload.id == upload_id, Upload.account_id == account_id)
        upload = transaction.scalar(query.with_for_update() if locked else query)
        if upload is None:
            raise Problem(NOT_FOUND)
        return upload

    def has_arrived(self, transaction: Transaction, account_id: UUID, upload_id: UUID) -> bool:
        """Return whether a person has sent that file, whole, and the fund did not refuse it."""
        upload = transaction.get(Upload, upload_id)
        return upload is not None and upload.account_id == account_id and upload.state in _SERVING

    def file(self, transaction: Transaction, upload_id: UUID) -> tuple[str, int, str, Path]:
        """Return the name, size (bytes), media type and path of a file that has arrived.

        Raises:
            Problem: `not_found`.
        """
        upload = transaction.get(Upload, upload_id)
        if upload is None or upload.state is UploadState.UPLOADING:
            raise Problem(NOT_FOUND)
        (scan,) = upload.scans
        return scan.file_name, scan.size, scan.media_type or "", self._scans.path_of(scan)

    def added(self, transaction: Transaction, upload: Upload, scan: Scan) -> Upload:
        """Take note of a piece; with the last one the document is given to all that ask for it."""
        upload.touched_at = now = self._clock.now()
        if scan.state == "complete" and upload.state is UploadState.UPLOADING:
            upload.state, upload.sent_at = UploadState.SENT, now
            transaction.flush()
            stands = select(Member).where(
                Member.account_id == upload.account_id, Member.file_id == upload.file_id
            )
            member = transaction.scalar(stands.limit(1)) if upload.file_id else None
            self._requests.provide(transaction, upload.account_id, member, upload.document, upload.id)
            self._hand_over(transaction, upload, "sent")
        return upload

    def remove(self, transaction: Transaction, account_id: UUID, upload_id: UUID) -> None:
        """Erase an upload.

        Raises:
            Problem: `not_found`; `changed_meanwhile` where the fund has looked at it, or something was sent with it.
        """
        upload = self.find(transaction, account_id, upload_id, locked=True)
        used = self._requests.uses(transaction, [upload_id]) | self._sent_with_messages(
            transaction, [upload_id]
        )
        if upload.settled_at is not None or used:
            raise Problem(CHANGED_MEANWHILE)
        if upload.state is not UploadState.UPLOADING:
            self._hand_over(transaction, upload, "removed")
        self._scans.remove(transaction, upload.scans)
        transaction.flush()
        transaction.delete(upload)

    def _hand_over(self, transaction: Transaction, upload: Upload, act: str) -> None:
        self._dispatches.write(
            transaction, DISPATCH_KIND, act, upload.id, account_id=upload.account_id, file_id=upload.file_id
        )

    def asked(self, transaction: Transaction, account_id: UUID, member: Member | None) -> list[Asked]:
        """Return the documents that a file lacks and that a person's requests wait for, the most urgent first."""
        found = [
            Asked(
                document=each.document,
                label=each.label,
                until=each.until,
                request_id=each.request_id,
                reference=each.reference,
                title=each.title,
            )
            for each in self._requests.lacked(transaction, account_id, member)
        ]
        if member is not None:
            sent = self.provided(transaction, member.file_id)
            found += [
                Asked(document=each.document, until=each.until)
                for each in self._files(transaction, member.file_id)
                if each.document not in sent
            ]
        return sorted(found, key=lambda each: (each.until or date.max, each.document))

    def provided(self, transaction: Transaction, file_id: UUID) -> set[str]:
        """Return the kinds of documents that were sent for a file, and not refused."""
        since = self._clock.now() - SERVES
        query = select(Upload.document).where(
            Upload.file_id == file_id, Upload.state.in_(_SERVING), Upload.sent_at >= since
        )
        return set(transaction.scalars(query))

    def accept(self, transaction: Transaction, upload_id: UUID) -> None:
        """Accept a document, in the name of the fund.

        Raises:
            Problem: `not_found`, also for a file that has not arrived.
        """
        self._settle(transaction, upload_id, UploadState.ACCEPTED, None)

    def refuse(self, transaction: Transaction, upload_id: UUID, reason: RefusalReason) -> None:
        """Refuse a document, in the name of the fund: it is asked for again, and the person is told.

        Raises:
            Problem: `not_found`, also for a file that has not arrived.
        """
        before = transaction.get(Upload, upload_id, with_for_update=True)
        if before is not None and (before.state, before.reason) == (UploadState.REFUSED, reason):
            return  # said again, it is not told again
        upload = self._settle(transaction, upload_id, UploadState.REFUSED, reason)
        label = self._requests.refuse(transaction, upload_id)
        self._messages.write(
            transaction, ToAccount(upload.account_id), refused(upload.document, reason, label)
        )

    def _settle(
        self, transaction: Transaction, upload_id: UUID, state: UploadState, reason: RefusalReason | None
    ) -> Upload:
        upload = transaction.get(Upload, upload_id, with_for_update=True)
        if upload is None or upload.state is UploadState.UPLOADING:
            raise Problem(NOT_FOUND)
        upload.state, upload.reason, upload.settled_at = state, reason, self._clock.now()
        return upload
