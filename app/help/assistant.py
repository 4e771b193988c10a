"""State of the assistant: what was asked, and what the articles answer."""

from typing import ClassVar, Final, NamedTuple, Self

from api_client.errors import ClientError
from app.core.field import Text
from app.core.form import Form
from app.core.scope import PageScope
from app.help.paths import HELP
from app.help.retrieval import Answer, Retrieval
from app.rules.problem import Fault, Problem
from app.steps.carried_question import CarriedQuestion
from app.steps.open_acts import OPEN_ACTS, OpenAct, OpenActs
from text_rules.cleaning import cleaned

__all__ = ["QUESTION_MAX", "Answer", "Assistant", "Turn"]

QUESTION_MAX: Final = 2000
"""Characters."""
_TURNS_KEPT: Final = 20


class Turn(NamedTuple):
    """A question, and what is known of it.

    Attributes:
        question: as it was asked.
        answers: the articles that answer it, or that come nearest; none where nothing is known of it.
        sure: whether they answer it.
        acts: what the person has to do that these are about.
    """

    question: str
    answers: tuple[Answer, ...]
    sure: bool
    acts: tuple[OpenAct, ...]


class Assistant(Form):
    """Questions and their answers. They stay in the program: nothing of them is sent, written or logged.

    Attributes:
        question: what is being typed.
        turns: what was asked at this window or tab, the newest first.
    """

    place: ClassVar = HELP

    def __init__(self, open_acts: OpenActs, carried: CarriedQuestion) -> None:
        self._open_acts = open_acts
        self._carried = carried
        self.question = Text(_check_question, name="question")
        self.turns: tuple[Turn, ...] = ()
        super().__init__(self.question, send=self._answer, observe=_go_on)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.shared(OPEN_ACTS), page.state(CarriedQuestion.of))

    def carry(self, turn: Turn) -> None:
        """Have a question be found by the screen where one writes to the fund."""
        self._carried.put(turn.question)

    def gone(self) -> None:
        """Forget what was asked: nobody is here any more."""
        self.question.put("")
        self.turns = ()
        self.put_away()

    async def _answer(self) -> None:
        asked = cleaned(self.question.text)
        retrieval = Retrieval.of_library()
        answers = retrieval.answers(asked)
        sure = bool(answers)
        answers = answers or retrieval.nearest(asked)
        about = {code for answer in answers for code in answer.article.acts} if sure else set()
        acts = await self._open_acts() if about else ()
        turn = Turn(asked, answers, sure, tuple(act for act in acts if act.code in about))
        self.question.clear()
        self.turns = (turn, *self.turns)[:_TURNS_KEPT]


def _go_on(_: ClientError | None) -> None:
    """Take no note: nobody was asked over the network."""


def _check_question(text: str) -> Problem | None:
    excess = len(cleaned(text)) - QUESTION_MAX
    if excess > 0:
        return Problem(Fault.TOO_LONG, excess)
    return None if cleaned(text) else Problem(Fault.EMPTY)
