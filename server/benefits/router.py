"""/v1/catalogue: the benefits that a person can ask for."""

from itertools import groupby
from typing import Annotated, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel

from server.benefits import rules as catalogue
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem

router = APIRouter(prefix="/v1/catalogue", tags=["catalogue"])

_CACHED = "public, max-age=3600"


class BenefitItem(BaseModel):
    """A benefit, in codes: the conditions, which must all hold, and what is needed to ask for it.

    `questionnaire` is the form that asks for it; null where it is not asked for here yet.
    """

    benefit: str
    theme: catalogue.Theme
    audience: list[catalogue.Condition]
    needed: list[catalogue.Document]
    questionnaire: str | None

    @classmethod
    def of(cls, benefit: catalogue.Benefit) -> Self:
        """Return a benefit of the catalogue as the client sees it."""
        return cls.model_validate(benefit, from_attributes=True)


class ThemeItem(BaseModel):
    """The benefits of a theme."""

    theme: catalogue.Theme
    benefits: list[BenefitItem]


class Catalogue(BaseModel):
    """Every benefit by theme, in the order to show them."""

    themes: list[ThemeItem]


@router.get("")
async def read_catalogue(response: Response) -> Catalogue:
    """Return every benefit, by theme."""
    response.headers["Cache-Control"] = _CACHED
    by_theme = groupby(catalogue.BENEFITS, key=lambda benefit: benefit.theme)
    return Catalogue(
        themes=[
            ThemeItem(theme=theme, benefits=[BenefitItem.of(benefit) for benefit in benefits])
            for theme, benefits in by_theme
        ]
    )


@router.get("/{benefit}")
async def read_benefit(
    benefit: Annotated[str, Path(pattern="^[a-z_]+$", max_length=40)], response: Response
) -> BenefitItem:
    """Return one benefit."""
    found = catalogue.find(benefit)
    if found is None:
        raise Problem(NOT_FOUND)
    response.headers["Cache-Control"] = _CACHED
    return BenefitItem.of(found)
