"""The dependency that makes an operation idempotent."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request

from server.clock import Clock
from server.db import Store
from server.feature import Features
from server.http.dependencies import services_of
from server.idempotency.service import IdempotentRequest


async def get_idempotent_request(
    request: Request,
    idempotency_key: Annotated[
        UUID | None, Header(description="Chosen by the client: a retry with the same key is done once.")
    ] = None,
) -> IdempotentRequest:
    """Return the request, to be done once."""
    services = services_of(request)
    said = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return IdempotentRequest(
        services[Store], services[Clock], idempotency_key, said, services[Features].problems
    )


Idempotent = Annotated[IdempotentRequest, Depends(get_idempotent_request)]
