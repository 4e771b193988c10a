"""State of one document that is sent: photographs, made one PDF, or a file as it is."""

from collections.abc import Awaitable, Callable
from typing import Final, Literal, Self

from api_client import Client
from api_client.errors import ClientError
from api_client.uploads import Upload
from app.core.command import Command
from app.core.scope import PersonScope
from app.core.state import State
from app.steps import photos
from app.steps.photos import Crop, NoPhotoError, Photo
from app.steps.sending import FILE_MAX_BYTES, Sending

__all__ = ["DocumentSending", "Photo", "Upload"]

MOST_PAGES: Final = 12
_PHOTO_MAX_BYTES: Final = 40 * 1024 * 1024

Fault = Literal["alone", "too_many", "too_large"]


class DocumentSending(State):
    """One document, of a file or of none.

    Attributes:
        document: the code of its kind.
        photos: its pages, in their order.
        file_name: the name of the file that is sent as it is; empty where there is none.
        fault: what kept the last file from being taken: it can only be sent alone, it is one page too many, or it is
            too large.
        replaced: the page that the next photograph takes the place of; None for one more.
        sending: the document on its way; views call `send`.
        add: takes what was chosen; views call `take`.
        prepare: makes the PDF and sends it.
        sent: the document that has arrived last; None before.
    """

    def __init__(
        self,
        client: Client,
        document: str,
        file_id: str | None,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        async def start(name: str, size: int) -> Upload:
            return await client.uploads.start(document, name, size, file_id)

        self.document = document
        self.photos: tuple[Photo, ...] = ()
        self.file_name = ""
        self.fault: Fault | None = None
        self.replaced: int | None = None
        self.sent: Upload | None = None
        self.arrived: Callable[[], Awaitable[None]] | None = None
        self._content = b""
        self.sending = Sending(client.uploads, start, observe=observe, changed=self._changed)
        self.prepare = Command(self._prepare, observe=observe)
        self._hear(self.sending, self.prepare)

    @classmethod
    def of(cls, person: PersonScope, document: str, file_id: str | None) -> Self:
        """Return the state of that document of the person, for a file or, without one, for a request."""
        page = person.page
        return cls(page.client, document, file_id, observe=page.session.observe)

    @property
    def _pdf_name(self) -> str:
        return f"{self.document.replace('_', '-')}.pdf"

    @property
    def chosen(self) -> bool:
        """Whether there is something to send."""
        return bool(self.photos or self._content)

    @property
    def busy(self) -> bool:
        """Whether it is being made or sent."""
        return self.prepare.running or self.sending.upload.running

    def know(self, last: Upload | None) -> None:
        """Take what the server has of this document: the newest that was sent, or begun on another device."""
        if self.busy:
            return
        if last is not None and last.settled_at is not None:
            self.sent = None
        self.sending.know(last if last is not None and last.under_way else None)

    def seal(self) -> None:
        """Keep what was photographed for the same person."""
        self.sent = None
        self.arrived = None
        self.sending.seal()

    async def take(self, name: str, content: bytes) -> None:
        """Take a file that was chosen: a photograph as one page more, or in the place of one; any other as it is."""
        self.fault, self.sent = None, None
        replaced, self.replaced = self.replaced, None
        if len(content) > _PHOTO_MAX_BYTES:
            self._say("too_large")
            return
        try:
            photo = await photos.photo_of(content)
        except NoPhotoError:
            self._take_file(name, content)
            return
        if self._content:
            self._say("alone")
        elif replaced is not None and replaced < len(self.photos):
            self._put(replaced, photo)
        elif len(self.photos) >= MOST_PAGES:
            self._say("too_many")
        else:
            self.photos = (*self.photos, photo)

    def replace(self, rank: int) -> None:
        """Have the next photograph take the place of a page."""
        self.replaced = rank

    async def turn(self, rank: int) -> None:
        """Turn a page clockwise by a quarter."""
        self._put(rank, await photos.turned(self.photos[rank]))

    async def crop(self, rank: int, side: str) -> None:
        """Cut a little off one side of a page."""
        photo = self.photos[rank]
        self._put(rank, await photos.cropped(photo, photo.crop.more(side)))

    async def uncrop(self, rank: int) -> None:
        """Show the whole of a page again."""
        self._put(rank, await photos.cropped(self.photos[rank], Crop()))

    def move(self, rank: int) -> None:
        """Have a page stand one place earlier."""
        before = list(self.photos)
        before.insert(rank - 1, before.pop(rank))
        self.photos = tuple(before)

    def drop(self, rank: int) -> None:
        """Leave a page out."""
        self.photos = self.photos[:rank] + self.photos[rank + 1 :]
        self.fault = None

    def drop_file(self) -> None:
        """Leave the file out that would be sent as it is."""
        self.file_name, self._content, self.fault = "", b"", None

    async def send(self) -> None:
        """Send what was chosen: photographs as one PDF."""
        if self.chosen and not self.busy:
            await self.prepare.run()

    async def again(self, name: str, content: bytes) -> None:
        """Go on with a document that was begun on another device, or before a stop of the program."""
        try:
            photo = await photos.photo_of(content)
        except NoPhotoError:
            await self.sending.send(name, content)
            return
        await self.sending.send(self._pdf_name, await photos.pdf_of((photo,)))

    async def _prepare(self) -> None:
        if self.photos:
            await self.sending.send(self._pdf_name, await photos.pdf_of(self.photos))
        else:
            await self.sending.send(self.file_name, self._content)

    async def _changed(self) -> None:
        """Take note that the document has arrived, or was removed."""
        if self.sending.file is not None:
            self.sent = self.sending.file
            self.photos = ()
            self.drop_file()
        if self.arrived is not None:
            await self.arrived()

    def _take_file(self, name: str, content: bytes) -> None:
        if self.photos or self._content:
            self._say("alone")
        elif len(content) > FILE_MAX_BYTES:
            self._say("too_large")
        else:
            self.file_name, self._content = name, content

    def _put(self, rank: int, photo: Photo) -> None:
        self.photos = (*self.photos[:rank], photo, *self.photos[rank + 1 :])

    def _say(self, fault: Fault) -> None:
        self.fault = fault
