"""The operations by which a program of the fund gets a token, and sees what it opens."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Security
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from server.back_office.dependencies import ClientsOf, get_caller
from server.back_office.granting import OAuthError, OAuthRefusal, UnknownClient, read_request
from server.back_office.rules import SCOPE_MISSING, TAG, TOKEN_LIFE, TOKEN_PATH, TOKEN_REFUSED, ClientScope
from server.back_office.service import Caller, Clients, NoSuchClient
from server.crypto.tokens import new_token
from server.http.dependencies import address_of
from server.http.problems import documented
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate, Rates
from server.limits.rules import RATE_LIMITED

router = APIRouter(tags=[TAG])

_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_FORM = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"const": "client_credentials", "type": "string"},
        "client_id": {"type": "string"},
        "client_secret": {"type": "string", "format": "password"},
        "scope": {
            "type": "string",
            "description": "Scopes with blanks between; without it, all of the client's.",
        },
    },
}


class IssuedToken(BaseModel):
    """A token of a client (RFC 6749, 5.1); it works for `expires_in` seconds."""

    access_token: str = Field(repr=False)
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a type
    expires_in: int = int(TOKEN_LIFE.total_seconds())
    scope: str


class ClientView(BaseModel):
    """A program of the fund, and what its token opens."""

    client_id: str
    scopes: list[ClientScope]


async def get_body(request: Request) -> bytes:
    """Return the body of the request."""
    return await request.body()


@router.post(
    TOKEN_PATH,
    response_model=IssuedToken,
    responses={
        **documented(RATE_LIMITED),
        400: {"description": "invalid_request · invalid_scope · unsupported_grant_type", "model": OAuthError},
        401: {"description": "invalid_client", "model": OAuthError},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": _FORM}},
        }
    },
)
def issue_client_token(
    request: Request, clients: ClientsOf, rates: RatesOf, body: Annotated[bytes, Depends(get_body)]
) -> JSONResponse:
    """Exchange the secret of a client for a token (RFC 6749, 4.4): by HTTP Basic, or in the form."""
    try:
        issued = _issued(request, clients, rates, body)
    except OAuthRefusal as refusal:
        return JSONResponse(refusal.body.model_dump(), refusal.status, {**_NO_STORE, **refusal.headers})
    return JSONResponse(issued.model_dump(), headers=_NO_STORE)


def _issued(request: Request, clients: Clients, rates: Rates, body: bytes) -> IssuedToken:
    asked = read_request(body, request.headers)
    client = clients.authenticate(asked.name, asked.secret.get_secret_value(), address_of(request))
    if client is None:
        raise UnknownClient
    rates.spend(Rate.CLIENT_TOKENS, client.name)
    # A scope that this version no longer has opens nothing.
    may = frozenset(client.scopes) & {scope.value for scope in ClientScope}
    scopes = may if asked.scopes is None else asked.scopes
    if not scopes or not scopes <= may:
        raise OAuthRefusal("invalid_scope", "The client has not all of these scopes")
    token = new_token()
    try:
        clients.issue(client.name, token, scopes)
    except NoSuchClient:
        raise UnknownClient from None
    return IssuedToken(access_token=token, scope=" ".join(sorted(scopes)))


@router.get(
    "/back-office/client", responses=documented(TOKEN_REFUSED, SCOPE_MISSING), response_model=ClientView
)
def read_client(caller: Annotated[Caller, Security(get_caller)]) -> ClientView:
    """Return whose the token is, and what it opens."""
    return ClientView(client_id=caller.name, scopes=sorted(ClientScope(each) for each in caller.scopes))
