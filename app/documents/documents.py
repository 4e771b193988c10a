"""State of Mes attestations et mes relevés: what is asked for, and what was made."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final, Self

from api_client import Client
from api_client.documents import Paper, PaperKind
from api_client.errors import ClientError
from api_client.last_answers import is_old
from app.core.field import Choice, Text
from app.core.form import Form
from app.core.resource import Resource
from app.core.scope import FileScope
from app.documents.paths import DOCUMENTS
from app.rules.months import check_month, check_until, sent_month, typed_month
from app.rules.problem import Fault
from app.steps.paper import PaperRequest

__all__ = ["DocumentForm", "Documents", "Paper", "PaperKind"]

WITH_MONTHS: Final[frozenset[PaperKind]] = frozenset({"payment_certificate", "statement"})
"""Papers that cover months; the others state what is so today."""

_REFUSED: Final = {
    "in_future": Fault.IN_THE_FUTURE,
    "too_old": Fault.TOO_OLD,
    "reversed": Fault.REVERSED,
    "missing": Fault.EMPTY,
}


class Documents(Resource[tuple[Paper, ...]]):
    """The papers of `file_id`, newest first.

    Attributes:
        away: the ids of those that cannot be opened before the server is reached again: this device keeps no copy.
    """

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self.away: frozenset[str] = frozenset()

        async def read() -> tuple[Paper, ...]:
            papers = await client.documents.list(file_id)
            at_hand = await client.documents.at_hand(file_id, papers) if is_old() else None
            self.away = frozenset(
                each.document_id for each in papers if at_hand is not None and each.document_id not in at_hand
            )
            return papers

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)


class DocumentForm(Form):
    """What paper is wanted, of which months.

    Attributes:
        request: asks for it.
        kind: what it is.
        since, until: its first and its last month, as typed.
    """

    place: ClassVar = DOCUMENTS

    def __init__(
        self, request: PaperRequest, papers: Documents, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self.request = request
        self._papers = papers
        self.kind = Choice[PaperKind]("payment_certificate", name="kind", on_change=self._kind_changed)
        self.since = Text(check_month, name="from", asked=lambda: self.has_months, refused_as=_refused)
        self.until = Text(
            lambda text: check_until(self.since.text, text),
            name="until",
            asked=lambda: self.has_months,
            refused_as=_refused,
        )
        super().__init__(self.kind, self.since, self.until, send=self._send, observe=observe)
        self._hear(request)
        today = date.today()  # noqa: DTZ011 - a month of the person's own calendar
        for field in (self.since, self.until):
            field.put(typed_month(f"{today:%Y-%m}"))

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.state(PaperRequest.of, "asked"), file.state(Documents.of), observe=file.observe)

    @property
    def has_months(self) -> bool:
        """Whether the paper that is chosen covers months."""
        return self.kind.value in WITH_MONTHS

    async def choose(self, kind: str) -> None:
        """Choose what paper is wanted."""
        found = next((each for each in _KINDS if each == kind), None)
        if found is not None:
            self.kind.choose(found)

    async def again(self, paper: Paper) -> None:
        """Have a paper made once more that failed, or was cancelled."""
        await self.request.ask(paper.kind, paper.since, paper.until)
        await self._papers.load.run()

    async def cancel(self) -> None:
        """Want the paper no more."""
        await self.request.cancel()
        await self._papers.load.run()

    def _kind_changed(self) -> None:
        for field in (self.since, self.until):
            field.mend()
        self.tell()

    async def _send(self) -> None:
        kind = self.kind.value or "payment_certificate"
        months = (
            (sent_month(self.since.text), sent_month(self.until.text)) if self.has_months else (None, None)
        )
        await self.request.ask(kind, *months)
        if self.request.prepare.error is not None:
            raise self.request.prepare.error
        await self._papers.load.run()


_KINDS: Final[tuple[PaperKind, ...]] = (
    "payment_certificate",
    "statement",
    "rights_certificate",
    "quotient_certificate",
)


def _refused(code: str) -> Fault:
    return _REFUSED.get(code, Fault.NOT_A_DATE)
