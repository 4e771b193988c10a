"""The requests of a demonstration: those that people find there, and what the fund does as time goes by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from server.demo.households import HOUSEHOLDS, demo_id, people
from server.people.doors import Door
from server.people.tables import Account
from server.questionnaires.knowledge import known
from server.questionnaires.packaged import packaged
from server.questionnaires.prefill import prepared as prepare
from server.requests import timeline
from server.requests.effects import Grant
from server.requests.rules import (
    ANSWER_DAYS,
    APPEAL_DAYS,
    DECISION_DAYS,
    EventKind,
    RequestKind,
    RequestState,
)
from server.requests.tables import Request, RequestDocument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


_RENT_CERTIFICATE = "l’attestation de loyer"


def granted(request: Request) -> Grant | None:
    """Return what this fund grants to whoever asks: from the month on in which they asked."""
    amount = GRANTED.get(request.benefit or "")
    if request.benefit is None or request.sent_at is None or amount is None:
        return None
    return Grant(request.benefit, amount, request.sent_at.date().replace(day=1))


# Cents a month. What is paid once a year (ars) opens nothing that is paid each month.
GRANTED: Final[Mapping[str, int]] = {
    "apl": 268_00,
    "cmg": 260_00,
    "prime_activite": 184_50,
    "rsa": 559_42,
}


@dataclass(frozen=True, kw_only=True)
class _Made:
    """A request that people find in the demonstration: what happened to it, so many days ago."""

    role: str
    questionnaire: str
    number: str
    reference: str
    events: Sequence[tuple[EventKind, int]] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    page: str | None = None
    began: int = 3
    reason: str | None = None


_ADDRESS = {"line1": "12 rue des Tilleuls", "postcode": "35000", "city": "Rennes", "country": "France"}
_HOUSED = {
    "address": _ADDRESS,
    "moved_on": "2025-09-01",
    "housing": "rent",
    "furnished": False,
    "landlord": "Foncière des Tilleuls",
    "rent": 742_00,
    "charges": 60_00,
    "shared": False,
}
_MADE = (
    _Made(
        role="responsable-couple",
        questionnaire="housing_benefit",
        number="1046287",
        reference="4271906",
        answers=_HOUSED,
        events=((EventKind.SENT, 18), (EventKind.STUDIED, 16), (EventKind.DOCUMENT_ASKED, 15)),
    ),
    _Made(
        role="responsable-couple",
        questionnaire="moving",
        number="1046287",
        reference="4198320",
        answers={"moved_on": "2025-09-01", "address": _ADDRESS, "housing": "rent", "rent": 742_00},
        events=((EventKind.SENT, 58), (EventKind.ACCEPTED, 56)),
    ),
    _Made(
        role="responsable-couple",
        questionnaire="work",
        number="1046287",
        reference="4280117",
        answers={"now": "employed"},
        page="work",
    ),
    _Made(
        role="responsable-seul",
        questionnaire="cmg",
        number="",
        reference="4255018",
        answers={},
        events=((EventKind.SENT, 24), (EventKind.STUDIED, 22), (EventKind.REFUSED, 12)),
        reason="La personne qui garde votre enfant n’est pas encore déclarée à l’Urssaf. "
        "Sans cette déclaration, l’aide ne peut pas être versée.",
    ),
    _Made(
        role="conjoint-autorise",
        questionnaire="housing_benefit",
        number="1073915",
        reference="4270033",
        answers=_HOUSED,
        events=((EventKind.SENT, 20), (EventKind.STUDIED, 17), (EventKind.DOCUMENT_ASKED, 15)),
    ),
    _Made(
        role="conjoint-autorise",
        questionnaire="income",
        number="1073915",
        reference="4279440",
        answers={},
        events=((EventKind.SENT, 2), (EventKind.STUDIED, 1)),
    ),
    _Made(role="portee-limitee", questionnaire="housing_benefit", number="-", reference="4284903"),
)


def requests_on(transaction: Transaction, now: datetime) -> list[Request]:
    """Return the requests of the demonstration's people who have their account still, as they stand on a day."""
    roles = {each.role: each.account_id for each in people()}
    held = set(transaction.scalars(select(Account.id)))
    return [_request(transaction, made, now) for made in _MADE if roles[made.role] in held]


def _request(transaction: Transaction, made: _Made, now: datetime) -> Request:
    definition = packaged()[made.questionnaire]
    account_id = next(each.account_id for each in people() if each.role == made.role)
    file_id = _file_of(made)
    prepared = prepare(definition, known(transaction, account_id, file_id, ()))
    began = now - timedelta(days=max([made.began, *(ago for _, ago in made.events)]))
    request = Request(
        id=demo_id("request", made.reference),
        reference=made.reference,
        account_id=account_id,
        file_id=file_id,
        questionnaire=definition.id,
        version=definition.version,
        title=definition.title,
        kind=RequestKind(definition.kind),
        benefit=definition.benefit,
        door=Door(definition.door),
        period=None,
        definition=dict(prepared.form.raw),
        answers=prepared.answers | made.answers,
        prefilled=prepared.prefilled,
        page=made.page,
        revision=1 if made.answers else 0,
        state=RequestState.DRAFT,
        opened_at=began,
        updated_at=began,
    )
    for kind, ago in made.events:
        _happened(request, kind, now - timedelta(days=ago), now.date(), made.reason)
    return request


def _happened(request: Request, kind: EventKind, at: datetime, today: date, reason: str | None) -> None:
    match kind:
        case EventKind.SENT:
            request.sent_at = at
            timeline.move(request, RequestState.SENT, kind, at, due_in=ANSWER_DAYS)
        case EventKind.STUDIED:
            timeline.move(request, RequestState.STUDIED, kind, at, due_in=ANSWER_DAYS)
        case EventKind.DOCUMENT_ASKED:
            until = today + timedelta(days=DECISION_DAYS + 9)
            request.documents.append(
                RequestDocument(
                    position=0,
                    document="rent_certificate",
                    label=_RENT_CERTIFICATE,
                    until=until,
                    uploads=[],
                )
            )
            timeline.move(
                request,
                RequestState.WAITING,
                kind,
                at,
                document="rent_certificate",
                label=_RENT_CERTIFICATE,
                until=until,
            )
            request.due_on = until
        case _:
            accepted = kind is EventKind.ACCEPTED
            state = RequestState.ACCEPTED if accepted else RequestState.REFUSED
            timeline.move(request, state, kind, at, text=reason)
            request.decided_at, request.reason = at, reason
            request.appeal_until = None if accepted else timeline.in_days(at, APPEAL_DAYS)


def _file_of(made: _Made) -> UUID | None:
    """Return the file of a request: the named one, the person's own where none is, none for `-`."""
    if made.number == "-":
        return None
    return next(
        household.file_id
        for household in HOUSEHOLDS
        if household.number == made.number
        or (
            not made.number
            and any(getattr(place.who, "role", None) == made.role for place in household.places)
        )
    )
