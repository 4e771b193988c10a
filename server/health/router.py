"""/health: whether the server answers; /ready: whether it can serve."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from server.health.service import NotReady, Readiness
from server.http.dependencies import SettingsOf, check_client_version, service
from server.http.kinds import MAINTENANCE, UPDATE_REQUIRED, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.http.text_fields import refuse_hostile_text
from server.settings import VERSION

ReadinessOf = Annotated[Readiness, Depends(service(Readiness))]

router = APIRouter(tags=["service"], dependencies=[Depends(refuse_hostile_text)])


class Health(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"
    version: str = VERSION
    demo: bool


class Ready(BaseModel):
    """The server can serve."""

    status: Literal["ok"] = "ok"


@router.get(
    "/health",
    dependencies=[Depends(check_client_version)],
    responses=documented(VALIDATION_FAILED, UPDATE_REQUIRED),
)
async def read_health(settings: SettingsOf) -> Health:
    """Return that the server answers, the oldest client version that it serves, and whether it is a demonstration."""
    return Health(demo=settings.demo)


@router.get("/ready", responses=documented(MAINTENANCE))
async def read_readiness(readiness: ReadinessOf) -> Ready:
    """Return that requests can be served: the database has this schema, the ledger answers, and disks have room."""
    try:
        await readiness.check()
    except NotReady:
        raise Problem(MAINTENANCE, headers={"Retry-After": "10"}) from None
    return Ready()
