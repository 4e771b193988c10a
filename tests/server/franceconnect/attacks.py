"""The tables of attacks in the name of FranceConnect."""

from __future__ import annotations

import time

from joserfc.jwk import ECKey, RSAKey
from starlette.responses import HTMLResponse, JSONResponse, Response

from tests.server.lying_provider import (
    CLIENT,
    PERSON,
    SECRET,
    Lies,
    bottomless,
    escaped,
    public_pem,
    signed_with,
    swapped,
    unsigned,
)

OTHER = ECKey.generate_key("P-256", {"kid": "new", "use": "sig", "alg": "ES256"})
WEAK = RSAKey.generate_key(1024, {"kid": "weak", "use": "sig", "alg": "RS256"})
P384 = ECKey.generate_key("P-384", {"kid": "p384", "use": "sig"})


def ago(seconds: int) -> int:
    return int(time.time()) - seconds


# The attack, the lies of the provider, what the program is told, and what the log says.
TOKENS: tuple[tuple[str, Lies, str, str], ...] = (
    ("ID token of another request (nonce)", Lies(id_token={"nonce": "0" * 64}), "failed", "nonce"),
    ("ID token without nonce", Lies(id_token={"nonce": None}), "failed", "nonce"),
    ("ID token of another issuer", Lies(id_token={"iss": "https://evil.example"}), "failed", "iss"),
    ("ID token without issuer", Lies(id_token={"iss": None}), "failed", "iss"),
    ("ID token for another service (aud)", Lies(id_token={"aud": "other"}), "failed", "aud"),
    ("ID token shared with another service", Lies(id_token={"aud": [CLIENT, "other"]}), "failed", "aud"),
    ("ID token without audience", Lies(id_token={"aud": None}), "failed", "aud"),
    ("expired ID token", Lies(id_token={"exp": ago(35)}), "failed", "exp"),
    ("ID token without expiry", Lies(id_token={"exp": None}), "failed", "exp"),
    ("expiry that is no number", Lies(id_token={"exp": "2099"}), "failed", "exp"),
    ("expiry that is infinite", Lies(id_token={"exp": float("inf")}), "failed", "exp"),
    ("ID token from the future (iat)", Lies(id_token={"iat": ago(-86_400)}), "failed", "iat"),
    ("ID token not valid yet (nbf)", Lies(id_token={"nbf": ago(-86_400)}), "failed", "nbf"),
    ("level too low (acr)", Lies(id_token={"acr": "eidas0"}), "failed", "acr"),
    ("no level", Lies(id_token={"acr": None}), "failed", "acr"),
    ("ID token of nobody (sub)", Lies(id_token={"sub": None}), "failed", "sub"),
    ("sub that is no text", Lies(id_token={"sub": 12}), "failed", "sub"),
    ("sub that no text can be", Lies(id_token={"sub": "\ud800"}, sign_id_token=escaped), "failed", "sub"),
    (
        "nonce that no text can be",
        Lies(id_token={"nonce": "\ud800"}, sign_id_token=escaped),
        "failed",
        "nonce",
    ),
    ("claims without bottom", Lies(sign_id_token=bottomless), "failed", "signature"),
    ("unsigned ID token (alg none)", Lies(sign_id_token=unsigned), "failed", "alg"),
    ("alg swapped: HS256 with the public key", Lies(sign_id_token=swapped(public_pem())), "failed", "alg"),
    (
        "alg swapped: HS256 with the client's secret",
        Lies(sign_id_token=swapped(SECRET.encode())),
        "failed",
        "alg",
    ),
    ("signature of another key", Lies(sign_id_token=signed_with(OTHER)), "failed", "signature"),
    ("key that was never published", Lies(sign_id_token=signed_with(OTHER, kid="new")), "failed", "key"),
    (
        "RSA key of 1024 bits",
        Lies(sign_id_token=signed_with(WEAK, "RS256", "weak"), keys=[WEAK]),
        "failed",
        "key",
    ),
    (
        "key on another curve",
        Lies(sign_id_token=signed_with(P384, "ES384", "p384"), keys=[P384]),
        "failed",
        "alg",
    ),
    (
        "no published key",
        Lies(sign_id_token=signed_with(OTHER, kid="new"), keys=[]),
        "failed",
        "key",
    ),
    ("ID token that is none", Lies(sign_id_token=lambda _: "a.b"), "failed", "form"),
    ("no ID token", Lies(token_answer=JSONResponse({"access_token": "t"})), "failed", "form"),
    ("tokens that are no JSON", Lies(token_answer=HTMLResponse("<p>")), "failed", "form"),
    ("code refused", Lies(token_answer=JSONResponse({"error": "x"}, status_code=400)), "failed", "code"),
    (
        "token endpoint that redirects elsewhere",
        Lies(token_answer=Response(status_code=302, headers={"Location": "https://evil.example"})),
        "failed",
        "code",
    ),
    ("userinfo of another person (sub)", Lies(userinfo={"sub": "b" * 66}), "failed", "sub"),
    ("userinfo of another issuer", Lies(userinfo={"iss": "https://evil.example"}), "failed", "iss"),
    ("userinfo for another service", Lies(userinfo={"aud": "other"}), "failed", "aud"),
    ("expired userinfo", Lies(userinfo={"exp": ago(35)}), "failed", "exp"),
    ("unsigned userinfo (alg none)", Lies(sign_userinfo=unsigned), "failed", "alg"),
    ("userinfo signed by another key", Lies(sign_userinfo=signed_with(OTHER)), "failed", "signature"),
    (
        "userinfo in JSON, not signed",
        Lies(userinfo_answer=JSONResponse({"sub": "a" * 66, **PERSON})),
        "failed",
        "form",
    ),
    ("FranceConnect answers 503", Lies(token_answer=Response(status_code=503)), "unavailable", "answer"),
    ("FranceConnect answers 500", Lies(userinfo_answer=Response(status_code=500)), "unavailable", "answer"),
    (
        "answer without end",
        Lies(token_answer=Response(b"[" * 400_000)),
        "unavailable",
        "answer",
    ),
    ("FranceConnect never answers", Lies(hang=True), "unavailable", "answer"),
)
# The attack, the false answer, and what the program is told; None where the browser shows an expired page.
CALLBACKS: tuple[tuple[str, dict[str, str], str | None], ...] = (
    ("the person refuses", {"error": "access_denied"}, "denied"),
    ("temporarily_unavailable", {"error": "temporarily_unavailable"}, "unavailable"),
    ("server_error", {"error": "server_error"}, "unavailable"),
    ("invalid_request", {"error": "invalid_request"}, "failed"),
    ("answer of another provider (iss)", {"code": "c", "iss": "https://evil.example"}, "failed"),
    ("neither code nor error", {}, "failed"),
    ("empty code", {"code": ""}, "failed"),
    ("code of 3,000 characters", {"code": "c" * 3000}, "failed"),
    ("unknown state", {"code": "c", "state": "0" * 64}, None),
    ("state that is none", {"code": "c", "state": "x"}, None),
)
# Attacks with a test of their own.
OTHERS = (
    ("replayed code", "failed"),
    ("replayed state", "page"),
    ("callback twice", "page"),
    ("state of another browser", "page"),
    ("browser without its cookie", "page"),
    ("repeated parameter", "page"),
    ("FranceConnect refuses the connection", "503 franceconnect_unavailable"),
    ("discovery document of another issuer", "503 franceconnect_unavailable"),
    ("key rotation", "accepted; keys read again once"),
    ("missing claims", "accepted; each is asked for"),
)
