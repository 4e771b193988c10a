"""/v1/places: the search for a place of birth."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from server.http.text_fields import Typed
from server.rules import places

router = APIRouter(prefix="/v1/places", tags=["places"])

_CACHED = "public, max-age=86400"


class PlaceItem(BaseModel):
    """A place as it is today; `code` is the INSEE code, and `detail` distinguishes places of the same name.

    `formerly` is the former name that found it, `city` the city abroad that did; `former` is true with a former name.
    """

    kind: places.Kind
    code: str
    label: str
    detail: str | None
    former: bool
    formerly: str | None = None
    city: str | None = None


class PlaceList(BaseModel):
    """Places, the likeliest first."""

    items: list[PlaceItem]


# Not `async`: reading the list at its first use and each search take milliseconds, and must not hold the event loop.
@router.get("")
def search_places(
    response: Response,
    q: Annotated[Typed, Query(max_length=100, description="What is typed of a name.")],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> PlaceList:
    """Return the places whose names begin with a text; accents, hyphens, apostrophes and capitals do not count."""
    response.headers["Cache-Control"] = _CACHED
    found = places.search(q, limit)
    return PlaceList(items=[PlaceItem.model_validate(place, from_attributes=True) for place in found])
