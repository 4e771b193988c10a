"""State of one file on its way to the server: its progress, a cut, a stop of the program, another device."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, Generic, TypeVar

from api_client.errors import ClientError, NotFound, ScanRefused
from api_client.scans import SentFile, SentFiles
from app.core.cancellable import Cancellable
from app.core.command import Command
from app.core.state import State

FILE_MAX_BYTES: Final = 10 * 1024 * 1024

_File = TypeVar("_File", bound=SentFile)


class Sending(State, Generic[_File]):
    """One file, as it is sent.

    Attributes:
        file: what the server knows of it; None before, and once it was refused or removed.
        interrupted: whether it was cut by a stop of the program, or begun on another device: this one does not hold its
            content, which is asked for again, and only what had not arrived is sent.
        too_large: whether the file chosen is larger than what is taken.
        upload: sends the file chosen, or continues where it was cut.
        remove: has the file erased.
    """

    def __init__(
        self,
        files: SentFiles[_File],
        start: Callable[[str, int], Awaitable[_File]],
        *,
        observe: Callable[[ClientError | None], None],
        changed: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Make the state.

        Args:
            files: where the pieces go.
            start: announces a file of that name and size.
            observe: called after each run with its error, None for a success.
            changed: called when the file has arrived or was removed.
        """
        self._files = files
        self._start = start
        self._changed = changed
        self._name, self._content = "", b""
        self._sending = Cancellable()
        self.file: _File | None = None
        self.interrupted = False
        self.too_large = False
        self.upload = Command(self._upload, observe=observe)
        self.remove = Command(self._remove, observe=observe)
        self._hear(self.upload, self.remove)

    @property
    def percent(self) -> int:
        """How much of the file has arrived."""
        return round(100 * self.file.received / max(1, self.file.size)) if self.file is not None else 0

    def know(self, file: _File | None) -> None:
        """Take the file that the server has; of the one that is being sent here, no more is known by it."""
        if self.file is None:
            self.file = file
            self.interrupted = file is not None and file.under_way and not self._content
        elif file is None:
            self.file, self.interrupted = None, False

    def takes(self, content: bytes) -> bool:
        """Tell whether a file may be sent now; of one that is too large it is said."""
        if self.upload.running:
            return False
        self.upload.clear()
        self.too_large = len(content) > FILE_MAX_BYTES
        return not self.too_large

    async def send(self, name: str, content: bytes) -> None:
        """Send a file; one too large is said to be, and not sent."""
        if not self.takes(content):
            return
        self._name, self._content = name, content
        if not self.interrupted:
            self.file = None
        self.remove.clear()
        await self.retry()

    async def retry(self) -> None:
        """Continue where it was cut."""
        await self._sending.run(self.upload.run())

    def cancel(self) -> None:
        """Stop sending; what has arrived can be continued, or removed."""
        self._sending.cancel()

    async def erase(self) -> None:
        """Have the file erased."""
        self.upload.clear()
        await self.remove.run()

    def seal(self) -> None:
        """Forget what went wrong; the file waits for the same person."""
        self.cancel()
        self.upload.drop()
        self.remove.drop()

    async def _upload(self) -> None:
        if self.interrupted and self.file is not None:
            if not await self._is_the_same(self.file):
                await self._erase(self.file)
            self.interrupted = False
        if self.file is None:
            self.file = await self._start(self._name, len(self._content))

        def progress(file: _File) -> None:
            self.file = file

        try:
            self.file = await self._files.send(self.file, self._content, progress)
        except (ScanRefused, NotFound):
            self.file = None  # erased: nothing is left to go on with
            raise
        self._content = b""
        if self._changed is not None:
            await self._changed()

    async def _is_the_same(self, file: _File) -> bool:
        """Tell whether the file chosen now is the one that was being sent."""
        if file.size != len(self._content):
            return False
        with suppress(NotFound):
            return await self._files.is_beginning_of(file.id, self._content)
        return False

    async def _remove(self) -> None:
        if self.file is not None:
            await self._erase(self.file)
            self._content, self.interrupted = b"", False
            if self._changed is not None:
                await self._changed()

    async def _erase(self, file: _File) -> None:
        with suppress(NotFound):  # gone already
            await self._files.remove(file.id)
        self.file = None
