"""Where browsers come in: the socket, and what its address is called."""

from __future__ import annotations

import errno
import socket
import sys
from typing import TYPE_CHECKING, Final

from hosting.names import LOOPBACK
from launch.errors import CannotStart

if TYPE_CHECKING:
    from launch.web.settings import WebSettings

_REFUSALS: Final = {
    errno.EADDRINUSE: "un autre programme se sert déjà de ce port",
    errno.EACCES: "ce port est réservé au système",
    errno.EADDRNOTAVAIL: "cette adresse n’est pas celle de cette machine",
}
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on


def listening(settings: WebSettings) -> socket.socket:
    """Return a socket that listens at the host and the port of the settings; whoever has it closes it.

    Raises:
        CannotStart: the address cannot be listened on.
    """
    host, port = settings.host, settings.port
    try:
        family, kind, protocol, _, bound = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        if sys.platform != "win32":  # there, the option would let two programs listen on one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(bound)
        listener.listen()
    except OSError as error:
        reason = _REFUSALS.get(error.errno or 0, "cette adresse ne convient pas")
        message = (
            f"Mon Compte ne peut pas s’ouvrir à http://{_in_url(host)}:{port} : {reason}.\n"
            "Choisissez-en d’autres avec --host et --port."
        )
        raise CannotStart(message) from error
    return listener


def address(listener: socket.socket) -> str:
    """Return where a socket listens, as a URL."""
    host, port = listener.getsockname()[:2]
    return f"http://{_in_url(host)}:{port}"


def origin(listener: socket.socket) -> str:
    """Return where a browser of this machine finds what a socket serves."""
    host, port = listener.getsockname()[:2]
    return f"http://{LOOPBACK[0]}:{port}" if host in _EVERYWHERE else address(listener)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
