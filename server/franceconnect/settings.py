"""What an operator sets for FranceConnect. Where nothing is set, it is not offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

CALLBACK = "/franceconnect/callback"
# Where a demonstration has its own provider.
DEMO_PATH = "/demo/franceconnect/api/v2"
_PREFIX = "franceconnect_"
_ESSENTIAL = ("issuer", "client_id", "client_secret", "redirect")


@dataclass(frozen=True, slots=True, kw_only=True)
class FranceConnect:
    """One provider, and this server as it knows it.

    Attributes:
        issuer: as the provider's discovery document says it, without a slash at the end.
        client_id: of this server.
        client_secret: of this server.
        redirect: public URL of this server's callback, which ends on `CALLBACK`.
        acr: the least level of assurance, `eidas1`; FranceConnect+ has `eidas2` and `eidas3`.
        realm: what a person's `sub` is remembered under; None for the issuer.
        local: whether a program on this very machine may also be returned to as `localhost`.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect: str
    acr: str = "eidas1"
    realm: str | None = None
    local: bool = False

    @property
    def base(self) -> str:
        """Public origin of this server."""
        return self.redirect.removesuffix(CALLBACK)

    @classmethod
    def found(cls, variables: Mapping[str, str]) -> Self | None:
        """The settings among the MON_COMPTE_* variables, named in lower case without their prefix.

        Raises:
            ValueError: one is missing while others are set, or is not a URL of the right kind.
        """
        own = {
            name.removeprefix(_PREFIX): value for name, value in variables.items() if name.startswith(_PREFIX)
        }
        if not own:
            return None
        if missing := [name for name in _ESSENTIAL if name not in own]:
            raise ValueError(f"MON_COMPTE_FRANCECONNECT_{missing[0].upper()}")
        for name in ("issuer", "redirect"):
            if urlsplit(own[name]).scheme not in {"https", "http"}:
                raise ValueError(f"MON_COMPTE_FRANCECONNECT_{name.upper()}")
        if not own["redirect"].endswith(CALLBACK):
            raise ValueError("MON_COMPTE_FRANCECONNECT_REDIRECT")
        return cls(
            issuer=own["issuer"].rstrip("/"),
            client_id=own["client_id"],
            client_secret=own["client_secret"],
            redirect=own["redirect"],
            acr=own.get("acr", "eidas1"),
        )
