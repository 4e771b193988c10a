"""State of a correction: what somebody says is wrong with a resource."""

from collections.abc import Callable
from typing import ClassVar, Final, Self

from api_client import Client
from api_client.errors import ClientError
from api_client.resources import Correction, CorrectionKind
from app.core.field import Choice, Text
from app.core.form import Form
from app.core.scope import FileScope
from app.resources.paths import RESOURCES
from app.rules.amounts import check_amount, sent_amount
from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned_lines

COMMENT_MAX: Final = 1000

KINDS: Final[tuple[CorrectionKind, ...]] = ("amount", "period", "not_mine")


class CorrectionForm(Form):
    """What is wrong with one resource, and what it should be.

    Attributes:
        kind: what is wrong.
        amount: what it should be, where the amount is wrong.
        comment: in the person's words.
        sent: the correction, once it was recorded; None before.
    """

    place: ClassVar = RESOURCES

    def __init__(
        self,
        client: Client,
        file_id: str,
        resource_id: str,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._file_id = file_id
        self._resource_id = resource_id
        self.kind: Choice[CorrectionKind] = Choice(name="kind")
        self.amount = Text(check_amount, name="amount", asked=lambda: self.kind.value == "amount")
        self.comment = Text(self._check_comment, name="comment")
        self.sent: Correction | None = None
        super().__init__(self.kind, self.amount, self.comment, send=self._send, observe=observe)

    @classmethod
    def of(cls, file: FileScope, resource_id: str) -> Self:
        """Return the state of the correction of that resource."""
        return cls(file.client, file.file_id, resource_id, observe=file.observe)

    def _check_comment(self, text: str) -> Problem | None:
        said = cleaned_lines(text)
        if not said and self.kind.value == "period":
            return Problem(Fault.EMPTY)
        return Problem(Fault.TOO_LONG, len(said) - COMMENT_MAX) if len(said) > COMMENT_MAX else None

    async def _send(self) -> None:
        kind = self.kind.value
        if kind is None:
            return
        self.sent = await self._client.resources.correct(
            self._file_id,
            self._resource_id,
            kind,
            amount=sent_amount(self.amount.text) if kind == "amount" else None,
            comment=cleaned_lines(self.comment.text),
        )
        for field in (self.amount, self.comment):
            field.clear()
