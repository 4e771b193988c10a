"""`/v1/me/requests`: what a person asks of the fund or declares to it, from the draft to the decision."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from api_client.auth import SessionKeeper
from api_client.model import Model, Month, Secret
from api_client.transport import Call

RequestKind = Literal["change", "benefit", "declaration"]
RequestState = Literal["draft", "sent", "studied", "waiting", "accepted", "refused", "withdrawn", "appealed"]
RequestAct = Literal["correct", "delete", "withdraw", "appeal"]
Answers = Mapping[str, Any]
"""JSON values by the name of the question; what they hold is in no log."""


class RequestSummary(Model):
    """A request in a list.

    Attributes:
        request_id: its id.
        reference: seven digits in groups, by which the fund knows it.
        questionnaire: the id of what was filled in.
        title: its name, in the fund's words.
        kind: what it is for.
        benefit: which one it asks for, by code.
        file_id: of which file; None for a newcomer's.
        period: of a declaration, the first of its months.
        state: where it stands.
        opened_on: when it was begun.
        updated_at: when something last happened.
        sent_at: when it was sent.
        due_on: the day by which whoever is waited for should have moved.
        waiting_for: who has to move next.
    """

    request_id: str
    reference: str
    questionnaire: str
    title: str
    kind: RequestKind
    benefit: str | None
    file_id: str | None
    period: Month | None
    state: RequestState
    opened_on: date
    updated_at: datetime
    sent_at: datetime | None
    due_on: date | None
    waiting_for: Literal["person", "fund"] | None


class RequestOpening(Model):
    """A questionnaire that may be begun, or is closed.

    Attributes:
        questionnaire: its id.
        title: its name, in the fund's words.
        kind: what it is for.
        benefit: which one it asks for, by code.
        minutes: how long it takes about.
        open: whether the person may send it.
        reason: why not, by code.
        draft_id: the draft of it that is there.
    """

    questionnaire: str
    title: str
    kind: RequestKind
    benefit: str | None
    minutes: int
    open: bool
    reason: str | None
    draft_id: str | None


class RequestPage(Model):
    """Requests, the newest first; `next_cursor` asks for older ones."""

    items: tuple[RequestSummary, ...]
    next_cursor: str | None


class TimelineEvent(Model):
    """Something that happened to a request.

    Attributes:
        kind: a code, such as `sent` or `document_asked`.
        at: when.
        document: the document's code, where one was asked for or sent.
        label: what the fund calls that document.
        until: the last day to send it.
        text: the fund's reason, or what was said in an appeal.
    """

    kind: str
    at: datetime
    document: str | None
    label: str | None
    until: date | None
    text: str | None = Field(repr=False)


class MissingDocument(Model):
    """A document that the fund waits for: its code, what the fund calls it, the last day to send it."""

    document: str
    label: str
    until: date | None


class Decision(Model):
    """What the fund decided, why, when, and the last day for an appeal."""

    outcome: Literal["accepted", "refused"]
    reason: str | None
    on: date
    appeal_until: date | None


class NewerForm(Model):
    """What a newer version of a draft's form asks otherwise: labels of its questions.

    Attributes:
        added: what it asks besides.
        removed: what it does not ask any more.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]


class Request(RequestSummary):
    """A request with all that was filled in and happened.

    Attributes:
        revision: goes with what is changed, so that another device's change is not lost.
        definition: the questionnaire as it was when the draft was begun.
        newer_form: what the fund asks otherwise since; None where it has published nothing newer.
        answers: what was filled in.
        prefilled: the questions whose answers the fund knew.
        page: where the person left off.
        timeline: what happened, the oldest first.
        missing: the documents that it waits for.
        decision: None until there is one.
        counts_from: the day from which what it declares counts, where that is not at once.
        receipt: whether there is one to fetch.
        can: what may be done with it now.
    """

    revision: int
    definition: dict[str, Any] = Field(repr=False)
    newer_form: NewerForm | None = None
    answers: dict[str, Any] = Field(repr=False)
    prefilled: tuple[str, ...]
    page: str | None
    timeline: tuple[TimelineEvent, ...]
    missing: tuple[MissingDocument, ...]
    decision: Decision | None
    counts_from: date | None
    receipt: bool
    can: tuple[RequestAct, ...]


class SavedAnswers(Model):
    """The new revision of a draft, and what keeps it from being sent yet: codes by path."""

    revision: int
    refusals: dict[str, str]


class _Openings(Model):
    items: tuple[RequestOpening, ...]


class _Begun(Model):
    questionnaire: str
    file_id: str | None
    period: Month | None
    answers: dict[str, Any] = Field(repr=False)


class _Answers(Model):
    revision: int
    page: str | None
    answers: dict[str, Any] = Field(repr=False)


class _Seen(Model):
    revision: int


class _Appeal(Model):
    text: Secret
    documents: tuple[str, ...]


class _Sent(Model):
    document: str
    upload_ids: tuple[str, ...]


class Requests:
    """The requests of the person who is signed in, and those of their files."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def openings(self, file_id: str | None) -> tuple[RequestOpening, ...]:
        """Ask what may be begun for a file, or without one, and what is closed.

        Raises:
            NotFound: the file is somebody else's.
        """
        call = Call.of("GET", "v1", "me", "request-openings", query=_given(file_id=file_id))
        return _Openings.read(await self._keeper.send(call)).items

    async def list(self, file_id: str | None = None, cursor: str | None = None) -> RequestPage:
        """Ask for requests, the newest first.

        Args:
            file_id: those of one file, and those that are for none yet.
            cursor: where the page before ended.
        """
        call = Call.of("GET", *_PATH, query=_given(file_id=file_id, cursor=cursor))
        return RequestPage.read(await self._keeper.send(call))

    async def get(self, request_id: str) -> Request:
        """Ask for one request.

        Raises:
            NotFound: it is not there, or somebody else's.
        """
        return Request.read(await self._keeper.send(Call.of("GET", *_PATH, request_id)))

    async def begin(
        self,
        questionnaire: str,
        file_id: str | None,
        *,
        period: Month | None = None,
        answers: Answers | None = None,
    ) -> Request:
        """Begin a draft, or take up the one that is there.

        Args:
            questionnaire: its id.
            file_id: of which file; None for a person without one.
            period: of a declaration, the first of its months.
            answers: what is known already, such as what was simulated.

        Raises:
            NotFound: there is no such questionnaire.
            DoorClosed: the person may not send it.
        """
        body = _Begun(
            questionnaire=questionnaire, file_id=file_id, period=period, answers=dict(answers or {})
        )
        return Request.read(await self._keeper.send(Call.of("POST", *_PATH, body=body)))

    async def save(self, request_id: str, revision: int, page: str | None, answers: Answers) -> SavedAnswers:
        """Save answers of a draft, finished or not; None takes one away.

        Raises:
            ChangedMeanwhile: another device was first; nothing was overwritten.
            NotFound: the draft is gone.
        """
        body = _Answers(revision=revision, page=page, answers=dict(answers))
        return SavedAnswers.read(await self._keeper.send(Call.of("PATCH", *_PATH, request_id, body=body)))

    async def delete(self, request_id: str) -> None:
        """Throw a draft away.

        Raises:
            NotFound: it is gone.
            ChangedMeanwhile: it was sent.
        """
        await self._keeper.send(Call.of("DELETE", *_PATH, request_id))

    async def submit(self, request_id: str, revision: int, *, key: str | None = None) -> Request:
        """Send a draft to the fund.

        Args:
            request_id: which one.
            revision: as it was seen.
            key: the same where it is asked for again after a lost answer: it is sent once.

        Raises:
            ChangedMeanwhile: another device changed or sent it.
            Refused: `validation_failed` of `answers.<path>`.
            DoorClosed: the person may not send it, or not yet.
        """
        call = Call.of("POST", *_PATH, request_id, "submission", body=_Seen(revision=revision), key=key)
        return Request.read(await self._keeper.send(call))

    async def withdraw(self, request_id: str) -> Request:
        """Take a request back.

        Raises:
            ChangedMeanwhile: it is decided, or was withdrawn.
        """
        return Request.read(await self._keeper.send(Call.of("POST", *_PATH, request_id, "withdrawal")))

    async def appeal(self, request_id: str, text: Secret, documents: tuple[str, ...] = ()) -> Request:
        """Contest a refusal.

        Args:
            request_id: which one.
            text: why.
            documents: ids of what was uploaded to show it.

        Raises:
            DeadlinePassed: it is too late.
            ChangedMeanwhile: there is no refusal to contest.
        """
        body = _Appeal(text=text, documents=documents)
        return Request.read(await self._keeper.send(Call.of("POST", *_PATH, request_id, "appeal", body=body)))

    async def add_documents(self, request_id: str, document: str, upload_ids: tuple[str, ...]) -> Request:
        """Add what was uploaded for a document that a request waits for.

        Raises:
            ChangedMeanwhile: it does not wait for that document any more.
            NotFound: it is gone.
        """
        body = _Sent(document=document, upload_ids=upload_ids)
        call = Call.of("POST", *_PATH, request_id, "documents", body=body)
        return Request.read(await self._keeper.send(call))

    async def receipt(self, request_id: str) -> bytes:
        """Return the receipt of a request as PDF.

        Raises:
            NotFound: it was not sent.
        """
        return await self._keeper.send(Call.of("GET", *_PATH, request_id, "receipt"))


_PATH = ("v1", "me", "requests")


def _given(**values: str | None) -> dict[str, str | int]:
    return {name: value for name, value in values.items() if value is not None}
