"""/health: whether the server answers."""

from typing import Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from server.problems import Code, documented
from server.routers.dependencies import PartsOf, check_client_version
from server.settings import VERSION

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"
    version: str = VERSION
    demo: bool


@router.get(
    "/health",
    dependencies=[Depends(check_client_version)],
    responses=documented(Code.VALIDATION_FAILED, Code.UPDATE_REQUIRED),
)
async def read_health(parts: PartsOf) -> Health:
    """Whether the server answers, and still to this client; whether its accounts are a demonstration."""
    return Health(demo=parts.settings.demo)
