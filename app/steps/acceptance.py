"""State of the acceptance of the conditions générales: read to the end, then a box."""

from collections.abc import Awaitable, Callable

from flet import Observable

from api_client import Client
from api_client.errors import ChangedMeanwhile, ClientError
from app.core.command import Command
from app.rules.problem import Fault, Problem
from app.steps.terms import TermsInForce


class Acceptance(Observable):
    """The terms, and whether the person accepts them.

    Attributes:
        terms: what is read.
        ticked: whether the box is.
        problem: what is wrong with the box.
        attempts: submissions refused; changes each time.
        submit: accepts.
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
        self.ticked = False
        self.problem: Problem | None = None
        self.attempts = 0
        self.submit = Command(self._send, observe=observe, navigates=True)

    async def tick(self, ticked: bool) -> None:  # noqa: FBT001 - what a box says
        """Take what the box says now."""
        self.ticked, self.problem = ticked, None

    async def run(self) -> None:
        """Accept, if the box is ticked."""
        self.submit.clear()
        self.problem = None if self.ticked else Problem(Fault.EMPTY)
        if self.problem is None:
            await self.submit.run()
        if self.problem is not None or self.submit.error is not None:
            self.attempts += 1

    async def _send(self) -> None:
        if self.terms.value is None:
            return
        try:
            await self._accept(self.terms.value.version)
        except ChangedMeanwhile:
            # Others are in force: they are shown, and accepted by another tick.
            self.ticked = False
            await self.terms.load.run()
            raise
