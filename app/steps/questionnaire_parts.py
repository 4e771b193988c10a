"""Questions whose answers have parts: an address, an employer, a person, a group. And which entry each kind has."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from app.steps.questionnaire_boxes import Box, Judged, Pick
from app.steps.questionnaire_entries import (
    ChoiceEntry,
    ChoicesEntry,
    DateEntry,
    DocumentEntry,
    Entry,
    StatementEntry,
    TextEntry,
    Told,
    hold_day,
)
from questionnaires.definition import Kind, Question
from questionnaires.kinds import FRANCE
from text_rules.cleaning import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NEW_PERSON: Final = ""
"""What is chosen for somebody who is not of the household; no id is empty."""


class PartsEntry(Entry):
    """An answer of several texts: an address, an employer."""

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self._usual = {"country": FRANCE} if question.kind is Kind.ADDRESS else {}
        self.parts: Mapping[str, Box] = MappingProxyType(
            {name: self._box() for name in _PARTS[question.kind]}
        )
        self.hold(None)

    @property
    def answer(self) -> dict[str, str] | None:
        """The parts that are filled in; None where nothing is but what stands there from the start."""
        texts = {name: box.text.strip() for name, box in self.parts.items() if cleaned(box.text)}
        return texts if texts != self._usual else None

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold the parts of an answer."""
        told = answer if isinstance(answer, dict) else self._usual
        for name, box in self.parts.items():
            box.put(str(told.get(name) or ""))

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the box of each part, in order."""
        yield from self.parts.items()


_PARTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.ADDRESS: ("line1", "line2", "postcode", "city", "country"),
    Kind.EMPLOYER: ("name", "siret"),
}


class PersonEntry(Entry):
    """Somebody of the household, or somebody new."""

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self.who = Pick(on_change=self._chosen)
        self._hear(self.who)
        self.first_names = self._box()
        self.last_name = self._box()
        self.birth_date = self._date()

    @property
    def is_new(self) -> bool:
        """Whether names are asked: somebody new was chosen, or there is nobody to choose."""
        return not self.question.options or self.who.value == NEW_PERSON

    @property
    def answer(self) -> dict[str, str] | None:
        """Who it is, as far as is told."""
        if not self.is_new:
            return {"person_id": self.who.value} if self.who.value else None
        told = {
            "first_names": self.first_names.text.strip(),
            "last_name": self.last_name.text.strip(),
            "birth_date": self.birth_date.answer,
        }
        found = {name: text for name, text in told.items() if text and cleaned(text)}
        return found or None

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold who it is."""
        told = answer if isinstance(answer, dict) else {}
        known = [option.value for option in self.question.options]
        self.who.value = told["person_id"] if told.get("person_id") in known else NEW_PERSON if told else None
        self.first_names.put(str(told.get("first_names") or ""))
        self.last_name.put(str(told.get("last_name") or ""))
        hold_day(self.birth_date, told.get("birth_date"))

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the choice of somebody, and the boxes of somebody new."""
        if self.question.options:
            yield "person_id", self.who
        if self.is_new:
            yield "first_names", self.first_names
            yield "last_name", self.last_name
            yield "birth_date", self.birth_date


@dataclass(frozen=True, slots=True)
class Item:
    """One of a group: its entries, and a number of its own, which it keeps where others go."""

    number: int
    entries: Mapping[str, Entry]


class GroupEntry(Entry):
    """The same questions several times.

    Attributes:
        items: each of them.
    """

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self._last = 0
        self.items: tuple[Item, ...] = ()
        self.hold(None)

    @property
    def may_add(self) -> bool:
        """Whether there may be one more."""
        most = self.question.bounds.max_items
        return most is None or len(self.items) < most

    @property
    def each(self) -> list[dict[str, Any]]:
        """What is answered of each that is shown."""
        return [
            {name: answer for name, entry in item.entries.items() if (answer := entry.answer) is not None}
            for item in self.items
        ]

    @property
    def answer(self) -> list[dict[str, Any]] | None:
        """What is answered of each; None where nobody added or answered anything."""
        found = self.each
        return found if any(found) or len(found) > self.question.bounds.min_items else None

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold what is answered of each; as many empty ones as there must be at least, where nothing is."""
        told = answer if isinstance(answer, list) else [{}] * self.question.bounds.min_items
        self.items = tuple(self._item(each if isinstance(each, dict) else {}) for each in told)

    def add(self) -> None:
        """Add one, empty."""
        if self.may_add:
            self.items = (*self.items, self._item({}))
            self.problem = None
            self._chosen()

    def remove(self, number: int) -> None:
        """Leave out the one with that number."""
        self.items = tuple(item for item in self.items if item.number != number)
        self.problem = None
        self._chosen()

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the group itself, then the boxes of each in it."""
        yield "", self
        for place, item in enumerate(self.items):
            for name, entry in item.entries.items():
                for below, box in entry.boxes():
                    yield ".".join(filter(None, (str(place), name, below))), box

    def _item(self, answers: Mapping[str, Any]) -> Item:
        self._last += 1
        entries = {question.name: entry_of(question, self._hearers) for question in self.question.questions}
        for name, entry in entries.items():
            if name in answers:
                entry.hold(answers[name])
        self._hear(*entries.values())
        return Item(self._last, MappingProxyType(entries))


def entry_of(question: Question, told: Told) -> Entry:
    """Return the entry of a question, empty."""
    return _ENTRIES.get(question.kind, TextEntry)(question, told)


_ENTRIES: Final[Mapping[Kind, type[Entry]]] = {
    Kind.DATE: DateEntry,
    Kind.PARTIAL_DATE: DateEntry,
    Kind.YES_NO: ChoiceEntry,
    Kind.CHOICE: ChoiceEntry,
    Kind.CHOICES: ChoicesEntry,
    Kind.PERSON: PersonEntry,
    Kind.ADDRESS: PartsEntry,
    Kind.EMPLOYER: PartsEntry,
    Kind.GROUP: GroupEntry,
    Kind.DOCUMENT: DocumentEntry,
    Kind.STATEMENT: StatementEntry,
}
