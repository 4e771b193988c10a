"""/v1/me/search: what a person finds among all that is theirs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from search_rules.words import LONGEST_QUERY
from server.http.dependencies import service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import TypedSecret
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.search.service import Search
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/me/search", tags=["search"], responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED)
)

SearchOf = Annotated[Search, Depends(service(Search))]


class SearchQuery(BaseModel):
    """What a person looks for, in their words; in a body, for what they paste may be a number of theirs.

    With `file_id` it is looked for in that file, and in what belongs to none; `limit` is how many of a kind are told.
    A query without a word finds nothing, and has what may be found made ready.
    """

    query: Annotated[TypedSecret, Field(max_length=LONGEST_QUERY)]
    file_id: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 5


class SearchResult(BaseModel):
    """Something that was found; `id` is what it is asked for by."""

    id: str
    title: str
    text: str


class SearchGroup(BaseModel):
    """What was found of one kind: how many in all, and the first of them."""

    kind: str
    total: int
    items: list[SearchResult]


class SearchResults(BaseModel):
    """What was found, kind by kind."""

    groups: list[SearchGroup]


# Not `async`: it waits for the database. POST: nothing of a query stands in a log of addresses.
@router.post("", responses=documented(VALIDATION_FAILED, NOT_FOUND, RATE_LIMITED))
def search(body: SearchQuery, person: Person, search: SearchOf, rates: RatesOf) -> SearchResults:
    """Return what the person finds: accents, capitals, plurals and slips do not count."""
    rates.spend(Rate.SEARCHES, str(person.account_id))
    found = search.find(person, body.query.get_secret_value(), body.file_id, body.limit)
    return SearchResults(
        groups=[
            SearchGroup(
                kind=group.kind,
                total=group.total,
                items=[SearchResult(id=each.id, title=each.title, text=each.text) for each in group.items],
            )
            for group in found
        ]
    )
