"""The client of a request, and the scopes that an operation asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request, Security, params
from fastapi.openapi.models import OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import OAuth2, SecurityScopes

from server.back_office.rules import SCOPE_MISSING, SCOPES, TAG, TOKEN_PATH, TOKEN_REFUSED, ClientScope
from server.back_office.service import Caller, Clients
from server.http.dependencies import service
from server.http.problems import Problem, documented

if TYPE_CHECKING:
    from server.http.kinds import ProblemKind

_scheme = OAuth2(
    scheme_name="clientCredentials",
    description="A program of the fund, with the token that it was given for its secret.",
    flows=OAuthFlows(
        clientCredentials=OAuthFlowClientCredentials(
            tokenUrl=TOKEN_PATH, scopes={scope.value: text for scope, text in SCOPES.items()}
        )
    ),
    auto_error=False,
)

ClientsOf = Annotated[Clients, Depends(service(Clients))]


def get_caller(
    request: Request,
    clients: ClientsOf,
    asked: SecurityScopes,
    authorization: Annotated[str | None, Security(_scheme)],
) -> Caller:
    """Return the client of the request.

    Raises:
        Problem: `token_refused`; `scope_missing`, with the scope.
    """
    scheme, _, token = (authorization or "").partition(" ")
    # A program sends neither: a page that was given a token would have it where its visitors can read it.
    from_browser = "origin" in request.headers or "sec-fetch-mode" in request.headers
    if scheme.lower() != "bearer" or not token or from_browser:
        raise Problem(TOKEN_REFUSED)
    return clients.recognise(token, asked.scopes)


def requires_scope(scope: ClientScope) -> params.Security:
    """Return the dependency of an operation that is open to clients with a scope; its value is the `Caller`.

    It raises `token_refused` and `scope_missing`, which the operation documents.
    """
    opens: params.Security = Security(get_caller, scopes=[scope.value])
    return opens


def scoped_router(path: str, scope: ClientScope, *refusals: ProblemKind) -> APIRouter:
    """Return the router of operations below `/back-office/` that are open to clients with a scope.

    Args:
        path: what they begin with, below it.
        scope: the scope.
        refusals: what each of them may answer with, besides what it says of the client.
    """
    return APIRouter(
        prefix=f"/back-office/{path}",
        tags=[TAG],
        dependencies=[requires_scope(scope)],
        responses=documented(TOKEN_REFUSED, SCOPE_MISSING, *refusals),
    )
