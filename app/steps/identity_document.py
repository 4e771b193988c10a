"""State of the identity document: its number, or a scan of another."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

from api_client.enrolments import DocumentKind
from api_client.errors import ClientError, DocumentRefused
from api_client.scans import Scan, Scans
from app.core.field import Text
from app.core.form import Form
from app.rules.documents import check_document
from app.rules.problem import Problem
from app.steps.sending import Sending
from text_rules.documents import document_number

__all__ = ["DocumentKind", "Identity", "Scan"]


class Identity(Form):
    """What is typed of the document, and the scan on its way.

    Attributes:
        kind: which document; `none` for a person who has no French one.
        number: its number; not asked of a person who has none.
        given_number: the number that the server took.
        verdict: why the server refused the document; None when it did not.
        scan: the scan sent or being sent.
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
        self._show = show
        self._known: str | None = None
        self.kind: DocumentKind = "cni"
        self.number = Text(self._check_number, asked=lambda: self.kind != "none", on_change=self._mend)
        self.given_number: str | None = None
        self.verdict: str | None = None
        self.scan = Sending(scans, scans.start, observe=observe, changed=scanned)
        self._hear(self.scan)
        super().__init__(self.number, send=self._send, observe=observe, navigates=True)

    def know(self, kind: DocumentKind | Literal["franceconnect"] | None, sent: Sequence[Scan] = ()) -> None:
        """Take what the server knows: the kind shown before, and a scan that has arrived or is no more."""
        self._known = kind
        if kind is not None and kind != "franceconnect" and not self.number.text:
            self.kind = kind
        held = self.scan.file
        if held is None:
            # A complete scan first: another one begun beside it need not be continued.
            self.scan.know(min(sent, key=lambda scan: scan.under_way, default=None))
        elif all(scan.scan_id != held.scan_id for scan in sent):
            self.scan.know(None)

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
        """Send a scan, once the server knows that there is no French document; a file too large is said to be."""
        if not self.scan.takes(content):
            return
        if self.undeclared:
            await self.run()
            if self.submit.error is not None:
                return
        await self.scan.send(name, content)

    async def _send(self) -> None:
        number = None if self.kind == "none" else document_number(self.number.text)
        await self._show(self.kind, number)
        self.given_number = number
