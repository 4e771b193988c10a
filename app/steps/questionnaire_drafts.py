"""A form that is filled in as whoever keeps it has it, and what may have changed of it meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.steps.questionnaire_boxes import Pick
from questionnaires.definition import Definition, Question


class Newer(Protocol):
    """What a newer version of a form asks otherwise: labels of its questions."""

    @property
    def added(self) -> tuple[str, ...]:
        """What it asks besides."""

    @property
    def removed(self) -> tuple[str, ...]:
        """What it does not ask any more."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as the server keeps it for one person.

    Attributes:
        definition: the copy that it was begun with.
        answers: by the names of the questions; a text may stand in the place of one that is unfinished.
        prefilled: the names of those that the fund knew.
        page: the page to go on at; None for the first.
        revision: tells it from what it becomes.
        newer: what a newer version of the form asks otherwise; None where there is none.
        is_open: whether it can still be filled in; not once it was sent, from here or elsewhere.
    """

    definition: Definition
    answers: Mapping[str, Any] = field(repr=False)
    prefilled: frozenset[str]
    page: str | None
    revision: int
    is_open: bool = True
    newer: Newer | None = None


class Keeper(Protocol):
    """What keeps a draft."""

    async def load(self) -> Draft:
        """Return the draft as it is."""

    async def save(self, revision: int, page: str, answers: Mapping[str, Any]) -> int:
        """Keep these answers beside the others, None taking one away, and return the new revision.

        Raises:
            ChangedMeanwhile: another device was first.
        """

    async def send(self, revision: int) -> None:
        """Send the form.

        Raises:
            ChangedMeanwhile: another device was first.
            Refused: with the path of each answer that is wrong.
        """


@dataclass(frozen=True, slots=True)
class Contest:
    """A question that was answered here and elsewhere, each to something else.

    Attributes:
        pick: which of the two holds: `HERE` or `THERE`.
    """

    question: Question
    here: Any = field(repr=False)
    there: Any = field(repr=False)
    pick: Pick
