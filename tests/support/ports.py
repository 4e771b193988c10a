"""Ports for programs that must be told theirs before they listen."""

import socket
import sys

_kept: list[socket.socket] = []


def free_port() -> int:
    """Return a port of 127.0.0.1 that no other program takes while this process runs.

    On Linux it stays bound here, without listening: who asks for any port is not given it, and who names it gets it,
    since both sides set `SO_REUSEADDR`, as servers do. Elsewhere it was only free a moment ago.
    """
    port = socket.socket()
    if sys.platform == "linux":
        port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _kept.append(port)
    port.bind(("127.0.0.1", 0))
    number: int = port.getsockname()[1]
    if sys.platform != "linux":
        port.close()
    return number
