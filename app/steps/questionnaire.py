"""State of a form that is described by data, as it is filled in: page by page, kept on the server as one goes.

Who fills one in may do so on two devices. What was answered on the other is taken over where it was not answered here;
where both answered the same question, the person chooses. Nothing is lost without a word.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from api_client.errors import ChangedMeanwhile, ClientError
from app.core.command import Command
from app.core.state import State
from app.steps.questionnaire_boxes import Pick
from app.steps.questionnaire_drafts import Contest, Draft, Keeper, Newer
from app.steps.questionnaire_entries import Entry
from app.steps.questionnaire_forms import HERE, RECAP, THERE, ContestForm, PageForm, RecapForm
from app.steps.questionnaire_keeping import PAUSE_S, Keeping, Later
from questionnaires.asking import Asked, asked
from questionnaires.checking import refusals
from questionnaires.definition import STATEMENT, Definition, Page, Question
from questionnaires.merging import changed, changes, merged
from questionnaires.values import same

__all__ = [
    "HERE",
    "RECAP",
    "THERE",
    "Contest",
    "Draft",
    "Filling",
    "Keeper",
    "Newer",
    "PageForm",
    "RecapForm",
]

_TRIES: Final = 3


class Filling(State):
    """A form that somebody fills in.

    Attributes:
        place: the path that it stands at, or under.
        load: reads the draft; views call `open`.
        keep: saves what is answered, finished or not.
        keeping: does so by itself, and tells how it went.
        definition: what is asked; None until it is read.
        taken: the questions that another device answered meanwhile; their answers are here now.
        newer: what a newer version of the form asks otherwise, until one goes on; None where there is none.
        contests: the questions that both answered; empty where nothing has to be chosen.
        is_open: whether it can be filled in.
        sent: whether it was sent from here.
    """

    def __init__(
        self,
        keeper: Keeper,
        *,
        place: str,
        observe: Callable[[ClientError | None], None],
        today: Callable[[], date] = date.today,
        pause_s: float = PAUSE_S,
        later: Later | None = None,
    ) -> None:
        """Make the state of a form that is not read yet.

        Args:
            keeper: what keeps the draft.
            place: the path that it stands at, or under.
            observe: called after each call with its error, None for a success.
            today: returns the day of now.
            pause_s: seconds without a change after which what was answered is kept.
            later: has something done so many seconds later; the loop that runs, unless given.
        """
        self._keeper = keeper
        self._observe = observe
        self._today = today
        self._known: dict[str, Any] = {}
        self._first: Mapping[str, Any] = {}
        self._prefilled: frozenset[str] = frozenset()
        self._revision = 0
        self._passed: set[str] = set()
        self._waiting: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        self._pages: Mapping[str, PageForm] = MappingProxyType({})
        self._saving = asyncio.Lock()
        self.place = place
        self.definition: Definition | None = None
        self.taken: tuple[Question, ...] = ()
        self.newer: Newer | None = None
        self.contests: tuple[Contest, ...] = ()
        self.is_open = True
        self.sent = False
        self.keeping = Keeping(self._save_quietly, pause_s=pause_s, later=later)
        self.load = Command(self._load, observe=observe)
        self.keep = Command(self._keep, observe=observe, navigates=True)
        self.choice = ContestForm(self, observe=observe)
        self.recap = RecapForm(self, observe=observe)
        self._hear(self.load, self.keep, self.choice, self.recap)

    async def open(self) -> None:
        """Read the draft, unless it is here."""
        if self.definition is None:
            await self.load.see_through()

    @property
    def answers(self) -> dict[str, Any]:
        """What is answered, to what is not asked any more as well; a text stands for what is no answer yet."""
        found = {name: entry.answer for form in self._pages.values() for name, entry in form.entries.items()}
        if self.recap.statement.ticked:
            found[STATEMENT] = True
        return {name: answer for name, answer in found.items() if answer is not None}

    def now(self) -> Asked:
        """Return what is asked now, and what was answered of it.

        Raises:
            LookupError: the draft is not read yet.
        """
        return asked(self._form(), self.answers, self._today())

    def today(self) -> date:
        """Return the day of now, of the person's calendar."""
        return self._today()

    def pages(self) -> list[Page]:
        """Return the pages on which something is asked now, in order."""
        return [each.page for each in self.now().pages]

    def page(self, page_id: str) -> PageForm:
        """Return the form of a page.

        Raises:
            LookupError: there is none.
        """
        return self._pages[page_id]

    def standing(self, wanted: str | None) -> str:
        """Return the page to stand at: the one wanted where one may, else the first that is not done.

        What comes before a page must be done to stand there; the recap comes last.
        """
        pages = [page.id for page in self.pages()]
        done = self._done(pages)
        first = next((page for page in pages if page not in done), RECAP)
        until = pages.index(first) if first in pages else len(pages)
        return wanted if wanted in pages[: until + 1] or (wanted == RECAP == first) else first

    def before(self, page_id: str) -> str | None:
        """Return the page before one; None for the first."""
        pages = [page.id for page in self.pages()]
        rank = pages.index(page_id) if page_id in pages else len(pages)
        return pages[rank - 1] if rank else None

    def is_prefilled(self, name: str) -> bool:
        """Return whether an answer is the one that the fund knew."""
        entry = self._entry(name)
        return entry is not None and name in self._prefilled and same(entry.answer, self._first.get(name))

    def wrong(self) -> dict[str, str]:
        """Return what keeps the form from being sent, but for the statement: codes by path."""
        found = refusals(self._form(), self.answers, self._today())
        return {path: code for path, code in found.items() if path != STATEMENT}

    def put_away(self) -> None:
        """Keep no refusal, and have the server keep what was typed: the screen is left."""
        for form in self._pages.values():
            form.put_away()
        self.recap.put_away()
        self.choice.put_away()
        self.keeping.stop()
        if self._is_unsaved():
            self.keeping.begin(self._save_left)

    def touched(self) -> None:
        """Take note that something was answered: it is kept before long."""
        self.keeping.touch()

    def seal(self) -> None:
        """Keep what was typed and the server does not have, and nothing that was read."""
        if self.definition is not None:
            mine = self._changes()
            self._waiting = ({name: self._known.get(name) for name in mine}, mine)
        self.keeping.stop()
        self.definition = None
        self._pages = MappingProxyType({})
        self._known, self._first, self._prefilled = {}, {}, frozenset()
        self.taken, self.contests = (), ()
        self.recap.statement.ticked = False

    async def save(self, page: str, *, quietly: bool = False) -> bool:
        """Have the server keep what is answered, and where to go on; return whether nothing has to be chosen first.

        Args:
            page: where to go on.
            quietly: whether the person asked for nothing: what has to be chosen then waits until they do.
        """
        async with self._saving:
            if not quietly:
                self.taken, self.newer = (), None
                self.keeping.told()
            for _ in range(_TRIES):
                mine = self._changes()
                try:
                    self._revision = await self._keeper.save(self._revision, page, mine)
                except ChangedMeanwhile:
                    if not await self._merge(quietly=quietly):
                        return False
                    continue
                self._known = changed(self._known, mine)
                return True
        raise ChangedMeanwhile

    async def send(self) -> None:
        """Send the form as it stands; what another device changed meanwhile is shown instead, to be read again.

        Raises:
            ClientError: it was not sent.
        """
        if not await self.save(RECAP) or self.taken:
            return
        try:
            await self._keeper.send(self._revision)
        except ChangedMeanwhile:
            await self._merge()
            if self.is_open:
                return
        self.sent, self.is_open = self.is_open, False

    def settle(self, chosen: Mapping[str, str]) -> None:
        """Have what was chosen hold, by the names of the questions."""
        for contest in self.contests:
            if chosen[contest.question.name] == THERE:
                self._hold(contest.question.name, contest.there)
        self.contests = ()

    def passing(self, page_id: str) -> str:
        """Take note that a page is done, and return the one that comes next."""
        self._passed.add(page_id)
        return self.standing(None)

    def told(self) -> None:
        """Have the views show what is asked now."""
        self.tell()

    def _form(self) -> Definition:
        if self.definition is None:
            raise LookupError("the form is not read yet")
        return self.definition

    def _done(self, pages: list[str]) -> set[str]:
        wrong = {path.partition(".")[0] for path in self.wrong()}
        return {
            page for page in pages if page in self._passed and not wrong & self._pages[page].entries.keys()
        }

    def _changes(self) -> dict[str, Any]:
        return changes(self._known, self.answers)

    def _entry(self, name: str) -> Entry | None:
        return next((form.entries[name] for form in self._pages.values() if name in form.entries), None)

    def _hold(self, name: str, answer: object) -> None:
        if name == STATEMENT:
            self.recap.statement.ticked = answer is True
        elif (entry := self._entry(name)) is not None:
            entry.hold(answer)

    async def _load(self) -> None:
        draft = await self._keeper.load()
        self._take(draft)
        before, mine = self._waiting
        self._waiting = ({}, {})
        base = changed(self._known, before)
        if mine:
            self._take_both(base, changed(base, mine), draft)

    def _take(self, draft: Draft) -> None:
        """Begin with a draft as the server has it."""
        self._know(draft)
        self._first, self._prefilled = MappingProxyType(dict(draft.answers)), draft.prefilled
        self._pages = MappingProxyType(
            {page.id: PageForm(self, page, observe=self._observe) for page in draft.definition.pages}
        )
        self._hear(*self._pages.values())
        for name, answer in draft.answers.items():
            self._hold(name, answer)
        ids = [page.id for page in draft.definition.pages]
        until = len(ids) if draft.page == RECAP else ids.index(draft.page) if draft.page in ids else 0
        self._passed = set(ids[:until])
        self.definition, self.newer = draft.definition, draft.newer

    def _know(self, draft: Draft) -> None:
        self._known, self._revision, self.is_open = dict(draft.answers), draft.revision, draft.is_open

    async def _merge(self, *, quietly: bool = False) -> bool:
        """Put together what was answered here and elsewhere; return whether nothing has to be chosen.

        Quietly, all stays as it is where something has.
        """
        newest = await self._keeper.load()
        base, mine = self._known, self.answers  # what was typed meanwhile is in it
        if quietly and not (newest.is_open and not merged(base, mine, newest.answers).contested):
            return False
        self._know(newest)
        if self.is_open:
            self._take_both(base, mine, newest)
        return self.is_open and not self.contests

    def _take_both(self, base: Mapping[str, Any], mine: Mapping[str, Any], newest: Draft) -> None:
        both = merged(base, mine, newest.answers)
        for name, answer in changes(self.answers, both.answers).items():
            self._hold(name, answer)
        questions = {question.name: question for question in self._form().questions()}
        self.taken = tuple(questions[name] for name in both.taken if name in questions)
        self.contests = tuple(
            Contest(questions[name], mine.get(name), newest.answers.get(name), Pick())
            for name in both.contested
            if name in questions
        )
        self.choice.choose_among(self.contests)

    async def _keep(self) -> None:
        await self.save(self.standing(None))

    def _is_unsaved(self) -> bool:
        return self.definition is not None and self.is_open and not self.contests and bool(self._changes())

    async def _save_left(self) -> bool:
        return await self.save(self.standing(None))

    async def _save_quietly(self) -> bool:
        return not self._is_unsaved() or await self.save(self.standing(None), quietly=True)
