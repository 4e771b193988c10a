"""An OpenID provider that can be told to lie, on a port of its own."""

from __future__ import annotations

import hmac
import json
import socket
import threading
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import uvicorn
from joserfc import jws, jwt
from joserfc.jwk import ECKey, Key, RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

CLIENT, SECRET = "client", "s" * 40
PERSON = {
    "given_name": "Maëlle Anne",
    "given_name_array": ["Maëlle", "Anne"],
    "family_name": "Le Goff",
    "gender": "female",
    "birthdate": "1992-03-17",
    "birthplace": "35238",
    "birthcountry": "99100",
    "email": "maelle@example.org",
}
_EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig", "alg": "ES256"})
_RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig", "alg": "RS256"})


def public_pem() -> bytes:
    """Return the provider's public key, which a verifier that confuses HS256 and ES256 takes for a secret."""
    return _RSA.as_pem(private=False)


def swapped(secret: bytes) -> Callable[[dict[str, Any]], str]:
    """Return a token with a keyed hash as its signature, made by hand: joserfc refuses a public key as a secret."""

    def make(claims: dict[str, Any]) -> str:
        content = _unsigned("HS256", claims)
        return f"{content}.{_encoded(hmac.digest(secret, content.encode(), 'sha256'))}"

    return make


def unsigned(claims: dict[str, Any]) -> str:
    """Return a token that nobody signed."""
    return f"{_unsigned('none', claims)}."


def escaped(claims: dict[str, Any]) -> str:
    """Return a token well signed, whose JSON has what no text can have: half of a surrogate pair."""
    content = json.dumps(claims).encode()
    return jws.serialize_compact({"alg": "ES256", "kid": "ec"}, content, _EC, algorithms=["ES256"])


def bottomless(_: dict[str, Any]) -> str:
    """Return a token well signed, whose claims are nested deeper than any reader goes."""
    return jws.serialize_compact({"alg": "ES256", "kid": "ec"}, b"[" * 50_000, _EC, algorithms=["ES256"])


def _unsigned(algorithm: str, claims: dict[str, Any]) -> str:
    parts = ({"alg": algorithm, "kid": "rsa"}, claims)
    return ".".join(_encoded(json.dumps(part).encode()) for part in parts)


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def signed_with(key: Key, algorithm: str = "ES256", kid: str = "ec") -> Callable[[dict[str, Any]], str]:
    """Return a token of some key, in the name of some key."""
    return lambda claims: jwt.encode({"alg": algorithm, "kid": kid}, claims, key, algorithms=[algorithm])


sign = signed_with(_EC)
sign_rs256 = signed_with(_RSA, "RS256", "rsa")


@dataclass
class Lies:
    """The lies of the provider; none by default. A claim that is None is left out."""

    id_token: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    sign_id_token: Callable[[dict[str, Any]], str] = sign
    sign_userinfo: Callable[[dict[str, Any]], str] = sign
    token_answer: Response | None = None
    userinfo_answer: Response | None = None
    discovery: dict[str, Any] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=lambda: [_EC, _RSA])
    hang: bool = False


class LyingProvider:
    """The provider; `nonce` is that of the authorization request, `asked` the requested paths.

    `spent_s` is the time in seconds that all its answers took.
    """

    def __init__(self, base: str) -> None:
        self.issuer = f"{base}/api/v2"
        self.nonce = ""
        self.lies = Lies()
        self.asked: list[str] = []
        self.forms: list[str] = []
        self.used: set[str] = set()
        self.spent_s = 0.0

    def app(self) -> ASGIApp:
        paths: dict[str, tuple[Callable[[Request], Any], str]] = {
            "/.well-known/openid-configuration": (self._discovery, "GET"),
            "/jwks": (self._jwks, "GET"),
            "/token": (self._token, "POST"),
            "/userinfo": (self._userinfo, "GET"),
        }
        answering = Starlette(
            routes=[Route(f"/api/v2{path}", end, methods=[how]) for path, (end, how) in paths.items()]
        )

        async def timed(scope: Scope, receive: Receive, send: Send) -> None:
            started = time.perf_counter()
            await answering(scope, receive, send)
            self.spent_s += time.perf_counter() - started

        return timed

    async def _discovery(self, _: Request) -> Response:
        self.asked.append("discovery")
        names = ("authorization", "token", "userinfo", "end_session")
        endpoints = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in names}
        document = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **endpoints}
        return JSONResponse(document | self.lies.discovery)

    async def _jwks(self, _: Request) -> Response:
        self.asked.append("jwks")
        return JSONResponse({"keys": [key.as_dict(private=False) for key in self.lies.keys]})

    async def _token(self, request: Request) -> Response:
        self.asked.append("token")
        body = (await request.body()).decode()
        self.forms.append(body)
        if self.lies.hang:
            await request.receive()  # until the other side has had enough
        if self.lies.token_answer is not None:
            return self.lies.token_answer
        if body in self.used:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        self.used.add(body)
        claims = {
            "sub": "a" * 64 + "v1",
            "nonce": self.nonce,
            "acr": "eidas1",
            "exp": int(time.time()) + 60,
            **self._usual(),
        }
        token = self.lies.sign_id_token(_without_none(claims | self.lies.id_token))
        return JSONResponse({"access_token": "t" * 32, "token_type": "Bearer", "id_token": token})

    async def _userinfo(self, _: Request) -> Response:
        self.asked.append("userinfo")
        if self.lies.userinfo_answer is not None:
            return self.lies.userinfo_answer
        claims = {"sub": "a" * 64 + "v1", **self._usual(), **PERSON}
        token = self.lies.sign_userinfo(_without_none(claims | self.lies.userinfo))
        return Response(token, media_type="application/jwt")

    def _usual(self) -> dict[str, Any]:
        return {"iss": self.issuer, "aud": CLIENT, "iat": int(time.time())}


def _without_none(claims: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claims.items() if value is not None}


@contextmanager
def lying() -> Iterator[LyingProvider]:
    """Yield the provider, while the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        hostile = LyingProvider(f"http://127.0.0.1:{listening.getsockname()[1]}")
        running = uvicorn.Server(uvicorn.Config(hostile.app(), log_config=None))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield hostile
        finally:
            running.should_exit = True
            thread.join(30)
