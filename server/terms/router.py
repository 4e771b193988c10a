"""/v1/terms: the conditions générales d'utilisation."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from server.rules import terms

router = APIRouter(prefix="/v1/terms", tags=["terms"])


class TermsSection(BaseModel):
    """A section of the text."""

    title: str
    paragraphs: list[str]


class Terms(BaseModel):
    """The version in force; `easy` explains it in easy words, and is not what is accepted."""

    version: str
    published_on: date
    sections: list[TermsSection]
    easy: list[TermsSection] = []


@router.get("")
def read_terms() -> Terms:
    """Return the terms in force."""
    return Terms.model_validate(
        {
            "version": terms.CURRENT.version,
            "published_on": terms.CURRENT.published_on,
            "sections": [section._asdict() for section in terms.CURRENT.sections],
            "easy": [section._asdict() for section in terms.CURRENT.easy],
        }
    )
