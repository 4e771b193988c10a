"""Verification of the provider's signed tokens: by whom they are signed, for whom, for how long.

joserfc verifies the signature; this module checks the claims, one by one.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Literal

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from server.crypto.tokens import token_hash
from server.franceconnect.errors import UnknownKey, Untrusted

Claims = Mapping[str, object]
_Key = ECKey | RSAKey
# FranceConnect signs with ES256; every provider must support RS256. No other algorithm is accepted.
_KEY_OF: dict[str, type[_Key]] = {"ES256": ECKey, "RS256": RSAKey}
_CURVE = "P-256"
_LEAST_RSA_BITS = 2048
_LEEWAY_S = 30
_LEVELS = ("eidas1", "eidas2", "eidas3")
_LONGEST_SUB = 255


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must hold."""

    issuer: str
    client_id: str
    acr: str
    keys: tuple[_Key, ...] = field(repr=False)


def read_keys(document: Mapping[str, Any]) -> tuple[_Key, ...]:
    """Return the signing keys of a JWKS; keys of other kinds are ignored."""
    found = document.get("keys")
    keys: list[_Key] = []
    for jwk in found if isinstance(found, list) else []:
        if not isinstance(jwk, dict) or jwk.get("use", "sig") != "sig":
            continue
        with suppress(JoseError, ValueError, TypeError, KeyError):
            keys.append(_read_key(jwk))
    return tuple(keys)


def _read_key(jwk: dict[str, Any]) -> _Key:
    if jwk["kty"] == "EC" and jwk.get("crv") == _CURVE:
        return ECKey.import_key(jwk)
    if jwk["kty"] == "RSA":
        key = RSAKey.import_key(jwk)
        if key.public_key.key_size >= _LEAST_RSA_BITS:
            return key
    raise ValueError(jwk["kty"])


def verify_id_token(token: str, expected: Expected, nonce_hash: bytes) -> Claims:
    """Verify an ID token (OpenID Connect Core, 3.1.3.7), and return its claims.

    Raises:
        Untrusted: `UnknownKey` where another set of keys may help.
    """
    claims = _signed(token, expected)
    if "exp" not in claims:
        raise Untrusted("exp")
    if "iat" not in claims:
        raise Untrusted("iat")
    _check_times(claims)
    nonce = claims.get("nonce")
    if not (
        isinstance(nonce, str) and nonce.isascii() and hmac.compare_digest(token_hash(nonce), nonce_hash)
    ):
        raise Untrusted("nonce")
    if not _at_least(claims.get("acr"), expected.acr):
        raise Untrusted("acr")
    return claims


def verify_userinfo(token: str, expected: Expected, subject: str) -> Claims:
    """Verify a signed userinfo, which must be of the same person (5.3.2), and return its claims.

    Raises:
        Untrusted: `UnknownKey` where another set of keys may help.
    """
    claims = _signed(token, expected)
    _check_times(claims)
    if claims.get("sub") != subject:
        raise Untrusted("sub")
    return claims


def subject_of(claims: Claims) -> str:
    """Return the `sub` of verified claims.

    Raises:
        Untrusted: there is none, or it cannot be stored.
    """
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject.isascii() or not 0 < len(subject) <= _LONGEST_SUB:
        raise Untrusted("sub")
    return subject


def _signed(token: str, expected: Expected) -> Claims:
    """Check signature, issuer and audience, and return the claims."""
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, RecursionError):
        raise Untrusted("form") from None
    algorithm, kid = header.get("alg"), header.get("kid")
    kind = _KEY_OF.get(algorithm) if isinstance(algorithm, str) else None
    if kind is None or not isinstance(algorithm, str):
        raise Untrusted("alg")
    fitting = [
        key
        for key in expected.keys
        if isinstance(key, kind) and kid in (None, key.kid) and key.alg in (None, algorithm)
    ]
    if len(fitting) != 1:
        raise UnknownKey
    try:
        claims: Claims = jwt.decode(token, fitting[0], algorithms=[algorithm]).claims
    except (JoseError, ValueError, RecursionError):
        raise Untrusted("signature") from None
    if claims.get("iss") != expected.issuer:
        raise Untrusted("iss")
    # The only audience: a token for others as well is refused.
    if claims.get("aud") not in (expected.client_id, [expected.client_id]):
        raise Untrusted("aud")
    return claims


def _check_times(claims: Claims) -> None:
    """Check the times against the real time, with some leeway: a demonstration's clock does not apply."""
    now = time.time()
    moments: tuple[tuple[Literal["exp", "iat", "nbf"], int], ...] = (("exp", 1), ("iat", -1), ("nbf", -1))
    for name, side in moments:
        at = claims.get(name)
        if at is None:
            continue
        if not isinstance(at, int | float) or not isfinite(at) or side * (at - now) <= -_LEEWAY_S:
            raise Untrusted(name)


def _at_least(acr: object, wanted: str) -> bool:
    if acr == wanted:
        return True
    return acr in _LEVELS and wanted in _LEVELS and _LEVELS.index(str(acr)) > _LEVELS.index(wanted)
