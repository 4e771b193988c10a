"""The provider of this server: FranceConnect, or the demonstration's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from starlette.types import Scope

    from server.franceconnect.openid_client import Provider
    from server.settings.franceconnect import FranceConnect

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Providers:
    """The choice of the provider for a request.

    Args:
        settings: the operator's; None where FranceConnect is not set up.
        demo: gives the settings of the demonstration's own provider for an origin of this server; None outside a
            demonstration.
    """

    def __init__(self, settings: FranceConnect | None, demo: Callable[[str], FranceConnect] | None) -> None:
        self._settings = settings
        self._demo = demo
        self._known: dict[str, Provider] = {}
        self._clients: dict[bool, httpx.AsyncClient] = {}

    @property
    def available(self) -> bool:
        """Whether FranceConnect is offered."""
        return self._settings is not None or self._demo is not None

    def for_request(self, scope: Scope) -> Provider | None:
        """Return the provider for the ASGI scope of a request.

        The demonstration calls itself at the address of the socket, never at a host that a request names.
        """
        if self._settings is not None:
            return self._provider(self._settings.issuer, lambda: self._settings)
        if self._demo is None:
            return None
        host, port = scope["server"]
        origin = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        demo = self._demo
        return self._provider(origin, lambda: demo(origin))

    async def aclose(self) -> None:
        """Close every connection."""
        for client in self._clients.values():
            await client.aclose()

    def _provider(self, key: str, settings: Callable[[], FranceConnect | None]) -> Provider | None:
        # The client of a provider takes long to load: it is loaded at its first use, not at each start.
        from server.franceconnect.openid_client import Provider

        if key not in self._known and (made := settings()):
            self._known[key] = Provider(made, self._client(made.issuer))
        return self._known.get(key)

    def _client(self, issuer: str) -> httpx.AsyncClient:
        import httpx

        # Proxies of the environment are used, except for this machine.
        trusts = urlsplit(issuer).hostname not in _LOOPBACK
        if trusts not in self._clients:
            self._clients[trusts] = httpx.AsyncClient(trust_env=trusts, follow_redirects=False)
        return self._clients[trusts]
