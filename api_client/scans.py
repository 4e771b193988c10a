"""Files that people send: in pieces, and taken up where they were cut."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Final, Generic, Literal, Protocol, TypeVar

from api_client.errors import ClientError, ConnectionFailed, Refused, ResponseInvalid
from api_client.model import Model
from api_client.transport import Call

CHUNK_BYTES: Final = 256 * 1024
"""The largest piece that the server takes at once."""

_OFFSET_MISMATCH = "offset_mismatch"
# In a row, and each after the retries of a call: a connection that lets nothing through is no longer insisted on.
_FRUITLESS_TRIES = 3


class SentFile(Model):
    """A file under way to the server; sizes in bytes.

    `media_type` is what the content was found to be, once it is complete.
    """

    file_name: str
    size: int
    received: int
    media_type: str | None

    @property
    def id(self) -> str:
        """What it is called by."""
        raise NotImplementedError

    @property
    def under_way(self) -> bool:
        """Whether a part of it has not arrived."""
        raise NotImplementedError


class Scan(SentFile):
    """A picture of a document that tells who one is."""

    scan_id: str
    state: Literal["uploading", "complete"]

    @property
    def id(self) -> str:
        """What it is called by."""
        return self.scan_id

    @property
    def under_way(self) -> bool:
        """Whether a part of it has not arrived."""
        return self.state == "uploading"


_File = TypeVar("_File", bound=SentFile)


class _Held(Model):
    received: int
    received_sha256: str


class _NewScan(Model):
    file_name: str
    size: int


class Sender(Protocol):
    """What sends calls with the token of whose scans they are."""

    async def send(self, call: Call) -> bytes:
        """Return the body of the answer."""
        ...


class SentFiles(Generic[_File]):
    """Files of one kind, on their way to one place."""

    def __init__(self, kind: type[_File], sender: Sender, *path: str) -> None:
        """Serve the files at a path."""
        self._kind = kind
        self._sender = sender
        self._path = path

    async def send(
        self, file: _File, content: bytes, progress: Callable[[_File], None] = lambda _: None
    ) -> _File:
        """Send what the server has not received yet, and go on by itself after a cut.

        Calling it again after a failure goes on where that one stopped. Cancelling the task stops it.

        Args:
            file: as last known; what it says of `received` may be out of date.
            content: the whole file.
            progress: told of it after each piece.

        Returns:
            The complete file.

        Raises:
            ScanRefused: it is none that is taken. What had arrived exists no more.
            ScanUnchecked: the server cannot check it for the moment; all but the last piece has arrived.
            ScanUnstored: the server has no room for the moment; what has arrived is kept.
            ConnectionFailed: nothing got through, several times in a row.
            NotFound: it was removed.
            ValueError: `content` is not of the announced size.
        """
        if len(content) != file.size:
            raise ValueError("not the file that was announced")
        fruitless = 0
        while file.under_way:
            known = file
            failure: ClientError | None = None
            try:
                file = await self._send_piece(known, content)
            except ConnectionFailed as error:
                failure = error
            except Refused as error:
                if error.code != _OFFSET_MISMATCH:
                    raise
                failure = error
            if failure:
                file = await self.get(known.id)
            progress(file)
            fruitless = 0 if file.received > known.received else fruitless + 1
            if fruitless == _FRUITLESS_TRIES:
                raise failure or ResponseInvalid("a piece was taken without being received")
        return file

    async def get(self, file_id: str) -> _File:
        """Ask how far a file has come.

        Raises:
            NotFound: no such file here.
        """
        return self._kind.read(await self._sender.send(Call.of("GET", *self._path, file_id)))

    async def is_beginning_of(self, file_id: str, content: bytes) -> bool:
        """Tell whether what was received of a file is how `content` begins: sending may then go on with it.

        Raises:
            NotFound: no such file here.
        """
        held = _Held.read(await self._sender.send(Call.of("GET", *self._path, file_id)))
        return sha256(content[: held.received]).hexdigest() == held.received_sha256

    async def remove(self, file_id: str) -> None:
        """Have a file erased, complete or not.

        Raises:
            NotFound: no such file here.
        """
        await self._sender.send(Call.of("DELETE", *self._path, file_id))

    async def _send_piece(self, file: _File, content: bytes) -> _File:
        call = Call.of("PATCH", *self._path, file.id)
        piece = replace(
            call,
            content=content[file.received : file.received + CHUNK_BYTES],
            headers=call.headers
            | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(file.received)},
        )
        return self._kind.read(await self._sender.send(piece))


class Scans(SentFiles[Scan]):
    """The scans of the enrolment under way, or of the account signed in to."""

    def __init__(self, sender: Sender, *path: str) -> None:
        """Serve the scans at a path."""
        super().__init__(Scan, sender, *path)

    async def start(self, file_name: str, size: int) -> Scan:
        """Announce a file of `size` bytes.

        Raises:
            ScanRefused: `scan_too_large`.
        """
        body = _NewScan(file_name=file_name, size=size)
        return Scan.read(await self._sender.send(Call.of("POST", *self._path, body=body)))
