"""The operator's settings of FranceConnect. Without them it is not offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from hosting.variables import Unreadable, url, variable

if TYPE_CHECKING:
    from collections.abc import Mapping

CALLBACK = "/franceconnect/callback"
# Path of the demonstration's own provider.
DEMO_PATH = "/demo/franceconnect/api/v2"
_PREFIX = "franceconnect_"
_LEVELS = ("eidas1", "eidas2", "eidas3")
_ESSENTIAL = ("issuer", "client_id", "client_secret", "redirect")


@dataclass(frozen=True, slots=True, kw_only=True)
class FranceConnect:
    """The settings of a provider, and of this server as its client.

    Attributes:
        issuer: as in the provider's discovery document, without a slash at the end.
        client_id: the id of this server.
        client_secret: the secret of this server.
        redirect: public URL of this server's callback, which ends in `CALLBACK`.
        acr: the lowest level of assurance, `eidas1`; FranceConnect+ has `eidas2` and `eidas3`.
        realm: the name under which a person's `sub` is stored; None for the issuer.
        local: whether the browser may return to a program at `localhost` as well.
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
        """The public origin of this server."""
        return self.redirect.removesuffix(CALLBACK)

    @classmethod
    def found(cls, variables: Mapping[str, str]) -> Self | None:
        """Read the settings from the MON_COMPTE_* variables, which are named in lower case without their prefix.

        Raises:
            Unreadable: a variable is missing while others are set, or is not a URL of the right kind.
        """
        own = {
            name.removeprefix(_PREFIX): value for name, value in variables.items() if name.startswith(_PREFIX)
        }
        if not own:
            return None
        if missing := [name for name in _ESSENTIAL if name not in own]:
            raise Unreadable(f"{variable(_PREFIX + missing[0])} manque, alors que FranceConnect est réglé.")
        for name, example in (
            ("issuer", "https://fcp.exemple.fr/api/v2"),
            ("redirect", f"https://api.exemple.fr{CALLBACK}"),
        ):
            url(variables, _PREFIX + name, example, {"https", "http"})
        if not own["redirect"].endswith(CALLBACK):
            raise Unreadable(f"{variable(_PREFIX + 'redirect')} : l’adresse doit finir par {CALLBACK}.")
        if own.get("acr", "eidas1") not in _LEVELS:
            raise Unreadable(
                f"{variable(_PREFIX + 'acr')} : une de ces valeurs est attendue : {', '.join(_LEVELS)}."
            )
        return cls(
            issuer=own["issuer"].rstrip("/"),
            client_id=own["client_id"],
            client_secret=own["client_secret"],
            redirect=own["redirect"],
            acr=own.get("acr", "eidas1"),
        )
