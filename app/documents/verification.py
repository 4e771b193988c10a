"""State of Vérifier un document: a code, and what is known of it."""

from collections.abc import Callable
from typing import ClassVar, Self

from pydantic import SecretStr

from api_client import Client
from api_client.documents import Verification, VerifiedPaper
from api_client.errors import ClientError
from app.core.field import Text
from app.core.form import Form
from app.core.scope import PageScope
from app.documents.paths import VERIFICATION
from app.rules.paper_codes import check_paper_code, printed_code, sent_code

__all__ = ["PaperCheck", "Verification", "VerifiedPaper"]


class PaperCheck(Form):
    """The check of a paper's code, open to everybody.

    Attributes:
        code: as typed, or as the QR code of the paper brought it.
        found: what is known of it; None before it was asked.
    """

    place: ClassVar = VERIFICATION

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.code = Text(check_paper_code, tidy=printed_code, name="code")
        self.found: Verification | None = None
        self._brought = ""
        super().__init__(self.code, send=self._send, observe=observe)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, observe=page.session.observe)

    async def open(self, brought: str) -> None:
        """Check the code that the address brings, once; empty for none."""
        if brought and brought != self._brought:
            self._brought = brought
            self.code.put(printed_code(brought))
            await self.run()

    async def begin_another(self) -> None:
        """Go back to the empty form."""
        self.put_away()
        self.tell()

    def put_away(self) -> None:
        """Keep neither code nor answer: the screen is left."""
        super().put_away()
        self.found = None
        self.code.put("")

    async def _send(self) -> None:
        self.found = None
        self.found = await self._client.documents.verify(SecretStr(sent_code(self.code.text)))
