"""/v1/places: communes and countries where a person can be born."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from server.http.text_fields import Typed
from server.rules import places

router = APIRouter(prefix="/v1/places", tags=["places"])

_CACHED = "public, max-age=86400"


class PlaceItem(BaseModel):
    """A place found, as it is today; `code` is the INSEE's, `detail` tells places of one name apart.

    `formerly` is the name of before that it was found by, `city` the city abroad; `former` that there is the first.
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


# Not `async`: the list is read on first use, and both take milliseconds that the event loop is not made to wait.
@router.get("")
def search_places(
    response: Response,
    q: Annotated[Typed, Query(max_length=100, description="What is typed of a name.")],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> PlaceList:
    """Places whose names begin so; accents, hyphens, apostrophes and capitals do not count."""
    response.headers["Cache-Control"] = _CACHED
    found = places.search(q, limit)
    return PlaceList(items=[PlaceItem.model_validate(place, from_attributes=True) for place in found])
