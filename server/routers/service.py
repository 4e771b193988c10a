"""/health: whether the server answers."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from server.routers.dependencies import PartsOf
from server.settings import VERSION

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"
    version: str = VERSION
    demo: bool


@router.get("/health")
async def read_health(parts: PartsOf) -> Health:
    """Whether the server answers, and whether its accounts are a demonstration."""
    return Health(demo=parts.settings.demo)
