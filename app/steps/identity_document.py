"""State of the identity document: its number, or a scan of another."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final, Literal

from api_client.enrolments import DocumentKind
from api_client.errors import ClientError, DocumentRefused, NotFound, ScanRefused
from api_client.scans import Scan, Scans
from app.core.command import Command
from app.core.field import Text
from app.core.form import Form
from app.rules.documents import check_document
from app.rules.problem import Problem
from text_rules.documents import document_number

__all__ = ["DocumentKind", "Identity", "Scan"]

SCAN_MAX_BYTES: Final = 10 * 1024 * 1024


class Identity(Form):
    """What is typed of the document, and the scan on its way.

    Attributes:
        kind: which document; `none` for a person who has no French one.
        number: its number; not asked of a person who has none.
        given_number: the number that the server took.
        verdict: why the server refused the document; None when it did not.
        scan: the scan sent or being sent.
        interrupted: whether the scan was cut by a stop of the program, which no longer holds the file: it is asked
            for again, and only what had not arrived is sent.
        too_large: whether the file chosen is larger than what is taken.
        upload: sends the file chosen, or continues where it was cut.
        remove: has the scan erased.
    """

    def __init__(
        self,
        scans: Scans,
        show: Callable[[DocumentKind, str | None], Awaitable[None]],
        *,
        observe: Callable[[ClientError | None], None],
        scanned: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Make the state.

        Args:
            scans: where pictures are sent.
            show: shows a document to the server; kind `none` has no number.
            observe: called after each submission with its error, None for a success.
            scanned: called when a picture has arrived or was removed.
        """
        self._scans = scans
        self._show = show
        self._scanned = scanned
        self._known: str | None = None
        self._name, self._content = "", b""
        self._sending: asyncio.Task[None] | None = None
        self.kind: DocumentKind = "cni"
        self.number = Text(self._check_number, asked=lambda: self.kind != "none", on_change=self._mend)
        self.given_number: str | None = None
        self.verdict: str | None = None
        self.scan: Scan | None = None
        self.interrupted = False
        self.too_large = False
        self.upload = Command(self._upload, observe=observe)
        self.remove = Command(self._remove, observe=observe)
        self._hear(self.upload, self.remove)
        super().__init__(self.number, send=self._send, observe=observe, navigates=True)

    def know(self, kind: DocumentKind | Literal["franceconnect"] | None, sent: Sequence[Scan] = ()) -> None:
        """Take what the server knows: the kind shown before, and a scan that has arrived or is no more."""
        self._known = kind
        if kind is not None and kind != "franceconnect" and not self.number.text:
            self.kind = kind
        scans = {scan.scan_id: scan for scan in sent}
        if self.scan is None:
            # A complete scan first: another one begun beside it need not be continued.
            self.scan = min(scans.values(), key=lambda scan: scan.state != "complete", default=None)
            self.interrupted = self.scan is not None and self.scan.state == "uploading"
        elif self.scan.scan_id not in scans:
            self.scan, self.interrupted = None, False

    @property
    def undeclared(self) -> bool:
        """Whether the person chose to have no French document, which the server was not told yet."""
        return self.kind == "none" and self._known != "none"

    def choose(self, kind: DocumentKind) -> None:
        """Take another kind of document; a number typed for one is not a number of another."""
        if kind != self.kind:
            self.kind, self.verdict = kind, None
            self.number.put("")

    async def run(self) -> None:
        """Show the document, unless its number is plainly wrong."""
        self.verdict = None
        await super().run()

    def _check_number(self, text: str) -> Problem | None:
        return check_document(self.kind, text) if self.kind != "none" else None

    def _mend(self) -> None:
        """Forget the refusal: another number is being typed."""
        self.verdict = None

    def _take_answer(self, error: ClientError | None) -> None:
        super()._take_answer(error)
        if isinstance(error, DocumentRefused):
            self.verdict = error.verdict

    async def send_file(self, name: str, content: bytes) -> None:
        """Send a scan; a file too large is said to be, and not sent."""
        if self.upload.running:
            return
        self.upload.clear()
        self.too_large = len(content) > SCAN_MAX_BYTES
        if self.too_large:
            return
        if self.undeclared:
            await self.run()
            if self.submit.error is not None:
                return
        self._name, self._content = name, content
        if not self.interrupted:
            self.scan = None
        self.remove.clear()
        await self._run_upload()

    async def retry_upload(self) -> None:
        """Continue a scan where it was cut."""
        await self._run_upload()

    def cancel_upload(self) -> None:
        """Stop sending; what has arrived can be continued, or removed."""
        if self._sending is not None:
            self._sending.cancel()

    async def remove_scan(self) -> None:
        """Have the scan erased."""
        self.upload.clear()
        await self.remove.run()

    async def _run_upload(self) -> None:
        self._sending = asyncio.create_task(self.upload.run())
        try:
            await self._sending
        except asyncio.CancelledError:
            self._sending = None

    async def _upload(self) -> None:
        if self.interrupted and self.scan is not None:
            if not await self._is_the_same(self.scan):
                await self._erase(self.scan)
            self.interrupted = False
        if self.scan is None:
            self.scan = await self._scans.start(self._name, len(self._content))

        def progress(scan: Scan) -> None:
            self.scan = scan

        try:
            self.scan = await self._scans.send(self.scan, self._content, progress)
        except (ScanRefused, NotFound):
            self.scan = None  # erased: nothing is left to go on with
            raise
        if self._scanned is not None:
            await self._scanned()

    async def _is_the_same(self, scan: Scan) -> bool:
        """Tell whether the file chosen now is the one that was being sent."""
        if scan.size != len(self._content):
            return False
        with suppress(NotFound):
            return await self._scans.is_beginning_of(scan.scan_id, self._content)
        return False

    async def _remove(self) -> None:
        if self.scan is not None:
            await self._erase(self.scan)
            self._content, self.interrupted = b"", False
            if self._scanned is not None:
                await self._scanned()

    async def _erase(self, scan: Scan) -> None:
        with suppress(NotFound):  # gone already
            await self._scans.remove(scan.scan_id)
        self.scan = None

    async def _send(self) -> None:
        number = None if self.kind == "none" else document_number(self.number.text)
        await self._show(self.kind, number)
        self.given_number = number
