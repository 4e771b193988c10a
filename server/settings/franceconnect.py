"""The operator's settings of FranceConnect. Without them it is not offered."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from hosting import given
from hosting.readers import one_of, url

CALLBACK = "/franceconnect/callback"
# Path of the demonstration's own provider.
DEMO_PATH = "/demo/franceconnect/api/v2"
_LEVELS = ("eidas1", "eidas2", "eidas3")


def _callback(value: str) -> str:
    if not value.endswith(CALLBACK):
        raise ValueError(f"l’adresse doit finir par {CALLBACK}")
    return value


class FranceConnect(given.Settings):
    """The settings of a provider, and of this server as its client: [franceconnect.md](franceconnect.md)."""

    issuer: Annotated[
        str,
        url("https://fcp.exemple.fr/api/v2", "https", "http"),
        AfterValidator(lambda text: text.rstrip("/")),
    ]
    """The provider, as in its discovery document ([franceconnect.md](franceconnect.md))."""
    client_id: str
    """The id of this server at the provider."""
    client_secret: str = Field(repr=False)
    """The secret of this server at the provider."""
    redirect: Annotated[
        str, url(f"https://api.exemple.fr{CALLBACK}", "https", "http"), AfterValidator(_callback)
    ]
    """Public URL of this server's callback; its host is one of the server's names."""
    acr: Annotated[str, one_of(*_LEVELS)] = "eidas1"
    """The lowest level of assurance; FranceConnect+ has `eidas2` and `eidas3`."""
    realm: str | None = Field(default=None, exclude=True)
    """The name under which a person's `sub` is stored; None for the issuer."""
    local: bool = Field(default=False, exclude=True)
    """Whether the browser may return to a program at `localhost` as well."""

    @property
    def base(self) -> str:
        """The public origin of this server."""
        return self.redirect.removesuffix(CALLBACK)
