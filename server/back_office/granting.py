"""The grant of client credentials (RFC 6749, 4.4): what a request for a token says, and what is wrong with it.

oauthlib is not asked: it logs the tokens that it issues, and takes for its own whatever a form names like them.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NoBase64
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import parse_qsl, unquote_plus

from pydantic import BaseModel, SecretStr

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORM: Final = "application/x-www-form-urlencoded"
_GRANT: Final = "client_credentials"
_MOST_FIELDS: Final = 20
_BASIC: Final = 'Basic realm="Mon Compte", charset="UTF-8"'

ErrorCode = Literal["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]


class OAuthError(BaseModel):
    """Why there is no token (RFC 6749, 5.2)."""

    error: ErrorCode
    error_description: str


class OAuthRefusal(Exception):
    """A request for a token that is refused."""

    def __init__(self, error: ErrorCode, description: str) -> None:
        super().__init__(error)
        self.body = OAuthError(error=error, error_description=description)

    @property
    def status(self) -> int:
        """HTTP status."""
        return 401 if self.body.error == "invalid_client" else 400

    @property
    def headers(self) -> dict[str, str]:
        """Header fields that go with the status."""
        return {"WWW-Authenticate": _BASIC} if self.body.error == "invalid_client" else {}


class UnknownClient(OAuthRefusal):
    """There is no such client, or its secret is another."""

    def __init__(self) -> None:
        super().__init__("invalid_client", "The client is unknown, or its secret is wrong")


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A request for a token.

    Attributes:
        name: the client's, by its own account.
        secret: what it proves that by.
        scopes: what it asks for; None for all that it may have.
    """

    name: str
    secret: SecretStr
    scopes: frozenset[str] | None


def read_request(body: bytes, headers: Mapping[str, str]) -> TokenRequest:
    """Return what a request says; the client is that of HTTP Basic, or else of the form.

    Raises:
        OAuthRefusal: it is no request for such a token.
    """
    form = _form(body, headers.get("content-type", ""))
    if "grant_type" not in form:
        raise OAuthRefusal("invalid_request", "grant_type is missing")
    if form["grant_type"] != _GRANT:
        raise OAuthRefusal("unsupported_grant_type", f"{_GRANT} is expected")
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        if "client_secret" in form:
            raise OAuthRefusal("invalid_request", "The client authenticates in two ways")
        name, secret = _basic(credentials)
    else:
        name, secret = form.get("client_id", ""), form.get("client_secret", "")
    scopes = form.get("scope", "").split()
    return TokenRequest(name, SecretStr(secret), frozenset(scopes) or None)


def _form(body: bytes, content_type: str) -> dict[str, str]:
    if content_type.partition(";")[0].strip().lower() != _FORM:
        raise OAuthRefusal("invalid_request", f"A form is expected: {_FORM}")
    try:
        fields = parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise OAuthRefusal("invalid_request", "The form cannot be read") from None
    if any(count > 1 for count in Counter(name for name, _ in fields).values()):
        raise OAuthRefusal("invalid_request", "A parameter is there twice")
    # Without a value it is as if it were not there (RFC 6749, 3.2).
    return {name: value for name, value in fields if value}


def _basic(credentials: str) -> tuple[str, str]:
    try:
        name, _, secret = b64decode(credentials.strip(), validate=True).decode().partition(":")
        # Both are encoded as in forms before (RFC 6749, 2.3.1).
        return unquote_plus(name, errors="strict"), unquote_plus(secret, errors="strict")
    except (NoBase64, ValueError):
        raise UnknownClient from None
