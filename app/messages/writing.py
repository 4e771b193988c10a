"""State of what a person writes to the fund: an answer in a thread, or a message that begins one."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Final, Self, cast
from uuid import uuid4

from pydantic import SecretStr

from app.core.field import Choice, Field, Text
from app.core.form import Form
from app.messages.paths import MESSAGES
from app.messages.thread import FollowedThread
from app.rules.problem import Fault, Problem
from app.steps.carried_question import CarriedQuestion
from app.steps.document_answer import DocumentAnswering
from text_rules.cleaning import cleaned_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from api_client import Client
    from api_client.errors import ClientError
    from api_client.messages import SubjectCode, Thread
    from app.core.scope import PersonScope

TEXT_MAX: Final = 3000
MOST_ATTACHMENTS: Final = 5
_TOLD_FROM: Final = 300
"""Characters: what room is left is told once it is less than this."""
_ATTACHMENT: Final = "message"


class Words(Text):
    """What is written. Views are told of a key only where they say how much room is left."""

    def __init__(self) -> None:
        super().__init__(_check, name="text")

    @property
    def remaining(self) -> int | None:
        """How many characters more may be written, under nought where they are too many; None while there is plenty."""
        left = TEXT_MAX - len(self.text)
        return left if left < _TOLD_FROM else None

    def type(self, text: str) -> None:
        """Note what the box holds now."""
        before = self.remaining
        super().type(text)
        if self.remaining != before:
            self.tell()


class Writing(Form):
    """Something that is written to the fund, with files; it waits for the same person where their session ends.

    Attributes:
        text: in the person's words.
        sent: the ids of the files that go with it (see `DocumentAnswer`).
        done: whether it was sent from here.
    """

    place: ClassVar = MESSAGES

    def __init__(
        self, client: Client, *fields: Field, observe: Callable[[ClientError | None], None], navigates: bool
    ) -> None:
        self._client = client
        self.text = Words()
        self.sent: tuple[str, ...] = ()
        self.done = False
        # What it is known by: asked for again after a lost answer, it is the same one.
        self._key: tuple[object, str] = (None, "")
        super().__init__(*fields, self.text, send=self._send, observe=observe, navigates=navigates)

    @property
    def full(self) -> bool:
        """Whether no other file may go with it."""
        return len(self.sent) >= MOST_ATTACHMENTS

    def add(self, upload_id: str) -> None:
        """Have a file that has arrived go with it."""
        if not self.full:
            self.sent = (*self.sent, upload_id)

    def remove(self, upload_id: str) -> None:
        """Leave a file out."""
        self.sent = tuple(each for each in self.sent if each != upload_id)

    def seal(self) -> None:
        """Keep what was typed for the same person."""
        self.submit.drop()

    def begin(self) -> None:
        """Take note that the screen is shown anew: what was sent before is no news any more."""
        if self.done:
            self.done = False
            self.tell()

    async def _send(self) -> None:
        content = self._content()
        if self._key[0] != content:
            self._key = content, str(uuid4())
        await self._send_it(SecretStr(cleaned_lines(self.text.text)), self._key[1])
        self.text.clear()
        self.sent, self.done, self._key = (), True, (None, "")

    def _content(self) -> object:
        """Return what is sent: where it is another, so is the key by which it is sent once."""
        return self.text.text, self.sent

    @abstractmethod
    async def _send_it(self, text: SecretStr, key: str) -> None:
        """Send it, once for a key."""


class Reply(Writing):
    """An answer in a thread."""

    def __init__(
        self,
        client: Client,
        thread_id: str,
        thread: FollowedThread,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._thread_id = thread_id
        self._thread = thread
        super().__init__(client, observe=observe, navigates=False)

    @classmethod
    def of(cls, person: PersonScope, thread_id: str) -> Self:
        """Return the state of a person's answer in a thread."""
        thread = person.state(FollowedThread.of, thread_id)
        return cls(person.page.client, thread_id, thread, observe=person.page.session.observe)

    def answers(self, thread: FollowedThread) -> None:
        """Have what is answered appear in the thread as it is shown: a new one, where a session ended between."""
        self._thread = thread

    async def _send_it(self, text: SecretStr, key: str) -> None:
        self._thread.update(await self._client.messages.reply(self._thread_id, text, self.sent, key=key))


class NewMessage(Writing):
    """A message that begins a thread.

    Attributes:
        subject: what it is about.
        thread: what came of it; None before it was sent.
    """

    def __init__(
        self,
        client: Client,
        file_id: str | None,
        carried: CarriedQuestion,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._file_id = file_id
        self._carried = carried
        self.subject: Choice[SubjectCode] = Choice(name="subject_code")
        self.thread: Thread | None = None
        super().__init__(client, self.subject, observe=observe, navigates=True)

    @classmethod
    def of(cls, person: PersonScope, file_id: str | None) -> Self:
        """Return the state of what a person writes about a file, or about none."""
        page = person.page
        return cls(page.client, file_id, page.state(CarriedQuestion.of), observe=page.session.observe)

    def take_carried(self) -> None:
        """Begin with what was asked of the assistant, where it led here; what was typed before stays above it."""
        if carried := self._carried.take():
            self.text.put("\n\n".join(filter(None, (self.text.text.strip(), carried))))

    def choose(self, subject: str) -> None:
        """Choose what it is about, by its code."""
        self.subject.choose(cast("SubjectCode", subject))

    async def _send_it(self, text: SecretStr, key: str) -> None:
        subject = self.subject.value
        assert subject is not None  # noqa: S101 - the form is checked
        self.thread = await self._client.messages.write(
            subject, text, self.sent, file_id=self._file_id, key=key
        )
        self.subject.value = None

    def _content(self) -> object:
        return self.subject.value, super()._content()


def attachments(person: PersonScope, _for: str) -> DocumentAnswering:
    """Return the state of the files that go with what a person writes in a thread, or to begin one."""
    return DocumentAnswering(person.page.client, _ATTACHMENT, None, observe=person.page.session.observe)


def _check(text: str) -> Problem | None:
    said = cleaned_lines(text)
    if not said:
        return Problem(Fault.EMPTY)
    return Problem(Fault.TOO_LONG, len(said) - TEXT_MAX) if len(said) > TEXT_MAX else None
