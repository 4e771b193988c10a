"""The client of an OpenID provider: its published metadata, the exchange of a code, the URLs of its pages.

It is asynchronous, so that a slow provider does not hold threads that other people need to sign in.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx

from server.franceconnect.errors import Unavailable, UnknownKey, Untrusted
from server.franceconnect.tokens import (
    Claims,
    Expected,
    read_keys,
    subject_of,
    verify_id_token,
    verify_userinfo,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.settings.franceconnect import FranceConnect

_Read = TypeVar("_Read")

_SCOPES = "openid identite_pivot email"
_KEPT_S = 3600
# Seconds for one answer; all of them get twice that. Meanwhile the person looks at an empty page.
_PATIENCE_S = 10
_TIMEOUT = httpx.Timeout(8, connect=4)
_LARGEST_ANSWER = 256 * 1024


@dataclass(frozen=True, slots=True)
class Metadata:
    """The parts of the discovery document that are used."""

    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    jwks_uri: str
    end_session_endpoint: str
    says_issuer: bool


@dataclass(frozen=True, slots=True, repr=False)
class Vouching:
    """Who the provider vouched for."""

    subject: str
    id_token: str
    claims: Claims


@dataclass(slots=True)
class _Published(Generic[_Read]):
    """A document that the provider publishes; it is read again after an hour."""

    value: _Read
    read_at: float = field(default_factory=time.monotonic)

    @property
    def fresh(self) -> bool:
        return time.monotonic() - self.read_at < _KEPT_S


class Provider:
    """A provider, as its client sees it."""

    def __init__(self, settings: FranceConnect, http: httpx.AsyncClient) -> None:
        self.settings = settings
        self._http = http
        self._metadata: _Published[Metadata] | None = None
        self._expected: _Published[Expected] | None = None

    async def metadata(self) -> Metadata:
        """Return the metadata of the provider.

        Raises:
            Unavailable: the provider does not answer, or its document cannot be used.
        """
        if self._metadata is None or not self._metadata.fresh:
            document = await self._read(f"{self.settings.issuer}/.well-known/openid-configuration")
            self._metadata = _Published(self._read_metadata(document))
        return self._metadata.value

    async def authorization_url(self, state: str, nonce: str) -> str:
        """Return the URL at which the browser begins.

        Raises:
            Unavailable: see `metadata`.
        """
        metadata = await self.metadata()
        return _with(
            metadata.authorization_endpoint,
            response_type="code",
            client_id=self.settings.client_id,
            redirect_uri=self.settings.redirect,
            scope=_SCOPES,
            acr_values=self.settings.acr,
            state=state,
            nonce=nonce,
        )

    async def logout_url(self, id_token: str, state: str) -> str:
        """Return the URL at which the browser ends the session at the provider.

        Raises:
            Unavailable: see `metadata`.
        """
        metadata = await self.metadata()
        return _with(
            metadata.end_session_endpoint,
            id_token_hint=id_token,
            state=state,
            post_logout_redirect_uri=f"{self.settings.base}/franceconnect/signed-out",
        )

    async def redeem(self, code: str, nonce_hash: bytes) -> Vouching:
        """Exchange the code of a callback for the vouched person.

        Args:
            code: the code that the browser brought.
            nonce_hash: the `token_hash` of the nonce that was sent.

        Raises:
            Unavailable: the provider does not answer.
            Untrusted: its answer cannot be trusted.
        """
        try:
            async with asyncio.timeout(2 * _PATIENCE_S):
                return await self._redeem(code, nonce_hash)
        except TimeoutError:
            raise Unavailable from None

    async def _redeem(self, code: str, nonce_hash: bytes) -> Vouching:
        metadata = await self.metadata()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.settings.redirect,
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
        }
        tokens = _object(await self._send("POST", metadata.token_endpoint, data=form))
        id_token, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(id_token, str) or not isinstance(access_token, str) or not access_token.isascii():
            raise Untrusted("form")
        claims = await self._verified(lambda expected: verify_id_token(id_token, expected, nonce_hash))
        subject = subject_of(claims)
        bearer = {"Authorization": f"Bearer {access_token}", "Accept": "application/jwt"}
        content = await self._send("GET", metadata.userinfo_endpoint, headers=bearer)
        userinfo = content.decode("ascii", errors="replace").strip()
        person = await self._verified(lambda expected: verify_userinfo(userinfo, expected, subject))
        return Vouching(subject=subject, id_token=id_token, claims=person)

    async def _verified(self, verify: Callable[[Expected], Claims]) -> Claims:
        """Verify a token and return its claims; where no known key fits, read the keys again once."""
        known = self._expected
        try:
            if known and known.fresh:
                return verify(known.value)
        except UnknownKey:
            pass
        metadata = await self.metadata()
        expected = Expected(
            issuer=self.settings.issuer,
            client_id=self.settings.client_id,
            acr=self.settings.acr,
            keys=read_keys(await self._read(metadata.jwks_uri)),
        )
        self._expected = _Published(expected)
        return verify(expected)

    async def _read(self, url: str) -> dict[str, Any]:
        try:
            return _object(await self._send("GET", url))
        except Untrusted:
            raise Unavailable from None

    async def _send(
        self,
        method: str,
        url: str,
        *,
        data: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> bytes:
        """Send a request, and return the body of a successful answer.

        Raises:
            Unavailable: there is no answer in time, or the provider fails.
            Untrusted: the provider refuses the request.
        """
        # Errors are raised outside the `except`: httpx's hold the request, and so the client's secret.
        content = b""
        status: int | None = None
        try:
            async with (
                asyncio.timeout(_PATIENCE_S),
                self._http.stream(method, url, data=data, headers=headers, timeout=_TIMEOUT) as answer,
            ):
                status = answer.status_code
                async for piece in answer.aiter_bytes():
                    content += piece
                    if len(content) > _LARGEST_ANSWER:
                        status = None
                        break
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            status = None
        if (
            status is None
            or status >= HTTPStatus.INTERNAL_SERVER_ERROR
            or status == HTTPStatus.TOO_MANY_REQUESTS
        ):
            raise Unavailable
        if status != HTTPStatus.OK:
            raise Untrusted("code")
        return content

    def _read_metadata(self, document: dict[str, Any]) -> Metadata:
        if document.get("issuer") != self.settings.issuer:
            raise Unavailable
        names = (
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "end_session_endpoint",
        )
        endpoints = {name: document.get(name) for name in names}
        if not all(isinstance(url, str) and self._safe(url) for url in endpoints.values()):
            raise Unavailable
        return Metadata(
            **{name: str(url) for name, url in endpoints.items()},
            says_issuer=document.get("authorization_response_iss_parameter_supported") is True,
        )

    def _safe(self, url: str) -> bool:
        """Return whether a URL uses TLS, or the scheme of the issuer, which may be on this machine without TLS."""
        try:
            return urlsplit(url).scheme in {"https", urlsplit(self.settings.issuer).scheme}
        except ValueError:
            return False


def _with(url: str, **parameters: str) -> str:
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(parameters)}"


def _object(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise Untrusted("form")
    return document
