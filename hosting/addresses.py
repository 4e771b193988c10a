"""Addresses of the network, as limits count them."""

from __future__ import annotations

import ipaddress
from typing import Final

_IPV6_SITE: Final = 64


def site_of(address: str) -> str:
    """The address, or for IPv6 the /64 that one subscriber holds; what is no address is left as it is."""
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
    """Who connects, by the IPv4 address where the system writes it as IPv6: a host that listens on `::` has both."""
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
        """Takes addresses and networks that `ipaddress` reads."""
        self._networks = [ipaddress.ip_network(proxy, strict=False) for proxy in proxies]

    def __contains__(self, address: str) -> bool:
        """Whether it is one of them."""
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)
