"""The demonstration's own FranceConnect: an OpenID provider with the same endpoints and rules.

It is built on oauthlib's provider core, which is a dependency of Flet anyway, needs no web framework, and supports
signed userinfo, unlike Authlib's. Only this server trusts it, and only with `--demo`. Its codes and tokens are in the
database, so that all workers are one provider. Its times are real, whatever the clock of the demonstration.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from oauthlib.oauth2.rfc6749.endpoints import AuthorizationEndpoint, TokenEndpoint
from oauthlib.oauth2.rfc6749.tokens import BearerToken
from oauthlib.openid.connect.core.endpoints.userinfo import UserInfoEndpoint
from oauthlib.openid.connect.core.grant_types import AuthorizationCodeGrant

from server.demo.openid_rules import ACR, SCOPES, TOKEN_LIFE, Rules
from server.settings.franceconnect import CALLBACK, DEMO_PATH, FranceConnect

if TYPE_CHECKING:
    from server.crypto.tokens import Pepper
    from server.db import Store

CLIENT_ID = "mon-compte"
# The parameters that FranceConnect accepts; it refuses any other.
_KNOWN = frozenset({
    "client_id", "acr_values", "claims", "response_type", "nonce", "state", "redirect_uri", "scope", "prompt",
    "idp_hint", "ui_locales",
})  # fmt: skip
_SHORTEST_NONCE = 22
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def relying_party(pepper: Pepper, origin: str) -> FranceConnect:
    """Return the settings of this server, at that origin, as the client of its own provider."""
    return FranceConnect(
        issuer=f"{origin}{DEMO_PATH}",
        client_id=CLIENT_ID,
        client_secret=pepper.hash("demo_openid_secret").hex(),
        redirect=f"{origin}{CALLBACK}",
        realm="demonstration",
        local=True,
    )


class DemoProvider:
    """The provider at one origin.

    Attributes:
        party: its only client.
        authorization: oauthlib's endpoint, like `token` and `userinfo`.
    """

    def __init__(self, store: Store, pepper: Pepper, origin: str) -> None:
        self.party = relying_party(pepper, origin)
        # The same key in every worker, and another in every database.
        secret = int.from_bytes(pepper.hash("demo_openid_key")) % (_P256_ORDER - 1) + 1
        private = ec.derive_private_key(secret, ec.SECP256R1())
        self._key = ECKey.import_key(private, {"use": "sig", "alg": "ES256", "kid": "demonstration"})
        validator = Rules(store, self.party, self.sign)
        bearer = BearerToken(validator, expires_in=int(TOKEN_LIFE.total_seconds()))
        grant = AuthorizationCodeGrant(validator, refresh_token=False)
        # The stubs want the name of a token type; oauthlib calls a function.
        self.authorization = AuthorizationEndpoint("code", bearer, {"code": grant})  # type: ignore[arg-type]
        self.token = TokenEndpoint("authorization_code", bearer, {"authorization_code": grant})  # type: ignore[arg-type]
        self.userinfo = UserInfoEndpoint(validator)

    @property
    def jwks(self) -> dict[str, Any]:
        """The public key."""
        return {"keys": [self._key.as_dict(private=False)]}

    @property
    def metadata(self) -> dict[str, Any]:
        """The discovery document."""
        issuer = self.party.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/jwks",
            "end_session_endpoint": f"{issuer}/session/end",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "scopes_supported": list(SCOPES),
            "acr_values_supported": [ACR],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "userinfo_signing_alg_values_supported": ["ES256"],
        }

    def sign(self, claims: dict[str, Any]) -> str:
        """Return a token with these claims, signed by this provider for its client."""
        now = int(time.time())
        return jwt.encode(
            {"alg": "ES256", "kid": "demonstration"},
            {
                "iss": self.party.issuer,
                "aud": CLIENT_ID,
                "iat": now,
                "exp": now + int(TOKEN_LIFE.total_seconds()),
                **claims,
            },
            self._key,
            algorithms=["ES256"],
        )

    def signed(self, token: str) -> bool:
        """Return whether this provider signed a token, however long ago."""
        try:
            jwt.decode(token, self._key, algorithms=["ES256"])
        except (JoseError, ValueError):
            return False
        return True


def refusal_of(parameters: dict[str, str]) -> str | None:
    """Return, in a word, what FranceConnect refuses in an authorization request beside the rules of the protocol."""
    if unknown := set(parameters) - _KNOWN:
        return min(unknown)
    if not parameters.get("state"):
        return "state"
    if len(parameters.get("nonce", "")) < _SHORTEST_NONCE:
        return "nonce"
    return None if parameters.get("acr_values") == ACR else "acr_values"
