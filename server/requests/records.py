"""Records of a fund about requests: what it answers to those that people sent."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.db.bulk import those_there
from server.feature import Importable, RecordFault
from server.http.problems import Problem
from server.imports.records import Code, Day, PositiveCents, Record, Text, fault, id_of
from server.requests.effects import Grant
from server.requests.fund import Fund
from server.requests.rules import UNDER_WAY, RequestState
from server.requests.tables import Request, RequestAnswer
from server.services import Services
from text_rules.cleaning import cleaned
from text_rules.hostile import is_no_text

Answer = Literal["studied", "document_missing", "accepted", "refused"]
_FROM: Final[dict[Answer, tuple[RequestState, ...]]] = {
    "studied": (RequestState.SENT,),
    "document_missing": UNDER_WAY,
    "accepted": (*UNDER_WAY, RequestState.APPEALED),
    "refused": (*UNDER_WAY, RequestState.APPEALED),
}


def _plain(text: str) -> str:
    if is_no_text(text):
        raise fault("signs")
    return cleaned(text)


class RequestAnswerRecord(Record):
    """What the fund does with a request: it is told to whoever sees the request, and done once."""

    kind: Literal["request_answer"]
    request: str = Field(pattern=r"^[0-9]{7}$", description="The number of the request, 7 digits.")
    answer: Answer
    reason: Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_plain)] | None = Field(
        None, description="Why, as people read it. A refusal needs one."
    )
    document: Code | None = Field(None, description="For `document_missing`: its code, and `label`.")
    label: Text | None = Field(
        None, description="What the document is called, with its article: l'attestation de loyer."
    )
    until: Day | None = Field(None, description="The last day to send the document; else a month from now.")
    benefit: Code | None = Field(
        None, description="For `accepted`: a right that it opens, with `amount` and `since`."
    )
    amount: PositiveCents | None = Field(None, description="Integer cents a month.")
    since: Day | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.answer == "refused" and self.reason is None:
            raise fault("reason_missing")
        if (self.answer == "document_missing") is not (self.document is not None and self.label is not None):
            raise fault("document_named")
        granted = (self.benefit, self.amount, self.since)
        if any(each is not None for each in granted) and (None in granted or self.answer != "accepted"):
            raise fault("grant")
        return self

    @property
    def grant(self) -> Grant | None:
        """The right that it opens."""
        if self.benefit is None or self.amount is None or self.since is None:
            return None
        return Grant(self.benefit, self.amount, self.since)


def _write(services: Services, transaction: Transaction, records: Sequence[RequestAnswerRecord]) -> None:
    """Do what was not done yet. An answer that comes too late, as after a withdrawal, is kept as such."""
    fund, now = services[Fund], services[Clock].now()
    done = those_there(transaction, RequestAnswer, [id_of(each.kind, each.key) for each in records])
    for each in records:
        own = id_of(each.kind, each.key)
        if own in done:
            continue
        found = select(Request).where(Request.reference == each.request).with_for_update()
        request = transaction.scalar(found)
        if request is None:
            continue
        try:
            _act(fund, transaction, request, each)
            applied = True
        except Problem:
            applied = False
        transaction.add(RequestAnswer(id=own, request_id=request.id, at=now, applied=applied))
        transaction.flush()


def _act(fund: Fund, transaction: Transaction, request: Request, record: RequestAnswerRecord) -> None:
    match record.answer:
        case "studied":
            fund.study(request)
        case "document_missing":
            document, label = record.document or "", record.label or ""
            fund.ask_document(transaction, request, document, label, record.until)
        case "accepted":
            fund.accept(transaction, request, record.reason, grant=record.grant)
        case _:
            fund.refuse(transaction, request, record.reason or "")


def _contradictions(
    _: Services, transaction: Transaction, records: Sequence[RequestAnswerRecord]
) -> Iterator[RecordFault]:
    """Yield answers to requests that are not there, or where the first of them makes no sense any more."""
    done = those_there(transaction, RequestAnswer, [id_of(each.kind, each.key) for each in records])
    numbers = {each.request for each in records}
    states = select(Request.reference, Request.state).where(
        Request.reference.in_(numbers), Request.state != RequestState.DRAFT
    )
    stands = {row.reference: row.state for row in transaction.execute(states)}
    for position, each in enumerate(records):
        state = stands.get(each.request)
        if id_of(each.kind, each.key) in done:
            continue
        if state is None:
            yield RecordFault(position, "request", "not_there")
        elif state not in _FROM[each.answer]:
            yield RecordFault(position, "answer", "too_late")
        elif each.answer in {"accepted", "refused"}:
            stands[each.request] = RequestState(each.answer)
        elif each.answer == "studied":
            stands[each.request] = RequestState.STUDIED


IMPORTABLE = (
    Importable(
        kind="request_answer",
        model=RequestAnswerRecord,
        table=RequestAnswer,
        write=_write,
        contradictions=_contradictions,
    ),
)
