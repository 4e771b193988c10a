"""State of one document that is sent: photographs and PDFs, made one, or a file as it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Literal, Self

from api_client import Client
from api_client.errors import ClientError
from api_client.uploads import Upload
from app.core.command import Command
from app.core.scope import PersonScope
from app.core.state import State
from app.steps import photos
from app.steps.joining import NotJoinedError, is_pdf, joined
from app.steps.photos import Crop, NoPhotoError, Photo
from app.steps.sending import FILE_MAX_BYTES, Sending

__all__ = ["DocumentSending", "Leaves", "Photo", "Upload"]

MOST_PAGES: Final = 12
_PHOTO_MAX_BYTES: Final = 40 * 1024 * 1024

Fault = Literal["alone", "too_many", "too_large"]


@dataclass(frozen=True, slots=True)
class Leaves:
    """A PDF among the pages of a document.

    Attributes:
        name: of its file.
        content: the file.
        pages: how many it has.
    """

    name: str
    content: bytes = field(repr=False)
    pages: int


class DocumentSending(State):
    """One document, of a file or of none.

    Attributes:
        document: the code of its kind.
        parts: the photographs and PDFs that it is made of, in their order.
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
        self.parts: tuple[Photo | Leaves, ...] = ()
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
    def pages(self) -> int:
        """How many pages it has, where it is not a file that is sent as it is."""
        return sum(map(_pages_of, self.parts))

    def span(self, rank: int) -> tuple[int, int]:
        """Return the first and the last page of a part, counted from one."""
        before = sum(map(_pages_of, self.parts[:rank]))
        return before + 1, before + _pages_of(self.parts[rank])

    @property
    def takes_more(self) -> bool:
        """Whether pages can be put beside what was chosen: to a file that nobody can read here, none can."""
        return not self._content or is_pdf(self._content)

    @property
    def chosen(self) -> bool:
        """Whether there is something to send."""
        return bool(self.parts or self._content)

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
        """Take a file that was chosen: as one more part, or in the place of one; alone, a PDF stays as it is."""
        self.fault, self.sent = None, None
        replaced, self.replaced = self.replaced, None
        if len(content) > _PHOTO_MAX_BYTES:
            self._say("too_large")
            return
        try:
            photo = await photos.photo_of(content)
        except NoPhotoError:
            await self._take_file(name, content, replaced)
            return
        await self._take_part(photo, replaced)

    def replace(self, rank: int) -> None:
        """Have the next photograph take the place of a page."""
        self.replaced = rank

    async def turn(self, rank: int) -> None:
        """Turn a page clockwise by a quarter."""
        if isinstance(photo := self.parts[rank], Photo):
            self._put(rank, await photos.turned(photo))

    async def crop(self, rank: int, side: str) -> None:
        """Cut a little off one side of a page."""
        if isinstance(photo := self.parts[rank], Photo):
            self._put(rank, await photos.cropped(photo, photo.crop.more(side)))

    async def uncrop(self, rank: int) -> None:
        """Show the whole of a page again."""
        if isinstance(photo := self.parts[rank], Photo):
            self._put(rank, await photos.cropped(photo, Crop()))

    def move(self, rank: int) -> None:
        """Have a part stand one place earlier."""
        before = list(self.parts)
        before.insert(rank - 1, before.pop(rank))
        self.parts = tuple(before)

    def drop(self, rank: int) -> None:
        """Leave a part out."""
        self.parts = self.parts[:rank] + self.parts[rank + 1 :]
        self.fault = None

    def drop_file(self) -> None:
        """Leave the file out that would be sent as it is."""
        self.file_name, self._content, self.fault = "", b"", None

    async def send(self) -> None:
        """Send what was chosen: photographs and PDFs as one PDF."""
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
        match self.parts:
            case ():
                await self.sending.send(self.file_name, self._content)
            case (Leaves() as alone,):
                await self.sending.send(alone.name, alone.content)
            case parts:
                await self.sending.send(self._pdf_name, await _whole(parts))

    async def _changed(self) -> None:
        """Take note that the document has arrived, or was removed."""
        if self.sending.file is not None:
            self.sent = self.sending.file
            self.parts = ()
            self.drop_file()
        if self.arrived is not None:
            await self.arrived()

    async def _take_file(self, name: str, content: bytes, replaced: int | None) -> None:
        if len(content) > FILE_MAX_BYTES:
            self._say("too_large")
        elif not self.chosen:
            self.file_name, self._content = name, content
        elif (leaves := await _leaves_of(name, content)) is None:
            self._say("alone")
        else:
            await self._take_part(leaves, replaced)

    async def _take_part(self, part: Photo | Leaves, replaced: int | None) -> None:
        """Put a part beside the others, or in the place of one."""
        if self._content:
            first = await _leaves_of(self.file_name, self._content)
            if first is None:
                self._say("alone")
                return
            self.parts = (first,)
            self.drop_file()
        rank = replaced if replaced is not None and replaced < len(self.parts) else len(self.parts)
        if self.pages - sum(map(_pages_of, self.parts[rank : rank + 1])) + _pages_of(part) > MOST_PAGES:
            self._say("too_many")
        else:
            self._put(rank, part)

    def _put(self, rank: int, part: Photo | Leaves) -> None:
        self.parts = (*self.parts[:rank], part, *self.parts[rank + 1 :])

    def _say(self, fault: Fault) -> None:
        self.fault = fault


def _pages_of(part: Photo | Leaves) -> int:
    return part.pages if isinstance(part, Leaves) else 1


async def _leaves_of(name: str, content: bytes) -> Leaves | None:
    """Return a PDF as a part; None for what cannot be put beside others."""
    if not is_pdf(content):
        return None
    try:
        _, (pages,) = await joined([content])
    except NotJoinedError:
        return None
    return Leaves(name, content, pages)


async def _whole(parts: tuple[Photo | Leaves, ...]) -> bytes:
    """Return parts as one PDF; the same ones give the same bytes, so that a cut can be taken up."""
    if all(isinstance(part, Photo) for part in parts):
        return await photos.pdf_of([part for part in parts if isinstance(part, Photo)])
    files = [part.content if isinstance(part, Leaves) else await photos.pdf_of([part]) for part in parts]
    whole, _ = await joined(files)
    return whole
