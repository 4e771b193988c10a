"""What people find of their requests, and of those that others sent for their file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, or_, select

from server.feature import Searchable, SearchEntry, Searcher
from server.people.doors import Door
from server.requests.access import SHARED_DOORS
from server.requests.rules import RequestState, grouped
from server.requests.tables import Request
from server.requests.text import STATES
from server.typesetting.french import BENEFITS, day, month

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session as Transaction

_WORDS: Final[Mapping[str, str]] = {
    "bank_details": "RIB IBAN banque virement",
    "birth": "bébé enceinte accouchement enfant",
    "child_departure": "fils fille parti majeur",
    "cmg": "nounou assistante maternelle crèche micro-crèche",
    "couple": "marié pacsé concubin conjoint",
    "death": "mort obsèques",
    "housing_benefit": "APL ALF ALS loyer appartement",
    "income": "salaire ressources chômage baisse hausse",
    "moving": "déménagement déménager logement",
    "separation": "divorce rupture séparé",
    "study": "école scolarité étudiant lycée",
    "work": "emploi chômage retraite employeur",
}
"""What people call what a questionnaire is about."""


def _requests(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    query = select(Request).where(_visible(searcher)).order_by(Request.id)
    for each in transaction.scalars(query):
        begun = f"Démarche n° {grouped(each.reference)}, du {day(each.opened_at.isoformat())}"
        benefit = f"{BENEFITS.get(each.benefit, '')} {each.benefit}" if each.benefit else ""
        yield SearchEntry(
            id=str(each.id),
            title=each.title,
            text=f"{STATES[each.state]}. {begun}",
            words=" ".join(
                [
                    each.reference,
                    "demande déclaration",
                    benefit,
                    month(each.period) if each.period else "",
                    _WORDS.get(each.questionnaire, ""),
                ]
            ),
            at=each.updated_at,
            file_id=each.file_id,
        )


def _state(transaction: Transaction, searcher: Searcher) -> object:
    query = select(Request.id, Request.state, Request.updated_at).where(_visible(searcher))
    return transaction.execute(query.order_by(Request.id)).all()


def _visible(searcher: Searcher) -> ColumnElement[bool]:
    shared = and_(
        Request.file_id.in_(searcher.files),
        Request.door.in_(SHARED_DOORS),
        Request.state != RequestState.DRAFT,
    )
    return or_(Request.account_id == searcher.account_id, shared)


# The two doors of what is shared open to the same members.
SEARCHABLE: Final = (Searchable("request", _requests, Door.REQUESTS, _state),)
