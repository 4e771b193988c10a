"""State of the acceptance of the conditions générales: read to the end, then a box."""

from collections.abc import Awaitable, Callable

from api_client import Client
from api_client.errors import ChangedMeanwhile, ClientError
from app.core.field import Checkbox
from app.core.form import Form
from app.steps.terms import TermsInForce


class Acceptance(Form):
    """The terms, and whether the person accepts them.

    Attributes:
        terms: what is read.
        accepted: the box.
    """

    def __init__(
        self,
        client: Client,
        accept: Callable[[str], Awaitable[None]],
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._accept = accept
        self.terms = TermsInForce(client, observe=observe)
        self.accepted = Checkbox(required=True)
        super().__init__(self.accepted, send=self._send, observe=observe, navigates=True)

    async def _send(self) -> None:
        if self.terms.value is None:
            return
        try:
            await self._accept(self.terms.value.version)
        except ChangedMeanwhile:
            # Others are in force: they are shown, and accepted by another tick.
            self.accepted.ticked = False
            await self.terms.load.run()
            raise
