"""How much one browser, and all of them, may have of the host."""

from dataclasses import dataclass
from typing import Final, Self

# A page stays for a while after its browser has left: so many are kept for each browser that may be there.
_TABS_FOR_EACH: Final = 3


class TooMany(Exception):
    """There are as many as there may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is granted to browsers.

    Attributes:
        tabs: how many are kept at once, each half a megabyte; three for each browser that may be there.
        tabs_per_address: how many of one address, or of one subscriber's IPv6 network.
        browsers: how many are known at once, for some moments after their last tab too.
        browsers_per_address: how many of one address.
        lingering_seconds: how long one is known after its last tab.
        stranger_seconds: how long one is that has not shown that it keeps cookies.
        looking_seconds: how soon a host hears that somebody has left by another one.
        renewal_seconds: how long who brings a secret that was replaced waits for the browser to hold the next.
        sockets: how many browsers are served at once.
        sockets_per_address: how many of one address.
        openings_per_second: how many tabs one address may open in the long run; each takes a twentieth of a second.
        openings_at_once: how many before that counts.
        unclaimed_seconds: how long a tab waits for the socket of the page that it was drawn for.
        resume_seconds: how long a tab waits for a browser that dropped.
        scriptless_seconds: how long a tab waits for the next form that is posted from it.
        page_seconds: how long a page waits for what the program awaits; its socket tells the rest.
        answer_seconds: how long a posted form does.
        acts_at_once: how many acts of all browsers are worked off together; the next ones wait.
        act_seconds: how long one counts that waits for something else than this host.
        attach_seconds: how long a socket may be there without saying which page it is of.
        message_bytes: size of a message, a pasted page included.
        messages_per_second: how fast a socket is read.
        burst: how many messages are read before that counts.
        flood_seconds: how long more may be said than that, before the socket is closed.
        route_characters: length of an address of the program.
        file_bytes: size of a file that is sent: a scan of 10 MB, and the photograph that is refused as too large.
        files_per_address: how many files of one address are read or kept at once, those to be saved included.
        files: how many are kept in all.
        file_grace_seconds: how long one that is sent may take before its rate counts.
        file_bytes_per_second: how fast it must come on the whole from then on: a slow telephone's line.
        kept_pages_bytes: size of the pages of nobody that are kept, compressed.
        kept_pages_seconds: how long one is shown before it is drawn again.
    """

    tabs: int = 3000
    tabs_per_address: int = 300
    browsers: int = 3000
    browsers_per_address: int = 300
    lingering_seconds: float = 120
    stranger_seconds: float = 10
    looking_seconds: float = 5
    renewal_seconds: float = 2
    sockets: int = 1000
    sockets_per_address: int = 100
    openings_per_second: float = 10
    openings_at_once: int = 200
    unclaimed_seconds: float = 10
    resume_seconds: float = 90
    scriptless_seconds: float = 900
    page_seconds: float = 5
    answer_seconds: float = 20
    acts_at_once: int = 8
    act_seconds: float = 0.25
    attach_seconds: float = 10
    message_bytes: int = 256 * 1024
    messages_per_second: float = 100
    burst: int = 500
    flood_seconds: float = 5
    route_characters: int = 2048
    file_bytes: int = 16 * 1024 * 1024
    files_per_address: int = 5
    files: int = 20
    file_grace_seconds: float = 10
    file_bytes_per_second: float = 16 * 1024
    kept_pages_bytes: int = 8 * 1024 * 1024
    kept_pages_seconds: float = 15

    @classmethod
    def of(cls, *, sockets: int, sockets_per_address: int) -> Self:
        """Return the bounds for so many browsers at once, and so many of one address."""
        tabs, tabs_per_address = _TABS_FOR_EACH * sockets, _TABS_FOR_EACH * sockets_per_address
        return cls(
            tabs=tabs,
            tabs_per_address=tabs_per_address,
            browsers=tabs,
            browsers_per_address=tabs_per_address,
            sockets=sockets,
            sockets_per_address=sockets_per_address,
        )
