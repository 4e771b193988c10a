"""The parts of a form that are sent: a page, the recap, and a choice between two answers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from api_client.errors import ClientError, Refused
from app.core.form import Form
from app.steps.questionnaire_boxes import Tick
from app.steps.questionnaire_entries import Told
from app.steps.questionnaire_parts import entry_of
from questionnaires.checking import page_refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.steps.questionnaire import Contest, Filling
    from app.steps.questionnaire_entries import Entry
    from questionnaires.asking import Asked
    from questionnaires.definition import Page, Question

RECAP: Final = "recapitulatif"
"""The page after those of the form: everything once more."""
HERE: Final = "here"
THERE: Final = "there"


class PageForm(Form):
    """One page of a form.

    Attributes:
        page: what is asked.
        entries: the questions as they are answered, by name.
        next: the page that comes after it, once it was passed.
        grown: whether more is asked than was when it was sent: nobody is blamed for not having answered that.
    """

    def __init__(
        self, filling: Filling, page: Page, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        told = Told(on_change=self._mended, on_leave=filling.told)
        self._filling = filling
        self._drawn: frozenset[str] = frozenset()
        self.page = page
        self.next = RECAP
        self.grown = False
        self.entries: Mapping[str, Entry] = MappingProxyType(
            {question.name: entry_of(question, told) for question in page.questions}
        )
        super().__init__(*self.entries.values(), send=self._send, observe=observe, navigates=True)

    def draw(self, now: Asked) -> tuple[Question, ...]:
        """Return the questions that are asked, to be drawn."""
        found = next((each.questions for each in now.pages if each.page.id == self.page.id), ())
        self._drawn = frozenset(_paths(found, now))
        return found

    def _mended(self) -> None:
        self.grown = False
        self._filling.touched()

    def _check(self) -> bool:
        now = self._filling.now()
        answers = self._filling.answers
        form = self._filling.definition
        wrong = page_refusals(form, self.page.id, answers, self._filling.today()) if form is not None else {}
        for entry in self.entries.values():
            entry.mend()
        shown = next((each.questions for each in now.pages if each.page.id == self.page.id), ())
        opened = frozenset(_paths(shown, now)) - self._drawn
        lacking = {path for path, code in wrong.items() if code == "required"}
        self.grown = bool(wrong) and lacking == wrong.keys() and lacking <= opened
        if not self.grown:
            self.refuse(wrong)
        return not wrong

    def refuse(self, wrong: Mapping[str, str]) -> None:
        """Note what the rules refuse, by path."""
        for path, code in wrong.items():
            name, _, below = path.partition(".")
            if name in self.entries:
                self.entries[name].refuse_at(below, code)

    def _refused(self) -> bool:
        boxes = (box for entry in self.entries.values() for _, box in entry.boxes())
        return self.submit.error is not None or any(box.problem is not None for box in boxes)

    def _take_answer(self, error: ClientError | None) -> None:
        if isinstance(error, Refused):
            self.refuse({path.removeprefix("answers."): code for path, code in error.fields.items()})

    def put_away(self) -> None:
        """Keep no refusal: the screen is left."""
        for entry in self.entries.values():
            entry.mend()
        self.grown = False
        self.submit.drop()

    async def _send(self) -> None:
        self.next = self._filling.passing(self.page.id)
        await self._filling.save(self.next)


class RecapForm(Form):
    """Everything once more, a statement to accept, and the sending.

    Attributes:
        statement: the box to tick.
        wrong: what the rules refuse that was taken before, such as a day that has passed since: codes by path.
    """

    def __init__(self, filling: Filling, *, observe: Callable[[ClientError | None], None]) -> None:
        self._filling = filling
        self._wrong: Mapping[str, str] = MappingProxyType({})
        self.statement = Tick(on_change=filling.touched)
        super().__init__(self.statement, send=self._send, observe=observe)

    @property
    def wrong(self) -> Mapping[str, str]:
        """What the rules refuse, by path."""
        return self._wrong

    def _check(self) -> bool:
        form = self._filling.definition
        self.statement.mend()
        self._wrong = MappingProxyType(self._filling.wrong())
        if form is not None and form.statement and not self.statement.ticked:
            self.statement.refuse("required")
        return not self._wrong and self.statement.problem is None

    def _refused(self) -> bool:
        return super()._refused() or bool(self._wrong)

    def _take_answer(self, error: ClientError | None) -> None:
        if isinstance(error, Refused):
            self._wrong = MappingProxyType(
                {path.removeprefix("answers."): code for path, code in error.fields.items()}
            )

    async def _send(self) -> None:
        await self._filling.send()


class ContestForm(Form):
    """What was answered here and elsewhere, to choose from."""

    def __init__(self, filling: Filling, *, observe: Callable[[ClientError | None], None]) -> None:
        self._filling = filling
        super().__init__(send=self._send, observe=observe)

    def choose_among(self, contests: tuple[Contest, ...]) -> None:
        """Ask which of two answers holds, for each of these."""
        self.fields = tuple(contest.pick for contest in contests)
        self._hear(*self.fields)

    def _check(self) -> bool:
        for contest in self._filling.contests:
            contest.pick.mend()
            if contest.pick.value is None:
                contest.pick.refuse("required")
        return all(contest.pick.problem is None for contest in self._filling.contests)

    async def _send(self) -> None:
        chosen = {each.question.name: each.pick.value or HERE for each in self._filling.contests}
        self._filling.settle(chosen)
        await self._filling.save(self._filling.standing(None))


def _paths(questions: tuple[Question, ...], now: Asked) -> set[str]:
    """Return the paths of what is asked on a page, those in groups among them."""
    found = {question.name for question in questions}
    for question in questions:
        for place, (_, asked_of) in enumerate(now.listed(question.name)):
            found |= {f"{question.name}.{place}.{each.name}" for each in asked_of}
    return found
