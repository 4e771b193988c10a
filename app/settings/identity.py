"""State of proving who one is, in an account of limited reach: how far it is known, and another document."""

from collections.abc import Awaitable, Callable

from api_client import Client
from api_client.enrolments import DocumentKind
from api_client.errors import ClientError
from api_client.identity import HeldIdentity, Limit
from app.core.resource import Resource
from app.core.state import State
from app.steps.identity_document import Identity

__all__ = ["DocumentKind", "HeldIdentity", "Limit", "Proving"]


class Proving(State):
    """How far it is proved who the holder is.

    Attributes:
        known: what the server knows.
        document: another document, and the picture of one.
        given: whether a document was taken just now.
    """

    def __init__(
        self,
        client: Client,
        *,
        changed: Callable[[], Awaitable[None]],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._changed = changed
        self._seen: tuple[str, Limit | None] | None = None
        self.known = Resource(self._read, observe=observe)
        self.document = Identity(client.identity.scans, self._show, scanned=self._read_again, observe=observe)
        self.given = False

    def seal(self) -> None:
        """Forget what was read; what was typed waits for the same person."""
        self.known.forget()
        self.given = False
        for command in (self.document.submit, self.document.scan.upload, self.document.scan.remove):
            command.clear()

    async def _read(self) -> HeldIdentity:
        held = await self._client.identity.get()
        self.document.know(held.document, held.scans)
        await self._announce(held)
        return held

    async def _read_again(self) -> None:
        """Read what a picture that has arrived, or was removed, has changed."""
        self.known.update(await self._read())

    async def _show(self, kind: DocumentKind, number: str | None) -> None:
        self.given = False
        held = await self._client.identity.document(kind, number)
        self.document.know(held.document, held.scans)
        self.known.update(held)
        self.given = kind != "none"
        self.document.number.put("")
        await self._announce(held)

    async def _announce(self, held: HeldIdentity) -> None:
        """Read the account again where what is known of the identity has changed."""
        now = (held.reach, held.limit)
        if self._seen != now:
            self._seen = now
            await self._changed()
