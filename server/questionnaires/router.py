"""/v1/questionnaires: the forms that the fund has published, without anything of a person."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel

from questionnaires.definition import Definition
from server.http.dependencies import StoreOf
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.people.doors import Door
from server.questionnaires.dependencies import QuestionnairesOf

router = APIRouter(prefix="/v1/questionnaires", tags=["questionnaires"])

_CACHED = "public, max-age=60"

QuestionnaireKind = Literal["change", "benefit", "declaration"]


class QuestionnaireSummary(BaseModel):
    """A form: what it is for, whose act on a file it is, and how many minutes it takes about."""

    id: str
    version: int
    title: str
    kind: QuestionnaireKind
    benefit: str | None
    door: Door
    minutes: int

    @classmethod
    def of(cls, definition: Definition) -> Self:
        """Return what is told of a form."""
        return cls.model_validate(definition, from_attributes=True)


class QuestionnaireList(BaseModel):
    """The newest version of each form."""

    items: list[QuestionnaireSummary]


class Questionnaire(QuestionnaireSummary):
    """A whole form, as docs/questionnaires.md describes it; `data` is the JSON Schema of its answers."""

    introduction: dict[str, Any] = {}
    data: dict[str, Any]
    pages: Sequence[dict[str, Any]]
    checks: Sequence[dict[str, Any]] = ()
    statement: dict[str, Any] | None = None


@router.get("", responses=documented(VALIDATION_FAILED))
def list_questionnaires(
    response: Response,
    questionnaires: QuestionnairesOf,
    store: StoreOf,
    kind: Annotated[QuestionnaireKind | None, Query()] = None,
) -> QuestionnaireList:
    """Return every form, or those of one kind."""
    response.headers["Cache-Control"] = _CACHED
    with store.read() as transaction:
        found = [each for each in questionnaires.all(transaction) if kind in {None, each.kind}]
    return QuestionnaireList(items=[QuestionnaireSummary.of(each) for each in found])


@router.get("/{questionnaire}", responses=documented(NOT_FOUND, VALIDATION_FAILED))
def read_questionnaire(
    questionnaire: Annotated[str, Path(pattern="^[a-z][a-z0-9_]*$", max_length=60)],
    response: Response,
    questionnaires: QuestionnairesOf,
    store: StoreOf,
) -> Questionnaire:
    """Return the newest version of a form."""
    with store.read() as transaction:
        found = questionnaires.find(transaction, questionnaire)
    response.headers["Cache-Control"] = _CACHED
    return Questionnaire.model_validate(found.raw)
