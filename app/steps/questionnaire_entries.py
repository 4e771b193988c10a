"""One question as it is answered: its boxes, and the answer (JSON) that they make."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypedDict

from app.rules.months import sent_month, typed_month
from app.steps.questionnaire_boxes import Box, Day, Judged, Pick, Several, Tick
from questionnaires.definition import Kind, Question
from questionnaires.numbers import grouped_iban, iban_fault, tidy_iban
from text_rules.cleaning import cleaned
from text_rules.figures import cents_in, figure_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

YES: Final = "yes"
NO: Final = "no"


class Told(TypedDict):
    """What hears of what a person does with a question.

    Attributes:
        on_change: something was typed or chosen.
        on_leave: a box lost the focus, or something was chosen: what else is asked may depend on it.
    """

    on_change: Callable[[], None]
    on_leave: Callable[[], None]


class Entry(Judged):
    """A question, and what is answered to it. A problem of its own is about no box, such as a list that is too short.

    Attributes:
        question: what is asked.
    """

    has_box: ClassVar = False

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(name=question.name)
        self.question = question
        self._hearers = told

    @property
    @abstractmethod
    def answer(self) -> Any:  # noqa: ANN401 - JSON
        """The answer, or what was typed in its place; None for none."""

    @abstractmethod
    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold an answer, or what was typed in its place; None empties the boxes."""

    @abstractmethod
    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield its boxes with their paths below the question, itself (path empty) among them where none has it."""

    def refuse_at(self, below: str, code: str) -> None:
        """Note what the rules refuse, at the box of that path or at the nearest above it."""
        boxes = dict(self.boxes())
        while below and below not in boxes:
            below = below.rpartition(".")[0]
        boxes.get(below, next(iter(boxes.values()))).refuse(code)

    def mend(self) -> None:
        """Forget what was wrong with any of its boxes."""
        super().mend()
        for _, box in self.boxes():
            if box is not self:
                box.mend()

    def _box(self, tidy: Callable[[str], str] | None = None) -> Box:
        box = LeftBox(tidy=tidy, on_change=self._hearers["on_change"])
        box.on_leave = self._hearers["on_leave"]
        self._hear(box)
        return box

    def _date(self) -> Day:
        day = Day(on_change=self._hearers["on_change"])
        self._hear(day)
        return day

    def left(self) -> None:
        """Take note that a box of a date lost the focus."""
        self._hearers["on_leave"]()

    def _chosen(self) -> None:
        """Take note of a choice, which may decide what else is asked."""
        self._hearers["on_change"]()
        self._hearers["on_leave"]()


class LeftBox(Box):
    """A text that tells when its box loses the focus."""

    on_leave: Callable[[], None] | None = None

    def leave(self) -> None:
        """Write the text as it is printed, and tell."""
        super().leave()
        if self.on_leave is not None:
            self.on_leave()


class TextEntry(Entry):
    """What is typed in one box: a text, a number, a sum, a month, an IBAN."""

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self.box = self._box(self._tidied)

    @property
    def answer(self) -> Any:  # noqa: ANN401 - JSON
        """The answer, or the text where it is none."""
        text = self.box.text.strip()
        if not cleaned(text):
            return None
        read = _READ.get(self.question.kind)
        answer = read(text) if read is not None else text
        return text if answer is None else answer

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold an answer, or a text."""
        self.box.put("" if answer is None else typed(self.question.kind, answer))

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield its box."""
        yield "", self.box

    def _tidied(self, text: str) -> str:
        answer = self.answer
        return text if answer is None else typed(self.question.kind, answer)


def typed(kind: Kind, answer: Any) -> str:  # noqa: ANN401 - JSON
    """Return an answer as people type it; a text in its place as it is."""
    if kind is Kind.AMOUNT and isinstance(answer, int):
        euros, cents = divmod(abs(answer), 100)
        return f"{'-' if answer < 0 else ''}{_grouped(euros)},{cents:02}"
    if kind is Kind.NUMBER and isinstance(answer, int | float):
        return str(answer).replace(".", ",")
    if kind is Kind.MONTH and sent_month(str(answer)) == answer:
        return typed_month(answer)
    if kind is Kind.IBAN and iban_fault(str(answer)) is None:
        return grouped_iban(answer)
    return str(answer)


def _grouped(euros: int) -> str:
    return f"{euros:,}".replace(",", " ")


_READ: Final[Mapping[Kind, Callable[[str], Any]]] = {
    Kind.AMOUNT: cents_in,
    Kind.NUMBER: figure_in,
    Kind.MONTH: sent_month,
    Kind.IBAN: tidy_iban,
}


class DateEntry(Entry):
    """A date, whole or known in part."""

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self.day = self._date()

    @property
    def answer(self) -> str | None:
        """The date, or what was typed of one."""
        return self.day.answer

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold a date, or what was typed of one."""
        hold_day(self.day, answer)

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the date."""
        yield "", self.day


def hold_day(day: Day, answer: object) -> None:
    """Have a date hold an answer, or nothing."""
    if isinstance(answer, str) and answer:
        day.hold(answer)
    else:
        day.empty()


class ChoiceEntry(Entry):
    """One of a few answers, yes and no among them."""

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self.pick = Pick(on_change=self._chosen)
        self._hear(self.pick)

    @property
    def answer(self) -> str | bool | None:
        """What is chosen."""
        value = self.pick.value
        return value if self.question.kind is Kind.CHOICE or value is None else value == YES

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold a choice; what nobody can choose is none."""
        if isinstance(answer, bool):
            answer = YES if answer else NO
        values = [option.value for option in self.question.options] or [YES, NO]
        self.pick.value = answer if answer in values else None

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the choice."""
        yield "", self.pick


class ChoicesEntry(Entry):
    """Several of a few answers, in the order in which they are offered."""

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self.several = Several(on_change=self._chosen)
        self._hear(self.several)

    @property
    def answer(self) -> list[str] | None:
        """What is chosen."""
        return [each.value for each in self.question.options if each.value in self.several.chosen] or None

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold choices."""
        self.several.chosen = tuple(answer) if isinstance(answer, list) else ()

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the choices."""
        yield "", self.several


class StatementEntry(Entry):
    """A sentence to accept."""

    def __init__(self, question: Question, told: Told) -> None:
        super().__init__(question, told)
        self.box = Tick(on_change=self._chosen)
        self._hear(self.box)

    @property
    def answer(self) -> bool | None:
        """True once it is accepted."""
        return True if self.box.ticked else None

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold whether it is accepted."""
        self.box.ticked = answer is True

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the box."""
        yield "", self.box


class DocumentEntry(Entry):
    """Documents that were sent, by their ids.

    Attributes:
        sent: the ids.
    """

    sent: tuple[str, ...] = ()

    @property
    def answer(self) -> list[str] | None:
        """The ids."""
        return list(self.sent) or None

    def hold(self, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Hold the ids."""
        self.sent = (
            tuple(each for each in answer if isinstance(each, str)) if isinstance(answer, list) else ()
        )

    def add(self, upload_id: str) -> None:
        """Take a document that has arrived."""
        self.sent = (*self.sent, upload_id)
        self.mend()
        self._chosen()

    def remove(self, upload_id: str) -> None:
        """Leave a document out."""
        self.sent = tuple(each for each in self.sent if each != upload_id)
        self._chosen()

    def boxes(self) -> Iterator[tuple[str, Judged]]:
        """Yield the question itself."""
        yield "", self
