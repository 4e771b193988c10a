"""IP addresses, as limits count them."""

from __future__ import annotations

import ipaddress
from typing import Final

_IPV6_SITE: Final = 64


def site_of(address: str) -> str:
    """Return the address, or for IPv6 the /64 network that one subscriber has; any other text unchanged."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_SITE), strict=False))


def plain_client(client: tuple[str, int] | None) -> tuple[str, int] | None:
    """Return the client's address and port, as IPv4 where a host that listens on `::` is given it as IPv6."""
    if client is None:
        return None
    try:
        mapped = ipaddress.IPv6Address(client[0]).ipv4_mapped
    except ValueError:
        return client
    return (str(mapped), client[1]) if mapped else client


class Trusted:
    """Addresses and networks that may speak for others: proxies."""

    def __init__(self, proxies: tuple[str, ...]) -> None:
        """Take addresses and networks that `ipaddress` reads."""
        self._networks = [ipaddress.ip_network(proxy, strict=False) for proxy in proxies]

    def __contains__(self, address: str) -> bool:
        """Return whether the address is a proxy's."""
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)
