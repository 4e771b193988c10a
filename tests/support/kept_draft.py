"""A draft as the server keeps it, for states and screens that are tried without one; shared by two devices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api_client.errors import ChangedMeanwhile, Refused
from app.steps.questionnaire import Draft, Filling, Newer
from app.steps.questionnaire_keeping import PAUSE_S, Later
from questionnaires.checking import draft_refusals, refusals
from questionnaires.merging import changed
from questionnaires.parsing import parse

TODAY = date(2026, 11, 28)


@dataclass
class KeptDraft:
    """What is kept of one form.

    Attributes:
        saves: the names that each save changed.
        fails: raised by the next call, once.
        newer: what a newer version of the form asks otherwise.
        calls: how often the server was asked.
    """

    raw: dict[str, Any]
    answers: dict[str, Any] = field(default_factory=dict)
    prefilled: frozenset[str] = frozenset()
    page: str | None = None
    revision: int = 1
    sent: dict[str, Any] | None = None
    saves: list[set[str]] = field(default_factory=list)
    fails: Exception | None = None
    newer: Newer | None = None
    calls: int = 0

    async def load(self) -> Draft:
        self._fail()
        definition = parse(self.raw)
        return Draft(
            definition,
            dict(self.answers),
            self.prefilled,
            self.page,
            self.revision,
            self.sent is None,
            self.newer,
        )

    async def save(self, revision: int, page: str, answers: Mapping[str, Any]) -> int:
        self._fail()
        if revision != self.revision or self.sent is not None:
            raise ChangedMeanwhile
        assert draft_refusals(parse(self.raw), answers) == {}
        self.answers, self.page, self.revision = changed(self.answers, answers), page, revision + 1
        self.saves.append(set(answers))
        return self.revision

    async def send(self, revision: int) -> None:
        self._fail()
        if revision != self.revision or self.sent is not None:
            raise ChangedMeanwhile
        wrong = refusals(parse(self.raw), self.answers, TODAY)
        if wrong:
            raise Refused(
                code="validation_failed",
                status=422,
                fields={f"answers.{path}": code for path, code in wrong.items()},
            )
        self.sent = dict(self.answers)

    def _fail(self) -> None:
        self.calls += 1
        failure, self.fails = self.fails, None
        if failure is not None:
            raise failure


async def opened(kept: KeptDraft, *, pause_s: float = PAUSE_S, later: Later | None = None) -> Filling:
    """Return the form as one device has it open."""
    filling = Filling(
        kept,
        place="/mon-compte/demarches",
        observe=lambda _: None,
        today=lambda: TODAY,
        pause_s=pause_s,
        later=later,
    )
    await filling.open()
    assert filling.load.error is None
    return filling
