import socket
import sys

import pytest

from tests.support.ports import free_port

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a port cannot be kept")


def test_a_port_is_for_who_names_it_as_servers_do() -> None:
    """Nobody is given it by chance; until its server listens, it refuses; a server that starts again finds it."""
    port = free_port()
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", port))
    for _ in range(2):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
        with socket.create_server(("127.0.0.1", port)), socket.create_connection(("127.0.0.1", port)):
            pass
