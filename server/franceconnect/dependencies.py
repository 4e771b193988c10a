"""Dependencies of operations on FranceConnect."""

from typing import Annotated

from fastapi import Depends

from server.franceconnect.authorizations import Authorizations
from server.franceconnect.providers import Providers
from server.franceconnect.service import AccountLinking
from server.http.dependencies import service

AccountLinkingOf = Annotated[AccountLinking, Depends(service(AccountLinking))]
AuthorizationsOf = Annotated[Authorizations, Depends(service(Authorizations))]
ProvidersOf = Annotated[Providers, Depends(service(Providers))]
