"""State of Documents à fournir: what is asked for, and what was sent."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError, DoorClosed
from api_client.uploads import AskedDocument, Upload, UploadList
from app.core.resource import Resource
from app.core.scope import PersonScope

__all__ = ["AskedDocument", "Upload", "UploadList", "Uploads"]


class Uploads(Resource[UploadList]):
    """What is asked of a person and what they sent, for the file looked at and for none.

    Attributes:
        closed: why what the file lacks is not this person's to see; None where it is, and where there is no file.
    """

    def __init__(
        self, client: Client, file_id: str | None, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._client = client
        self._file_id = file_id
        self.closed: str | None = None
        super().__init__(self._read_both, observe=observe)

    @classmethod
    def of(cls, person: PersonScope, file_id: str | None) -> Self:
        """Return the state of the person with that file."""
        return cls(person.page.client, file_id, observe=person.page.session.observe)

    @property
    def file_id(self) -> str | None:
        """The file that documents are sent for; None where it is closed to the person."""
        return None if self.closed else self._file_id

    def seal(self) -> None:
        """Keep nothing of what was read."""
        self.forget()

    def asked(self, document: str) -> AskedDocument | None:
        """Return what is asked for of a kind of document, if anything is."""
        found = self.value.asked if self.value is not None else ()
        return next((each for each in found if each.document == document), None)

    def last(self, document: str) -> Upload | None:
        """Return the newest that was sent of a kind of document, if any was."""
        found = self.value.items if self.value is not None else ()
        return next((each for each in found if each.document == document), None)

    async def _read_both(self) -> UploadList:
        if self._file_id is not None and self.closed is None:
            try:
                return await self._client.uploads.all(self._file_id)
            except DoorClosed as refused:
                self.closed = refused.reason
        return await self._client.uploads.all()
