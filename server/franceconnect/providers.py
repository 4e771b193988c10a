"""The provider that this server has: FranceConnect, or the demonstration's own."""

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
    """One provider, or none.

    Args:
        settings: those of the operator; None where there are none.
        demo: makes the settings of the demonstration's own provider, by the origin that this server answers on;
            None outside of a demonstration.
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

    def at(self, scope: Scope) -> Provider | None:
        """Return the provider for a request, by the scope of its connection.

        The demonstration speaks to itself where it was spoken to: by the socket's own address, never by what a
        request says of it.
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
        # What speaks to a provider takes long to load: the first who needs it waits, rather than each start.
        from server.franceconnect.openid_client import Provider

        if key not in self._known and (made := settings()):
            self._known[key] = Provider(made, self._client(made.issuer))
        return self._known.get(key)

    def _client(self, issuer: str) -> httpx.AsyncClient:
        import httpx

        # The environment's proxies are followed, except towards this very machine.
        trusts = urlsplit(issuer).hostname not in _LOOPBACK
        if trusts not in self._clients:
            self._clients[trusts] = httpx.AsyncClient(trust_env=trusts, follow_redirects=False)
        return self._clients[trusts]
