"""State of one paper that is wanted: asked for, made by the server, followed, fetched; a cut download goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from api_client import Client
from api_client.documents import Paper, PaperKind
from api_client.errors import ClientError
from app.core.cancellable import Cancellable
from app.core.command import Command
from app.core.scope import FileScope
from app.core.state import State
from app.steps.opened_papers import OpenedPapers

__all__ = ["FetchedPaper", "Paper", "PaperKind", "PaperRequest", "file_name_of"]

_EVERY_SECONDS: Final = 0.3


def file_name_of(kind: PaperKind, month: str) -> str:
    """Return the name under which a paper of one month is saved, before it is made."""
    return f"{_NAMES[kind]}-{month}.pdf"


_NAMES: Final[dict[PaperKind, str]] = {
    "payment_certificate": "attestation-paiement",
    "quotient_certificate": "attestation-quotient-familial",
    "rights_certificate": "attestation-droits",
    "statement": "releve",
}


@dataclass(frozen=True, slots=True, repr=False)
class FetchedPaper:
    """A paper that is here, with the name of its file."""

    name: str
    content: bytes


class PaperRequest(State):
    """Papers of `file_id`, one at a time.

    Attributes:
        paper: the one that was asked for last, as far as it is; None before, and once it was given up.
        saved: whether the device has kept the file; None before that is known.
        path: where the device keeps it; None where that is not known.
        prepare: asks for a paper and follows it to its end; views call `ask`.
        download: fetches the paper; views call `fetch`.
    """

    def __init__(
        self,
        client: Client,
        file_id: str,
        *,
        observe: Callable[[ClientError | None], None],
        opened: OpenedPapers | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._file_id = file_id
        self._sleep = sleep
        self._observe = observe
        self._opened = opened
        self._wanted: tuple[PaperKind, str | None, str | None] = ("rights_certificate", None, None)
        self._following = Cancellable()
        self._fetched: FetchedPaper | None = None
        # What was received of the paper that is being fetched, which a cut line does not take away.
        self._begun: tuple[str, bytearray] = ("", bytearray())
        self.paper: Paper | None = None
        self.saved: bool | None = None
        self.path: str | None = None
        self.prepare = Command(self._prepare, observe=observe)
        self.download = Command(self._download, observe=observe)
        self._hear(self.prepare, self.download)

    @classmethod
    def of(cls, file: FileScope, *_purpose: str) -> Self:
        """Return the state of that file, one for each purpose."""
        opened = file.person.page.state(OpenedPapers.of)
        return cls(file.client, file.file_id, observe=file.observe, opened=opened)

    @property
    def busy(self) -> bool:
        """Whether a paper is being made or fetched."""
        return self.prepare.running or self.download.running

    @property
    def ready(self) -> bool:
        """Whether there is a paper to fetch."""
        return self.paper is not None and self.paper.state == "ready"

    @property
    def failed(self) -> bool:
        """Whether the server could not make it."""
        return self.paper is not None and self.paper.state == "failed"

    async def ask(self, kind: PaperKind, since: str | None = None, until: str | None = None) -> None:
        """Have a paper made, and follow it to its end; months as `YYYY-MM`."""
        if self.busy:
            return
        self._wanted = kind, since, until
        await self.prepare.run()

    async def get(
        self, kind: PaperKind, since: str | None = None, until: str | None = None
    ) -> FetchedPaper | None:
        """Have a paper made, and return it; None where it could not be had, which the state tells."""
        if self.busy:
            return None
        await self.ask(kind, since, until)
        return await self.fetch(self.paper) if self.paper is not None and self.ready else None

    async def fetch(self, paper: Paper) -> FetchedPaper | None:
        """Return a paper that is ready; None where it could not be had: the next try goes on from there."""
        if self.busy:
            return None
        self.paper, self.saved, self._fetched = paper, None, None
        await self.download.run()
        fetched, self._fetched = self._fetched, None
        return fetched

    async def read(self, paper: Paper) -> bytes | None:
        """Return a paper for who reads it beside this screen, which says nothing of it; None where it cannot be had."""
        try:
            return await self._client.documents.fetch(self._file_id, paper, bytearray())
        except ClientError as error:
            self._observe(error)
            return None

    async def open(self, paper: Paper) -> Path | None:
        """Return where a paper is for the program of the device that shows it; None where it could not be had."""
        fetched = await self.fetch(paper)
        if fetched is None or self._opened is None:
            return None
        try:
            return await self._opened.put(fetched.name, fetched.content)
        except OSError:
            self.tell_saved(kept=False)
            return None

    async def cancel(self) -> None:
        """Want the paper no more: the server ends its making."""
        paper = self.paper
        self._following.cancel()
        self.paper = None
        self.tell()
        if paper is not None and paper.under_way:
            await self._give_up(paper)

    def tell_saved(self, *, kept: bool, path: str | None = None) -> None:
        """Take note of whether the device kept the file, and where."""
        self.saved, self.path = kept, path
        self.tell()

    async def _give_up(self, paper: Paper) -> None:
        try:
            await self._client.documents.drop(self._file_id, paper.document_id)
        except ClientError:
            return  # it is made in vain, and goes by itself

    async def _prepare(self) -> None:
        self.paper, self.saved = None, None
        self.download.clear()
        await self._following.run(self._follow())

    async def _follow(self) -> None:
        self.paper = paper = await self._client.documents.ask(self._file_id, *self._wanted)
        while paper.under_way:
            await self._sleep(_EVERY_SECONDS)
            self.paper = paper = await self._client.documents.get(self._file_id, paper.document_id)

    async def _download(self) -> None:
        paper = self.paper
        if paper is None:
            return
        if self._begun[0] != paper.document_id:
            self._begun = paper.document_id, bytearray()
        content = await self._client.documents.fetch(self._file_id, paper, self._begun[1])
        self._begun = "", bytearray()
        self._fetched = FetchedPaper(paper.file_name, content)
