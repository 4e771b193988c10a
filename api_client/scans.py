"""Pictures of a document, of an enrolment or of an account, sent piece by piece and taken up where they were cut."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Final, Literal, Protocol

from api_client.errors import ClientError, ConnectionFailed, Refused, ResponseInvalid
from api_client.model import Model
from api_client.transport import Call

CHUNK_BYTES: Final = 256 * 1024
"""The largest piece that the server takes at once."""

_OFFSET_MISMATCH = "offset_mismatch"
# In a row, and each after the retries of a call: a connection that lets nothing through is no longer insisted on.
_FRUITLESS_TRIES = 3


class Scan(Model):
    """A file under way to the server; sizes in bytes.

    `media_type` is what the content was found to be, once it is complete.
    """

    scan_id: str
    file_name: str
    size: int
    received: int
    state: Literal["uploading", "complete"]
    media_type: str | None


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


class Scans:
    """The scans of the enrolment under way, or of the account signed in to."""

    def __init__(self, sender: Sender, *path: str) -> None:
        """Serve the scans at a path."""
        self._sender = sender
        self._path = path

    async def start(self, file_name: str, size: int) -> Scan:
        """Announce a file of `size` bytes.

        Raises:
            ScanRefused: `scan_too_large`.
        """
        body = _NewScan(file_name=file_name, size=size)
        return Scan.read(await self._sender.send(Call.of("POST", *self._path, body=body)))

    async def send(
        self, scan: Scan, content: bytes, progress: Callable[[Scan], None] = lambda _: None
    ) -> Scan:
        """Send what the server has not received yet, and go on by itself after a cut.

        Calling it again after a failure goes on where that one stopped. Cancelling the task stops it.

        Args:
            scan: the scan as last known; what it says of `received` may be out of date.
            content: the whole file.
            progress: told of the scan after each piece.

        Returns:
            The complete scan.

        Raises:
            ScanRefused: the file is none that is taken. The scan exists no more.
            ScanUnchecked: the server cannot check it for the moment; all but the last piece has arrived.
            ConnectionFailed: nothing got through, several times in a row.
            NotFound: the scan was removed.
            ValueError: `content` is not of the announced size.
        """
        if len(content) != scan.size:
            raise ValueError("not the file that was announced")
        fruitless = 0
        while scan.state == "uploading":
            known = scan
            failure: ClientError | None = None
            try:
                scan = await self._send_piece(known, content)
            except ConnectionFailed as error:
                failure = error
            except Refused as error:
                if error.code != _OFFSET_MISMATCH:
                    raise
                failure = error
            if failure:
                scan = await self.get(known.scan_id)
            progress(scan)
            fruitless = 0 if scan.received > known.received else fruitless + 1
            if fruitless == _FRUITLESS_TRIES:
                raise failure or ResponseInvalid("a piece was taken without being received")
        return scan

    async def get(self, scan_id: str) -> Scan:
        """Ask how far a scan has come.

        Raises:
            NotFound: no such scan here.
        """
        return Scan.read(await self._sender.send(Call.of("GET", *self._path, scan_id)))

    async def is_beginning_of(self, scan_id: str, content: bytes) -> bool:
        """Tell whether what was received of a scan is how `content` begins: sending may then go on with it.

        Raises:
            NotFound: no such scan here.
        """
        held = _Held.read(await self._sender.send(Call.of("GET", *self._path, scan_id)))
        return sha256(content[: held.received]).hexdigest() == held.received_sha256

    async def remove(self, scan_id: str) -> None:
        """Have a scan erased, complete or not.

        Raises:
            NotFound: no such scan here.
        """
        await self._sender.send(Call.of("DELETE", *self._path, scan_id))

    async def _send_piece(self, scan: Scan, content: bytes) -> Scan:
        call = Call.of("PATCH", *self._path, scan.scan_id)
        piece = replace(
            call,
            content=content[scan.received : scan.received + CHUNK_BYTES],
            headers=call.headers
            | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(scan.received)},
        )
        return Scan.read(await self._sender.send(piece))
