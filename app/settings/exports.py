"""State of the copy of one's data: prepared by the server, followed, downloaded."""

import asyncio
from collections.abc import Awaitable, Callable

from api_client import Client
from api_client.errors import ClientError
from api_client.exports import Export, Form
from app.core.cancellable import Cancellable
from app.core.command import Command
from app.core.state import State

__all__ = ["DataExport", "Export", "Form"]

_EVERY_SECONDS = 0.5


class DataExport(State):
    """A copy of everything that is held on the person.

    Attributes:
        export: how far the copy is; None when none was asked for, or the person gave up.
        saved: the form that was last saved.
        unsaved: whether the device could not keep the file.
        prepare: has a copy prepared, and follows it to its end.
    """

    def __init__(
        self,
        client: Client,
        *,
        observe: Callable[[ClientError | None], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._sleep = sleep
        self._following = Cancellable()
        self._form: Form = "document.pdf"
        self._content: bytes | None = None
        self.export: Export | None = None
        self.saved: Form | None = None
        self.unsaved = False
        self.prepare = Command(self._prepare, observe=observe)
        self.download = Command(self._download, observe=observe)
        self._hear(self.prepare, self.download)

    @property
    def ready(self) -> bool:
        """Whether the copy can be downloaded."""
        return self.export is not None and self.export.state == "ready"

    @property
    def failed(self) -> bool:
        """Whether the server could not prepare it."""
        return self.export is not None and self.export.state == "failed"

    def cancel(self) -> None:
        """Wait for the copy no longer; the server erases it by itself."""
        self._following.cancel()
        self.export = None

    async def fetch(self, form: Form) -> bytes | None:
        """Return the file, None where it could not be had."""
        self._form, self._content, self.saved, self.unsaved = form, None, None, False
        await self.download.run()
        content, self._content = self._content, None
        return content

    def tell_saved(self, form: Form, *, kept: bool) -> None:
        """Take note of whether the device kept the file."""
        self.saved, self.unsaved = (form, False) if kept else (None, True)

    def seal(self) -> None:
        """Keep nothing."""
        self.cancel()
        self.saved, self.unsaved = None, False
        self.prepare.clear()
        self.download.clear()

    async def _prepare(self) -> None:
        self.export, self.saved, self.unsaved = None, None, False
        self.download.clear()
        await self._following.run(self._follow())

    async def _follow(self) -> None:
        self.export = export = await self._client.exports.start()
        while export.state == "preparing":
            await self._sleep(_EVERY_SECONDS)
            self.export = export = await self._client.exports.progress(export.export_id)

    async def _download(self) -> None:
        if self.export is not None:
            self._content = await self._client.exports.download(self.export.export_id, self._form)
