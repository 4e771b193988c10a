"""The rules that oauthlib asks the demonstration's FranceConnect for: its client, codes and tokens.

Names and signatures are oauthlib's. One client and one grant type need few of the arguments.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from oauthlib.openid.connect.core.request_validator import RequestValidator

from server.crypto.tokens import token_hash
from server.demo.openid_people import IDENTITIES
from server.demo.tables import DemoGrant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from oauthlib.common import Request

    from server.db import Store
    from server.settings.franceconnect import FranceConnect

ACR = "eidas1"
SCOPES: dict[str, tuple[str, ...]] = {
    "openid": (),
    "identite_pivot": (
        "given_name",
        "given_name_array",
        "family_name",
        "gender",
        "birthdate",
        "birthplace",
        "birthcountry",
    ),
    "email": ("email",),
}
TOKEN_LIFE = timedelta(seconds=60)
_CODE_LIFE = timedelta(seconds=30)


class Rules(RequestValidator):
    """The rules of a provider with one client.

    Args:
        store: stores codes and tokens by their hashes.
        party: the client.
        sign: makes a signed token of claims.
    """

    def __init__(self, store: Store, party: FranceConnect, sign: Callable[[dict[str, Any]], str]) -> None:
        super().__init__()
        self._store = store
        self._party = party
        self._sign = sign

    def validate_client_id(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Return whether the id is the client's."""
        return client_id == self._party.client_id

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Return whether the URI is exactly the client's callback."""
        return redirect_uri == self._party.redirect

    def validate_response_type(
        self, client_id: str, response_type: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Return whether the response type is that of the code flow."""
        return response_type == "code"

    def validate_scopes(
        self, client_id: str, scopes: Any, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Return whether FranceConnect has all the scopes."""
        return "openid" in scopes and set(scopes) <= set(SCOPES)

    def get_default_scopes(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Return nothing: scopes must be given."""
        return []

    def validate_user_match(self, id_token_hint: Any, scopes: Any, claims: Any, request: Request) -> bool:
        """Return true: the person may be another than before."""
        return True

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        """Return false: FranceConnect does not use PKCE."""
        return False

    def get_code_challenge(self, code: str, request: Request) -> Any:
        """Return nothing: see `is_pkce_required`."""
        return None

    def save_authorization_code(
        self, client_id: str, code: Mapping[str, Any], request: Request, *args: Any, **kwargs: Any
    ) -> None:
        """Keep who it is for."""
        details = {"identity": request.user, "scopes": request.scopes, "nonce": request.nonce}
        self._keep("code", code["code"], details, _CODE_LIFE)

    def client_authentication_required(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Return true."""
        return True

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Check the client's secret in the form (`client_secret_post`)."""
        known = request.client_id == self._party.client_id and hmac.compare_digest(
            str(request.client_secret or "").encode(), self._party.client_secret.encode()
        )
        if known:
            # oauthlib needs an object with the id.
            request.client = self._party
        return known

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Return whether the grant type is that of a code."""
        return grant_type == "authorization_code"

    def validate_code(
        self, client_id: str, code: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Use the code up: it is deleted when it is read."""
        with self._store.write() as transaction:
            found = transaction.get(DemoGrant, _hash("code", code), with_for_update=True)
            if found is None or found.expires_at <= datetime.now(UTC):
                return False
            transaction.delete(found)
        request.user, request.scopes = found.details["identity"], found.details["scopes"]
        request.nonce = found.details["nonce"]
        return True

    def confirm_redirect_uri(
        self,
        client_id: str,
        code: str,
        redirect_uri: str,
        client: Any,
        request: Request,
        *args: Any,
        **kwargs: Any,
    ) -> bool:
        """Return whether the URI is the client's only callback."""
        return redirect_uri == self._party.redirect

    def get_authorization_code_nonce(
        self, client_id: str, code: str, redirect_uri: str, request: Request
    ) -> str:
        """Return the nonce of the authorization request, which `validate_code` read."""
        return str(request.nonce)

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Request, *args: Any, **kwargs: Any
    ) -> None:
        """Do nothing: `validate_code` deleted the code."""

    def save_bearer_token(self, token: Mapping[str, Any], request: Request, *args: Any, **kwargs: Any) -> Any:
        """Keep who it is for."""
        details = {"identity": request.user, "scopes": request.scopes}
        self._keep("token", token["access_token"], details, TOKEN_LIFE)

    def get_id_token(self, token: Any, token_handler: Any, request: Request) -> Any:
        """Return nothing: `finalize_id_token` makes the ID token."""
        return None

    def finalize_id_token(
        self, id_token: dict[str, Any], token: Any, token_handler: Any, request: Request
    ) -> str:
        """Add the claims of the person, and sign the ID token."""
        subject = IDENTITIES[str(request.user)].subject
        return self._sign({**id_token, "sub": subject, "acr": ACR, "auth_time": id_token["iat"]})

    def validate_bearer_token(self, token: str, scopes: Any, request: Request) -> bool:
        """Return whether an access token is still valid."""
        with self._store.read() as transaction:
            found = transaction.get(DemoGrant, _hash("token", token or ""))
        if found is None or found.expires_at <= datetime.now(UTC):
            return False
        request.user, request.scopes = found.details["identity"], found.details["scopes"]
        return set(scopes) <= set(found.details["scopes"])

    def get_userinfo_claims(self, request: Request) -> str:
        """Return the signed claims that the scopes ask for."""
        identity = IDENTITIES[str(request.user)]
        asked = {claim for scope in request.scopes or () for claim in SCOPES[scope]}
        told = {name: value for name, value in identity.claims.items() if name in asked}
        return self._sign({"sub": identity.subject, **told})

    def _keep(self, kind: str, token: str, details: dict[str, Any], life: timedelta) -> None:
        with self._store.write() as transaction:
            grant = DemoGrant(hash=_hash(kind, token), details=details, expires_at=datetime.now(UTC) + life)
            transaction.add(grant)


def _hash(kind: str, token: str) -> bytes:
    return token_hash(f"{kind} {token}")
